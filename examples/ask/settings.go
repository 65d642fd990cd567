package main

import (
	"fmt"
	"io"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/examples/internal/program"
	"talentgraph.example/query"
	"talentgraph.example/query/questions"
)

// settings are the flags. Those of options are passed on only if they are given, so that a question that
// does not take one says so.
type settings struct {
	lang                    string
	data                    []string // files
	article                 bool     // the bundled facts beside the files
	contexts                data.Contexts
	json, evidence, explain bool
	given                   []func() (query.Option, error)
}

// parse reads flags before, between and after the words.
func parse(args []string, stdout io.Writer) (*settings, []string, error) {
	s := &settings{}
	flags := program.Flags("ask", stdout, "")
	flags.Usage = func() {
		fmt.Fprintln(stdout, "usage: ask question [names] [flags]\n\nQuestions:")
		for _, q := range questions.All() {
			fmt.Fprintf(stdout, "  %-42s %s\n", q.Usage(), q.About.En)
		}
		fmt.Fprintln(stdout, "\nFlags:")
		flags.PrintDefaults()
		fmt.Fprintln(stdout, "\nAn answer without rows says so and exits with 0; an error exits with 1.\nLines are as wide as the terminal, 100 in a pipe or a file, or what the variable COLUMNS says.")
	}
	flags.StringVar(&s.lang, "lang", "en", "`language` of answers: en, zh-Hant or zh-Hans")
	flags.Func("data", "ask this `file` instead of the bundled facts: RDF, a table (CSV), or a graph kept in a file (.tg); may be given several times", func(file string) error {
		s.data = append(s.data, file)
		return nil
	})
	flags.BoolVar(&s.article, "article", false, "with -data, ask the bundled facts as well")
	flags.BoolVar(&s.json, "json", false, "print JSON, with all evidence")
	flags.BoolVar(&s.evidence, "evidence", false, "show the passages behind each row")
	flags.BoolVar(&s.explain, "explain", false, "say on standard error how the question was answered")
	s.contexts.Declare(flags)
	s.optionFlags(flags)
	words, err := program.Parse(flags, args)
	return s, words, err
}
