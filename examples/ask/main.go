// Command ask puts any question of package query to the bundled facts, or to a file of your own.
//
//	go run ./examples/ask who-left Alibaba ByteDance
//	go run ./examples/ask career 楊紅霞 -evidence
//	go run ./examples/ask path "Yang Hongxia" 百度
//	go run ./examples/ask net -as-of 2024 -certainty inferred -json
//	go run ./examples/ask -help
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

	"github.com/agnivade/levenshtein"

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
	s, words, err := parse(args, stderr)
	if err != nil {
		return err
	}
	if len(words) == 0 {
		return errors.New("ask what? -help lists the questions")
	}
	c, err := commandNamed(words[0])
	if err != nil {
		return err
	}
	given := words[1:]
	if len(given) < c.least || len(given) > len(c.args) {
		return fmt.Errorf("usage: ask %s; names with spaces go in quotation marks", c.usage())
	}
	given = append(given, make([]string, len(c.args)-len(given))...)

	g := graph.New()
	if s.data == "" {
		_, err = loader.Article(ctx, g)
	} else {
		_, err = loader.LoadFile(ctx, g, s.data)
	}
	if err != nil {
		return err
	}
	opts, err := s.options(c)
	if err != nil {
		return err
	}
	var plan query.Plan
	if s.explain {
		opts = append(opts, query.Explain(&plan))
	}
	a, err := c.ask(ctx, g, given, opts)
	if err != nil {
		return err
	}
	if err := s.write(stdout, a); err != nil {
		return err
	}
	if s.explain {
		_, err = fmt.Fprint(stderr, plan)
	}
	return err
}

// write prints an answer as a table, or as JSON.
func (s *settings) write(w io.Writer, a answer) error {
	if s.json {
		out := json.NewEncoder(w)
		out.SetIndent("", "  ")
		out.SetEscapeHTML(false)
		return out.Encode(a.rows)
	}
	p := printer{lang: s.lang}
	heading := a.heading
	if s.evidence && a.grounded && len(heading) > 0 {
		heading = append(slices.Clone(heading), "certainty", "passages")
	}
	var cells [][]string
	for _, row := range a.rows {
		line := a.cells(p, row)
		if g, ok := row.(grounded); ok && s.evidence && len(heading) > 0 {
			line = append(line, g.Certainty().String(), passages(g.Evidence()))
		}
		cells = append(cells, line)
	}
	if len(heading) == 0 { // rows that print themselves, on lines of their own
		for i, line := range cells {
			if _, err := fmt.Fprintln(w, strings.TrimRight(line[0], "\n")); err != nil {
				return err
			}
			if g, ok := a.rows[i].(grounded); ok && s.evidence {
				if _, err := fmt.Fprintf(w, "  %s: %s\n", g.Certainty(), passages(g.Evidence())); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if len(cells) == 0 {
		_, err := fmt.Fprintln(w, "The facts do not say.")
		return err
	}
	return table.Write(w, heading, cells)
}

// grounded is what most rows can say of what they stand on.
type grounded interface {
	Certainty() graph.Certainty
	Evidence() []graph.Evidence
}

// commandNamed finds a question, or says which one may be meant.
func commandNamed(name string) (command, error) {
	all := commands()
	best, distance := "", 4
	for _, c := range all {
		if c.name == name {
			return c, nil
		}
		if d := levenshtein.ComputeDistance(c.name, name); d < distance {
			best, distance = c.name, d
		}
	}
	if best != "" {
		return command{}, fmt.Errorf("no question %q; did you mean %q? -help lists all", name, best)
	}
	return command{}, fmt.Errorf("no question %q; -help lists all", name)
}
