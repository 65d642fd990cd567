package graph

import (
	"hash/fnv"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/names"
)

// LabelKind tells what a label is for.
type LabelKind uint8

// The kinds of labels, from the one to show to the ones only to search by.
const (
	Preferred   LabelKind = iota // skos:prefLabel
	Plain                        // rdfs:label, schema:name, foaf:name, dct:title, or what PlainLabels says
	Alternative                  // skos:altLabel
	Hidden                       // skos:hiddenLabel
)

// PlainLabels says which predicates give plain labels, by full IRIs, in place of rdfs:label, schema:name with either
// scheme, foaf:name and dct:title. Those of SKOS always give labels. A graph that is kept in a file is not told: name
// them each time it is opened. What the file knows of names is read anew if it was written for others.
func PlainLabels(predicates ...quad.IRI) OpenOption {
	return func(o *openOptions) { o.labels = newLabelPredicates(predicates) }
}

// labelPredicates are the predicates whose objects are names, in the order of their kinds.
type labelPredicates []labelPredicate

type labelPredicate struct {
	iri  quad.IRI
	kind LabelKind
}

func standardLabels() labelPredicates {
	return newLabelPredicates([]quad.IRI{vocab.RDFSLabel, vocab.SchemaName, vocab.SchemaNameHTTP, vocab.FOAFName, vocab.DCTTitle})
}

func newLabelPredicates(plain []quad.IRI) labelPredicates {
	labels := labelPredicates{{vocab.SKOSPrefLabel, Preferred}, {vocab.SKOSAltLabel, Alternative}, {vocab.SKOSHiddenLabel, Hidden}}
	for _, iri := range plain {
		if !labels.have(iri) {
			labels = append(labels, labelPredicate{iri, Plain})
		}
	}
	slices.SortStableFunc(labels, func(a, b labelPredicate) int { return int(a.kind) - int(b.kind) })
	return labels
}

func (l labelPredicates) have(p quad.IRI) bool {
	return slices.ContainsFunc(l, func(label labelPredicate) bool { return label.iri == p })
}

// folding numbers what a file's table of names was made from and by: which predicates, and [names.Folding].
func (l labelPredicates) folding() uint32 {
	h := fnv.New32a()
	for _, label := range l {
		h.Write([]byte(label.iri))
		h.Write([]byte{' '})
	}
	return h.Sum32() ^ names.Folding
}
