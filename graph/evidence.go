package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
)

// Certainty grades how firmly a claim stands. The zero value is Unknown: a fact with no claim record.
type Certainty uint8

// The grades. Stated is the strongest, Disputed the weakest that a claim can have; Unknown ranks below
// all of them.
const (
	Unknown     Certainty = iota
	Stated                // the source says so
	Inferred              // it follows from the source, or is a reading of it
	Speculative           // the source itself hedges
	Disputed              // the source says so, the public record otherwise
)

var certaintyNames = [...]string{"unknown", "stated", "inferred", "speculative", "disputed"}

// String is the grade's English word in lower case.
func (c Certainty) String() string {
	if int(c) < len(certaintyNames) {
		return certaintyNames[c]
	}
	return fmt.Sprintf("certainty(%d)", uint8(c))
}

// MarshalText writes the word.
func (c Certainty) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads the word.
func (c *Certainty) UnmarshalText(word []byte) (err error) {
	*c, err = ParseCertainty(string(word))
	return err
}

// ParseCertainty reads the word that String writes, in any case.
func ParseCertainty(word string) (Certainty, error) {
	if c, ok := certaintyNamed(word); ok {
		return c, nil
	}
	return Unknown, fmt.Errorf("no certainty %q; use one of %s", word, strings.Join(certaintyNames[1:], ", "))
}

func certaintyNamed(word string) (Certainty, bool) {
	for i, name := range certaintyNames {
		if strings.EqualFold(name, word) {
			return Certainty(i), true
		}
	}
	return Unknown, false
}

// AtLeast tells whether c is as strong as floor or stronger. Everything is at least Unknown.
func (c Certainty) AtLeast(floor Certainty) bool { return c.strength() >= floor.strength() }

// strength orders the grades, the weakest first.
func (c Certainty) strength() int {
	if c == Unknown {
		return 0
	}
	return len(certaintyNames) - int(c)
}

// Weaker is the weaker of two grades: that of a conclusion that needs both.
func Weaker(a, b Certainty) Certainty {
	if a.AtLeast(b) {
		return b
	}
	return a
}

// Stronger is the stronger of two grades: that of a fact which both support.
func Stronger(a, b Certainty) Certainty {
	if a.AtLeast(b) {
		return a
	}
	return b
}

// Evidence is one claim behind a fact: who says it, where, and how firmly. A fact whose label has no
// claim record has that label as its Source, and nothing else is known.
type Evidence struct {
	Claim  quad.Value // the fact's graph label: an IRI or a blank node
	Source quad.IRI   // the text that the claim is found in
	// Paragraph counts from 1 in the source; 0 if it is not known.
	Paragraph int
	// Start and End are offsets in the paragraph, in runes of the raw text; End is exclusive.
	Start, End  int
	Certainty   Certainty
	Note        string     // what a reader should know of the claim, in English if there is a choice; see NoteIn
	Contradicts []quad.IRI // claims that do not fit with this one, by IRI

	notes []Label // all notes, if there are several
}

// NoteIn is the note in the first of the languages that it is written in, chosen as [Entity.Label] chooses; it
// is Note where there is no choice.
func (e Evidence) NoteIn(langs ...string) string {
	if len(e.notes) == 0 {
		return e.Note
	}
	text, _ := chooseLabel(e.notes, langs)
	return text
}

// String is a short reference such as "id:talentwar2024 ¶3 [12:40] stated".
func (e Evidence) String() string {
	var b strings.Builder
	b.WriteString(defaultPrefixes().compact(e.Source))
	if e.Paragraph > 0 {
		fmt.Fprintf(&b, " ¶%d", e.Paragraph)
	}
	if e.End > 0 {
		fmt.Fprintf(&b, " [%d:%d]", e.Start, e.End)
	}
	if e.Certainty != Unknown {
		b.WriteString(" " + e.Certainty.String())
	}
	return b.String()
}

