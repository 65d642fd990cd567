package query

import (
	"context"
	"errors"
	"slices"

	"talentgraph.example/graph"
)

// Upstream is the inverse of [Downstream]: it gives the organizations that people could have come from
// in exactly so many moves, whoever made them and whenever. Each organization comes once, in the order in
// which they first appeared in the graph; units count for their organization, moves within one do not
// count. Zero moves give the organization itself.
//
// Options: Person, Years, Kind, InSector, those that every question takes, Top.
func Upstream(ctx context.Context, r graph.Reader, organization string, moves int, opts ...Option) ([]graph.Entity, error) {
	if moves < 0 {
		return nil, errors.New("query.Upstream: the number of moves must be 0 or more")
	}
	return answer(ctx, r, "Upstream", optMove|optTop, opts, func(ctx context.Context, c *claims) ([]graph.Entity, error) {
		start, err := c.resolve(ctx, organization, graph.OrganizationKind())
		if err != nil {
			return nil, err
		}
		f, err := c.moves(ctx, true)
		if err != nil {
			return nil, err
		}
		if err := f.orgs.learn(ctx, []graph.ID{start}); err != nil {
			return nil, err
		}
		isTop := f.orgs.top(start) == start
		frontier := []graph.ID{start}
		for i := 0; i < moves && len(frontier) > 0; i++ {
			if frontier, err = f.previous(ctx, frontier, isTop); err != nil {
				return nil, err
			}
			isTop = true
		}
		return c.inOrder(frontier), nil
	})
}

// previous is the frontier one move back: top organizations, each once. A unit of several organizations
// counts for one of them where people come to it, and for all where they left it: Downstream begins from
// an organization with all its units.
func (f *moveFinder) previous(ctx context.Context, frontier []graph.ID, isTop bool) ([]graph.ID, error) {
	if len(frontier) == 0 {
		return nil, ctx.Err()
	}
	to, err := f.orgs.withUnits(ctx, frontier)
	if err != nil {
		return nil, err
	}
	if !f.o.asksForEnds() {
		return f.previousByPairs(ctx, frontier, to, isTop)
	}
	if isTop {
		e, err := f.edgesInstead(ctx, to, f.to)
		if err != nil {
			return nil, err
		}
		if e != nil {
			return e.follow(ctx, frontier, e.to, e.from)
		}
		if err := f.orgs.learn(ctx, to); err != nil {
			return nil, err
		}
		to = slices.DeleteFunc(to, func(o graph.ID) bool { return !contains(frontier, f.orgs.top(o)) })
	}
	left, err := f.acrossMoves(ctx, to, f.to, f.from)
	if err != nil {
		return nil, err
	}
	var froms []graph.ID
	for _, from := range left {
		froms = f.orgs.appendTops(froms, from)
	}
	return distinct(froms), nil
}

// previousByPairs looks at all that is said of moves, for options about more than their ends.
func (f *moveFinder) previousByPairs(ctx context.Context, frontier, to []graph.ID, isTop bool) ([]graph.ID, error) {
	f.tos = to
	pairs, err := f.movePairs(ctx)
	var froms []graph.ID
	for _, p := range pairs {
		if p.from != 0 && !f.stays(p.from, p.to) && (!isTop || contains(frontier, f.orgs.top(p.to))) {
			froms = f.orgs.appendTops(froms, p.from)
		}
	}
	return distinct(froms), err
}

// appendTops appends those of a learned organization and all that it belongs to that Downstream can come to.
func (g *organizations) appendTops(dst []graph.ID, organization graph.ID) []graph.ID {
	if len(g.parents[organization]) == 0 {
		return append(dst, organization) // mostly so
	}
	for _, above := range g.above(organization) {
		if g.top(above) == above {
			dst = append(dst, above)
		}
	}
	return dst
}

// above gives a learned organization and all that it belongs to.
func (g *organizations) above(organization graph.ID) []graph.ID {
	all := []graph.ID{organization}
	for i := 0; i < len(all); i++ {
		for _, parent := range g.parents[all[i]] {
			if !slices.Contains(all, parent) {
				all = append(all, parent)
			}
		}
	}
	return all
}
