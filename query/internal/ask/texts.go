package ask

import (
	"cmp"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/names"
)

// Texts is one text in several languages, by language tag; "" is no language.
type Texts map[string]string

// With adds a literal. Of two texts in one language the first in the alphabet stays.
func (t Texts) With(v quad.Value) Texts {
	term := TermOf(v)
	return t.with(term.Text, term.Lang)
}

func (t Texts) with(text, lang string) Texts {
	if old, ok := t[lang]; ok && old <= text {
		return t
	}
	if t == nil {
		t = Texts{}
	}
	t[lang] = text
	return t
}

// Choose picks the text in the first of the languages that there is one in, as labels are picked.
func (t Texts) Choose(langs []string) string {
	best, bestRank, found := "", 0, false
	for lang := range t {
		rank := names.LangRank(lang, langs)
		if !found || cmp.Or(cmp.Compare(rank, bestRank), strings.Compare(lang, best)) < 0 {
			best, bestRank, found = lang, rank, true
		}
	}
	return t[best]
}

// Lexical is the text of a value as a file would have it.
func Lexical(v quad.Value) string { return TermOf(v).Text }

// TermOf is the term that a value is; the zero Term for what is none.
func TermOf(v quad.Value) term.Term {
	t, err := term.Of(v)
	if err != nil {
		return term.Term{}
	}
	return t
}

// NodeText is an IRI in full or a blank node with its "_:".
func NodeText(v quad.Value) string {
	if iri, ok := v.(quad.IRI); ok {
		return string(iri)
	}
	return strings.TrimSpace(quad.StringOf(v))
}

// NodeOf reads what NodeText writes; nil if it is empty.
func NodeOf(text string) quad.Value {
	if name, blank := strings.CutPrefix(text, "_:"); blank {
		return quad.BNode(name)
	}
	if text == "" {
		return nil
	}
	return quad.IRI(text)
}

// Labels are the labels to show of entities, in English.
func Labels(entities []graph.Entity) []string {
	texts := make([]string, len(entities))
	for i, e := range entities {
		texts[i] = e.Label()
	}
	return texts
}

// DetachEach detaches rows.
func DetachEach[T interface{ Detach() T }](rows []T) []T {
	kept := make([]T, len(rows))
	for i, row := range rows {
		kept[i] = row.Detach()
	}
	return kept
}

// OrUnknown is the label to show of an entity, "?" for none.
func OrUnknown(e graph.Entity) string {
	if e.IsZero() {
		return "?"
	}
	return e.Label()
}

// OrNil leaves out the zero Entity, for JSON.
func OrNil(e graph.Entity) *graph.Entity {
	if e.IsZero() {
		return nil
	}
	return &e
}
