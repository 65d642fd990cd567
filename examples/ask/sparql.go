package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/examples/internal/table"
	"talentgraph.example/examples/internal/terminal"
	"talentgraph.example/graph"
	"talentgraph.example/loader"
	"talentgraph.example/query/questions"
	"talentgraph.example/query/sparql"
)

func helpSPARQL(w io.Writer) error {
	_, err := io.WriteString(w, `usage: ask sparql TEXT [FLAGS]
       ask sparql FILE [FLAGS]

A query of SPARQL 1.1. The prefixes tg:, id:, skos: and so on need no PREFIX. Facts are found whoever claims them;
GRAPH ?claim { ... } gives the claims. A SELECT gives a table with how certain each row is, or JSON and CSV as the
standard has them; a CONSTRUCT or DESCRIBE gives Turtle. What is noticed about the query stands on standard error.

Flags: -data, -article, -lang, -format, -evidence (the passages behind each row), -explain (the query as it was read)

Example:
  ask sparql 'SELECT ?person ?to { ?m tg:from id:alibaba ; tg:person ?person ; tg:to ?to }'
`)
	return err
}

// sparql runs a query that is given as text, or in a file.
func (s *settings) sparql(ctx context.Context, r graph.Reader, words []string, stdout, stderr io.Writer) error {
	if len(words) == 0 {
		return errors.New("sparql: what? Give the query as one text, or a file that holds it")
	}
	if len(s.given) > 0 {
		return errors.New("sparql takes none of the questions' options; say it in the query")
	}
	text := strings.Join(words, " ")
	if file, err := os.ReadFile(words[0]); err == nil && len(words) == 1 {
		text = string(file)
	}
	return r.View(ctx, func(state *graph.Snapshot) error {
		opts := []sparql.Option{sparql.WithNotes(func(n sparql.Note) { fmt.Fprintln(stderr, "note:", n) })}
		for _, p := range state.Prefixes() {
			opts = append(opts, sparql.WithPrefix(p.Name, p.Namespace))
		}
		q, err := sparql.Compile(text, opts...)
		if err != nil {
			return err
		}
		if s.explain {
			fmt.Fprint(stderr, q)
		}
		switch q.Form() {
		case sparql.AskForm:
			return s.sparqlAsk(ctx, state, q, stdout)
		case sparql.SelectForm:
			return s.sparqlRows(ctx, state, q, stdout)
		}
		return sparqlTriples(ctx, state, q, stdout)
	})
}

func (s *settings) sparqlAsk(ctx context.Context, state *graph.Snapshot, q *sparql.Query, w io.Writer) error {
	found, err := q.Ask(ctx, state)
	switch {
	case err != nil:
		return err
	case s.form == "json":
		return sparql.WriteBoolean(w, sparql.JSON, found)
	}
	_, err = fmt.Fprintln(w, map[bool]string{true: "yes", false: "no"}[found])
	return err
}

// sparqlTriples writes triples as Turtle.
func sparqlTriples(ctx context.Context, state *graph.Snapshot, q *sparql.Query, w io.Writer) error {
	made := graph.New()
	err := made.Update(ctx, func(tx *graph.Tx) error {
		for t, err := range q.Construct(ctx, state) {
			if err == nil {
				err = tx.Add(t)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return loader.Write(ctx, w, made, loader.WithFormat(loader.Turtle))
}

func (s *settings) sparqlRows(ctx context.Context, state *graph.Snapshot, q *sparql.Query, w io.Writer) error {
	switch s.form {
	case "json":
		return sparql.WriteVars(ctx, w, sparql.JSON, q.Vars(), q.Select(ctx, state))
	case "csv":
		return sparqlCSV(ctx, state, q, w)
	}
	language, err := questions.In(ctx, state, s.lang)
	if err != nil {
		return err
	}
	a := answer{lang: s.lang, language: language, sources: len(s.data) > 0}
	heading := append(q.Vars(), language.Word("certainty"))
	if s.evidence {
		heading = append(heading, language.Word("passages"))
	}
	var rows []sparql.Row
	for row, err := range q.Select(ctx, state) {
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	certainties := make([]graph.Certainty, len(rows))
	if s.evidence {
		if rows, err = sparql.DetachAll(ctx, rows); err != nil {
			return err
		}
		for i, row := range rows {
			certainties[i] = row.Certainty()
		}
	} else if some, err := sparql.Certainties(ctx, rows); err == nil {
		certainties = some
	} else if !errors.Is(err, graph.ErrLimit) { // which leaves the answer whole
		return err
	}
	var cells [][]string
	for i, row := range rows {
		line := make([]string, 0, len(heading))
		for _, name := range q.Vars() {
			line = append(line, shownValue(language, row, name))
		}
		line = append(line, language.Word(certainties[i].String()))
		if s.evidence {
			line = append(line, a.passages(row.Evidence()))
		}
		cells = append(cells, line)
	}
	if len(cells) == 0 {
		_, err := fmt.Fprintln(w, "No rows.")
		return err
	}
	if s.form == "markdown" {
		return markdownTable(w, heading, cells)
	}
	return table.Write(w, terminal.Columns(w), heading, marked(cells))
}

// sparqlCSV writes the standard's CSV, with ends of lines and cells as in all answers.
func sparqlCSV(ctx context.Context, state *graph.Snapshot, q *sparql.Query, w io.Writer) error {
	records := [][]string{q.Vars()}
	for row, err := range q.Select(ctx, state) {
		if err != nil {
			return err
		}
		record := make([]string, len(records[0]))
		for i, name := range records[0] {
			text := row.Text(name)
			if _, blank := row.Value(name).(quad.BNode); blank {
				text = "_:" + text
			}
			record[i] = harmless(terminal.Plain(text))
		}
		records = append(records, record)
	}
	return csv.NewWriter(w).WriteAll(records)
}

// shownValue is a value for people: a thing's name, else the text.
func shownValue(l *questions.Language, row sparql.Row, name string) string {
	switch v := row.Value(name).(type) {
	case nil:
		return ""
	case quad.IRI, quad.BNode:
		if e := row.Entity(name); !e.IsZero() {
			return l.Name(e)
		}
		return quad.StringOf(v)
	}
	return row.Text(name)
}
