package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// settings are the flags. Those of options are passed on only if they are given, so that a question that
// does not take one says so.
type settings struct {
	lang                    string
	data                    []string // files
	article                 bool     // the bundled facts beside the files
	json, evidence, explain bool
	given                   []func(p printer) (query.Option, error)
}

// parse reads flags before, between and after the words.
func parse(args []string, stderr io.Writer) (*settings, []string, error) {
	s := &settings{}
	flags := flag.NewFlagSet("ask", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: ask question [names] [flags]\n\nQuestions:")
		for _, c := range commands() {
			fmt.Fprintf(stderr, "  %-42s %s\n", c.usage(), c.about)
		}
		fmt.Fprintln(stderr, "\nFlags:")
		flags.PrintDefaults()
		fmt.Fprintln(stderr, "\nAn answer without rows says so and exits with 0; an error exits with 1.\nLines are as wide as the terminal, 100 in a pipe or a file, or what the variable COLUMNS says.")
	}
	flags.StringVar(&s.lang, "lang", "en", "`language` of answers: en, zh-Hant or zh-Hans")
	flags.Func("data", "ask this `file` instead of the bundled facts: RDF or a table (CSV); may be given several times", func(file string) error {
		s.data = append(s.data, file)
		return nil
	})
	flags.BoolVar(&s.article, "article", false, "with -data, ask the bundled facts as well")
	flags.BoolVar(&s.json, "json", false, "print JSON, with all evidence")
	flags.BoolVar(&s.evidence, "evidence", false, "show the passages behind each row")
	flags.BoolVar(&s.explain, "explain", false, "say on standard error how the question was answered")
	s.optionFlags(flags)
	var words []string
	for len(args) > 0 {
		if err := flags.Parse(args); err != nil {
			return nil, nil, err
		}
		if args = flags.Args(); len(args) > 0 {
			words, args = append(words, args[0]), args[1:]
		}
	}
	return s, words, nil
}

// optionFlags declares the flags that are options of questions.
func (s *settings) optionFlags(flags *flag.FlagSet) {
	word := func(name, usage string, option func(p printer, value string) (query.Option, error)) {
		flags.Func(name, usage, func(value string) error {
			s.given = append(s.given, func(p printer) (query.Option, error) { return option(p, value) })
			return nil
		})
	}
	text := func(name, usage string, option func(value string) (query.Option, error)) {
		word(name, usage, func(_ printer, value string) (query.Option, error) { return option(value) })
	}
	plain := func(name, usage string, option func(string) query.Option) {
		text(name, usage, func(value string) (query.Option, error) { return option(value), nil })
	}
	plain("from", "only moves from this `organization`", query.From)
	plain("to", "only moves to this `organization`", query.To)
	plain("person", "only this `person`", query.Person)
	plain("at", "only what is at this `organization`", query.At)
	plain("sector", "only what is in this `sector`", query.InSector)
	plain("class", "only things of this `class`, such as tg:Model", query.OfClass)
	plain("source", "only claims of this `source`", query.Source)
	plain("as-of", "leave out what came later than this `date`, such as 2024 or 2024-03", query.AsOf)
	plain("after", "only rows behind the one with this `cursor`, which -json shows; for search", query.After)
	word("kind", "only moves of this `kind`: hire, departure, founding, promotion (受聘, 出走, 創業, 升任), or another one by its IRI", func(p printer, kind string) (query.Option, error) {
		if known, ok := p.termCalled(kind, vocab.KindHire, vocab.KindDeparture, vocab.KindFounding, vocab.KindPromotion); ok {
			return query.Kind(known), nil
		}
		if strings.Contains(kind, ":") {
			return query.Kind(quad.IRI(kind)), nil
		}
		return query.Option{}, fmt.Errorf("-kind %s: write hire, departure, founding or promotion, or another kind's IRI", kind)
	})
	text("between", "only what happened between two `dates`, such as 2023..2024-06, or in one, such as 2024", func(value string) (query.Option, error) {
		first, last := ends(value)
		return query.Between(first, last), nil
	})
	text("years", "only moves with a year from one `year` to another, such as 2023..2024, or in one", func(value string) (query.Option, error) {
		first, last := ends(value)
		a, err := strconv.Atoi(first)
		b, err2 := strconv.Atoi(last)
		if err != nil || err2 != nil {
			return query.Option{}, fmt.Errorf("-years %s: write a year or two, as in 2023..2024", value)
		}
		return query.Years(a, b), nil
	})
	text("undated", "whether facts without a time stay: `true or false`", func(value string) (query.Option, error) {
		keep, err := strconv.ParseBool(value)
		if err != nil {
			return query.Option{}, fmt.Errorf("-undated %s: write true or false", value)
		}
		return query.Undated(keep), nil
	})
	word("certainty", "ignore claims weaker than this `grade`: stated, inferred, speculative or disputed (明言, 推斷, 推測, 存疑)", func(p printer, value string) (query.Option, error) {
		word := value
		if term, ok := p.termCalled(value, vocab.CertaintyStated, vocab.CertaintyInferred, vocab.CertaintySpeculative, vocab.CertaintyDisputed); ok {
			word = local(term)
		}
		grade, err := graph.ParseCertainty(word)
		if err != nil {
			return query.Option{}, fmt.Errorf("-certainty %s: %w", value, err)
		}
		return query.CertaintyAtLeast(grade), nil
	})
	number := func(name, usage string, option func(int) query.Option) {
		text(name, usage, func(value string) (query.Option, error) {
			n, err := strconv.Atoi(value)
			if err != nil {
				return query.Option{}, fmt.Errorf("-%s %s: write a number", name, value)
			}
			return option(n), nil
		})
	}
	number("top", "only the first `n` rows", query.Top)
	number("hops", "how many `hops` a path may have", query.Hops)
	text("along", "let paths go only along these `predicates`, such as tg:person,tg:to", func(value string) (query.Option, error) {
		return query.Along(strings.Split(value, ",")...), nil
	})
	text("text", "the `file` with the text of the source, to show passages", func(value string) (query.Option, error) {
		data, err := os.ReadFile(value)
		return query.WithSource(string(data)), err
	})
}

// ends parts "2023..2024" at the dots; what has none is both ends.
func ends(value string) (first, last string) {
	if first, last, ok := strings.Cut(value, ".."); ok {
		return first, last
	}
	return value, value
}

func (s *settings) options(p printer) ([]query.Option, error) {
	var opts []query.Option
	for _, option := range s.given {
		opt, err := option(p)
		if err != nil {
			return nil, err
		}
		opts = append(opts, opt)
	}
	return opts, nil
}
