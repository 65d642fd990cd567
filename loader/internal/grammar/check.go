package grammar

import (
	"errors"
	"fmt"
	"strconv"

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