func sortEvidence(evidence []Evidence) {
	if len(evidence) < 2 {
		return
	}
	slices.SortFunc(evidence, func(a, b Evidence) int {
		if d := cmp.Or(
			-cmp.Compare(a.Certainty.strength(), b.Certainty.strength()),
			cmp.Compare(a.Paragraph, b.Paragraph),
			cmp.Compare(a.Start, b.Start)); d != 0 {
			return d
		}
		return strings.Compare(term.OrderText(a.Claim), term.OrderText(b.Claim))
	})
}

// claimFields are the predicates of claim records, by their numbers in a state; 0 for those that it has not.
type claimFields struct {
	source, paragraph, start, end, certainty, note, contradicts ID
	grades                                                      [len(certaintyNames)]ID // as terms of the vocabulary
}

var claimFieldsOf = NewDerived(func(s *Snapshot) *claimFields {
	n := s.Numbers().ID
	fields := &claimFields{
		source: n(vocab.PROVHadPrimarySource), paragraph: n(vocab.Paragraph), start: n(vocab.Start), end: n(vocab.End),
		certainty: n(vocab.Certainty), note: n(vocab.Note), contradicts: n(vocab.Contradicts),
	}
	for grade, name := range certaintyNames[1:] {
		fields.grades[grade+1] = n(quad.IRI(vocab.NS + name))
	}
	return fields
})

// gradeNamed is certaintyValue for a term that a state knows by its number, which nearly all are.
func (f *claimFields) gradeNamed(n *Numbers, value ID) Certainty {
	for grade, id := range f.grades {
		if id == value && id != 0 {
			return Certainty(grade)
		}
	}
	return n.certaintyValue(value)
}

// record reads one claim record, but for the claim itself.
func (n *Numbers) record(label ID, fields *claimFields) (e Evidence) {
	var room [2]Label
	notes := room[:0]
	rows := n.quads.Rows(label, quad.Subject, 0)
	for i, o := range rows.Others {
		p := rows.Predicates[i]
		if i > 0 && o == rows.Others[i-1] && p == rows.Predicates[i-1] {
			continue // the same value under another label
		}
		switch p {
		case fields.source:
			e.Source, _ = n.iri(o)
		case fields.paragraph:
			e.Paragraph = n.intValue(o)
		case fields.start:
			e.Start = n.intValue(o)
		case fields.end:
			e.End = n.intValue(o)
		case fields.certainty:
			e.Certainty = Stronger(e.Certainty, fields.gradeNamed(n, o))
		case fields.note:
			if text, lang, ok := literalTerm(n.quads.Term(o)); ok {
				notes = append(notes, Label{Text: text, Lang: lang})
			}
		case fields.contradicts:
			if iri, ok := n.iri(o); ok {
				e.Contradicts = append(e.Contradicts, iri)
			}
		}
	}
	if len(notes) > 0 {
		e.Note, _ = chooseLabel(notes, nil)
	}
	if len(notes) > 1 {
		e.notes = slices.Clone(notes)
	}
	slices.Sort(e.Contradicts)
	if e.Source == "" {
		e.Source, _ = n.iri(label)
	}
	return e
}

// iri is the IRI that a number stands for.
func (n *Numbers) iri(id ID) (iri quad.IRI, ok bool) {
	t := n.quads.Term(id)
	if t.Kind != term.IRI {
		return "", false
	}
	return quad.IRI(t.Text), true
}

func (n *Numbers) intValue(id ID) int {
	i, _ := n.quads.Int(id)
	return int(i)
}

// certaintyValue reads a grade written as tg:stated or as the text "stated".
func (n *Numbers) certaintyValue(id ID) Certainty {
	t := n.quads.Term(id)
	word := t.Text
	switch {
	case t.Kind == term.IRI:
		word, _ = strings.CutPrefix(word, vocab.NS)
	case t.Kind != term.Literal || t.Lang != "" || t.Datatype != "":
		return Unknown
	}
	c, _ := certaintyNamed(word)
	return c
}
