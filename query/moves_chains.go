package query

import (
	"context"
	"errors"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
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
	return ask.Slice(ctx, r, "Downstream", ask.OptMove|ask.OptTop, opts, func(ctx context.Context, q *ask.Question) ([]graph.Entity, error) {
		start, err := q.Resolve(ctx, organization, graph.OrganizationKind())
		if err != nil {
			return nil, err
		}
		f, err := newMoveFinder(ctx, q, departures)
		if err != nil {
			return nil, err
		}
		frontier := []graph.ID{start}
		for i := 0; i < moves && len(frontier) > 0; i++ {
			if frontier, err = f.next(ctx, frontier, i == 0); err != nil {
				return nil, err
			}
		}
		return q.EntitiesInOrder(frontier), nil
	})
}

// next is the frontier one move on: top organizations, each once. The first frontier may be a unit.
func (f *moveFinder) next(ctx context.Context, frontier []graph.ID, first bool) ([]graph.ID, error) {
	if len(frontier) == 0 {
		return nil, ctx.Err()
	}
	from, err := f.orgs.WithUnits(ctx, frontier)
	if err != nil {
		return nil, err
	}
	if !f.o.AsksForEnds() {
		return f.nextByPairs(ctx, from)
	}
	if !first {
		e, err := f.edgesInstead(ctx, from, f.From)
		if err != nil {
			return nil, err
		}
		if e != nil {
			return e.follow(ctx, frontier, e.from, e.to)
		}
	}
	tos, err := f.acrossMoves(ctx, from, f.From, f.To)
	for i, to := range tos {
		tos[i] = f.orgs.Top(to)
	}
	return ask.Distinct(tos), err
}

// nextByPairs looks at all that is said of moves, for options about more than their ends.
func (f *moveFinder) nextByPairs(ctx context.Context, from []graph.ID) ([]graph.ID, error) {
	f.froms = from
	pairs, err := f.movePairs(ctx)
	var tos []graph.ID
	for _, p := range pairs {
		if p.to != 0 && !f.stays(p.from, p.to) {
			tos = append(tos, f.orgs.Top(p.to))
		}
	}
	return ask.Distinct(tos), err
}

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
	return ask.Slice(ctx, r, "Upstream", ask.OptMove|ask.OptTop, opts, func(ctx context.Context, q *ask.Question) ([]graph.Entity, error) {
		start, err := q.Resolve(ctx, organization, graph.OrganizationKind())
		if err != nil {
			return nil, err
		}
		f, err := newMoveFinder(ctx, q, departures)
		if err != nil {
			return nil, err
		}
		if err := f.orgs.Learn(ctx, []graph.ID{start}); err != nil {
			return nil, err
		}
		isTop := f.orgs.Top(start) == start
		frontier := []graph.ID{start}
		for i := 0; i < moves && len(frontier) > 0; i++ {
			if frontier, err = f.previous(ctx, frontier, isTop); err != nil {
				return nil, err
			}
			isTop = true
		}
		return q.EntitiesInOrder(frontier), nil
	})
}

// previous is the frontier one move back: top organizations, each once. A unit of several organizations
// counts for one of them where people come to it, and for all where they left it: Downstream begins from
// an organization with all its units.
func (f *moveFinder) previous(ctx context.Context, frontier []graph.ID, isTop bool) ([]graph.ID, error) {
	if len(frontier) == 0 {
		return nil, ctx.Err()
	}
	to, err := f.orgs.WithUnits(ctx, frontier)
	if err != nil {
		return nil, err
	}
	if !f.o.AsksForEnds() {
		return f.previousByPairs(ctx, frontier, to, isTop)
	}
	if isTop {
		e, err := f.edgesInstead(ctx, to, f.To)
		if err != nil {
			return nil, err
		}
		if e != nil {
			return e.follow(ctx, frontier, e.to, e.from)
		}
		if err := f.orgs.Learn(ctx, to); err != nil {
			return nil, err
		}
		to = slices.DeleteFunc(to, func(o graph.ID) bool { return !ask.Contains(frontier, f.orgs.Top(o)) })
	}
	left, err := f.acrossMoves(ctx, to, f.To, f.From)
	if err != nil {
		return nil, err
	}
	var froms []graph.ID
	for _, from := range left {
		froms = appendTops(f.orgs, froms, from)
	}
	return ask.Distinct(froms), nil
}

// previousByPairs looks at all that is said of moves, for options about more than their ends.
func (f *moveFinder) previousByPairs(ctx context.Context, frontier, to []graph.ID, isTop bool) ([]graph.ID, error) {
	f.tos = to
	pairs, err := f.movePairs(ctx)
	var froms []graph.ID
	for _, p := range pairs {
		if p.from != 0 && !f.stays(p.from, p.to) && (!isTop || ask.Contains(frontier, f.orgs.Top(p.to))) {
			froms = appendTops(f.orgs, froms, p.from)
		}
	}
	return ask.Distinct(froms), err
}

// appendTops appends those of a learned organization and all that it belongs to that Downstream can come to.
func appendTops(g *ask.Units, dst []graph.ID, organization graph.ID) []graph.ID {
	if len(g.Parents[organization]) == 0 {
		return append(dst, organization) // mostly so
	}
	for _, above := range above(g, organization) {
		if g.Top(above) == above {
			dst = append(dst, above)
		}
	}
	return dst
}

// above gives a learned organization and all that it belongs to.
func above(g *ask.Units, organization graph.ID) []graph.ID {
	all := []graph.ID{organization}
	for i := 0; i < len(all); i++ {
		for _, parent := range g.Parents[all[i]] {
			if !slices.Contains(all, parent) {
				all = append(all, parent)
			}
		}
	}
	return all
}
