// Command gizmo asks a graph by scripts: at a console, one given on the command line, or one in a file.
//
//	go run ./examples/gizmo                          the console, on the bundled article
//	go run ./examples/gizmo -e 'tg.flows({top: 3})'  one script
//	go run ./examples/gizmo -script q.js data.ttl    a script in a file, on your own data; a graph kept in a file (.tg) will do
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/query/gizmo"
)

func main() {
	if err := run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string, in io.Reader, out, errs io.Writer) error {
	flags := flag.NewFlagSet("gizmo", flag.ContinueOnError)
	flags.SetOutput(errs)
	script := flags.String("e", "", "run this `script` and end")
	file := flags.String("script", "", "run the script in this `file` and end")
	asJSON := flags.Bool("json", false, "write results as JSON, one a line")
	timeout := flags.Duration("timeout", gizmo.DefaultTimeout, "how long a script may run")
	flags.Usage = func() {
		fmt.Fprintln(errs, "gizmo [flags] [data files]\n\nWithout data files it is about the bundled article.")
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		return err
	}
	ctx := context.Background()
	g, err := data.Open(ctx, flags.Args(), false)
	if err != nil {
		return err
	}
	defer g.Close()
	session, err := gizmo.NewSession(gizmo.WithTimeout(*timeout), gizmo.WithNotes(func(n gizmo.Note) {
		fmt.Fprintln(errs, "note:", n)
	}))
	if err != nil {
		return err
	}
	c := &console{graph: g, session: session, out: out, errs: errs, json: *asJSON, timeout: *timeout}
	if *file != "" {
		text, err := os.ReadFile(*file)
		if err != nil {
			return err
		}
		*script = string(text)
	}
	if *script != "" {
		return c.ask(ctx, *script)
	}
	return c.loop(ctx, in)
}

// ask runs one script and shows its results; Ctrl-C ends the script, not the program.
func (c *console) ask(ctx context.Context, script string) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	start := time.Now()
	var results []gizmo.Result
	var failed error
	count := 0
	for r, err := range c.session.Run(ctx, c.graph, script) {
		count++
		switch {
		case err != nil:
			failed = err
			count--
		case c.json:
			if err := asJSON(c.out, r); err != nil {
				return err
			}
		default:
			results = append(results, r)
		}
	}
	if len(results) > 0 {
		if err := asTable(c.out, results); err != nil {
			return err
		}
	}
	if c.timing {
		noun := "results"
		if count == 1 {
			noun = "result"
		}
		fmt.Fprintf(c.errs, "%d %s in %v\n", count, noun, time.Since(start).Round(10*time.Microsecond))
	}
	return failed
}
