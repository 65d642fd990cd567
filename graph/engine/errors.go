package engine

import (
	"errors"

	"talentgraph.example/graph/internal/file"
)

// The errors that engines give, to test for with errors.Is.
var (
	// ErrUnreachable: no answer, for a reason that may pass.
	ErrUnreachable = errors.New("the server cannot be reached")
	// ErrConflict: the turn was lost before the change was made.
	ErrConflict = errors.New("the turn to write was lost, and nothing was done")
	// ErrUnknownOutcome: the connection was lost while a commit was under way.
	ErrUnknownOutcome = errors.New("it could not be found out whether the change was made")
	// ErrGone: that version is no longer kept, or is another one's.
	ErrGone = file.ErrGone
	// ErrNewer: the tables were made by a newer format. The message has both numbers.
	ErrNewer = file.ErrNewer
)

// Error is an error of a class, with what it comes from.
type Error struct {
	Class error // one of the above
	Err   error // the cause
}

// Error writes the class, then the cause.
func (e *Error) Error() string {
	if e.Err == nil {
		return e.Class.Error()
	}
	return e.Class.Error() + ": " + e.Err.Error()
}

// Unwrap gives the class and the cause.
func (e *Error) Unwrap() []error {
	if e.Err == nil {
		return []error{e.Class}
	}
	return []error{e.Class, e.Err}
}
