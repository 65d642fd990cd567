package graph

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/internal/disk"
	"talentgraph.example/graph/internal/shared"
	"talentgraph.example/graph/internal/store"
	"talentgraph.example/graph/term"
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
	ended    chan struct{} // closed with it

	source    string
	id        [16]byte         // of a graph in memory, for its backups
	kept      *keptFile        // nil but in a file, or with a cache
	shared    *shared.Follower // nil but on an engine
	readOnly  bool
	lastHeard atomic.Pointer[heard]
}

// state is one published state. Versions only grow: they tell an older snapshot from a newer one.
type state struct {
	quads   *store.Snapshot
	version uint64   // counts the states; see Snapshot.Version for what is kept
	derived sync.Map // what *Derived has worked out
}

// New makes an empty graph in memory.
func New() *Graph { return newGraph(store.New(), standardLabels()) }

func newGraph(s *store.Store, labels labelPredicates) *Graph {
	g := &Graph{store: s, source: "memory:", ended: make(chan struct{})}
	rand.Read(g.id[:])
	g.prefixes.Store(defaultPrefixes())
	g.names = newNameIndex(labels, g.state.Load)
	g.state.Store(&state{quads: s.Snapshot()})
	return g
}

// Open opens the graph that source names, or makes it. "memory:" is an empty one in memory, as [New] gives it.
// "file:PATH" is kept in a file, made if it is not there: a change is on the disk before readers see it and before its
// Update returns. One graph may have the file open for writing, others with [ReadOnly]. The path is literal up to the
// first question mark (%3F is one, %25 a percent sign), behind which there may be parameters, as "file:a.tg?sync=group&read=map":
//
//   - sync=always, the default, syncs for each change; group once for all changes of 2 ms, which then wait for it;
//     never leaves that to the system: a killed process loses nothing, a power cut the last changes, but never half of one;
//   - read=memory, the default, reads the file at opening; map maps it, so that a graph may be larger than memory. But
//     an error of the disk under a map, or a file that another program cuts short, ends the process;
//   - verify=open, the default, compares all checksums at opening; check, only with read=map, leaves that to [CheckFile]:
//     until it has been called, a damaged text or number may be answered from. What leads out of the arrays is an error;
//   - follow=1s, only with ReadOnly: how often to look for the writer's changes by itself.
//
// Another scheme is that of an engine, on which many processes share one graph; import its package, graph/postgres for
// "postgres://USER@HOST/DATABASE". Tables are made if they are not there. Each process reads the state once, answers
// from its own memory, and follows the others' changes as they come; questions go on when the server cannot be reached.
// Special characters of names, passwords and parameters are written as %40 and so on; no error shows a password.
// Beside the parameters of the server's driver there are:
//
//   - graph=NAME, which of several graphs in one database;
//   - keep=1h, for how long [Graph.Changes] and late followers can have old changes;
//   - turn=30s, after which a writer that is silent, or cut off, loses its turn;
//   - cache=PATH, a file that has what this process has, which is mapped as with read=map: the next process that opens
//     the graph starts with it, and takes from the server only what has changed since. Each process needs one of its own,
//     else it is ErrLocked. It holds nothing that the server does not have, so it is made anew when it is damaged, is
//     another graph's, or when the server no longer keeps what has changed since; Status tells why. A file that is no
//     cache is an error, and is left alone. The first time, the graph passes through memory.
//
// A file that is damaged is a [*FileError], one that another graph writes ErrLocked, one of a newer format ErrNewer.
// The prefixes of [Graph.SetPrefix] are not kept.
func Open(ctx context.Context, source string, opts ...OpenOption) (*Graph, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	o := openOptions{labels: standardLabels()}
	for _, opt := range opts {
		opt(&o)
	}
	for _, label := range o.labels {
		_, compact := defaultPrefixes().expand(string(label.iri))
		if err := checkTerm("predicate", label.iri, term.IRI); compact || err != nil {
			return nil, fmt.Errorf("graph.Open: graph.PlainLabels: %q is no full IRI", shorten(string(label.iri), shownOfName))
		}
	}
	scheme, rest, ok := strings.Cut(source, ":")
	switch {
	case source == "memory:" && o.readOnly:
		return nil, errors.New("graph.Open: a new graph in memory is empty, and could not be filled with graph.ReadOnly()")
	case source == "memory:":
		return newGraph(store.New(), o.labels), nil
	case scheme == "file" && ok:
		path, err := o.parseFile(rest)
		if err != nil {
			return nil, fmt.Errorf("graph.Open: %q: %w", source, err)
		}
		g, err := openFile(ctx, disk.OS{}, path, o)
		if err != nil {
			return nil, fmt.Errorf("graph.Open: %q: %w", source, err)
		}
		g.source, g.readOnly = source, o.readOnly
		return g, nil
	}
	shown := shorten(shown(source), shownOfName) // it may hold a password
	switch {
	case !ok || scheme == "":
		return nil, fmt.Errorf("graph.Open: %q has no scheme; use \"memory:\" or \"file:PATH\"", shown)
	case !slices.Contains(engine.Schemes(), scheme):
		return nil, fmt.Errorf("graph.Open: no engine for %q is linked into this program; use \"memory:\" or \"file:PATH\", or import the package of its engine, such as graph/postgres", shown)
	}
	g, err := openShared(ctx, disk.OS{}, source, o)
	if err != nil {
		return nil, fmt.Errorf("graph.Open: %q: %w", shown, err)
	}
	g.source = shown
	return g, nil
}

// Close ends the graph and lets go of its memory; every later use of the graph is ErrClosed. In memory Close does not
// wait, and an Update under way fails with ErrClosed. Where the graph is kept in a file, Close waits for that Update,
// which must not call it, and then closes the file. Snapshots taken before stay readable. Closing twice is fine.
func (g *Graph) Close() error {
	if g.closed.Swap(true) {
		return nil
	}
	close(g.ended)
	if g.shared != nil {
		g.shared.Stop()
	}
	if g.kept != nil {
		g.kept.endWork()
	}
	if g.kept != nil || g.shared != nil {
		g.store.Drain()
	}
	err := g.store.Close()
	g.state.Store(&state{quads: g.store.Snapshot()})
	if g.kept != nil {
		err = errors.Join(err, g.kept.file.Close())
	}
	if g.shared != nil {
		err = errors.Join(err, g.shared.Close())
	}
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
