// Package bench compares the JSON-LD reader with github.com/piprate/json-gold, the usual choice in Go:
//
//	cd loader/jsonld/bench && go test -bench .
//
// It is a module of its own, so that nobody who uses talentgraph gets that library along.
package bench
