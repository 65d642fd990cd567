// Package isolate runs Gizmo scripts of people one does not know, each in a process of its own.
//
//	func main() {
//		isolate.Init() // first: in a process that is for scripts it serves, and never returns
//		box, err := isolate.New()
//		if err != nil { ... }
//		defer box.Close()
//		for r, err := range gizmo.Run(ctx, g, script, gizmo.In(box)) { ... }
//	}
//
// A [Box] keeps a few children: processes of the same program in which [Init] serves. A child has the script engine and
// the language, and no graph: what a script asks is sent to the parent, which looks at it, answers it from its own state
// of the graph, within the limits of the run, and sends rows back in batches. Results, errors, notes and their places
// are those of scripts that run in the calling goroutine.
//
// # What holds a script
//
//   - Time: a script that goes on after its limit is killed within 100 ms. On Unix the system ends a child that has used
//     more than twice its time of the processor, even where its parent does not look on.
//   - Memory: the child looks at itself every two milliseconds; the parent looks at what of the child is resident, and
//     kills it when that is 16 MB over the limit of the run; on Linux the system itself refuses it more than 32 MB over.
//   - Files, network and programs: a child inherits no environment (it is told the time zone, and settings of Go's
//     runtime), no open file, no argument but the one that marks it, and an empty working folder that is gone once it has
//     begun. On Unix it may open no file and no socket, and write no file; on Linux it may start no program.
//   - The parent's end: children end when the parent does, however it ends.
//   - Number: at most so many children at once ([WithChildren]); a run that finds none free waits, as long as its
//     context allows. A [gizmo.Session] has one to itself, from its first script until it is closed.
//
// A child that was killed costs its script an error that says why, and a session its variables, which the error says
// too; the next run has a fresh child. One that says what it must not is killed. After a script that has used much
// memory a child is replaced; otherwise the next script gets a new world in the same process.
//
// On systems other than Linux the parent cannot see what is resident: there the child looks at itself, which a built-in
// function that takes gigabytes in one go outruns until the system's own limit ends it (a job object on Windows, limits
// of resources on Unix).
//
// # What it costs
//
// A script of one line takes 0.2 ms more in a child that is there than in the calling goroutine. A fresh child is ready in
// less than four times what an empty Go program takes to begin and end: about 20 ms where that takes 5 ms. Nearly all of it
// is the start of Go with the engine's libraries, before main; what a program has beside them (its own init functions,
// other libraries, the tests' in a test) comes on top, which a small program by [WithCommand] does without. A box starts its
// first child in [New], and another when one is wanted and none is free, or when one has ended.
//
// # Embedding
//
// The children are the same program, up to where Init is called: the init functions of all packages run in each, and
// what main does before Init. Keep both short; a pool of connections that an init function opens is opened in each
// child. A program that cannot have that gives [WithCommand] a small one whose main is isolate.Init() alone. A test
// that uses a box calls Init in TestMain.
//
// In a child, output goes nowhere; flags must not be read before Init.
package isolate
