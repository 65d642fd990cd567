// Command ask puts any question of package query to the bundled facts, or to a file of your own.
//
//	go run ./examples/ask who-left Alibaba ByteDance
//	go run ./examples/ask career 楊紅霞 -evidence
//	go run ./examples/ask path "Yang Hongxia" 百度
//	go run ./examples/ask moves -data people.csv -data moves.csv -lang zh-Hant
//	go run ./examples/ask search Ali -data talent.tg
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
	"errors"
	"fmt"
	"io"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/examples/internal/lang"
	"talentgraph.example/examples/internal/program"
	"talentgraph.example/examples/internal/terminal"
	"talentgraph.example/graph"
	"talentgraph.example/query"
	"talentgraph.example/query/questions"
)

func main() { program.Main("ask", run) }

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	s, q, given, err := prepare(args, stdout)
	if err != nil {
		return err
	}
	g, err := data.Open(ctx, s.data, s.article, s.contexts.Options()...)
	if err != nil {
		return program.InFlags(err, data.FlagNames())
	}
	defer g.Close()
	return s.answer(ctx, g, q, given, stdout, stderr)
}

// prepare reads the command line: the flags, the question, and the names it is about.
func prepare(args []string, stdout io.Writer) (*settings, questions.Question, []string, error) {
	s, words, err := parse(args, stdout)
	if err != nil {
		return nil, questions.Question{}, nil, err
	}
	if len(words) == 0 {
		return nil, questions.Question{}, nil, errors.New("ask what? -help lists the questions")
	}
	q, err := questionNamed(words[0], len(words)-1)
	return s, q, words[1:], err
}

// answer puts a question and prints what comes of it.
func (s *settings) answer(ctx context.Context, r graph.Reader, q questions.Question, given []string, stdout, stderr io.Writer) error {
	language, err := lang.Parse(s.lang)
	if err != nil {
		return err
	}
	words, err := questions.In(ctx, r, language)
	if err != nil {
		return err
	}
	opts, err := s.options()
	if err != nil {
		return err
	}
	var plan query.Plan
	if s.explain {
		opts = append(opts, query.Explain(&plan))
	}
	rows, err := query.All(q.Ask(ctx, r, given, opts...))
	if err != nil {
		return inOurTerms(q, err)
	}
	p := printer{w: stdout, width: terminal.Columns(stdout), language: words, evidence: s.evidence, sources: len(s.data) > 0}
	if s.json {
		err = p.json(ctx, rows)
	} else {
		err = p.answer(ctx, q, rows)
	}
	if err == nil && s.explain {
		_, err = fmt.Fprint(stderr, plan)
	}
	return err
}
