// Package engine is what package graph asks of a database that many processes and machines share one graph in.
//
// An [Engine] keeps the truth and the order of changes. Each process that has the graph open holds a state in memory,
// answers questions from it, and follows: it takes the changes that others have made, whole and in order. So an engine
// answers no questions; it hands out a state once ([Engine.Copy]), then changes ([Engine.Changes]), and lets one writer
// of all processes at a time make one ([Engine.Turn]).
//
// Packages graph/postgres and graph/mysql are engines; to import one is to have its scheme in graph.Open, as with the
// drivers of database/sql:
//
//	import _ "talentgraph.example/graph/postgres"
//
// An engine of one's own implements [Engine], says so by [Register], and is held to package enginetest, which has a
// fake one in memory to begin with.
//
// # Numbers
//
// A change has a [Version], one greater than the change before. A term has a number for life, from 1 on, without gaps,
// in the order of first appearance; 0 as the label of a quad is the default graph. Both are given in the writer's turn.
package engine
