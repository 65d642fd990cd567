package main

import (
	"fmt"
	"strings"

	"talentgraph.example/examples/internal/program"
	"talentgraph.example/query/questions"
)

// flagOf gives the flag that stands for an option of package query, and the command that stands for a question; empty if
// there is none.
func flagOf(option string) string {
	if o, ok := questions.OptionNamed(option); ok {
		return "-" + o.Flag
	}
	if option == "Explain" {
		return "-explain"
	}
	for _, q := range questions.All() {
		if q.Name == option {
			return q.Command
		}
	}
	return ""
}

// inOurTerms says an error of the library in the terms of the command line: flags for options, and the
// question's name for the function's.
func inOurTerms(q questions.Question, err error) error {
	said := strings.NewReplacer(
		", or make the prefix known by Graph.SetPrefix", "",
		"what Hit.Cursor gave for a row of the same search", "the cursor of a row of the same search, as -json shows it",
		`give what query.Next gave for the same question, or "" for its beginning`, "leave -after out for the beginning",
	).Replace(q.InTerms(err, q.Command, flagOf))
	if said == err.Error() {
		return err
	}
	return program.Said(said, err)
}

// questionNamed finds the question with a name that takes so many arguments, or says which one may be meant.
func questionNamed(name string, arguments int) (questions.Question, error) {
	var usages, names []string
	for _, q := range questions.All() {
		if q.Command == name {
			if q.Least() <= arguments && arguments <= len(q.Args) {
				return q, nil
			}
			usages = append(usages, "ask "+q.Usage())
		}
		names = append(names, q.Command)
	}
	if len(usages) > 0 {
		return questions.Question{}, fmt.Errorf("usage: %s; names with spaces go in quotation marks", strings.Join(usages, ", or "))
	}
	if near := questions.Nearest(name, names); near != "" {
		return questions.Question{}, fmt.Errorf("no question %q; did you mean %q? ask help lists all", name, near)
	}
	return questions.Question{}, fmt.Errorf("no question %q; ask help lists all", name)
}
