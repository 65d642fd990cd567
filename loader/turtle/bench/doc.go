// Package bench compares the Turtle reader with github.com/knakk/rdf, the usual choice in Go:
//
//	cd loader/turtle/bench && go test -bench .
//
// It is a module of its own, so that nobody who uses talentgraph gets that library along.
package bench
