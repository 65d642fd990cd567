package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"talentgraph.example/query"
)

// flagOf gives the flag that stands for an option of package query; empty if there is none.
func flagOf(option string) string {
	return map[string]string{
		"From": "-from", "To": "-to", "Person": "-person", "At": "-at", "InSector": "-sector", "OfClass": "-class", "Kind": "-kind",
		"Years": "-years", "AsOf": "-as-of", "Between": "-between", "Undated": "-undated", "CertaintyAtLeast": "-certainty",
		"Source": "-source", "WithSource": "-text", "Top": "-top", "After": "-after", "Hops": "-hops", "Along": "-along",
		"Explain": "-explain",
	}[option]
}

// inOurTerms says an error of the library in the terms of the command line: flags for options, and the
// question's name for the function's.
func inOurTerms(c command, err error) error {
	var wrong *query.OptionError
	if errors.As(err, &wrong) && wrong.Err == nil {
		var takes []string
		for _, option := range wrong.Takes {
			if name := flagOf(option); name != "" {
				takes = append(takes, name)
			}
		}
		slices.Sort(takes)
		return fmt.Errorf("%s does not take %s; it takes %s", c.name, flagOf(wrong.Option), strings.Join(takes, ", "))
	}
	text := err.Error()
	said := regexp.MustCompile(`query\.[A-Z]\w*`).ReplaceAllStringFunc(text, func(name string) string {
		if flag := flagOf(strings.TrimPrefix(name, "query.")); flag != "" {
			return flag
		}
		return c.name
	})
	said = strings.NewReplacer(
		", or make the prefix known by Graph.SetPrefix", "",
		"what Hit.Cursor gave for a row of the same search", "the cursor of a row of the same search, as -json shows it",
	).Replace(said)
	if said == text {
		return err
	}
	return errors.New(said)
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
