// Command ask puts any question of package query to the bundled facts, or to a file of your own.
//
//	go run ./examples/ask who-left Alibaba ByteDance
//	go run ./examples/ask career 楊紅霞 -evidence
//	go run ./examples/ask path "Yang Hongxia" 百度
//	go run ./examples/ask moves -data people.csv -data moves.csv -lang zh-Hant
//	go run ./examples/ask search Ali -data talent.tg
//	go run ./examples/ask net -as-of 2024 -certainty inferred -format csv
//	go run ./examples/ask sparql 'SELECT ?person ?to { ?m tg:from id:alibaba ; tg:person ?person ; tg:to ?to }'
//	go run ./examples/ask gizmo 'tg.whoLeft("Alibaba").length'
//	go run ./examples/ask help
//
// Answers are tables, with how certain each row is; a time that is less certain than stated says so itself; "-" is what
// the facts do not tell. Tables are as wide as the terminal, or what the variable COLUMNS says: what is longer goes on
// below, and nothing is cut off. In a pipe or a file they are as wide as they are. -format csv, markdown and json are for
// other programs; what a spreadsheet would take for a formula has an apostrophe before it.
// An answer without rows says so, and is no failure: the exit status is 0, and 1 after an error, which is
// printed on standard error. A script of Gizmo runs in a process of its own (package isolate), or with -trust in this one;
// examples/gizmo is the console. Errors and -help are in English whatever -lang is. Find and Save are not here,
// since they need a Go type.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/examples/internal/program"
	"talentgraph.example/graph"
	"talentgraph.example/query"
	"talentgraph.example/query/gizmo/isolate"
	"talentgraph.example/query/questions"
)

func main() {
	isolate.Init()
	program.Main("ask", run)
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	s, words, err := parse(args, stdout)
	if err != nil {
		return err
	}
	if len(words) > 0 && words[0] == scriptCommand {
		return s.runScript(ctx, words[1:], stdout, stderr)
	}
	isText := len(words) > 0 && words[0] == "sparql"
	var q questions.Question
	if !isText {
		if q, err = questionOf(words); err != nil {
			return err
		}
	}
	g, err := data.Open(ctx, s.data, s.article, append(s.contexts.Options(), s.tables.Options()...)...)
	if err != nil {
		return program.InFlags(err, data.FlagNames())
	}
	defer g.Close()
	if isText {
		return s.sparql(ctx, g, words[1:], stdout, stderr)
	}
	return s.answer(ctx, g, q, words[1:], stdout, stderr)
}

// prepare reads the command line: the flags, the question, and the names it is about.
func prepare(args []string, stdout io.Writer) (*settings, questions.Question, []string, error) {
	s, words, err := parse(args, stdout)
	if err != nil {
		return nil, questions.Question{}, nil, err
	}
	q, err := questionOf(words)
	if err != nil {
		return nil, q, nil, err
	}
	return s, q, words[1:], nil
}

// questionOf is the question that the words begin with.
func questionOf(words []string) (questions.Question, error) {
	if len(words) == 0 {
		return questions.Question{}, errors.New("what? ask help lists the questions")
	}
	return questionNamed(words[0], len(words)-1)
}

// answer puts a question and prints what comes of it.
func (s *settings) answer(ctx context.Context, r graph.Reader, q questions.Question, given []string, stdout, stderr io.Writer) error {
	opts, err := s.options()
	if err != nil {
		return err
	}
	var plan query.Plan
	if s.explain {
		opts = append(opts, query.Explain(&plan))
	}
	a := answer{question: q, lang: s.lang, evidence: s.evidence, sources: len(s.data) > 0}
	if s.evidence && !a.grounded() {
		return fmt.Errorf("%s has no more evidence to show; leave -evidence out", q.Command)
	}
	err = r.View(ctx, func(state *graph.Snapshot) error { // rows and head are of one state
		if a.language, err = questions.In(ctx, state, s.lang); err != nil {
			return err
		}
		total, next := 0, ""
		if s.page && !q.Single() {
			if _, err := query.All(q.Ask(ctx, state, given, append(opts, query.Total(&total))...)); err != nil {
				return inOurTerms(q, err)
			}
			opts = append(opts, query.Next(&next))
		}
		if a.rows, err = query.All(q.Ask(ctx, state, given, opts...)); err != nil {
			return inOurTerms(q, err)
		}
		if len(a.rows) == 0 {
			if a.without, err = q.NoneOf(ctx, state, given, opts...); err != nil {
				return inOurTerms(q, err)
			}
		}
		if total <= a.size() {
			next = "" // that was all
		}
		a.head = head{titleOf(ctx, state, a.language, s.lang, q, given), totalOf(s.lang, a.size(), total), s.sourceOf(a.language), next}
		return s.format(a, ctx, stdout)
	})
	if err == nil && s.explain {
		_, err = fmt.Fprint(stderr, plan)
	}
	return err
}
