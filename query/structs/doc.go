// Package structs reads and writes any RDF data as Go structs, by the tags of their fields.
//
// [Find] gives a struct for each node that has what the struct asks for, [Save] writes one in the place of what the
// graph had of its node. A tag names a predicate, forwards or backwards, and what may be missing:
//
//	type Company struct {
//		ID     quad.IRI          `quad:"@id"`
//		_      struct{}          `quad:"rdf:type=org:Organization"`
//		Names  map[string]string `quad:"skos:prefLabel"`
//		Units  []quad.IRI        `quad:"<- org:unitOf,optional"`
//	}
//
// A field that is not optional must be there: a node without it is no match. [Get] gives the struct of one node, [First]
// the first in an order, [Count] the number of structs, and [Delete] takes away what Save writes. The documentation of
// Find has all that a tag can say. [Where], with values, ranges ([AtLeast], [AtMost], [Between]), [Prefix] or [Missing], [OrderBy] and
// [InGraph] are options of this package; those of package query that are of use (claims, times, Top, After, Next, Total,
// Explain) are taken too.
//
// find.go and get.go are the way in: shape.go, fields.go, tags.go and types.go read the type once, bind.go looks its
// predicates up in a state, load.go reads quads of many nodes, build.go makes values of them (values.go, date.go),
// where.go, where_nested.go, range.go, time.go and order.go choose and sort, by keys.go. save.go and delete.go write, by
// replace.go.
package structs
