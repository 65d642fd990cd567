// Command gizmo asks a graph by scripts: at a console, one given on the command line, or one in a file.
//
//	go run ./examples/gizmo                          the console, on the bundled article
//	go run ./examples/gizmo -e 'tg.flows({top: 3})'  one script
//	go run ./examples/gizmo -script q.js data.ttl    a script in a file, on your own data; a graph kept in a file (.tg) will do
//	go run ./examples/gizmo < scripts.js             scripts, one after another
//
// The exit status is 1 after an error, of piped scripts too; at a terminal errors are only shown.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"strings"
	"syscall"
	"time"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/examples/internal/program"
	"talentgraph.example/examples/internal/results"
	"talentgraph.example/examples/internal/scripts"
	"talentgraph.example/graph"
	"talentgraph.example/query/gizmo"
	"talentgraph.example/query/gizmo/isolate"
)

func main() {
	isolate.Init()
	program.Main("gizmo", func(ctx context.Context, args []string, stdout, stderr io.Writer) error {
		return run(ctx, args, os.Stdin, stdout, stderr)
	}, syscall.SIGTERM) // an interrupt ends a script, see ask
}

func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) error {
	flags := program.Flags("gizmo", out, "usage: gizmo [data files] [flags]\n\nWithout data files it is about the bundled article.")
	script := flags.String("e", "", "run this `script` and end")
	file := flags.String("script", "", "run the script in this `file` and end")
	asJSON := flags.Bool("json", false, "write results as JSON, one a line")
	var c console
	c.limits.Declare(flags)
	trust := flags.Bool("trust", false, "run scripts in this process: faster, and for your own only")
	var contexts data.Contexts
	contexts.Declare(flags)
	files, err := program.Parse(flags, args)
	if err != nil {
		return err
	}
	g, err := data.Open(ctx, files, false, contexts.Options()...)
	if err != nil {
		return program.InFlags(err, data.FlagNames())
	}
	defer g.Close()
	opts := append(c.limits.Options(), gizmo.WithNotes(func(n gizmo.Note) {
		fmt.Fprintln(errs, "note:", n)
	}))
	if !*trust {
		box, err := scripts.NewBox(c.limits)
		if err != nil {
			return err
		}
		defer box.Close()
		opts = append(opts, gizmo.In(box))
	}
	c.session, err = gizmo.NewSession(opts...)
	if err != nil {
		return program.InFlags(err, scripts.FlagNames())
	}
	defer c.session.Close()
	c.graph, c.out, c.errs, c.json = g, out, errs, *asJSON
	if *file != "" {
		text, err := os.ReadFile(*file)
		if err != nil {
			return err
		}
		*script = string(text)
	}
	if *script != "" {
		return program.InFlags(c.ask(ctx, *script), scripts.FlagNames())
	}
	return c.loop(ctx, in)
}

// ask runs one script and shows its results; Ctrl-C ends the script, not the program.
func (c *console) ask(ctx context.Context, script string) error {
	whole := ctx
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	start := time.Now()
	var all []gizmo.Result
	var failed error
	count := 0
	for r, err := range c.session.Run(ctx, c.graph, script) {
		count++
		switch {
		case err != nil:
			failed = err
			count--
		case c.json:
			if err := results.JSON(c.out, r); err != nil {
				return err
			}
		default:
			all = append(all, r)
		}
	}
	if len(all) > 0 {
		if err := results.Table(c.out, all); err != nil {
			return err
		}
	}
	c.open = ""
	if count == 0 && failed == nil {
		c.open = script
	}
	noun := "results"
	if count == 1 {
		noun = "result"
	}
	switch {
	case c.timing:
		fmt.Fprintf(c.errs, "%d %s in %v\n", count, noun, time.Since(start).Round(10*time.Microsecond))
	case c.open != "" && !declares(script):
		fmt.Fprintln(c.errs, "0 results")
	}
	return inWords(whole, failed)
}

// inWords says why a script was ended: by Ctrl-C, or by its time.
func inWords(ctx context.Context, err error) error {
	var limit *graph.LimitError
	switch {
	case errors.Is(err, context.Canceled) && ctx.Err() == nil:
		return program.Said("the script was stopped"+andGone(err), err)
	case errors.As(err, &limit) && strings.HasSuffix(limit.Raise, "WithTimeout"):
		took := time.Duration(limit.Value) * time.Millisecond
		return program.Said(fmt.Sprintf("the script took longer than %v; -timeout allows more%s", took, andGone(err)), err)
	}
	return err
}

// andGone is what an error says of the variables, if they are lost.
func andGone(err error) string {
	const gone = "; the variables of the session are gone"
	if strings.HasSuffix(err.Error(), gone) {
		return gone
	}
	return ""
}

// declares tells whether a script begins with a declaration or a remark, of which no results are expected.
func declares(script string) bool {
	return regexp.MustCompile(`^\s*(var|let|const|function|class|//|/\*)`).MatchString(script)
}
