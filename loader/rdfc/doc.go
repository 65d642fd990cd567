// Package rdfc gives data the canonical form of RDF Dataset Canonicalization (RDFC-1.0, W3C Recommendation
// of 2024): one text for all data sets that are the same but for the names of blank nodes.
//
//   - [Canonicalize] gives the text, the quads and the names that the blank nodes are given.
//   - [Hash] is the text's hash, a fingerprint of the data.
//   - [Equal] tells whether two data sets are the same (isomorphic).
//   - [Diff] tells what one has and the other has not.
//
// Quads are taken as a set: what comes twice counts once, and the order does not matter. Where a quad.Value
// can be written in several ways, package term says which term it is. Language tags, which RDF compares without case,
// are in lower case in the canonical form; the order in which they were met has no part in it.
//
// # Poison
//
// There are graphs on which the algorithm takes time without end: many blank nodes that can hardly be told apart. Most
// are made to be so, but a list or a chain of thousands of nodes that are all alike is one, too: to tell its nodes apart
// takes steps by the square of its length, so that some 300 are within the limit. Lists of different items need none.
// [WithWorkLimit] is what stops it then, with a *graph.LimitError, which is graph.ErrLimit; so does the end of the
// context.
package rdfc
