package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	tables "talentgraph.example/loader/csv"
)

// template writes a table to fill in: a line that says what must be filled in, which is passed over when the table is
// read, and the headings.
func template(name, lang string, out io.Writer) error {
	var known []string
	for _, t := range tables.Tables() {
		known = append(known, t.String())
		if t.String() != name {
			continue
		}
		var line []string
		for _, words := range tables.Headings(t) {
			line = append(line, inLanguage(words, lang))
		}
		w := csv.NewWriter(out)
		if err := w.WriteAll([][]string{{purpose(t)}, line}); err != nil {
			return err
		}
		return w.Error()
	}
	return fmt.Errorf("there is no table %.60q; there are %s", name, strings.Join(known, ", "))
}

// inLanguage chooses a heading among its words: the first in Chinese is a traditional one, and the one behind it the same
// in simplified characters, if they differ.
func inLanguage(words []string, lang string) string {
	if lang == "en" {
		return words[0]
	}
	var chinese []string
	for _, w := range words {
		if strings.ContainsFunc(w, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			chinese = append(chinese, w)
		}
	}
	switch {
	case len(chinese) == 0:
		return words[0]
	case lang == "zh-Hans" && len(chinese) > 1 && utf8.RuneCountInString(chinese[0]) == utf8.RuneCountInString(chinese[1]):
		return chinese[1]
	}
	return chinese[0]
}

// purpose says what a row of a table is, and what it must have.
func purpose(t tables.Table) string {
	about := map[tables.Table]string{
		tables.Moves:         "One row for each move: person, and from or to or both; all else may stay empty",
		tables.People:        "One row for each person: person; all else may stay empty",
		tables.Organizations: "One row for each organization: organization; all else may stay empty",
		tables.Strategies:    "One row for each strategy: organization and summary; all else may stay empty",
		tables.Posts:         "One row for each post: person and organization; all else may stay empty",
		tables.Founders:      "One row for each founder: founder and organization; all else may stay empty",
		tables.Leaders:       "One row for each model, product or unit and who leads it: leader and leads; all else may stay empty",
		tables.Investments:   "One row for each investment: investor and investee; all else may stay empty",
		tables.Models:        "One row for each model: model; all else may stay empty",
	}[t]
	return about + ". Times can be 2024 or 2024-03 or 2024-03-15 or Q3 2024 or early 2024 or since 2022; several names are divided by semicolons."
}
