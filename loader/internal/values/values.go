// Package values makes quad.Value's of the terms that readers find.
package values

import (
	"io"
	"iter"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/syntax"
)

const xsdString = term.XSD + "string"

// Datatype gives a datatype as syntax.Term has it: none for xsd:string, and in full where Cayley has a
// short form.
func Datatype(iri []byte) []byte {
	if string(iri) == xsdString {
		return nil
	}
	if len(iri) > 3 && (iri[3] == ':' || iri[0] == 's') { // xsd: and rdf:, schema:
		t, _ := term.Of(quad.TypedString{Type: quad.IRI(iri)})
		if t.Datatype != string(iri) {
			return []byte(t.Datatype)
		}
	}
	return iri
}

// Maker makes quads of values. It keeps the values of places that tend to repeat: predicates, labels and
// datatypes of all statements, and the subject of the last. The zero Maker is ready.
type Maker struct {
	subject    known
	predicates [256]known
	labels     [64]known
	datatypes  [16]known
}

// known is a term and its value.
type known struct {
	kind  term.Kind
	text  string
	value quad.Value
}

// Quad gives a copy of q.
func (m *Maker) Quad(q *syntax.Quad) quad.Quad {
	return quad.Quad{
		Subject:   m.subject.get(&q.Subject),
		Predicate: m.predicates[slot(q.Predicate.Text)].get(&q.Predicate),
		Object:    m.object(&q.Object),
		Label:     m.label(&q.Label),
	}
}

// keepUpTo is the length in bytes of the longest text that is kept, so that the Maker stays small.
const keepUpTo = 1024

func (k *known) get(t *syntax.Term) quad.Value {
	if len(t.Text) > keepUpTo {
		return t.Value()
	}
	if k.value == nil || k.kind != t.Kind || k.text != string(t.Text) {
		k.kind, k.text = t.Kind, string(t.Text)
		k.value = term.Term{Kind: k.kind, Text: k.text}.Value()
	}
	return k.value
}

func (m *Maker) label(t *syntax.Term) quad.Value {
	if t.Kind == term.None {
		return nil
	}
	return m.labels[slot(t.Text)%64].get(t)
}

func (m *Maker) object(t *syntax.Term) quad.Value {
	text := string(t.Text)
	switch {
	case t.Kind != term.Literal:
		return term.Term{Kind: t.Kind, Text: text}.Value()
	case len(t.Lang) > 0:
		return quad.LangString{Value: quad.String(text), Lang: string(t.Lang)}
	case len(t.Datatype) == 0:
		return quad.String(text)
	}
	if len(t.Datatype) > keepUpTo {
		return t.Value()
	}
	k := &m.datatypes[slot(t.Datatype)%16]
	if k.text != string(t.Datatype) {
		k.text = string(t.Datatype)
	}
	return term.TypedLiteral(text, k.text)
}

// slot hashes the text's end, where terms of one namespace differ.
func slot(text []byte) uint8 {
	h := uint8(len(text))
	for _, c := range text[max(0, len(text)-8):] {
		h = h*31 + c
	}
	return h
}

// All makes an iterator of a reader: the error comes last and once.
func All(r quad.Reader) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for {
			q, err := r.ReadQuad()
			if err == io.EOF {
				return
			}
			if !yield(q, err) || err != nil {
				return
			}
		}
	}
}
