// Package compact has the compaction algorithms of JSON-LD 1.1 Processing Algorithms and API (section 6): from a
// document in expanded form to JSON that is as short as a context makes it.
//
//	compact  nodes, lists and graphs
//	entries  what a node has by one property, in maps where the context has containers
//	value    values
//	iri      which term stands for an IRI
//	expanded the expanded form itself as JSON
//
// In one thing it goes further than the standard: where a second list would take the place of a first under one term,
// it is written under the property's own IRI.
package compact
