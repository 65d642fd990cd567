package path

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"

	"talentgraph.example/query/gizmo/internal/stop"
)

// heeding makes a run's context be honoured by a store that does not look at it itself. Cayley's iterators
// may read any number of quads before they give the next result, without a look at the context; the check is
// put where they all begin, in the store's own iterators.
//
// A store that optimizes shapes gives iterators of its own making, which honour the context, and needs to
// meet its own type when they are built; it is used as it is.
func heeding(qs graph.QuadStore, ctx *stop.Context) graph.QuadStore {
	qs = graph.Unwrap(qs)
	if _, optimizes := qs.(shape.Optimizer); optimizes {
		return qs
	}
	return &heedStore{QuadStore: qs, ctx: ctx}
}

type heedStore struct {
	graph.QuadStore
	ctx *stop.Context
}

func (s *heedStore) QuadIterator(d quad.Direction, v graph.Ref) graph.Iterator {
	return s.heed(s.QuadStore.QuadIterator(d, v))
}

func (s *heedStore) NodesAllIterator() graph.Iterator {
	return s.heed(s.QuadStore.NodesAllIterator())
}
func (s *heedStore) QuadsAllIterator() graph.Iterator {
	return s.heed(s.QuadStore.QuadsAllIterator())
}

func (s *heedStore) heed(it graph.Iterator) graph.Iterator {
	switch it.(type) {
	case *iterator.Null, *iterator.Fixed, *iterator.Error:
		return it // short, and known by type to Cayley's optimizer
	}
	return graph.AsLegacy(&heedIterator{IteratorShape: graph.AsShape(it), ctx: s.ctx})
}

type heedIterator struct {
	graph.IteratorShape
	ctx *stop.Context
}

func (it *heedIterator) Iterate() graph.Scanner {
	return &heedScan{Scanner: it.IteratorShape.Iterate(), ctx: it.ctx}
}

func (it *heedIterator) Lookup() graph.Index {
	return &heedLookup{Index: it.IteratorShape.Lookup(), ctx: it.ctx}
}

func (it *heedIterator) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	inner, changed := it.IteratorShape.Optimize(ctx)
	if !changed {
		return it, false
	}
	return &heedIterator{IteratorShape: inner, ctx: it.ctx}, true
}

func (it *heedIterator) SubIterators() []graph.IteratorShape { return nil }

type heedScan struct {
	graph.Scanner
	ctx *stop.Context
}

func (s *heedScan) Next(ctx context.Context) bool {
	s.ctx.Check()
	return s.Scanner.Next(ctx)
}

type heedLookup struct {
	graph.Index
	ctx *stop.Context
}

func (s *heedLookup) Contains(ctx context.Context, v graph.Ref) bool {
	s.ctx.Check()
	return s.Index.Contains(ctx, v)
}
