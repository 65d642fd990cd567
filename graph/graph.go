package graph

import (
	"context"
	"fmt"
	"iter"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store"
)

// Graph is a set of quads, with names for what they speak of. It is safe for concurrent use: readers
// never wait, and each sees one state; writers take turns. Use [New] or [Open] to make one.
type Graph struct {
	store    *store.Store
	prefixes atomic.Pointer[prefixTable]
	names    *nameIndex
	writer   atomic.Pointer[Tx] // the one whose Update runs its function; nil if there is none
	state    atomic.Pointer[state]
	closed   atomic.Bool
}

// state is one published state. Versions only grow: they tell an older snapshot from a newer one.
type state struct {
	quads   *store.Snapshot
	version uint64
	derived sync.Map // what *Derived has worked out
}

// New makes an empty graph in memory.
func New() *Graph {
	g := &Graph{store: store.New()}
	g.prefixes.Store(defaultPrefixes())
	g.names = newNameIndex(g.state.Load)
	g.state.Store(&state{quads: g.store.Snapshot()})
	return g
}

// Open makes the graph that source names. "memory:" is an empty one in memory, as [New] gives it; any
// other source is an error that says what can be opened.
func Open(ctx context.Context, source string) (*Graph, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if source == "memory:" {
		return New(), nil
	}
	shown := source
	if u, err := url.Parse(source); err == nil {
		shown = u.Redacted() // a database's address may hold a password
	}
	shown = shorten(shown, shownOfName)
	if scheme, _, ok := strings.Cut(source, ":"); !ok || scheme == "" {
		return nil, fmt.Errorf("graph.Open: %q has no scheme; use \"memory:\"", shown)
	}
	return nil, fmt.Errorf("graph.Open: no engine for %q in this version; graphs are kept in memory: use \"memory:\", and loader.LoadFile to fill it", shown)
}

// Close ends the graph and lets go of its memory. It does not wait: an Update under way fails with
// ErrClosed, and so does every later use of the graph. Snapshots taken before stay readable. Closing
// twice is fine.
func (g *Graph) Close() error {
	g.closed.Store(true)
	err := g.store.Close()
	g.state.Store(&state{quads: g.store.Snapshot()})
	return err
}

// Size is the number of quads; 0 once closed.
func (g *Graph) Size() int64 {
	s, err := g.snapshot()
	if err != nil {
		return 0
	}
	return s.Size()
}

// Snapshot gives the graph's present state, for as long as the caller holds it. It costs nothing to
// take and needs no release. Of a closed graph, the snapshot's every use is ErrClosed.
func (g *Graph) Snapshot() *Snapshot {
	s, err := g.snapshot()
	if err != nil {
		return &Snapshot{err: err}
	}
	return s
}

func (g *Graph) snapshot() (*Snapshot, error) {
	now := g.state.Load() // first: what Close puts there is never handed out
	if g.closed.Load() {
		return nil, errGraphClosed()
	}
	return &Snapshot{quads: now.quads, version: now.version, names: g.names, prefixes: g.prefixes.Load(), derived: &now.derived}, nil
}

func errGraphClosed() error { return fmt.Errorf("the graph is %w", ErrClosed) }

// View runs f on the graph's present state. Everything f asks of the snapshot is answered from this one
// state, whatever is written meanwhile.
func (g *Graph) View(ctx context.Context, f func(*Snapshot) error) error {
	s, err := g.snapshot()
	if err != nil {
		return err
	}
	return s.View(ctx, f)
}

// Quads gives the quads that match, from the state at the time the range begins. See [Snapshot.Quads].
func (g *Graph) Quads(ctx context.Context, p Pattern) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		g.Snapshot().Quads(ctx, p)(yield)
	}
}

// Count is the number of quads that match. See [Snapshot.Count].
func (g *Graph) Count(ctx context.Context, p Pattern) (int64, error) {
	return g.Snapshot().Count(ctx, p)
}

// Add writes quads in one change. Quads that are there already are left as they are. The error of a
// quad that cannot be stored is a [*QuadError]; nothing is written then.
func (g *Graph) Add(ctx context.Context, quads ...quad.Quad) error {
	return g.Update(ctx, func(tx *Tx) error { return tx.Add(quads...) })
}

// Remove takes quads away in one change. Quads that are not there are passed over.
func (g *Graph) Remove(ctx context.Context, quads ...quad.Quad) error {
	return g.Update(ctx, func(tx *Tx) error { return tx.Remove(quads...) })
}
