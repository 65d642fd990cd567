// Package bench compares package shacl with shacl-engine, the usual choice in JavaScript: the same shapes, the same 100,000
// quads, and as many violations. It needs node, and shacl-engine beside it; without them it is skipped:
//
//	cd query/shacl/bench && npm install && go test -bench .
//
// It is a module of its own, so that nobody who uses talentgraph meets it.
package bench
