// Package snapstore is a back end for Cayley: RDF quads in memory, small, fast, and safe to share between
// goroutines. It can be used without the rest of talentgraph.
//
// A [Store] has any number of readers and one writer at a time. Readers take a [Snapshot], one state of
// the store that never changes, and need no lock. The writer begins a [Tx], changes, and commits: all of
// it becomes visible at once, or nothing. Large amounts go in as a [Batch]. How quads and terms lie in memory
// is told in graph/internal/store.
//
// # Cayley
//
// The package registers the store with Cayley as "snapstore". A Store is a graph.QuadStore that answers
// each call from the state of that moment; [Snapshot.QuadStore] gives one that keeps to a state, for
// queries that must. Both plan queries by numbers, which needs the QuadStore itself: give a path
// handle.QuadStore, not the *cayley.Handle around it, which hides what it holds.
//
// What comes in by Cayley's interface is taken as Cayley takes it: blank nodes may be predicates, and a
// quad.Time comes out as a quad.Time even if it is not in whole seconds. Tx.Add refuses the one, and
// gives the other back as a TypedString, as package term decides. Iterators go on with the state in which
// they were made: a removal does not show in them. Paths compare numbers with numbers and times with times by what they
// are, whatever their datatype and spelling, since literals stay as they were written.
//
// One query fails before it comes to the store, any store: Cayley (v0.7.7) panics where Path.Except is given
// nothing but nodes of which none is in a quad. Look such nodes up first.
//
// # How a query runs
//
//	path or script --> Cayley's shapes --> plans          --> Cayley's iterators
//	                   optimize.go         plan_*.go          plan_iterator.go
//
// [Store.OptimizeShape] replaces the shapes it knows by plans, which work on numbers and make Cayley's refs
// (refs.go) of results only. What it does not know stays Cayley's, guarded where Cayley's iterators go wrong
// (guard.go).
package snapstore
