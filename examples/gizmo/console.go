package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/peterh/liner"

	"talentgraph.example/examples/internal/program"
	"talentgraph.example/examples/internal/scripts"
	"talentgraph.example/graph"
	"talentgraph.example/query/gizmo"
)

// console keeps what the commands change.
type console struct {
	graph     *graph.Graph
	session   *gizmo.Session
	out, errs io.Writer
	json      bool
	timing    bool
	limits    scripts.Limits
	failed    int    // scripts that ended in an error
	open      string // the last script, if it gave nothing: a line that begins with a dot goes on with it
}

const help = `A line is a script; one that is not complete goes on at the next line, an empty line gives it up. A line that begins
with a dot goes on with the path before it. Tab completes methods, prefixes and names; what is pasted is read as a whole.
  g.V("<id:alibaba>").out("<skos:prefLabel>").all()
  tg.whoLeft("Alibaba", "ByteDance")
  var moves = g.V("<tg:Move>").in("<rdf:type>").unique()      and later: moves.count()

  :help      this text              :limits   what a script may use
  :json      results as JSON, whole :table    results as a table, long ones in short
  :time      timing on or off       :quit     end (also Ctrl-D); Ctrl-C ends a script
  :load FILE runs the script in a file
  :sparql TEXT asks in SPARQL: SELECT, ASK, CONSTRUCT or DESCRIBE on one line; prefixes are known
`

// loop reads scripts until the input ends. Only a terminal gets prompts and a history. Elsewhere it is an error if a
// script ends in one.
func (c *console) loop(ctx context.Context, in io.Reader) error {
	if f, ok := in.(*os.File); ok && f == os.Stdin && liner.TerminalSupported() {
		if mode, err := liner.TerminalMode(); err == nil && mode != nil {
			fmt.Fprintf(c.out, "%d quads; :help says what to type\n", c.graph.Size())
			editor := newEditor(newCompleter(ctx, c.graph))
			defer editor.close()
			return c.read(ctx, editor)
		}
	}
	if err := c.read(ctx, newLines(in)); err != nil {
		return err
	}
	switch c.failed {
	case 0:
		return nil
	case 1:
		return errors.New("one script ended in an error")
	}
	return fmt.Errorf("%d scripts ended in an error", c.failed)
}

// source gives lines.
type source interface {
	// line gives the next line. It tells whether another one is there already: of a paste, or of what is no terminal.
	line(prompt string) (line string, more bool, err error)
	// remember puts a script into the history.
	remember(script string)
	// typed tells whether somebody types the lines, so that an empty one gives up a script that is not complete.
	typed() bool
}

// read runs what a source gives. A script that is complete waits for the next line if that is there already, since it may
// begin with a dot.
func (c *console) read(ctx context.Context, from source) error {
	script, complete := "", false
	run := func() {
		if strings.TrimSpace(script) != "" {
			from.remember(script)
			c.report(c.ask(ctx, script))
		}
		script, complete = "", false
	}
	for {
		prompt := "gizmo> "
		if script != "" {
			prompt = "   ... "
		}
		line, more, err := c.next(ctx, from, prompt)
		switch {
		case errors.Is(err, liner.ErrPromptAborted):
			script, complete = "", false
			continue
		case err != nil:
			run()
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		trimmed := strings.TrimSpace(line)
		goesOn := strings.HasPrefix(trimmed, ".")
		if complete && !goesOn && trimmed != "" {
			run()
		}
		switch {
		case script == "" && strings.HasPrefix(trimmed, ":"):
			from.remember(trimmed)
			if !c.command(ctx, trimmed) {
				return nil
			}
			continue
		case script != "" && trimmed == "" && !more && from.typed():
			run() // which says what it lacks
			continue
		case script == "" && goesOn && c.open != "":
			script = c.open
		}
		script += line + "\n"
		complete = !c.incomplete(script)
		if complete && !more {
			run()
		}
	}
}

// next is the source's next line, unless the context ends before it comes.
func (c *console) next(ctx context.Context, from source, prompt string) (line string, more bool, err error) {
	type found struct {
		line string
		more bool
		err  error
	}
	read := make(chan found, 1)
	go func() {
		line, more, err := from.line(prompt)
		read <- found{line, more, err}
	}()
	select {
	case f := <-read:
		return f.line, f.more, f.err
	case <-ctx.Done():
		return "", false, ctx.Err()
	}
}

// incomplete tells whether the script only lacks its end.
func (c *console) incomplete(script string) bool {
	_, err := gizmo.Compile(script, gizmo.WithMaxScriptSize(c.limits.Script<<10))
	return err != nil && strings.Contains(err.Error(), "Unexpected end of input")
}

func (c *console) report(err error) {
	if err != nil {
		c.failed++
		fmt.Fprintln(c.errs, program.InFlags(err, scripts.FlagNames()))
	}
}

// command does what a line with a colon says, and tells whether to go on.
func (c *console) command(ctx context.Context, line string) bool {
	name, file, _ := strings.Cut(line, " ")
	switch name {
	case ":help", ":h", ":?":
		fmt.Fprint(c.out, help)
	case ":limits":
		fmt.Fprint(c.out, c.limits.String(), "A script that needs more ends in an error that says which. The flags are given when the program is started.\n")
	case ":json":
		c.json = true
		fmt.Fprintln(c.errs, "results as JSON")
	case ":table":
		c.json = false
		fmt.Fprintln(c.errs, "results as a table")
	case ":time":
		c.timing = !c.timing
		fmt.Fprintln(c.errs, map[bool]string{true: "timing on", false: "timing off"}[c.timing])
	case ":load":
		script, err := os.ReadFile(strings.TrimSpace(file))
		if err == nil {
			err = c.ask(ctx, string(script))
		}
		c.report(err)
	case ":sparql":
		c.report(c.sparql(ctx, file))
	case ":quit", ":q", ":exit":
		return false
	default:
		c.failed++
		fmt.Fprintf(c.errs, "there is no command %s; :help lists them\n", name)
	}
	return true
}
