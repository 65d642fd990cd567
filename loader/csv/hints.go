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

// hintAt tells of a row in the place of the error that it would have been.
func (im *Importer) hintAt(err error, text string) {
	var wrong *syntax.Error
	if im.o.hint != nil && errors.As(err, &wrong) {
		cells := im.records.misfit()
		im.o.hint(&syntax.Error{File: wrong.File, Line: wrong.Line, Column: wrong.Column, Err: errors.New(text), Found: syntax.Shorten([]byte(strings.Join(cells, ", ")))})
	}
}

// hinted is a hint of the row at hand, which is several rows where cells have several names.
type hinted struct {
	cell int
	text string
}

// oddNames are new names that hold a digit or a colon. Those that only one row has may be figures or footnotes. Others may be
// several names, which rows below may name.
type oddNames struct {
	seen    map[quad.IRI]*oddName
	order   []*oddName
	several []severalNames
	row     int
}

type oddName struct {
	row   int // that had it first
	again bool
	hint  *syntax.Error
}

// severalNames are the parts of a name that would be several if all of them were names.
type severalNames struct {
	kind  entityKind
	parts []string
	hint  *syntax.Error
}

// mostOdd is how many odd names of each kind are kept: more are no slips.
const mostOdd = 1_000

func (o *oddNames) endRow() { o.row++ }

// tellOdd hints at the odd names that stand alone, and at those that are several. The error is the context's.
func (im *Importer) tellOdd(ctx context.Context) error {
	if im.o.hint == nil {
		return nil
	}
	for _, name := range im.odd.order {
		if !name.again {
			im.o.hint(name.hint)
		}
	}
	w := &row{im: im, own: newGivenNames()}
	for _, name := range im.odd.several {
		known, err := w.areKnown(ctx, name.parts, name.kind)
		if err != nil {
			return err
		}
		if known {
			im.o.hint(name.hint)
		}
	}
	im.odd = oddNames{}
	return nil
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
	if what := looksOdd(e); what != "" {
		im.hint(c, what)
		return nil
	}
	if told, err := w.lookSeveral(ctx, c, e); told || err != nil {
		return err
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

// looksOdd says what is strange about a new name by itself.
func looksOdd(e named) string {
	switch {
	case e.kind.class == vocab.ClassSource && looksLikeAddress(e.name):
		return "this looks like a web address; write https:// before it, or it is taken for a name"
	case e.kind.class == vocab.ClassPerson && strings.ContainsAny(e.name, "([（【"):
		return "what stands in brackets is taken for a part of the name; other names stand under also_known_as, and a role under role"
	case e.kind.class != vocab.ClassSource && strings.TrimRight(e.name, "*†‡※") != e.name:
		return "the sign for a footnote is taken for a part of the name"
	}
	return ""
}

// looksLikeAddress tells a web address without its beginning: www.ledger.example/1.
func looksLikeAddress(name string) bool {
	host, _, path := strings.Cut(strings.ToLower(name), "/")
	if strings.Contains(name, " ") || isChinese(host) || !strings.Contains(host, ".") {
		return false
	}
	return strings.HasPrefix(host, "www.") || path && !strings.HasSuffix(host, ".")
}

// lookSeveral looks whether a new name may be several: whether its parts are names, or look like some.
func (w *row) lookSeveral(ctx context.Context, c cell, e named) (told bool, err error) {
	im := w.im
	apart, signs := e.name, 0
	for _, sign := range []string{",", "，", "/", "&", "+", "|", "•", " and ", "和", "与", "與", "及"} {
		if !strings.Contains(e.name, sign) {
			continue
		}
		parts := partsBetween(e.name, sign)
		apart, signs = strings.ReplaceAll(apart, sign, "|"), signs+1
		if len(parts) < 2 {
			continue
		}
		sides := fmt.Sprintf("this is taken for one name, but both sides of %q ", strings.TrimSpace(sign))
		known, err := w.areKnown(ctx, parts, e.kind)
		switch {
		case err != nil:
			return false, err
		case known:
			im.hint(c, sides+"are names; put \";\" between two")
			return true, nil
		case areFullNames(e.kind, sign, parts):
			im.hint(c, sides+"look like names; put \";\" between two")
			return true, nil
		case len(im.odd.several) < mostOdd:
			im.odd.several = append(im.odd.several, severalNames{e.kind, parts, im.records.error(c.index, errors.New(sides+"are names; put \";\" between two"))})
		}
	}
	if parts := partsBetween(apart, "|"); signs > 1 && len(parts) > 2 && len(im.odd.several) < mostOdd {
		hint := im.records.error(c.index, errors.New("this is taken for one name, but its parts are names; put \";\" between two"))
		im.odd.several = append(im.odd.several, severalNames{e.kind, parts, hint})
	}
	return false, nil
}

// partsBetween parts a name by a sign; there are none if one of them is empty.
func partsBetween(name, sign string) []string {
	parts := strings.Split(name, sign)
	for i, p := range parts {
		if parts[i] = strings.TrimSpace(p); parts[i] == "" {
			return nil
		}
	}
	return parts
}

// areFullNames tells whether parts of a name look like names of their own: of several words, or of persons in Chinese.
func areFullNames(kind entityKind, sign string, parts []string) bool {
	if kind.class != vocab.ClassPerson && sign != "," && sign != "，" {
		return false
	}
	return !slices.ContainsFunc(parts, func(name string) bool {
		if isChinese(name) {
			n := utf8.RuneCountInString(name)
			return kind.class != vocab.ClassPerson || n < 2 || n > 4
		}
		return !strings.Contains(name, " ")
	})
}

// areKnown tells whether all names are those of entities that are there, or that the rows so far have named.
func (w *row) areKnown(ctx context.Context, names []string, kind entityKind) (bool, error) {
	for _, name := range names {
		if known, err := w.isKnown(ctx, name, kind); err != nil || !known {
			return false, err
		}
	}
	return true, nil
}

// isKnown tells whether a name is one of an entity that is there, or that the rows so far have named.
func (w *row) isKnown(ctx context.Context, name string, kind entityKind) (bool, error) {
	e, err := w.im.names.find(ctx, name, kind, w.own)
	if end := ctx.Err(); end != nil {
		return false, end
	}
	return err == nil && !e.isNew, nil
}
