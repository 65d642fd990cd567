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
	f.tos = to
	var froms []graph.ID
	err = f.run(ctx, func(m Move) error {
		if isTop && !contains(frontier, f.orgs.top(m.To.Number())) {
			return nil
		}
		for _, above := range f.orgs.above(m.From.Number()) {
			if f.orgs.top(above) == above {
				froms = append(froms, above)
			}
		}
		return nil
	})
	slices.Sort(froms)
	return slices.Compact(froms), err
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
