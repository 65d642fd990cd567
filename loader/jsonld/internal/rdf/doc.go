// Package rdf has the algorithms of JSON-LD 1.1 Processing Algorithms and API, section 8, between expanded documents
// and RDF data sets.
//
//	to       an expanded document to quads
//	literal  values to literals
//	from     quads to an expanded document
//
// A document is made into quads without the node map that the standard makes first: what stands twice comes twice,
// and blank nodes keep their names.
package rdf
