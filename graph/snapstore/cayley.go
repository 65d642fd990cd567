package snapstore

import (
	"context"
	"errors"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store"
)

// Name is the name under which the store is registered with Cayley.
const Name = "snapstore"

func init() {
	graph.RegisterQuadStore(Name, graph.QuadStoreRegistration{
		NewFunc: func(string, graph.Options) (graph.QuadStore, error) { return New(), nil },
	})
}

var (
	_ graph.QuadStore      = (*Store)(nil)
	_ graph.BatchQuadStore = (*Store)(nil)
	_ graph.BulkLoader     = (*Store)(nil)
	_ graph.QuadStore      = (*pinned)(nil)
	_ graph.BatchQuadStore = (*pinned)(nil)
)

// ErrReadOnly is the error of writing to what [Snapshot.QuadStore] gives.
var ErrReadOnly = errors.New("snapstore: this is one state of a store and cannot be changed; write to the Store itself")

// QuadStore gives Cayley's view of this one state: for its path API, for instance. A query sees the same
// quads from its beginning to its end, whatever happens to the store. Writing to it is refused with
// [ErrReadOnly]; closing it does nothing.
//
// A query on the [Store] itself looks up each of its nodes and opens each of its iterators in the state
// of that moment.
func (s *Snapshot) QuadStore() graph.QuadStore { return &pinned{s.Snapshot} }

// pinned is Cayley's QuadStore on one snapshot.
type pinned struct {
	snapshot *store.Snapshot
}

func (p *pinned) ApplyDeltas([]graph.Delta, graph.IgnoreOpts) error { return ErrReadOnly }
func (p *pinned) NewQuadWriter() (quad.WriteCloser, error)          { return nil, ErrReadOnly }
func (p *pinned) Close() error                                      { return nil }

// ValueOf gives the ref of a node, or nil if no quad uses it.
func (p *pinned) ValueOf(v quad.Value) graph.Ref {
	return nodeOf(p.snapshot.Dictionary(), p.snapshot.ID(v))
}

// NameOf gives the value of a node's ref; nil for anything else.
func (p *pinned) NameOf(r graph.Ref) quad.Value {
	switch r := r.(type) {
	case *nodeRef:
		return r.terms.Value(r.id)
	case graph.PreFetchedValue:
		return r.NameOf()
	default:
		return nil
	}
}

// ValuesOf gives the value of each ref, nil where there is none.
func (p *pinned) ValuesOf(ctx context.Context, refs []graph.Ref) ([]quad.Value, error) {
	values := make([]quad.Value, len(refs))
	for i, r := range refs {
		if i%store.CheckEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		values[i] = p.NameOf(r)
	}
	return values, nil
}

// RefsOf gives the ref of each value; a value that is in no quad is an error.
func (p *pinned) RefsOf(ctx context.Context, nodes []quad.Value) ([]graph.Ref, error) {
	if err := p.snapshot.Check(ctx); err != nil {
		return nil, err
	}
	refs := make([]graph.Ref, len(nodes))
	for i, v := range nodes {
		if refs[i] = p.ValueOf(v); refs[i] == nil {
			return nil, fmt.Errorf("snapstore: no quad uses the node %v", v)
		}
	}
	return refs, nil
}

// Quad gives the quad of a quad's ref; the zero quad for anything else.
func (p *pinned) Quad(r graph.Ref) quad.Quad {
	ref, ok := r.(*quadRef)
	if !ok {
		return quad.Quad{}
	}
	return ref.terms.Quad(ref.quad)
}

// QuadDirection gives the ref of one of the quad's nodes; nil where there is none.
func (p *pinned) QuadDirection(r graph.Ref, d quad.Direction) graph.Ref {
	ref, ok := r.(*quadRef)
	if !ok {
		return nil
	}
	return nodeOf(ref.terms, ref.quad.Get(d))
}

// QuadIterator gives the quads that have the node at the direction.
func (p *pinned) QuadIterator(d quad.Direction, r graph.Ref) graph.Iterator {
	s := p.snapshot
	if s.Err() != nil {
		return iterator.NewError(s.Err())
	}
	id := resolve(s, r)
	if id == 0 || d == quad.Any {
		return iterator.NewNull()
	}
	return newLegacy(&quadShape{s, d, id})
}

// QuadIteratorSize gives the exact number of quads that have the node at the direction.
func (p *pinned) QuadIteratorSize(ctx context.Context, d quad.Direction, r graph.Ref) (graph.Size, error) {
	if err := p.snapshot.Check(ctx); err != nil {
		return graph.Size{}, err
	}
	id := resolve(p.snapshot, r)
	if id == 0 || d == quad.Any {
		return graph.Size{Exact: true}, nil
	}
	n, _ := p.snapshot.AtMost(Pattern{}.With(d, id))
	return graph.Size{Size: int64(n), Exact: true}, nil
}

// NodesAllIterator gives all nodes in the order of their first appearance.
func (p *pinned) NodesAllIterator() graph.Iterator {
	if p.snapshot.Err() != nil {
		return iterator.NewError(p.snapshot.Err())
	}
	return newLegacy(&allNodes{p.snapshot})
}

// QuadsAllIterator gives all quads in the order by subject.
func (p *pinned) QuadsAllIterator() graph.Iterator {
	if p.snapshot.Err() != nil {
		return iterator.NewError(p.snapshot.Err())
	}
	return newLegacy(&quadShape{snapshot: p.snapshot})
}

// Stats gives the number of quads, and of nodes: exact if so asked, which takes a look at every node.
func (p *pinned) Stats(ctx context.Context, exact bool) (graph.Stats, error) {
	s := p.snapshot
	if err := s.Check(ctx); err != nil {
		return graph.Stats{}, err
	}
	stats := graph.Stats{
		Nodes: graph.Size{Size: int64(s.Terms())},
		Quads: graph.Size{Size: int64(s.Size()), Exact: true},
	}
	if exact {
		n, err := countNodes(ctx, s)
		if err != nil {
			return graph.Stats{}, err
		}
		stats.Nodes = graph.Size{Size: int64(n), Exact: true}
	}
	return stats, nil
}

// countNodes counts the terms that quads use.
func countNodes(ctx context.Context, s *store.Snapshot) (n int, err error) {
	for i := range s.Terms() {
		if i%store.CheckEvery == 0 && ctx.Err() != nil {
			return 0, ctx.Err()
		}
		if s.Used(ID(i + 1)) {
			n++
		}
	}
	return n, nil
}
