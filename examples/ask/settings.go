package main

import (
	"context"
	"errors"
	"flag"
	"io"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/examples/internal/lang"
	"talentgraph.example/examples/internal/program"
	"talentgraph.example/examples/internal/scripts"
	"talentgraph.example/query"
)

// settings are the flags. Those of options are passed on only if they are given, so that a question that
// does not take one says so.
type settings struct {
	lang              string
	data              []string // files
	article           bool     // the bundled facts beside the files
	contexts          data.Contexts
	tables            data.Tables
	evidence, explain bool
	format            func(answer, context.Context, io.Writer) error
	form              string // the format's name
	page              bool   // -top or -after, so that there may be more rows than are shown
	given             []func() (query.Option, error)

	trust  bool // scripts run in this process
	limits scripts.Limits
}

// parse reads flags before, between and after the words.
func parse(args []string, stdout io.Writer) (*settings, []string, error) {
	s := &settings{lang: "en", format: answer.table, form: "table"}
	flags := program.Flags("ask", stdout, "")
	flags.Usage = nil // see help
	flags.Func("lang", "`language` of answers: en, zh-Hant or zh-Hans (default en)", func(tag string) (err error) {
		s.lang, err = lang.Parse(tag)
		return err
	})
	flags.Func("data", "ask this `file` instead of the bundled facts: RDF, a table (CSV, XLSX), a graph kept in a file (.tg), or a folder or pattern of these; may be given several times", func(file string) error {
		s.data = append(s.data, file)
		return nil
	})
	flags.BoolVar(&s.article, "article", false, "with -data, ask the bundled facts as well")
	flags.Func("format", "`form` of the answer: "+formats()+" (default table); JSON has all evidence", func(name string) (err error) {
		s.format, err = format(name)
		s.form = name
		return err
	})
	flags.BoolFunc("json", "the same as -format json", func(string) error {
		s.format, s.form = answer.json, "json"
		return nil
	})
	flags.BoolVar(&s.evidence, "evidence", false, "show the passages behind each row")
	flags.BoolVar(&s.explain, "explain", false, "say on standard error how the question was answered")
	flags.BoolVar(&s.trust, "trust", false, "run a script of gizmo in this process: faster, and for your own only")
	s.limits.Declare(flags)
	s.contexts.Declare(flags)
	s.tables.Declare(flags)
	s.optionFlags(flags)
	words, err := program.Parse(flags, args)
	if errors.Is(err, flag.ErrHelp) || err == nil && len(words) > 0 && words[0] == "help" {
		if err = help(stdout, flags, words); err == nil {
			err = flag.ErrHelp
		}
	}
	return s, words, err
}
