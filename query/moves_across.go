package query

import (
	"context"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// acrossMoves gives the organizations at the far ends of the moves that have one of some nodes at their near
// end, each once, but for moves within an organization. All are learned. The ends are given by their
// predicates: tg:from and tg:to to go down a chain of moves, the other way round to go up.
func (f *moveFinder) acrossMoves(ctx context.Context, nodes []graph.ID, near, far graph.ID) ([]graph.ID, error) {
	if near == 0 || far == 0 {
		return nil, ctx.Err()
	}
	if err := f.orgs.Learn(ctx, nodes); err != nil {
		return nil, err
	}
	end := f.Trace.Begin("go across moves", "by object, by subject", len(nodes))
	a := farEnds{moveFinder: f, predicate: far}
	var err error
	if a.reader, err = f.SubjectReader(ctx); err != nil {
		return nil, err
	}
	for _, node := range nodes {
		if err := a.from(ctx, node, near); err != nil {
			return nil, err
		}
	}
	end(len(a.found))
	return a.found, ctx.Err()
}

// farEnds gathers the far ends of moves.
type farEnds struct {
	*moveFinder
	predicate graph.ID
	reader    ask.NodeReader // of moves
	found     []graph.ID
	seen      ask.Bitset // what is in found
	moves     []graph.ID // of the node at hand
}

// from goes across the moves of one node.
func (a *farEnds) from(ctx context.Context, node, near graph.ID) error {
	a.moves = a.moves[:0]
	a.Numbers.Row(node, quad.Object, []graph.ID{near}, func(r graph.Run) { a.moves = a.Others(a.moves, r) })
	first := len(a.found)
	if err := a.read(ctx); err != nil {
		return err
	}
	news := a.found[first:]
	if err := a.orgs.Learn(ctx, news); err != nil {
		return err
	}
	a.found = a.found[:first]
	for _, o := range news {
		if a.orgs.Internal(node, o) {
			a.seen.Clear(o) // a move within; one from elsewhere may lead there yet
		} else {
			a.found = append(a.found, o)
		}
	}
	return nil
}

// read finds the far ends of the moves at hand.
func (a *farEnds) read(ctx context.Context) error {
	r := &a.reader
	for i, move := range a.moves {
		if err := r.Ahead(ctx, a.moves, i); err != nil {
			return err
		}
		facts, from, to := r.At(move)
		for i := from; i < to; i++ {
			if facts.Predicates[i] != a.predicate {
				continue
			}
			if o := facts.Others[i]; !a.seen.Has(o) {
				a.seen.Set(o)
				a.found = append(a.found, o)
			}
		}
	}
	return nil
}
