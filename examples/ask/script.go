package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/examples/internal/program"
	"talentgraph.example/examples/internal/results"
	"talentgraph.example/examples/internal/scripts"
	"talentgraph.example/query/gizmo"
)

// scriptCommand is the word before a script of Gizmo.
const scriptCommand = "gizmo"

// runScript runs a script, in a box unless it is trusted, and prints what it gives.
func (s *settings) runScript(ctx context.Context, words []string, stdout, stderr io.Writer) error {
	switch {
	case len(words) != 1:
		return errors.New("usage: ask gizmo SCRIPT; the script goes in quotation marks, such as 'g.V().count()'")
	case len(s.given) > 0 || s.evidence || s.explain:
		return errors.New("gizmo takes no options of questions; write them in the script, such as tg.flows({top: 3})")
	}
	g, err := data.Open(ctx, s.data, s.article, s.contexts.Options()...)
	if err != nil {
		return program.InFlags(err, data.FlagNames())
	}
	defer g.Close()
	opts := append(s.limits.Options(), gizmo.WithNotes(func(n gizmo.Note) { fmt.Fprintln(stderr, "note:", n) }))
	if !s.trust {
		box, err := scripts.NewBox(s.limits)
		if err != nil {
			return err
		}
		defer box.Close()
		opts = append(opts, gizmo.In(box))
	}
	var all []gizmo.Result
	for r, err := range gizmo.Run(ctx, g, words[0], opts...) {
		if err != nil {
			return program.InFlags(err, scripts.FlagNames())
		}
		all = append(all, r)
	}
	return s.show(all, stdout, stderr)
}

// show prints results in the form that was asked for.
func (s *settings) show(all []gizmo.Result, stdout, stderr io.Writer) error {
	heading, cells := results.Cells(all)
	switch {
	case s.form == "json":
		texts := make([]json.RawMessage, len(all)) // [] rather than null
		for i, r := range all {
			if texts[i] = json.RawMessage(results.Text(r)); !json.Valid(texts[i]) {
				texts[i], _ = json.Marshal(results.Text(r)) // a number that JSON lacks, such as NaN, as a text
			}
		}
		out := json.NewEncoder(stdout)
		out.SetIndent("", "  ")
		out.SetEscapeHTML(false)
		return out.Encode(texts)
	case len(all) == 0:
		_, err := fmt.Fprintln(stderr, "0 results")
		return err
	case s.form == "csv":
		return writeCSV(stdout, heading, cells)
	case s.form == "markdown":
		return markdownTable(stdout, heading, cells)
	}
	return results.Table(stdout, all)
}

// helpScripts says how a script is asked.
func helpScripts(w io.Writer) error {
	_, err := io.WriteString(w, `usage: ask gizmo SCRIPT [FLAGS]

Runs a script of Gizmo, Cayley's language for graphs, and prints its results.
It runs in a process of its own, which cannot reach files or the network.

Flags:
  -data FILE            ask a file: RDF, a table, a kept graph (.tg), or a graph on a server by its address
                        (postgres://...); without it, the bundled facts
  -format FORM          `+formats()+`
  -timeout TIME         how long it may run, such as 30s
  -max-rows N           how many results it may give
  -max-memory MB        by how much its memory may grow
  -trust                run it in this process: faster, and for your own only
  ask help flags        has the other limits: -max-depth, -max-path, -max-script, -max-emitted

Example:
  ask gizmo 'g.V("<id:alibaba>").in("<tg:from>").out("<tg:person>").unique().all()'

go run ./examples/gizmo is the console; query/gizmo/GUIDE.md has ten worked scripts.
`)
	return err
}
