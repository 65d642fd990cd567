// Package lang is the language Gizmo: its functions in JavaScript, from a script's arguments to steps of paths and back
// from rows to its values.
//
// It meets the rest in few places. What a script asks of the graph, and what it gives, goes through [Graph], [Names] and
// [Out] (run.go), so that the graph and who takes the rows may be elsewhere. What keeps the engine within bounds is not
// here: a [World] is given an engine and told of its limits in a [Run]; only [IsMethod] and [ReadChain] are asked before
// a script runs.
//
// Where to look:
//
//   - graphobject.go: g, and where paths begin. globals.go: iri(), lt() and the other functions for values and filters.
//   - methods.go: the tables of all methods. paths.go: those that add a step, of which package path has the meaning.
//   - finals.go, aggregate.go, shortest.go: the methods that run a path. row.go: a row as an object of the script.
//   - call.go: reading arguments. values.go, export.go: values in and out. objects.go: g, paths and filters as objects.
//   - chain.go: scripts that are one chain of calls, which run without JavaScript.
//   - world.go, new.go, run.go: the world of a session and what it is given for a run. errors.go, hints.go,
//     nearest.go: errors, and hints about what was probably meant.
//
// A World is used by one goroutine at a time.
package lang
