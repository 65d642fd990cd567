package graph

import (
	"errors"
	"fmt"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/internal/file"
	"talentgraph.example/graph/limit"
)

// The errors to test for with errors.Is. What exactly was wrong is in a [*NameError], [*LimitError] or
// [*QuadError], found with errors.As; the message says what to do next.
var (
	// ErrNotFound: a name that no entity has. The [*NameError] has suggestions.
	ErrNotFound = errors.New("not found")
	// ErrAmbiguous: a name that several entities have. The [*NameError] has the candidates.
	ErrAmbiguous = errors.New("ambiguous name")
	// ErrClosed: the graph was closed, or a transaction was used after its Update had ended.
	ErrClosed = errors.New("closed")
	// ErrLimit: a limit was reached, so there is no answer, or nothing was loaded. The [*LimitError] says which and how to raise it.
	ErrLimit = limit.Err
	// ErrInvalidQuad: a quad that cannot be stored. The [*QuadError] says which and why.
	ErrInvalidQuad = errors.New("invalid quad")
	// ErrReadOnly: an Update of a graph that was opened with ReadOnly.
	ErrReadOnly = errors.New("read-only")
	// ErrSnapshotGone: that version is no longer kept, or not yet there.
	ErrSnapshotGone = file.ErrGone
	// ErrLocked: another graph, of this process or of another one, writes this file. The message names the process.
	ErrLocked = file.ErrLocked
	// ErrNewer: the file was written by a newer format. The message has both numbers.
	ErrNewer = file.ErrNewer
	// ErrBroken: an earlier write or sync failed. Questions go on; to write, open the graph again.
	ErrBroken = file.ErrBroken
	// ErrUnreachable: the server of a shared graph gave no answer as long as the context lasted. The cause is with it.
	ErrUnreachable = engine.ErrUnreachable
	// ErrConflict: the turn to write a shared graph was lost; nothing was done, and the Update may be made again.
	ErrConflict = engine.ErrConflict
	// ErrUnknownOutcome: the context ended before it could be found out whether a change of a shared graph was made.
	ErrUnknownOutcome = engine.ErrUnknownOutcome
	// ErrReplaced: the file was removed or replaced while it was open; nothing was written. Backup saves the graph.
	ErrReplaced = file.ErrReplaced
)

// FileError tells what is damaged in a file (Path): which Part, at which Offset in bytes, the Version of the last change
// known to be whole, and Err, what is wrong.
type FileError = file.Error

func errReadOnly() error {
	return fmt.Errorf("the graph is %w: it was opened with graph.ReadOnly()", ErrReadOnly)
}

// LimitError names the limit that ended a question, a script or the reading of a file: what is limited (Limit), the
// limit's Value, and how to Raise it, if that can be done. It is ErrLimit.
type LimitError = limit.Error

// QuadError tells which quad was refused and why. It is ErrInvalidQuad. Nothing of the change it was
// part of has been made.
type QuadError struct {
	Quad  quad.Quad
	Index int // its place among the quads given, from 0
	Err   error
}

// Error writes the quad's place, the quad and what is wrong with it.
func (e *QuadError) Error() string {
	return fmt.Sprintf("quad %d (%s) cannot be stored: %v", e.Index, quadText(e.Quad), e.Err)
}

// Is makes errors.Is work with ErrInvalidQuad.
func (e *QuadError) Is(target error) bool { return target == ErrInvalidQuad }

// Unwrap gives the reason.
func (e *QuadError) Unwrap() error { return e.Err }
