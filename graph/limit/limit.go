// Package limit has the error of a limit that was reached, in a question, a script or a file. Programs know it as
// graph.LimitError and graph.ErrLimit; it stands apart so that a reader of files need not import package graph.
package limit

import (
	"errors"
	"fmt"
)

// Err is what errors.Is finds in every [Error].
var Err = errors.New("limit reached")

// Error names the limit that ended a question, a script or the reading of a file. It is [Err].
type Error struct {
	Limit string // what is limited, such as "rows"
	Value int64  // the limit's value, the most that would have been accepted
	Raise string // how to raise it, such as "gizmo.WithMaxRows"; may be empty
}

// Error says which limit was reached, its value and how to raise it.
func (e *Error) Error() string {
	s := fmt.Sprintf("limit reached: %s, %d", e.Limit, e.Value)
	if e.Raise != "" {
		s += "; raise it with " + e.Raise
	}
	return s
}

// Is makes errors.Is work with Err.
func (e *Error) Is(target error) bool { return target == Err }
