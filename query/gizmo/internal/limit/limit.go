package limit

import (
	"time"

	"talentgraph.example/graph"
)

// MaxNest is how many levels an emitted value may have, which has no option.
const MaxNest = 1_000

// Error is the error of a limit; raise is the option that raises it, "" if there is none.
func Error(limit string, value int64, raise string) error {
	return &graph.LimitError{Limit: limit, Value: value, Raise: raise}
}

// Time is how long a script runs.
func Time(d time.Duration) error {
	return Error("milliseconds of run time", d.Milliseconds(), "gizmo.WithTimeout")
}

// Rows is how many results it yields.
func Rows(n int) error { return Error("rows", int64(n), "gizmo.WithMaxRows") }

// Memory is by how much the memory of the process grows.
func Memory(bytes int64) error { return Error("bytes of memory", bytes, "gizmo.WithMaxMemory") }

// BoxMemory is how much a process for scripts uses.
func BoxMemory(bytes int64) error {
	return Error("bytes of memory of the script's process", bytes, "isolate.WithMemory")
}

// CallDepth is how deep its functions call one another.
func CallDepth(n int) error {
	return Error("calls within one another", int64(n), "gizmo.WithMaxCallDepth")
}

// PathLength is how long one path is.
func PathLength(n int) error {
	return Error("steps of a path (both() doubles the steps before it, p.or(p) doubles p)", int64(n), "gizmo.WithMaxPathLength")
}

// ScriptSize is how long the script's text is.
func ScriptSize(n int) error { return Error("bytes of script", int64(n), "gizmo.WithMaxScriptSize") }

// Emitted is how large one emitted value is.
func Emitted(n int) error {
	return Error("bytes of one emitted value", int64(n), "gizmo.WithMaxEmitted")
}

// Nesting is how deep an emitted value goes.
func Nesting(levels int64) error {
	return Error("levels of nesting, which has no option; make it flatter", levels, "")
}
