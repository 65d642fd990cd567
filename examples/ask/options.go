package main

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"talentgraph.example/query"
	"talentgraph.example/query/questions"
)

// optionFlags declares a flag for each option of questions.
func (s *settings) optionFlags(flags *flag.FlagSet) {
	for _, o := range questions.Options() {
		flags.Func(o.Flag, usage(o), func(value string) error {
			s.page = s.page || o.Name == "Top" || o.Name == "After"
			s.given = append(s.given, func() (query.Option, error) { return read(o, value) })
			return nil
		})
	}
}

// usage is what -help says of an option, with its kind of value in quotation marks, as package flag wants it.
func usage(o questions.Option) string {
	if o.Kind == questions.Document {
		return "the `file` with the text of the source, to show passages"
	}
	about := o.About.En
	if all := o.Choices(); len(all) > 0 {
		about += ": " + choices(all)
	}
	if o.Kind == questions.MoveKind {
		about += ", or another one by its IRI"
	}
	switch kind := o.Kind.String(); {
	case o.Kind == questions.Flag:
		return about + ": `true or false`"
	case o.Span:
		return about + ", written `first..last`"
	case o.Repeated:
		return about + ", with commas between `" + kind + "s`"
	default:
		return strings.Replace(about, kind, "`"+kind+"`", 1)
	}
}

// choices lists what may be written: "hire, departure (受聘, 出走)".
func choices(all []questions.Choice) string {
	var english, chinese []string
	for _, c := range all {
		english, chinese = append(english, c.Value), append(chinese, c.Label.Hant)
	}
	return strings.Join(english, ", ") + " (" + strings.Join(chinese, ", ") + ")"
}

// read makes an option of what stands behind its flag: two values stand on both sides of dots, several between
// commas, and a text is in a file.
func read(o questions.Option, value string) (query.Option, error) {
	values := []string{value}
	switch {
	case o.Span:
		if first, last, ok := strings.Cut(value, ".."); ok {
			values = []string{first, last}
		}
	case o.Repeated:
		values = strings.Split(value, ",")
	case o.Kind == questions.Document:
		data, err := os.ReadFile(value)
		if err != nil {
			return query.Option{}, err
		}
		values = []string{string(data)}
	}
	option, err := o.With(values...)
	if err != nil {
		return query.Option{}, fmt.Errorf("-%s %s: %w", o.Flag, value, err)
	}
	return option, nil
}

func (s *settings) options() ([]query.Option, error) {
	var opts []query.Option
	for _, option := range s.given {
		opt, err := option()
		if err != nil {
			return nil, err
		}
		opts = append(opts, opt)
	}
	return opts, nil
}
