package query

import (
	"context"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query/internal/ask"
)

// edges are all moves between top organizations: a pair of places at each index. The from of a move within an
// organization is internal.
type edges struct {
	ask.Numbering
	from, to []graph.ID
	shared   bool // some organization belongs to several top ones, so that these are no edges
}

// edgesInstead gives the edges where it is cheaper to read all moves, one after the other, than to look those of
// some nodes up here and there; else nil. An edge begins and ends at the one organization that a unit counts for,
// so that edges will not do, either, where a unit belongs to several.
func (f *moveFinder) edgesInstead(ctx context.Context, nodes []graph.ID, near graph.ID) (*edges, error) {
	if f.edges == nil {
		many, err := f.mostMoves(ctx, nodes, near)
		if err != nil || !many {
			return nil, err
		}
		if f.edges, err = f.readEdges(ctx); err != nil {
			return nil, err
		}
	}
	if f.edges.shared {
		return nil, nil
	}
	return f.edges, nil
}

// mostMoves tells whether most moves have one of some nodes at an end. To read a move in its turn takes about half
// as long as to look it up.
func (f *moveFinder) mostMoves(ctx context.Context, nodes []graph.ID, near graph.ID) (bool, error) {
	all, err := f.Snapshot.Count(ctx, graph.Pattern{Predicate: vocab.From})
	if err != nil || near == 0 {
		return false, err
	}
	here := int64(0)
	err = f.Numbers.Expand(ctx, nodes, quad.Object, []graph.ID{near}, func(r graph.Run) bool {
		here += int64(len(r.Others))
		return true
	})
	return here > all/2, err
}

func (f *moveFinder) readEdges(ctx context.Context) (*edges, error) {
	p, err := f.allPairs(ctx)
	if err != nil {
		return nil, err
	}
	x, err := p.toPlaces(ctx, f.orgs)
	if err != nil {
		return nil, err
	}
	return &edges{Numbering: *x, from: p.from, to: p.to, shared: f.orgs.Shared}, nil
}

// follow gives the organizations that are at the far ends of moves with one of the frontier at their near end,
// ascending. The ends are the two columns of edges, in the direction to go.
func (e *edges) follow(ctx context.Context, frontier []graph.ID, near, far []graph.ID) ([]graph.ID, error) {
	for _, id := range frontier {
		e.Number(id) // one that has no moves still gets its place
	}
	begins, ends := make([]bool, len(e.IDs)), make([]bool, len(e.IDs))
	for _, id := range frontier {
		begins[e.Number(id)] = true
	}
	var found []graph.ID
	for i, from := range e.from {
		if i&4095 == 4095 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if from != internal && begins[near[i]] && !ends[far[i]] {
			ends[far[i]] = true
			found = append(found, e.IDs[far[i]])
		}
	}
	return ask.Distinct(found), ctx.Err()
}
