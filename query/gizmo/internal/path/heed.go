package gizmo

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// guarded makes a run's context be honoured by a store that does not look at it itself. Cayley's iterators
// may read any number of quads before they give the next result, without a look at the context; the check is
// put where they all begin, in the store's own iterators.
//
// A store that optimizes shapes gives iterators of its own making, which honour the context, and needs to
// meet its own type when they are built; it is used as it is.
func guarded(qs graph.QuadStore, ctx *runContext) graph.QuadStore {
	qs = graph.Unwrap(qs)
	if _, optimizes := qs.(shape.Optimizer); optimizes {
		return qs
	}
	return &guardStore{QuadStore: qs, ctx: ctx}
}

type guardStore struct {
	graph.QuadStore
	ctx *runContext
}

func (s *guardStore) QuadIterator(d quad.Direction, v graph.Ref) graph.Iterator {
	return s.guard(s.QuadStore.QuadIterator(d, v))
}

func (s *guardStore) NodesAllIterator() graph.Iterator {
	return s.guard(s.QuadStore.NodesAllIterator())
}
func (s *guardStore) QuadsAllIterator() graph.Iterator {
	return s.guard(s.QuadStore.QuadsAllIterator())
}

func (s *guardStore) guard(it graph.Iterator) graph.Iterator {
	switch it.(type) {
	case *iterator.Null, *iterator.Fixed, *iterator.Error:
		return it // short, and known by type to Cayley's optimizer
	}
	return graph.AsLegacy(&guardIterator{IteratorShape: graph.AsShape(it), ctx: s.ctx})
}

type guardIterator struct {
	graph.IteratorShape
	ctx *runContext
}

func (it *guardIterator) Iterate() graph.Scanner {
	return &guardScan{Scanner: it.IteratorShape.Iterate(), ctx: it.ctx}
}

func (it *guardIterator) Lookup() graph.Index {
	return &guardLookup{Index: it.IteratorShape.Lookup(), ctx: it.ctx}
}

func (it *guardIterator) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	inner, changed := it.IteratorShape.Optimize(ctx)
	if !changed {
		return it, false
	}
	return &guardIterator{IteratorShape: inner, ctx: it.ctx}, true
}

func (it *guardIterator) SubIterators() []graph.IteratorShape { return nil }

type guardScan struct {
	graph.Scanner
	ctx *runContext
}

func (s *guardScan) Next(ctx context.Context) bool {
	s.ctx.check()
	return s.Scanner.Next(ctx)
}

type guardLookup struct {
	graph.Index
	ctx *runContext
}

func (s *guardLookup) Contains(ctx context.Context, v graph.Ref) bool {
	s.ctx.check()
	return s.Index.Contains(ctx, v)
}
