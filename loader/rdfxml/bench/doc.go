// Package bench compares the RDF/XML reader with github.com/knakk/rdf, the usual choice in Go:
//
//	cd loader/rdfxml/bench && go test -bench .
//
// It is a module of its own, so that nobody who uses talentgraph gets that library along.
package bench
