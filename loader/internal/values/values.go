package values

import (
	"bytes"
	"encoding/binary"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/syntax"
)

const xsdString = term.XSD + "string"

// Datatype gives a datatype as syntax.Term has it: none for xsd:string.
func Datatype(iri []byte) []byte {
	if string(iri) == xsdString {
		return nil
	}
	return iri
}

// NeedsLanguage tells whether a literal of this datatype has a language, so that none can be written with the
// datatype instead (RDF 1.1 Concepts, section 3.3).
func NeedsLanguage(datatype []byte) bool {
	local, ok := bytes.CutPrefix(datatype, []byte(term.RDF))
	return ok && (string(local) == "langString" || string(local) == "dirLangString")
}

// Maker makes quads of values. Terms tend to repeat, each in its place; so it keeps the last subject, and
// some of the other terms that came before, and gives the same values again. The zero Maker is ready.
type Maker struct {
	subject    known
	predicates [256]known
	objects    [256]known
	labels     [256]known
	label      *known // the one that was used last
}

// known is a term and its value.
type known struct {
	term  term.Term
	value quad.Value
}

// Quad gives a copy of q.
func (m *Maker) Quad(q *syntax.Quad) quad.Quad {
	out := quad.Quad{
		Subject:   m.subject.get(&q.Subject),
		Predicate: m.predicates[slot(q.Predicate.Text)].get(&q.Predicate),
		Object:    m.objects[slot(q.Object.Text)].get(&q.Object),
	}
	if q.Label.Kind != term.None {
		if m.label == nil || m.label.term.Text != string(q.Label.Text) {
			m.label = &m.labels[slot(q.Label.Text)]
		}
		out.Label = m.label.get(&q.Label)
	}
	return out
}

// keepUpTo is the length in bytes of the longest text that is kept, so that the Maker stays small.
const keepUpTo = 256

func (k *known) get(t *syntax.Term) quad.Value {
	if k.value != nil && k.term.Kind == t.Kind && k.term.Text == string(t.Text) &&
		k.term.Datatype == string(t.Datatype) && k.term.Lang == string(t.Lang) {
		return k.value
	}
	if len(t.Text)+len(t.Datatype)+len(t.Lang) > keepUpTo {
		return t.Value()
	}
	made := term.Term{Kind: t.Kind, Text: string(t.Text), Datatype: k.term.Datatype, Lang: k.term.Lang}
	if made.Datatype != string(t.Datatype) {
		made.Datatype = string(t.Datatype)
	}
	if made.Lang != string(t.Lang) {
		made.Lang = string(t.Lang)
	}
	k.term, k.value = made, made.Value()
	return k.value
}

// slot hashes the text's end, where terms of one namespace differ.
func slot(text []byte) uint8 {
	const odd = 0x9E3779B97F4A7C15 // 2^64 over the golden ratio: its products spread over the high bits
	if n := len(text); n >= 8 {
		return uint8((binary.LittleEndian.Uint64(text[n-8:]) + uint64(n)) * odd >> 56)
	}
	h := uint64(len(text))
	for _, c := range text {
		h = h<<8 | uint64(c)
	}
	return uint8(h * odd >> 56)
}
