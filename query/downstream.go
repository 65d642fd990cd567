package query

import (
	"context"
	"errors"

	"talentgraph.example/graph"
)

// Downstream gives the organizations that people from one could have reached in exactly so many moves,
// whoever made them and whenever: those that its people went to in one move, those that people from
// there went to in two, and so on. Each organization comes once, in the order in which they first appeared
// in the graph; units count for their organization, moves within one do not count. Zero moves give the
// organization itself.
//
// Options: Person, Years, Kind, InSector, those that every question takes, Top.
func Downstream(ctx context.Context, r graph.Reader, organization string, moves int, opts ...Option) ([]graph.Entity, error) {
	if moves < 0 {
		return nil, errors.New("query.Downstream: the number of moves must be 0 or more")
	}
	return answer(ctx, r, "Downstream", optMove|optTop, opts, func(ctx context.Context, c *claims) ([]graph.Entity, error) {
		start, err := c.resolve(ctx, organization, graph.OrganizationKind())
		if err != nil {
			return nil, err
		}
		f, err := c.moves(ctx, true)
		if err != nil {
			return nil, err
		}
		frontier := []graph.ID{start}
		for i := 0; i < moves && len(frontier) > 0; i++ {
			if frontier, err = f.next(ctx, frontier, i == 0); err != nil {
				return nil, err
			}
		}
		return c.inOrder(frontier), nil
	})
}

// next is the frontier one move on: top organizations, each once. The first frontier may be a unit.
func (f *moveFinder) next(ctx context.Context, frontier []graph.ID, first bool) ([]graph.ID, error) {
	if len(frontier) == 0 {
		return nil, ctx.Err()
	}
	from, err := f.orgs.withUnits(ctx, frontier)
	if err != nil {
		return nil, err
	}
	if !f.o.asksForEnds() {
		return f.nextByPairs(ctx, from)
	}
	if !first {
		e, err := f.edgesInstead(ctx, from, f.from)
		if err != nil {
			return nil, err
		}
		if e != nil {
			return e.follow(ctx, frontier, e.from, e.to)
		}
	}
	tos, err := f.acrossMoves(ctx, from, f.from, f.to)
	for i, to := range tos {
		tos[i] = f.orgs.top(to)
	}
	return distinct(tos), err
}

// nextByPairs looks at all that is said of moves, for options about more than their ends.
func (f *moveFinder) nextByPairs(ctx context.Context, from []graph.ID) ([]graph.ID, error) {
	f.froms = from
	pairs, err := f.movePairs(ctx)
	var tos []graph.ID
	for _, p := range pairs {
		if p.to != 0 && !f.stays(p.from, p.to) {
			tos = append(tos, f.orgs.top(p.to))
		}
	}
	return distinct(tos), err
}
