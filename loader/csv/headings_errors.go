package csv

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"

	"talentgraph.example/loader/syntax"
)

// headingError says which of the headings is wrong.
type headingError struct {
	index int // among the headings, from 0
	error
	help string
}

// twice says that two columns are the same.
func (d *dictionary) twice(line []string, first, second int, name string) error {
	one, other := strings.TrimSpace(line[first]), strings.TrimSpace(line[second])
	if foldHeading(one) == foldHeading(other) {
		return headingError{second, fmt.Errorf("the column %q is there twice, as number %d and %d", syntax.Cut(other, 60), first+1, second+1),
			"give one of them another heading in the file, or \"#\" before it to leave it out"}
	}
	return headingError{second, fmt.Errorf("the column %q is there twice, as number %d and %d: %q and %q", name, first+1, second+1, syntax.Cut(one, 60), syntax.Cut(other, 60)),
		fmt.Sprintf("leave one of them out by loader.WithColumn, as in %q, or keep it as a note, as in %q", syntax.Cut(other, 60)+"="+leftOut, syntax.Cut(other, 60)+"=note")}
}

// unknown says which headings are not known, what the first could be, and what there is.
func (d *dictionary) unknown(table Table, line []string, which []int) error {
	short := syntax.Cut(strings.TrimSpace(line[which[0]]), 60)
	word, meant := nearest(short, d.headings(table))
	more, all := "", ""
	leave := fmt.Sprintf("leave it out by loader.WithColumn, as in %q, or by \"#\" before it in the file, or say which of these it is in the same way", short+"="+leftOut)
	if word != "" {
		leave = fmt.Sprintf("say what it is by loader.WithColumn, as in %q, or leave it out, as in %q, or by \"#\" before it in the file", short+"="+meant, short+"="+leftOut)
	}
	switch {
	case word == "":
	case word == meant:
		more = fmt.Sprintf(" (did you mean %q?)", word)
	default:
		more = fmt.Sprintf(" (did you mean %q (%s)?)", word, meant)
	}
	if isPartOfName(short) {
		leave, more = "put the whole name into one column, as in 王五 or Ada Quill", ""
	}
	if len(which) > 1 {
		var others []string
		for _, i := range which[1:] {
			others = append(others, line[i])
		}
		more += ", nor " + found(others)
		all = "; \"*=#\" leaves out all that are not known"
	}
	return headingError{
		index: which[0],
		error: fmt.Errorf("a table of %s has no column %q%s; found: %s; it has %s", table, short, more, found(line), chiefNames(d.headings(table))),
		help:  leave + all,
	}
}

// isPartOfName tells whether a heading is that of a part of people's names.
func isPartOfName(word string) bool {
	switch foldHeading(word) {
	case "firstname", "givenname", "forename", "lastname", "surname", "familyname", "姓", "姓氏", "名":
		return true
	}
	return false
}

// found lists the headings of a file.
func found(line []string) string {
	var all []string
	for _, cell := range line {
		if cell = strings.TrimSpace(cell); cell != "" && len(all) < 30 {
			all = append(all, strconv.Quote(syntax.Cut(cell, 60)))
		}
	}
	text := strings.Join(all, ", ")
	if runes := []rune(text); len(runes) > 120 {
		text = string(runes[:120]) + "…"
	}
	return text
}

// chiefNames lists the columns of a table.
func chiefNames(known []heading) string {
	var all []string
	for _, h := range known {
		all = append(all, h.name)
	}
	return strings.Join(all, ", ")
}

// nearest gives the word for a heading that is most of an unknown one, as 原公司 is of 原公司地址, or differs by a slip, and
// what it means.
func nearest(name string, known []heading) (best, meant string) {
	if len(name) > longestHeading {
		return "", ""
	}
	folded := foldHeading(name)
	least := utf8.RuneCountInString(folded)/3 + 1
	if isChinese(folded) {
		least = utf8.RuneCountInString(folded)/2 + 1
	}
	for _, h := range known {
		for word := range h.words() {
			if utf8.RuneCountInString(word) < 2 {
				continue
			}
			if d := levenshtein.ComputeDistance(foldHeading(word), folded); d < least {
				best, meant, least = word, h.name, d
			}
		}
	}
	return best, meant
}

// list names all headings, each with the other words for it: "from (原公司, 離開, 离开), …".
func list(known []heading) string {
	var names []string
	for _, h := range known {
		names = append(names, fmt.Sprintf("%s (%s)", h.name, strings.Join(h.otherWords(), ", ")))
	}
	return strings.Join(names, ", ")
}
