package shacl

import (
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
)

// Namespaces, and the terms of others that shapes have.
const (
	sh             quad.IRI = "http://www.w3.org/ns/shacl#"
	rdfType                 = quad.IRI(term.RDF + "type")
	rdfFirst                = quad.IRI(term.RDF + "first")
	rdfRest                 = quad.IRI(term.RDF + "rest")
	rdfNil                  = quad.IRI(term.RDF + "nil")
	rdfsSubClassOf quad.IRI = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
	rdfsClass      quad.IRI = "http://www.w3.org/2000/01/rdf-schema#Class"
)

// show writes a value for people: compact IRIs, plain numbers, and long texts cut.
func show(s *graph.Snapshot, v quad.Value) string {
	if iri, ok := v.(quad.IRI); ok && s != nil {
		return s.CompactIRI(iri)
	}
	text := []rune(string(term.Append(nil, v)))
	if t, err := term.Of(v); err == nil && (t.Datatype == term.XSD+"integer" || t.Datatype == term.XSD+"decimal") {
		text = []rune(t.Text)
	}
	if len(text) > 200 {
		text = append(text[:200], '…')
	}
	return string(text)
}
