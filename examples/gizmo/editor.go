package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/peterh/liner"

	"talentgraph.example/query/gizmo"
)

// editor is a source that is a terminal: with editing, completion, and a history, which is kept in the user's folder for
// such things.
type editor struct {
	state   *liner.State
	paste   *paste // nil where pastes cannot be told from typing
	history string
}

func newEditor(complete liner.WordCompleter) *editor {
	e := &editor{}
	if runtime.GOOS != "windows" { // where liner asks the system for keys, not the standard input
		e.paste = newPaste(os.Stdin, os.Stdout)
	}
	e.state = liner.NewLiner()
	e.state.SetCtrlCAborts(true)
	e.state.SetMultiLineMode(true)
	e.state.SetTabCompletionStyle(liner.TabPrints)
	e.state.SetWordCompleter(complete)
	if dir, err := os.UserConfigDir(); err == nil {
		e.history = filepath.Join(dir, "talentgraph-gizmo-history")
		if f, err := os.Open(e.history); err == nil {
			_, _ = e.state.ReadHistory(f) // without it, there is just no history
			_ = f.Close()
		}
	}
	return e
}

func (e *editor) line(prompt string) (line string, more bool, err error) {
	line, err = e.state.Prompt(prompt)
	if err == nil && e.paste != nil {
		more = e.paste.lineFollows()
	}
	return line, more, err
}

func (e *editor) remember(script string) {
	// An entry is one line; a script that cannot be put on one is remembered line by line.
	entries := strings.Split(strings.TrimSpace(script), "\n")
	if whole := strings.Join(entries, " "); !strings.Contains(script, "`") && !strings.Contains(script, "//") {
		if _, err := gizmo.Compile(whole); err == nil {
			entries = []string{whole}
		}
	}
	for _, entry := range entries {
		if entry != "" {
			e.state.AppendHistory(entry)
		}
	}
}

func (e *editor) typed() bool { return true }

func (e *editor) close() {
	_ = os.MkdirAll(filepath.Dir(e.history), 0o700)
	if f, err := os.OpenFile(e.history, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600); err == nil {
		_, _ = e.state.WriteHistory(f)
		_ = f.Close()
	}
	_ = e.state.Close()
	if e.paste != nil {
		e.paste.close()
	}
}
