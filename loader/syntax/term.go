package syntax

import (
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
)

// Term is an RDF term as a reader finds it, escapes resolved. The bytes belong to the reader: they are
// valid until its next call and must not be changed. The zero Term is no term: the label of a quad in
// the default graph.
type Term struct {
	Kind term.Kind
	// Text is the IRI, the blank node's name without "_:", or the literal's lexical form.
	Text []byte
	// Datatype is the full IRI of a literal's datatype. It is empty for xsd:string and for a literal with
	// a language.
	Datatype []byte
	// Lang is the language tag as it was written.
	Lang []byte
}

// Term gives a copy that the caller keeps.
func (t *Term) Term() term.Term {
	return term.Term{Kind: t.Kind, Text: string(t.Text), Datatype: string(t.Datatype), Lang: string(t.Lang)}
}

// Value gives the value that stands for the term, nil for no term. It is a copy.
func (t *Term) Value() quad.Value { return t.Term().Value() }

// Quad is one statement of a file. In the default graph, Label.Kind is term.None.
type Quad struct {
	Subject, Predicate, Object, Label Term
}

// Quad gives a copy made of values.
func (q *Quad) Quad() quad.Quad {
	return quad.Quad{
		Subject:   q.Subject.Value(),
		Predicate: q.Predicate.Value(),
		Object:    q.Object.Value(),
		Label:     q.Label.Value(),
	}
}
