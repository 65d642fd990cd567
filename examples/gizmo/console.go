package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/peterh/liner"

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
	timeout   time.Duration
}

const help = `A line is a script; one that is not complete goes on at the next line, an empty line gives it up.
  g.V("<id:alibaba>").out("<skos:prefLabel>").all()
  tg.whoLeft("Alibaba", "ByteDance")
  var moves = g.V("<tg:Move>").in("<rdf:type>").unique()      and later: moves.count()

  :help      this text              :limits   what a script may use
  :json      results as JSON, whole :table    results as a table, long ones in short
  :time      timing on or off       :quit     end (also Ctrl-D); Ctrl-C ends a script
`

func (c *console) limits() string {
	return fmt.Sprintf(`time %v (flag -timeout), rows %d, memory %d MB, calls %d deep, paths %d steps,
scripts %d KB, emitted values %d MB each. A script that needs more ends in an error that says which.
`, c.timeout, gizmo.DefaultMaxRows, gizmo.DefaultMaxMemory>>20, gizmo.DefaultMaxCallDepth, gizmo.DefaultMaxPathLength,
		gizmo.DefaultMaxScriptSize>>10, gizmo.DefaultMaxEmitted>>20)
}

// loop reads scripts until the input ends. Only a terminal gets prompts and a history.
func (c *console) loop(ctx context.Context, in io.Reader) error {
	read, remember, closing := lines(in)
	if f, ok := in.(*os.File); ok && f == os.Stdin && liner.TerminalSupported() {
		if mode, err := liner.TerminalMode(); err == nil && mode != nil {
			read, remember, closing = editor()
			fmt.Fprintf(c.out, "%d quads; :help says what to type\n", c.graph.Size())
		}
	}
	defer closing()
	script := ""
	for {
		prompt := "gizmo> "
		if script != "" {
			prompt = "   ... "
		}
		line, err := read(prompt)
		switch {
		case errors.Is(err, liner.ErrPromptAborted):
			script = ""
			continue
		case err != nil:
			if errors.Is(err, io.EOF) {
				err = nil
			}
			if script != "" {
				c.report(c.ask(ctx, script))
			}
			return err
		case script == "" && strings.HasPrefix(line, ":"):
			remember(line)
			if !c.command(strings.TrimSpace(line)) {
				return nil
			}
			continue
		case script != "" && strings.TrimSpace(line) == "":
			remember(script)
			c.report(c.ask(ctx, script))
			script = ""
			continue
		}
		script += line + "\n"
		if strings.TrimSpace(script) == "" || incomplete(script) {
			script = strings.TrimLeft(script, "\n")
			continue
		}
		remember(script)
		c.report(c.ask(ctx, script))
		script = ""
	}
}

// incomplete tells whether the script only lacks its end.
func incomplete(script string) bool {
	_, err := gizmo.Compile(script)
	return err != nil && strings.Contains(err.Error(), "Unexpected end of input")
}

func (c *console) report(err error) {
	if err != nil {
		fmt.Fprintln(c.errs, err)
	}
}

// command does what a line with a colon says, and tells whether to go on.
func (c *console) command(line string) bool {
	switch line {
	case ":help", ":h", ":?":
		fmt.Fprint(c.out, help)
	case ":limits":
		fmt.Fprint(c.out, c.limits())
	case ":json":
		c.json = true
		fmt.Fprintln(c.errs, "results as JSON")
	case ":table":
		c.json = false
		fmt.Fprintln(c.errs, "results as a table")
	case ":time":
		c.timing = !c.timing
		fmt.Fprintln(c.errs, map[bool]string{true: "timing on", false: "timing off"}[c.timing])
	case ":quit", ":q", ":exit":
		return false
	default:
		fmt.Fprintf(c.errs, "there is no command %s; :help lists them\n", line)
	}
	return true
}

// lines reads from what is not a terminal.
func lines(in io.Reader) (read func(string) (string, error), remember func(string), closing func()) {
	scanner := bufio.NewScanner(in)
	return func(string) (string, error) {
		if scanner.Scan() {
			return scanner.Text(), nil
		}
		if err := scanner.Err(); err != nil {
			return "", err
		}
		return "", io.EOF
	}, func(string) {}, func() {}
}

// editor reads with editing and a history, which is kept in the user's folder for such things.
func editor() (read func(string) (string, error), remember func(string), closing func()) {
	line := liner.NewLiner()
	line.SetCtrlCAborts(true)
	line.SetMultiLineMode(true)
	history := ""
	if dir, err := os.UserConfigDir(); err == nil {
		history = filepath.Join(dir, "talentgraph-gizmo-history")
		if f, err := os.Open(history); err == nil {
			_, _ = line.ReadHistory(f) // without it, there is just no history
			_ = f.Close()
		}
	}
	remember = func(script string) {
		// An entry is one line; a script that cannot be put on one is remembered line by line.
		entries := strings.Split(strings.TrimSpace(script), "\n")
		if whole := strings.Join(entries, " "); !strings.Contains(script, "`") && !strings.Contains(script, "//") {
			if _, err := gizmo.Compile(whole); err == nil {
				entries = []string{whole}
			}
		}
		for _, entry := range entries {
			if entry != "" {
				line.AppendHistory(entry)
			}
		}
	}
	closing = func() {
		_ = os.MkdirAll(filepath.Dir(history), 0o700)
		if f, err := os.OpenFile(history, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600); err == nil {
			_, _ = line.WriteHistory(f)
			_ = f.Close()
		}
		_ = line.Close()
	}
	return line.Prompt, remember, closing
}
