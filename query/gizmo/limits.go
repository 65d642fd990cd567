package gizmo

import (
	"errors"
	"fmt"
	"time"
)

// ErrLimit is matched, by errors.Is, by the error of every script that reached one of its limits.
var ErrLimit = errors.New("gizmo: limit reached")

// A LimitError says which limit a script reached, what the limit was, and how to raise it. It matches
// [ErrLimit].
type LimitError struct {
	// Limit names the limit: "time", "rows", "memory", "call depth", "path length", "script size",
	// "emitted size", "array length", "text length", "pattern steps" or "nesting".
	Limit string
	// Value is the limit itself, with its unit.
	Value string
	// Raise says what to do about it.
	Raise string
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("the script reached its limit of %s (%s); %s", e.Value, e.Limit, e.Raise)
}

// Is makes errors.Is(err, ErrLimit) true.
func (e *LimitError) Is(target error) bool { return target == ErrLimit }

// The limits that hold unless an option says otherwise.
const (
	DefaultTimeout       = 10 * time.Second
	DefaultMaxRows       = 1_000_000
	DefaultMaxMemory     = 256 << 20 // bytes
	DefaultMaxCallDepth  = 1_000     // calls of script functions within one another
	DefaultMaxPathLength = 1_000     // steps, as WithMaxPathLength counts them
	DefaultMaxScriptSize = 64 << 10  // bytes
	DefaultMaxEmitted    = 16 << 20  // bytes of one emitted value
)

// Limits that have no option: what a built-in function of JavaScript may work on at once. They keep any one
// call short, since a call cannot be interrupted; a loop of the script's own has no such bound.
const (
	maxArray = 1 << 20 // elements of an array given to a built-in
	maxText  = 1 << 20 // UTF-16 units of a text given to or made by a built-in
	maxNest  = 1_000   // levels of an emitted value and of JSON
)

func limitError(limit, value, raise string) error {
	return &LimitError{Limit: limit, Value: value, Raise: raise}
}

func timeLimit(d time.Duration) error {
	return limitError("time", d.String(), "ask for less, or raise it with WithTimeout")
}

func rowsLimit(n int) error {
	return limitError("rows", fmt.Sprintf("%d rows", n), "add .limit(n) to the path, or raise it with WithMaxRows")
}

func memoryLimit(bytes int64) error {
	return limitError("memory", fmt.Sprintf("%d bytes", bytes), "keep less at once (forEach instead of toArray), or raise it with WithMaxMemory")
}

func callDepthLimit(n int) error {
	return limitError("call depth", fmt.Sprintf("%d calls", n), "use a loop instead of recursion, or raise it with WithMaxCallDepth")
}

func pathLengthLimit(n int) error {
	return limitError("path length", fmt.Sprintf("%d steps", n), "note that both() doubles the steps before it and p.or(p) doubles p; shorten the path, or raise it with WithMaxPathLength")
}

func scriptSizeLimit(n int) error {
	return limitError("script size", fmt.Sprintf("%d bytes", n), "pass data as parameters, or raise it with WithMaxScriptSize")
}

func emittedLimit(n int) error {
	return limitError("emitted size", fmt.Sprintf("%d bytes", n), "emit less at a time, or raise it with WithMaxEmitted")
}

func arrayLimit(name string) error {
	return limitError("array length", fmt.Sprintf("%d elements", maxArray), fmt.Sprintf("%s works on arrays up to that length; use forEach of the path, or a loop", name))
}

func textLimit(name string) error {
	return limitError("text length", fmt.Sprintf("%d UTF-16 units", maxText), fmt.Sprintf("%s works on and makes texts up to that length; use shorter pieces", name))
}

func nestingLimit() error {
	return limitError("nesting", fmt.Sprintf("%d levels", maxNest), "make the value flatter")
}
