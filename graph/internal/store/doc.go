// Package store keeps RDF quads by the numbers of their terms, in memory: small, fast, and safe to share between
// goroutines. It knows nothing of names, claims or Cayley; package graph and the back end in snapstore stand on it.
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
// That is 36 bytes a quad, 8 a term for the offsets, and the terms themselves. A base is made of these arrays,
// wherever they lie, and only reads them.
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
// # How to read
//
// [Snapshot.Match] and [Snapshot.Count] take patterns, [Snapshot.Expand] a step from many nodes, [Snapshot.Rows]
// the quads of one node, [Snapshot.Scan] those of a predicate; [Snapshot.Columns] is for the innermost loop. A
// planner has [Snapshot.AtMost], [Snapshot.Cursor], [Snapshot.Others] and [Snapshot.Used] as well, which take no
// context: it counts its own steps.
//
// # Where to change what
//
// EXTENDING.md has the recipes for another index and for an engine, which hears of each commit, before readers see
// it, by Store.log.
package store
