package grammar

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
)

// CheckQuad tells why a quad cannot be written to a file that a strict reader would take; nil if it can.
func CheckQuad(q quad.Quad) error {
	_, err := Terms(q)
	return err
}

// Terms gives the subject, predicate, object and label of a quad that can be written to a file that a strict
// reader would take; the error says why it cannot. In the default graph the label is the zero Term.
func Terms(q quad.Quad) (terms [4]term.Term, err error) {
	for i, v := range [4]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		t, err := term.Of(v)
		switch {
		case err != nil:
		case i == label && t.Kind == term.None:
			continue
		case i == predicate && t.Kind != term.IRI && t.Kind != term.None:
			err = errors.New("it must be an IRI")
		case i != object && t.Kind == term.Literal:
			err = errors.New("it must be an IRI or a blank node, not a literal")
		default:
			err = CheckTerm(t)
		}
		if err != nil {
			return terms, fmt.Errorf("%s %s: %w", places[i], Show(v), err)
		}
		terms[i] = t
	}
	return terms, nil
}

const (
	subject = iota
	predicate
	object
	label
)

var places = [4]string{subject: "subject", predicate: "predicate", object: "object", label: "label"}

// CheckTerm tells why a term cannot be written; nil if it can.
func CheckTerm(t term.Term) error { return t.Check() }

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
