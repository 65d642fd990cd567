package grammar

import (
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/syntax"
)

// Terms are a quad's subject, predicate, object and label. In the default graph the label is the zero Term.
type Terms [4]term.Term

// Admit gives the terms of the n-th quad that a writer takes. In a format without labels it takes the label away, if
// the options allow that. The error says why the quad cannot be written.
func (terms *Terms) Admit(q *quad.Quad, n int64, labels bool, opts *syntax.Options) error {
	if q.Label != nil && !labels {
		if !opts.DropLabels {
			return fmt.Errorf("quad %d: label %s: %w", n, Show(q.Label), syntax.ErrLabel)
		}
		q.Label = nil
	}
	if err := terms.of(q); err != nil {
		return fmt.Errorf("quad %d: %w", n, err)
	}
	return nil
}

// CheckQuad tells why a quad cannot be written to a file that a strict reader would take; nil if it can.
func CheckQuad(q quad.Quad) error {
	return new(Terms).of(&q)
}

// of takes a quad apart. The error says why it cannot be written to a file that a strict reader would take.
func (terms *Terms) of(q *quad.Quad) error {
	for i, v := range [4]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		t, err := term.Of(v)
		switch {
		case err != nil:
		case i == label && t.Kind == term.None:
			terms[i] = t
			continue
		case i == predicate && t.Kind != term.IRI && t.Kind != term.None:
			err = errors.New("it must be an IRI")
		case i != object && t.Kind == term.Literal:
			err = errors.New("it must be an IRI or a blank node, not a literal")
		default:
			err = CheckTerm(t)
		}
		if err != nil {
			return fmt.Errorf("%s %s: %w", places[i], Show(v), err)
		}
		terms[i] = t
	}
	return nil
}

const (
	subject = iota
	predicate
	object
	label
)

var places = [4]string{subject: "subject", predicate: "predicate", object: "object", label: "label"}

// CheckTerm tells why a term cannot be written; nil if it can.
func CheckTerm(t term.Term) error {
	switch t.Kind {
	case term.IRI:
		return checkIRI(t.Text)
	case term.Blank:
		if BlankLen([]byte(t.Text)) != len(t.Text) || t.Text == "" {
			return errors.New("the blank node's name is not one that RDF files can have; use letters, digits, '_', and '-' or '.' inside")
		}
		return nil
	case term.Literal:
		if !utf8.ValidString(t.Text) {
			return errors.New("the text is not valid UTF-8")
		}
		if t.Lang != "" && LangLen(t.Lang) != len(t.Lang) {
			return fmt.Errorf("%s is no language tag; it must be letters, then groups of letters and digits after '-'", Show(quad.String(t.Lang)))
		}
		if t.Datatype != "" {
			if err := checkIRI(t.Datatype); err != nil {
				return fmt.Errorf("datatype: %w", err)
			}
		}
		return nil
	default:
		return errors.New("it is nil")
	}
}

func checkIRI(iri string) error {
	ascii := true
	for i := range len(iri) {
		c := iri[i]
		if IRIStop[c] {
			return fmt.Errorf("an IRI cannot have %q; percent-encode it", c)
		}
		ascii = ascii && c < 0x80
	}
	if !ascii && !utf8.ValidString(iri) {
		return errors.New("the IRI is not valid UTF-8")
	}
	if !HasScheme(iri) {
		return errors.New("the IRI is not absolute: it has no scheme such as \"https:\"")
	}
	return nil
}

// Show gives a value for an error, shortened.
func Show(v quad.Value) string {
	if v == nil {
		return "nil"
	}
	t, err := term.Of(v)
	if err != nil {
		return fmt.Sprintf("of type %T", v)
	}
	const most = 64 // runes
	runes := []rune(t.Text)
	if len(runes) > most {
		t.Text = string(runes[:most]) + "…"
	}
	return strconv.QuoteToGraphic(t.Text)
}
