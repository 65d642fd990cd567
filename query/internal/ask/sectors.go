package ask

import (
	"context"
	"slices"

	"talentgraph.example/graph"
)

// ResolveSector finds a sector by name, and gives it with all that are narrower, ascending.
func (q *Question) ResolveSector(ctx context.Context, name string) ([]graph.ID, error) {
	id, err := q.Resolve(ctx, name, graph.SectorKind())
	if err != nil {
		return nil, err
	}
	return q.narrower(ctx, id)
}

// narrower gives a sector and all sectors below it. Which sector is broader than which is, like a type,
// a statement of the data set's own.
func (q *Question) narrower(ctx context.Context, sector graph.ID) ([]graph.ID, error) {
	all := q.State.Unfiltered()
	all.Trace = q.Trace
	broader, narrower := q.Terms.broader, q.Terms.narrower
	return all.closure(ctx, []graph.ID{sector}, func(ctx context.Context, frontier []graph.ID) ([]graph.ID, error) {
		below, err := all.Into(ctx, frontier, broader)
		if err != nil {
			return nil, err
		}
		more, err := all.OutOf(ctx, frontier, narrower)
		below = append(below, more...)
		slices.Sort(below)
		return slices.Compact(below), err
	})
}

// Broader gives for each of some sectors, and for all above them, those that are one step broader.
func (q *Question) Broader(ctx context.Context, sectors []graph.ID) (map[graph.ID][]graph.ID, error) {
	all := q.State.Unfiltered()
	all.Trace = q.Trace
	above := map[graph.ID][]graph.ID{}
	for frontier := slices.Clone(sectors); len(frontier) > 0; {
		sector := frontier[len(frontier)-1]
		frontier = frontier[:len(frontier)-1]
		if _, known := above[sector]; known {
			continue
		}
		broader, err := all.OutOf(ctx, []graph.ID{sector}, q.Terms.broader)
		if err != nil {
			return nil, err
		}
		more, err := all.Into(ctx, []graph.ID{sector}, q.Terms.narrower)
		if err != nil {
			return nil, err
		}
		above[sector] = MergeTwo(nil, broader, more)
		frontier = append(frontier, above[sector]...)
	}
	return above, ctx.Err()
}
