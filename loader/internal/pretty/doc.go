// Package pretty writes Turtle and TriG for people. The packages turtle and trig are its two faces.
//
// A [Writer] collects the quads and writes them when it is closed, since only the whole shows what can
// stand where:
//
//	shape   which blank nodes are written within another statement, and which of them are lists
//	layout  graphs, subjects, predicates and objects in order, and where lines break
//	reify   labels as reifiers of RDF 1.2, by an option
//	terms   names with prefixes, the short forms of numbers, long literals
//
// The text depends on the quads alone, not on their order. Blank nodes that are written without their name
// are ordered by their text.
package pretty
