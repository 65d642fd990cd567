package path

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"

	"talentgraph.example/graph/snapstore"
	"talentgraph.example/query/gizmo/internal/stop"
)

// What paths use of a store beyond the methods of Cayley's graph.QuadStore, each looked for by its type:
//
//   - [snapstore.Planner]: it answers whole queries by plans of its own;
//   - [snapstore.PathCounter], of its scanners: they count what is left without going there;
//   - shape.Optimizer: it optimizes shapes, and the iterators that it makes honour their context. The iterators of a
//     store without it are made to; see heed.go.
//
// And of any store: NameOf gives the value of a graph.PreFetchedValue, and no iterator loses such a ref among its
// tags. The place of a row in an order travels so; see order.go.

// scan begins to run a query.
func scan(ctx context.Context, qs graph.QuadStore, query shape.Shape) graph.Scanner {
	if own, ok := qs.(snapstore.Planner); ok {
		if it, whole := own.Plan(query); whole {
			return it.Iterate()
		}
	}
	it, _ := graph.AsShape(shape.BuildIterator(qs, query)).Optimize(ctx)
	return it.Iterate()
}

// countPaths counts the results, each way to one.
func countPaths(ctx *stop.Context, results graph.Scanner) (n int64) {
	if fast, ok := results.(snapstore.PathCounter); ok {
		return fast.CountPaths(ctx)
	}
	for results.Next(ctx) {
		for more := true; more; more = results.NextPath(ctx) {
			ctx.Check()
			n++
		}
	}
	return n
}
