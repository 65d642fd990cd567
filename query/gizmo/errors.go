package gizmo

import (
	"errors"

	"talentgraph.example/query/gizmo/internal/fault"
)

// A ScriptError says what is wrong with a script, and where. Every error that a script itself causes is one;
// errors of limits, of the context and of the graph are wrapped in one when the place is known.
type ScriptError struct {
	// Line and Column are where in the script, from 1, columns in runes; 0 if that is not known.
	Line, Column int
	// Method is the function of Gizmo that objected, such as "out"; empty for errors of JavaScript itself.
	Method string
	// Message says what was wrong, and what was wanted.
	Message string
	// Err is the cause, if the script is not: a *LimitError or the context's error.
	Err error
}

func (e *ScriptError) Error() string { return (*fault.Error)(e).Error() }

func (e *ScriptError) Unwrap() error { return e.Err }

// ErrBusy is the error of a Session that is asked to run a script while it runs another.
var ErrBusy = errors.New("gizmo: the session is running a script already; use one session for each goroutine")

// shown gives the caller's kind of error for one of the packages below.
func shown(err error) error {
	if bad, ok := err.(*fault.Error); ok {
		return (*ScriptError)(bad)
	}
	return err
}
