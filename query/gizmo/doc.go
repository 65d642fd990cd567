// Package gizmo runs Gizmo scripts, Cayley's JavaScript for asking a graph: your own in the calling goroutine, those of
// people you do not know in a process of their own.
//
//	for r, err := range gizmo.Run(ctx, g, `g.V("<id:alibaba>").in("<tg:from>").out("<tg:person>").unique().all()`) {
//		if err != nil { ... }
//		fmt.Println(r.Map()["id"])
//	}
//
// GUIDE.md, beside this file, has ten worked scripts from simple to hard.
//
//   - [Run] runs a script and yields its results as they come.
//   - [Session] runs scripts that share variables, as a console does; [Compile] reads a script once for many runs.
//   - [WithParam] hands data in as $name; [WithTimeout] and its like set limits; [WithNotes] gives hints.
//   - [In] has scripts run in a box of package isolate, for those one does not trust.
//
// # The language
//
// It is the language of Cayley v0.7.7, whole: the graph object g (also graph) with V, Vertex, M, Morphism, IRI, Uri,
// addNamespace, addDefaultNamespaces, loadNamespaces and emit; iri, bnode, raw, str, lang, typed for values;
// lt, lte, gt, gte, regex, like for filters; every method and final of paths, with small or capital first letter.
// JavaScript around it is that of the goja engine, ECMAScript 6 and much of what came later.
//
// A plain string is a string literal: g.V("alibaba") is the text. An IRI is written "<id:alibaba>" or
// iri("id:alibaba"). Compact IRIs are expanded with the prefixes that the graph knows, those of [WithPrefix] and
// those of g.addNamespace, unless the graph holds the very IRI as it is written. With [WithNotes], a text or an IRI
// that names nothing in the graph gives a hint.
//
// # Beyond Cayley
//
//   - order({by: "<tg:year>", desc: true}) sorts numbers by size and dates by time, and the order holds through
//     all later steps; limit and skip right after it are of the ordered rows. What lacks the value comes last.
//     order() alone is Cayley's, by the text.
//   - sum, avg, min, max, with the name of a tag or for the nodes; groupBy("tag", {sum: "tag", ...}) gives
//     {key, count, ...}, the largest group first; {distinct: "tag"} counts the tag's different values.
//   - labels({edge: true}), right after out, in or both, goes to the labels of the very quads gone along.
//   - shortestPath(target, predicates, {direction: "both", max: 6}) gives the nodes of a shortest way.
//   - tg.whoLeft("Alibaba", "ByteDance"), tg.flows({top: 3}) and all other questions of package query, as lists of
//     plain objects; names may be labels in any script. Options are the last argument, an object: {from: "Alibaba",
//     years: [2020, 2024], certainty: "stated", top: 10}. tg.questions() tells what there is to ask: names, arguments,
//     options.
//   - is, V, has, tag and filter take lists; has takes a path as predicate.
//
// A value given to has, is or V is that very term, as in Cayley: has("<tg:year>", 2024) finds the integer as it is
// usually written, and neither "02024" nor a gYear. has("<tg:year>", gte(2024), lte(2024)) finds numbers by their size.
//
// # Where it differs
//
// Paths never change once made. In Cayley a.limit(1) may change a path that was given a before, and getLimit(n) holds
// for what the script does after it; here they do not. count() counts, where Cayley takes an estimate that says it is
// exact. g.V().and(g.V()) is all nodes, not none. back() keeps the label context of what it goes back over. limit and
// skip keep the same rows whatever part of the query the optimizer lets lead. An unknown tag, a wrong kind of
// argument, running a g.M(), or a negative limit is an error. Numbers compare with numbers of whatever datatype and
// spelling, and times with times, where Cayley's gt(3) finds only whole numbers and gt(3.5) only others. Of a node that is
// reached in several ways, the number of rows depends on the plan, as in Cayley; unique() makes it one.
// labelContext(null, tag) keeps to quads that have a label, which gets the tag; Cayley goes along the others, too, without
// it.
//
// # Limits
//
// Every script runs within limits, which options raise or lower: time, rows, memory, depth of calls, length of paths,
// size of the script and of an emitted value. Reaching one is an error that matches graph.ErrLimit, and is a
// *graph.LimitError with the limit's name, value and the option that raises it. A cancelled context ends the script
// likewise. A script can neither catch that nor delay it with finally. A panic within a run is an error.
//
// Without [In] a script runs on the engine as it comes, which is as fast as it can be, and is for scripts you trust:
// JavaScript stops at its next instruction and paths stop within a thousand quads, but a built-in function such as sort
// or "x".repeat(1e9) runs to its end whatever the limits say, reading a script is not timed, and a recursion inside the
// engine (a getter that is a built-in function and leads to itself) can end the process. For scripts of anybody else, use
// [In]: there the system holds the limits, and only the child is lost.
//
// Memory is sampled every two milliseconds as the growth of the whole process: what other goroutines allocate at the
// same time counts too. So the limit guards the process, and is no exact account of the script. In a box it is of the
// script's own process.
//
// A script reaches no files, no network, no clock but Date, no method of any Go value, and no other session.
//
// # The way in
//
// This package is the surface: run.go and session.go run scripts, here or in a box, program.go reads them; options.go,
// limits.go, result.go and errors.go are what callers see; names.go knows the graph's names. Package isolate has the
// boxes. Below it:
//
//   - internal/lang is the language: its functions, from arguments to steps and from rows to values of the script. Its
//     doc.go says what is where. It reaches the graph, its names and the caller's loop by three interfaces in run.go.
//   - internal/tg has the questions under tg. internal/world puts an engine, the language and tg together.
//   - internal/path is what a path is, without JavaScript: steps as plain data, how they cross to another process, and
//     running them on a store. What it asks of a store beyond Cayley's interface is in contracts.go; snapstore promises
//     it in a file of that name.
//   - internal/remote stands for the graph in a child, and answers for it in the parent, over messages of internal/wire.
//   - internal/stop ends a run before its script does; internal/limit and internal/fault have the errors.
//
// EXTENDING.md has the recipe for a new method of paths.
package gizmo
