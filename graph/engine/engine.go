package engine

import (
	"context"
	"time"

	"talentgraph.example/graph/term"
)

// Version is the number of a change, and of the state that it leads to; 0 is the empty graph.
type Version = uint64

// ID is random for each graph, and for each change.
type ID = [16]byte

// Quad has the numbers of a quad's terms: subject, predicate, object, label.
type Quad = [4]uint64

// Mark names a state by its last change. After a server has lost changes, as a promoted copy may, two states can have
// the same version, but never the same Writer as well. Of version 0 the Writer is zero.
type Mark struct {
	Version Version
	Writer  ID
}

// Head is what an engine knows of its newest state.
type Head struct {
	Mark
	Graph  ID      // of the graph, for life
	Oldest Version // the oldest state that changes are kept after
	Terms  uint64  // how many terms there are, and the greatest number of one
}

// Change is one change of a graph, whole. Quads that are removed were there before it, those that are added were not.
type Change struct {
	Mark           // Writer is drawn by whoever makes the change: a commit whose answer is lost is found by it
	At   time.Time // when it was made, by the engine's clock
	// Terms are new. The first has the number First, one greater than the last term before; the others follow.
	First          uint64
	Terms          []term.Term
	Added, Removed []Quad
}

// Patience is how long a short answer may take, such as that of Head: a machine that has lost its power does not say so.
const Patience = 10 * time.Second

// Engine is a graph that others use as well. Its methods are safe for concurrent use. An error that is or has
// ErrUnreachable says that it may be tried again; what a context ends gives the context's error.
type Engine interface {
	// Head looks at the newest state.
	Head(ctx context.Context) (Head, error)

	// Copy hands out the state of a version that is still kept, else ErrGone: all terms by number, then all quads, some
	// at a time. What it hands out is the engine's again when the function returns. An error of a function ends it.
	Copy(ctx context.Context, at Version, terms func([]term.Term) error, quads func([]Quad) error) (Mark, error)

	// Changes gives changes that follow a state, in order and without gaps: at least one, and no more than the one of
	// version until, which there must be; as many as make sense in one answer. It is ErrGone if they are not kept, or
	// if the change of that version has another Writer. A mark without a Writer is not compared.
	Changes(ctx context.Context, after Mark, until Version) ([]*Change, error)

	// Wait returns when there may be another change, at the latest after a second. It may return too often.
	Wait(ctx context.Context) error

	// Turn waits until no other process is making a change.
	Turn(ctx context.Context) (Turn, error)

	// Sweep lets go of changes that are older than Options.Keep, if nobody has done so lately.
	Sweep(ctx context.Context) error

	// Close ends the use of the engine. It does not wait for a turn.
	Close() error
}

// Turn is the right to make the next change. While it lasts, nobody else makes one. It is for one goroutine.
type Turn interface {
	// Head is the state to make the change from.
	Head() Head

	// Commit makes the change, which has the next version. When it returns nil, the change is durable, visible to
	// others, and the turn has ended. The error is ErrConflict if the turn was lost before, and ErrUnknownOutcome if the
	// connection was lost while the commit was under way; in any other case nothing was done either.
	Commit(ctx context.Context, c *Change) error

	// Made tells whether a change of that Writer has been made. As long as the turn lasts, the answer holds.
	Made(ctx context.Context, writer ID) (bool, error)

	// Release ends the turn, if it has not ended.
	Release()
}

// Options are what Open was told beside the address.
type Options struct {
	Graph    string        // the name of the graph in its database: lower-case letters, digits and _; empty is one, too
	ReadOnly bool          // make nothing, and never ask for a turn
	Keep     time.Duration // how long changes are kept; see Sweep
	Turn     time.Duration // how long a writer may be silent before it loses its turn
}
