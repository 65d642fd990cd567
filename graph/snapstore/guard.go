package snapstore

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
)

// Two of Cayley's iterators (v0.7.7) go wrong inside an intersection:
//
//   - Not estimates its size as the difference of two estimates. If that is -1, And divides by zero.
//   - Recursive, when asked whether it contains a node, may answer with the tags of the node asked about
//     before.
//
// guard puts a wrapper around the shapes that make them.

func guard(s shape.Shape) shape.Shape {
	switch s.(type) {
	case *planShape, guardedShape, shape.Fixed, shape.AllNodes, shape.Filter, shape.Quads, shape.NodesFrom:
		return s
	}
	return guardedShape{s}
}

func guardIterator(it graph.Iterator) graph.Iterator {
	_, recursive := it.(*iterator.Recursive)
	return newLegacy(&guarded{graph.AsShape(it), recursive})
}

type guarded struct {
	graph.IteratorShape
	recursive bool
}

func (g *guarded) AsLegacy() graph.Iterator { return newLegacy(g) }

func (g *guarded) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	of, changed := g.IteratorShape.Optimize(ctx)
	if !changed {
		return g, false
	}
	return &guarded{of, g.recursive}, true
}

func (g *guarded) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	costs, err := g.IteratorShape.Stats(ctx)
	costs.Size.Size = max(costs.Size.Size, 0)
	return costs, err
}

func (g *guarded) Lookup() graph.Index {
	if !g.recursive {
		return g.IteratorShape.Lookup()
	}
	return &collected{scan: g.IteratorShape.Iterate()}
}

// collected is an index that goes through an iterator at the first question and keeps its results. A
// Recursive keeps as much itself.
type collected struct {
	scan    graph.Scanner
	results map[interface{}][]collectedPath // nil before the first question
	at      []collectedPath                 // of the node asked about; the first is the present one
	err     error
}

type collectedPath struct {
	ref  graph.Ref
	tags map[string]graph.Ref
}

func (c *collected) collect(ctx context.Context) {
	c.results = map[interface{}][]collectedPath{}
	for c.scan.Next(ctx) {
		for more := true; more; more = c.scan.NextPath(ctx) {
			p := collectedPath{c.scan.Result(), map[string]graph.Ref{}}
			c.scan.TagResults(p.tags)
			key := graph.ToKey(p.ref)
			c.results[key] = append(c.results[key], p)
		}
	}
	if c.err = c.scan.Err(); c.err == nil {
		c.err = ctx.Err() // Cayley's iterators may just end
	}
}

func (c *collected) Contains(ctx context.Context, r graph.Ref) bool {
	if c.results == nil {
		c.collect(ctx)
	}
	c.at = nil
	if c.err == nil {
		c.at = c.results[graph.ToKey(r)]
	}
	return len(c.at) > 0
}

func (c *collected) NextPath(context.Context) bool {
	if len(c.at) < 2 {
		return false
	}
	c.at = c.at[1:]
	return true
}

func (c *collected) Result() graph.Ref {
	if len(c.at) == 0 {
		return nil
	}
	return c.at[0].ref
}

func (c *collected) TagResults(dst map[string]graph.Ref) {
	if len(c.at) > 0 {
		for name, ref := range c.at[0].tags {
			dst[name] = ref
		}
	}
}

func (c *collected) String() string { return "Snapstore(collected)" }
func (c *collected) Err() error     { return c.err }
func (c *collected) Close() error   { return c.scan.Close() }
