// Package plan makes an order of work of a query's algebra: which pattern first, which filter where, what is worked out
// once and kept. It reads the statistics of a state and no quads.
//
// A plan is a tree of [Node] over slots, one for each variable of the query. A slot holds the number of a term, or 0 for
// unbound. To run a node is to put each of its solutions into the slots, one after the other, and to have the rest of the
// plan run on each; afterwards the slots are as before. So what runs before a node gives it values, as a join would, and
// a pattern becomes a look into an index.
//
// That is right only where the algebra has a join, and only for variables that the node is sure to bind: [Facts.Push]
// are those that may be given to it. All others that it mentions are hidden from it while it runs, and compared
// afterwards; see [Input].
package plan
