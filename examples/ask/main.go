// Command ask puts any question of package query to the bundled facts, or to a file of your own.
//
//	go run ./examples/ask who-left Alibaba ByteDance
//	go run ./examples/ask career 楊紅霞 -evidence
//	go run ./examples/ask path "Yang Hongxia" 百度
//	go run ./examples/ask moves -data people.csv -data moves.csv -lang zh-Hant
//	go run ./examples/ask net -as-of 2024 -certainty inferred -json
//	go run ./examples/ask -help
//
// Answers are tables, with how certain each row is; a time that is less certain than stated says so itself.
// They are as wide as the terminal, 100 cells in a pipe or a file, or what the variable COLUMNS says: what is
// longer goes on below, and nothing is cut off.
// An answer without rows says so, and is no failure: the exit status is 0, and 1 after an error, which is
// printed on standard error. Errors and -help are in English whatever -lang is. Find and Save are not here,
// since they need a Go type.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"

	"talentgraph.example/examples/internal/table"
	"talentgraph.example/graph"
	"talentgraph.example/loader"
	"talentgraph.example/query"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "ask:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	s, c, given, err := prepare(args, stderr)
	if err != nil {
		return err
	}
	g, err := s.load(ctx)
	if err != nil {
		return err
	}
	return s.answer(ctx, g, c, given, stdout, stderr)
}

// prepare reads the command line: the flags, the question, and the names it is about, "" for those left out.
func prepare(args []string, stderr io.Writer) (*settings, command, []string, error) {
	s, words, err := parse(args, stderr)
	if err != nil {
		return nil, command{}, nil, err
	}
	if len(words) == 0 {
		return nil, command{}, nil, errors.New("ask what? -help lists the questions")
	}
	c, err := commandNamed(words[0])
	if err != nil {
		return nil, command{}, nil, err
	}
	given := words[1:]
	if len(given) < c.least || len(given) > len(c.args) {
		return nil, command{}, nil, fmt.Errorf("usage: ask %s; names with spaces go in quotation marks", c.usage())
	}
	return s, c, append(given, make([]string, len(c.args)-len(given))...), nil
}

// load gives the graph that is asked.
func (s *settings) load(ctx context.Context) (*graph.Graph, error) {
	g := graph.New()
	if len(s.data) == 0 || s.article {
		if _, err := loader.Article(ctx, g); err != nil {
			return nil, err
		}
	}
	if len(s.data) == 0 {
		return g, nil
	}
	_, err := loader.LoadFiles(ctx, g, s.data)
	return g, err
}

// answer puts a question and prints what comes of it.
func (s *settings) answer(ctx context.Context, r graph.Reader, c command, given []string, stdout, stderr io.Writer) error {
	p, err := newPrinter(ctx, s.lang, table.Columns(stdout))
	if err != nil {
		return err
	}
	p.unlabelled = func(e graph.Entity) string { return p.move(ctx, r, e) }
	opts, err := s.options(p)
	if err != nil {
		return err
	}
	var plan query.Plan
	if s.explain {
		opts = append(opts, query.Explain(&plan))
	}
	a, err := c.ask(ctx, r, given, opts)
	if err != nil {
		return inOurTerms(c, err)
	}
	if err := s.write(stdout, p, a); err != nil {
		return err
	}
	if s.explain {
		_, err = fmt.Fprint(stderr, plan)
	}
	return err
}

// write prints an answer as a table, as texts, or as JSON.
func (s *settings) write(w io.Writer, p printer, a answer) error {
	switch {
	case s.json:
		out := json.NewEncoder(w)
		out.SetIndent("", "  ")
		out.SetEscapeHTML(false)
		return out.Encode(a.rows)
	case len(a.rows) == 0:
		_, err := fmt.Fprintln(w, p.word(a.none))
		return err
	case len(a.heading) == 0:
		return s.writeTexts(w, p, a)
	}
	heading := slices.Clone(a.heading)
	if a.grounded {
		heading = append(heading, "certainty")
	}
	if a.grounded && s.evidence {
		heading = append(heading, "passages")
	}
	for i := range heading {
		heading[i] = p.word(heading[i])
	}
	var cells [][]string
	for _, row := range a.rows {
		line := a.cells(p, row)
		if g, ok := row.(grounded); ok {
			line = append(line, p.word(g.Certainty().String()))
			if s.evidence {
				line = append(line, s.passages(p, g.Evidence()))
			}
		}
		cells = append(cells, line)
	}
	return table.Write(w, p.width, heading, cells)
}

// writeTexts prints rows that are texts of their own, and their passages below each.
func (s *settings) writeTexts(w io.Writer, p printer, a answer) error {
	for _, row := range a.rows {
		if _, err := fmt.Fprintln(w, p.fit(a.cells(p, row)[0])); err != nil {
			return err
		}
		if g, ok := row.(grounded); ok && s.evidence {
			line := p.word(g.Certainty().String())
			if places := s.passages(p, g.Evidence()); places != "" {
				line = p.say("%s: %s", line, places)
			}
			if _, err := fmt.Fprintln(w, p.fit("  "+line)); err != nil {
				return err
			}
		}
	}
	return nil
}

// passages lists where evidence is found: "¶3[62:128], ¶12". The bundled facts have one source, which goes without
// saying; in other data the source comes first.
func (s *settings) passages(p printer, evidence []graph.Evidence) string {
	var all []string
	for _, e := range evidence {
		var parts []string
		if len(s.data) > 0 {
			parts = append(parts, p.terms.CompactIRI(e.Source))
		}
		switch {
		case e.Paragraph > 0 && e.End > 0:
			parts = append(parts, fmt.Sprintf("¶%d[%d:%d]", e.Paragraph, e.Start, e.End))
		case e.Paragraph > 0:
			parts = append(parts, fmt.Sprintf("¶%d", e.Paragraph))
		}
		if place := strings.Join(parts, " "); place != "" && !slices.Contains(all, place) {
			all = append(all, place)
		}
	}
	return strings.Join(all, ", ")
}

// grounded is what most rows can say of what they stand on.
type grounded interface {
	Certainty() graph.Certainty
	Evidence() []graph.Evidence
}
