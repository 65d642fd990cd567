package path

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// forShape gives filters as Cayley's shapes take them.
func forShape(filters []Filter) []shape.ValueFilter {
	all := make([]shape.ValueFilter, len(filters))
	for i, f := range filters {
		all[i] = f
	}
	return all
}

// matchIterator keeps the nodes that a pattern matches. Unlike Cayley's value filter it hands the context on to the
// matching.
type matchIterator struct {
	graph.IteratorShape
	qs     graph.Namer
	filter Filter
}

func (it *matchIterator) String() string { return "Match" }

func (it *matchIterator) Iterate() graph.Scanner {
	return &matchScan{it.IteratorShape.Iterate(), it}
}

func (it *matchIterator) Lookup() graph.Index {
	return &matchLookup{it.IteratorShape.Lookup(), it}
}

func (it *matchIterator) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	of, changed := it.IteratorShape.Optimize(ctx)
	if !changed {
		return it, false
	}
	return &matchIterator{of, it.qs, it.filter}, true
}

func (it *matchIterator) SubIterators() []graph.IteratorShape {
	return []graph.IteratorShape{it.IteratorShape}
}

func (it *matchIterator) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	costs, err := it.IteratorShape.Stats(ctx)
	costs.Size.Size = costs.Size.Size/2 + 1
	costs.Size.Exact = false
	return costs, err
}

func (it *matchIterator) keeps(ctx context.Context, node graph.Ref) bool {
	var v quad.Value
	if node != nil {
		v = it.qs.NameOf(node)
	}
	return it.filter.match(ctx, v)
}

type matchScan struct {
	graph.Scanner
	it *matchIterator
}

func (s *matchScan) Next(ctx context.Context) bool {
	for s.Scanner.Next(ctx) {
		if s.it.keeps(ctx, s.Result()) {
			return true
		}
	}
	return false
}

type matchLookup struct {
	graph.Index
	it *matchIterator
}

func (s *matchLookup) Contains(ctx context.Context, node graph.Ref) bool {
	return s.it.keeps(ctx, node) && s.Index.Contains(ctx, node)
}
