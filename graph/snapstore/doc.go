// Package snapstore keeps RDF quads in memory: small, fast, and safe to share between goroutines.
//
// A [Store] has any number of readers and one writer at a time. Readers take a [Snapshot], one state of
// the store that never changes, and need no lock. The writer begins a [Tx], changes, and commits: all of
// it becomes visible at once, or nothing.
//
// # Terms
//
// Each RDF term has a number, an [ID], in order of first appearance; package term decides which values
// are the same term. The text of all terms lies end to end in blocks to which the writer only appends:
//
//	pos     [ . | . | . | . ...          where the record of term 1, 2, 3 ... begins
//	          |   `------.
//	blocks  [ k n https://… | k n 阿里巴巴 | ...     kind, length, text
//	slots   [ 0 | hash,7 | 0 | hash,2 ...            hash table from term to number
//
// # Quads
//
// Most quads lie in the base, in columns of numbers, sorted in four orders:
//
//	by subject                    by object                     positions of the quads by subject
//	subjects[n] --.               objects[n] --.                by predicate       by label
//	              v                            v
//	  s  p  o  g                     p  s  g                    keys  starts       keys  starts
//	[ 5  1  7  0 ]                 [ 1  5  0 ]                    1 --> [0 1 2]      0 --> [0 2]
//	[ 5  1  9  8 ]                 [ 1  6  0 ]                                       8 --> [1]
//	[ 6  1  7  0 ]                 [ 1  5  8 ]
//
// That is 36 bytes a quad, 8 a term for the offsets, and the terms themselves.
//
// What was changed since the base was built lies in the overlay: quads added and quads removed, each as a
// B-tree of two levels in each of the four orders, which snapshots share but for the pieces that differ.
// The base has two bits for each node that say whether the overlay may have anything about it; for all
// other nodes, reading is what it is without an overlay. A bit stands for all snapshots on the same base:
// one that is set too early costs an older snapshot a look into its overlay, and no more.
//
//	Store ---> Snapshot { terms, base, overlay, size }     replaced by one atomic store at a commit
//
// When the overlay has grown to an eighth of the base, the writer merges both into a new base, while
// readers go on with what they have. A merge that finds many terms unused drops them and numbers the
// others anew; see [Snapshot.SameNumbers].
//
// # What it costs
//
// A commit of one quad copies a few pieces of 4 KB. A transaction that adds and reads in turn pays the
// same at each [Tx.Snapshot]. Large amounts go in as a [Batch]: they are sorted once, on two cores.
//
// # Cayley
//
// The package registers the store with Cayley as "snapstore". A Store is a graph.QuadStore that answers
// each call from the state of that moment; [Snapshot.QuadStore] gives one that keeps to a state, for
// queries that must. Both plan queries by numbers, which needs the QuadStore itself: give a path
// handle.QuadStore, not the *cayley.Handle around it, which hides what it holds.
//
// What comes in by Cayley's interface is taken as Cayley takes it: blank nodes may be predicates, and a
// quad.Time comes out as a quad.Time even if it is not in whole seconds. [Tx.Add] refuses the one, and
// gives the other back as a TypedString, as package term decides. Iterators go on with the state in which
// they were made: a removal does not show in them.
//
// One query fails before it comes to the store, any store: Cayley (v0.7.7) panics where Path.Except is given
// nothing but nodes of which none is in a quad. Look such nodes up first.
//
// Reading by numbers: [Snapshot.Match] and [Snapshot.Count] for patterns, [Snapshot.Expand] for a step
// from many nodes, [Snapshot.Rows] for one node, [Snapshot.Columns] for the innermost loop.
//
// # Where to change what
//
// Another index: order.go, base.go (its columns), build.go, cursor.go (which patterns take it), and
// verify.go, which the tests call after every change.
package snapstore
