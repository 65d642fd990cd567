package gizmo

import (
	"time"

	"talentgraph.example/graph"
	"talentgraph.example/query/gizmo/internal/jsregexp"
)

// The limits that hold unless an option says otherwise.
const (
	DefaultTimeout       = 10 * time.Second
	DefaultMaxRows       = 1_000_000
	DefaultMaxMemory     = 256 << 20 // bytes
	DefaultMaxCallDepth  = 400       // calls of script functions within one another
	DefaultMaxPathLength = 1_000     // steps, as WithMaxPathLength counts them
	DefaultMaxScriptSize = 64 << 10  // bytes
	DefaultMaxEmitted    = 16 << 20  // bytes of one emitted value
)

// Limits that have no option: what a built-in function of JavaScript may work on at once. They keep any one
// call short, since a call cannot be interrupted; a loop of the script's own has no such bound.
const (
	maxArray = 1 << 17 // elements of a list given to a built-in
	maxText  = 1 << 20 // UTF-16 units of a text given to or made by a built-in
	maxNest  = 1_000   // levels of an emitted value and of JSON
)

// limitError makes the error of a limit; raise says what to do about it.
func limitError(limit string, value int64, raise string) error {
	return &graph.LimitError{Limit: limit, Value: value, Raise: raise}
}

func timeLimit(d time.Duration) error {
	return limitError("milliseconds of run time", d.Milliseconds(), "gizmo.WithTimeout")
}

func rowsLimit(n int) error { return limitError("rows", int64(n), "gizmo.WithMaxRows") }

func memoryLimit(bytes int64) error {
	return limitError("bytes of memory", bytes, "gizmo.WithMaxMemory")
}

func callDepthLimit(n int) error {
	return limitError("calls within one another", int64(n), "gizmo.WithMaxCallDepth")
}

func pathLengthLimit(n int) error {
	return limitError("steps of a path (both() doubles the steps before it, p.or(p) doubles p)", int64(n), "gizmo.WithMaxPathLength")
}

func scriptSizeLimit(n int) error {
	return limitError("bytes of script", int64(n), "gizmo.WithMaxScriptSize")
}

func emittedLimit(n int) error {
	return limitError("bytes of one emitted value", int64(n), "gizmo.WithMaxEmitted")
}

// The limits without an option say what to do instead.

func arrayLimit(name string) error {
	return limitError("elements of a list given to "+name+", which has no option; use a loop", maxArray, "")
}

func textLimit(name string, most int64) error {
	return limitError("characters of a text given to or made by "+name+", which has no option; use shorter pieces", most, "")
}

func nestingLimit(levels int64) error {
	return limitError("levels of nesting, which has no option; make it flatter", levels, "")
}

func patternLimit() error {
	return limitError("places a regular expression may go back to, which has no option; write it with fewer ways to match the same text", jsregexp.MaxStack, "")
}
