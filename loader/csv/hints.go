package csv

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader/syntax"
)

// hint tells of what may be none of what was meant, once of each cell.
func (im *Importer) hint(c cell, text string) {
	said := hinted{c.index, text}
	if im.o.hint == nil || slices.Contains(im.hinted, said) {
		return
	}
	im.hinted = append(im.hinted, said)
	im.o.hint(im.records.error(c.index, errors.New(text)))
}

// hinted is a hint of the row at hand, which is several rows where cells have several names.
type hinted struct {
	cell int
	text string
}

// oddNames are new names that hold a digit or a colon. Those that only one row has may be figures or footnotes.
type oddNames struct {
	seen  map[quad.IRI]*oddName
	order []*oddName
	row   int
}

type oddName struct {
	row   int // that had it first
	again bool
	hint  *syntax.Error
}

// mostOdd is how many odd names are kept: more are no slips.
const mostOdd = 1_000

func (o *oddNames) endRow() { o.row++ }

// tellOdd hints at the odd names that stand alone.
func (im *Importer) tellOdd() {
	for _, name := range im.odd.order {
		if !name.again && im.o.hint != nil {
			im.o.hint(name.hint)
		}
	}
	im.odd = oddNames{}
}

// met notes that a row names an entity.
func (o *oddNames) met(entity quad.IRI) {
	if name := o.seen[entity]; name != nil && name.row != o.row {
		name.again = true
	}
}

// lookOdd looks whether a new name may be several, or none. The error is the context's.
func (w *row) lookOdd(ctx context.Context, c cell, e named) error {
	im := w.im
	if im.o.hint == nil {
		return nil
	}
	switch {
	case isTotal(e.name):
		im.hint(c, "this looks like a row of totals, not like a name")
		return nil
	case e.kind.class == vocab.ClassPerson && namesNobody(e.name):
		im.hint(c, "this looks like a description, not like a name; rows that have the same one are taken for one person")
		return nil
	}
	for _, sign := range []string{",", "，", "/", "&", " and ", "和", "与", "與", "及"} {
		first, second, found := strings.Cut(e.name, sign)
		first, second = strings.TrimSpace(first), strings.TrimSpace(second)
		if !found || first == "" || second == "" {
			continue
		}
		known, err := w.isKnown(ctx, first, e.kind)
		if err == nil && known {
			known, err = w.isKnown(ctx, second, e.kind)
		}
		if err != nil {
			return err
		}
		if known {
			im.hint(c, fmt.Sprintf("this is taken for one name, but both sides of %q are names; put \";\" between two", strings.TrimSpace(sign)))
			return nil
		}
		if areFullNames(e.kind, sign, first, second) {
			im.hint(c, fmt.Sprintf("this is taken for one name, but both sides of %q look like names; put \";\" between two", strings.TrimSpace(sign)))
			return nil
		}
	}
	if e.kind.class == vocab.ClassModel || e.kind.class == vocab.ClassProduct {
		return nil // GPT-5
	}
	if strings.ContainsFunc(e.name, func(r rune) bool { return unicode.IsDigit(r) || r == ':' || r == '：' }) && len(im.odd.order) < mostOdd {
		if im.odd.seen == nil {
			im.odd.seen = map[quad.IRI]*oddName{}
		}
		if im.odd.seen[e.iri] == nil {
			name := &oddName{row: im.odd.row, hint: im.records.error(c.index, errors.New("this new name holds a digit or a colon and stands in no other row; is it a figure or a footnote?"))}
			im.odd.seen[e.iri], im.odd.order = name, append(im.odd.order, name)
		}
	}
	return nil
}

// areFullNames tells whether two parts of a name look like names of their own: of several words, or of persons in Chinese.
func areFullNames(kind entityKind, sign, first, second string) bool {
	if kind.class != vocab.ClassPerson && sign != "," && sign != "，" {
		return false
	}
	full := func(name string) bool {
		if isChinese(name) {
			n := utf8.RuneCountInString(name)
			return kind.class == vocab.ClassPerson && n >= 2 && n <= 4
		}
		return strings.Contains(name, " ")
	}
	return full(first) && full(second)
}

// isKnown tells whether a name is one of an entity that is there, or that the rows so far have named.
func (w *row) isKnown(ctx context.Context, name string, kind entityKind) (bool, error) {
	e, err := w.im.names.find(ctx, name, kind, w.own)
	if end := ctx.Err(); end != nil {
		return false, end
	}
	return err == nil && !e.isNew, nil
}
