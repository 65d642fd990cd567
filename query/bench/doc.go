// Package bench compares questions with SQL: the same quads and the same answers, in a graph and in a table of SQLite that
// is held in memory. It is a module of its own, so that nobody else depends on SQLite. Its only content is in its
// benchmark:
//
//	cd query/bench && go test -bench .
package bench
