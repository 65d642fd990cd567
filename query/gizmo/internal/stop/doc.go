// Package stop ends a run before its script does: because the context is done, a limit is reached, or the caller's
// loop has ended.
//
// An [Abort] is thrown through the script as a Go panic. A [Context] tells who iterates that it is time; a [Watch]
// looks at the run from outside, at its time and at the memory of the process.
package stop
