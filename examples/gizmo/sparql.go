package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/examples/internal/results"
	"talentgraph.example/examples/internal/table"
	"talentgraph.example/examples/internal/terminal"
	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/sparql"
)

// sparql asks in SPARQL, within the limits that scripts have, and prints what comes.
func (c *console) sparql(ctx context.Context, text string) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	begun := time.Now()
	err := c.graph.View(ctx, func(s *graph.Snapshot) error {
		opts := []sparql.Option{
			sparql.WithTimeout(c.limits.Timeout), sparql.WithMaxRows(c.limits.Rows), sparql.WithMaxMemory(int64(c.limits.Memory) << 20),
			sparql.WithMaxQuerySize(c.limits.Script << 10),
			sparql.WithNotes(func(n sparql.Note) { fmt.Fprintln(c.errs, "note:", n) }),
		}
		for _, p := range s.Prefixes() {
			opts = append(opts, sparql.WithPrefix(p.Name, p.Namespace))
		}
		q, err := sparql.Compile(text, opts...)
		if err != nil {
			return err
		}
		switch q.Form() {
		case sparql.SelectForm:
			return c.sparqlRows(ctx, s, q)
		case sparql.AskForm:
			found, err := q.Ask(ctx, s)
			if err == nil {
				fmt.Fprintln(c.out, found)
			}
			return err
		}
		for t, err := range q.Construct(ctx, s) {
			if err != nil {
				return err
			}
			fmt.Fprintln(c.out, value(t.Subject), value(t.Predicate), value(t.Object), ".")
		}
		return nil
	})
	if c.timing {
		fmt.Fprintln(c.errs, time.Since(begun).Round(time.Microsecond))
	}
	return err
}

// value writes a term with prefixes in its IRI or datatype, and with the text that XML Schema has for it.
func value(v quad.Value) string {
	t, err := term.Of(v)
	if err != nil || t.Datatype == "" {
		return results.Compact(quad.StringOf(v))
	}
	text := term.Term{Kind: term.Literal, Text: t.Text}
	return string(text.Append(nil)) + "^^" + results.Compact("<"+t.Datatype+">")
}

func (c *console) sparqlRows(ctx context.Context, s *graph.Snapshot, q *sparql.Query) error {
	if c.json {
		return sparql.WriteVars(ctx, c.out, sparql.JSON, q.Vars(), q.Select(ctx, s))
	}
	var cells [][]string
	for row, err := range q.Select(ctx, s) {
		if err != nil {
			return err
		}
		line := []string{}
		for _, name := range q.Vars() {
			if v := row.Value(name); v != nil {
				line = append(line, value(v))
			} else {
				line = append(line, "")
			}
		}
		cells = append(cells, line)
	}
	if len(cells) == 0 || len(q.Vars()) == 0 {
		fmt.Fprintf(c.out, "%d rows\n", len(cells))
		return nil
	}
	return table.Write(c.out, terminal.Columns(c.out), q.Vars(), cells)
}
