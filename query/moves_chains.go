package query

import (
	"context"
	"errors"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// Downstream gives the organizations that people from one could have reached in exactly so many moves,
// whoever made them and whenever: those that its people went to in one move, those that anybody from
// there went to in two, before or after, and so on. Nobody need have gone all the way; see [Career] for one person's. With
// [InOrder] each move of a chain may have come after the one before it. Each organization comes once, in the order in which they first appeared
// in the graph, and shows one way there ([Reached.Way]); units count for their organization, moves within one do not count. Zero moves give the
// organization itself.
//
// Options: InOrder, Person, Years, Kind, Role, InSector, those that every question takes, Top.
func Downstream(ctx context.Context, r graph.Reader, organization string, moves int, opts ...Option) ([]Reached, error) {
	if moves < 0 {
		return nil, ask.WrongArgument("Downstream", "moves", errors.New("the number of moves must be 0 or more"))
	}
	return ask.Slice(ctx, r, "Downstream", ask.OptMove|ask.OptInOrder|ask.OptTop, opts, markReached, func(ctx context.Context, q *ask.Question) ([]Reached, error) {
		start, err := q.Resolve(ctx, organization, graph.OrganizationKind())
		if err != nil {
			return nil, err
		}
		f, err := newMoveFinder(ctx, q, departures)
		if err != nil {
			return nil, err
		}
		if q.Options.Has(ask.OptInOrder) {
			return chainsInOrder(ctx, q, "Downstream", start, moves, false)
		}
		reached, near, err := follow(start, moves, func(frontier []graph.ID, first bool) ([]graph.ID, error) {
			return f.next(ctx, frontier, first)
		})
		return reachedRows(q, false, start, moves, reached, near), err
	})
}

// follow takes steps from frontier to frontier, and gives the last one and the one before it. Moves that lead round in a circle bring a frontier again, and the
// rounds that follow then change nothing: R. P. Brent, An Improved Monte Carlo Factorization Algorithm, BIT 20
// (1980), finds that out by keeping one frontier.
func follow(start graph.ID, moves int, step func(frontier []graph.ID, first bool) ([]graph.ID, error)) (frontier, near []graph.ID, err error) {
	frontier = []graph.ID{start}
	kept, since, most := frontier, 0, 1
	for i := 0; i < moves && len(frontier) > 0; i++ {
		near = frontier
		if frontier, err = step(frontier, i == 0); err != nil {
			return nil, nil, err
		}
		since++
		switch {
		case slices.Equal(frontier, kept):
			moves = i + 1 + (moves-i-1)%since
		case since == most:
			kept, since, most = frontier, 0, 2*most
		}
	}
	return frontier, near, nil
}

// next is the frontier one move on: top organizations, each once. The first frontier may be a unit.
func (f *moveFinder) next(ctx context.Context, frontier []graph.ID, first bool) ([]graph.ID, error) {
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
	return f.allTops(tos), err
}

// allTops gives the organizations at the top that learned ones belong to, ascending.
func (f *moveFinder) allTops(organizations []graph.ID) []graph.ID {
	tops := make([]graph.ID, 0, len(organizations))
	for _, o := range ask.Distinct(organizations) {
		tops = f.topsOf(tops, o)
	}
	return ask.Distinct(tops)
}

// nextByPairs looks at all that is said of moves, for options about more than their ends.
func (f *moveFinder) nextByPairs(ctx context.Context, from []graph.ID) ([]graph.ID, error) {
	f.froms = from
	pairs, err := f.movePairs(ctx, nil)
	var tos []graph.ID
	for _, p := range pairs {
		if p.to != 0 && !f.stays(p.from, p.to) {
			tos = append(tos, p.to)
		}
	}
	return f.allTops(tos), err
}

// Upstream is the inverse of [Downstream]: it gives the organizations that people could have come from
// in exactly so many moves, whoever made them and whenever, or with [InOrder] one after the other. Each organization comes once, in the order in
// which they first appeared in the graph; units count for their organization, moves within one do not
// count. Zero moves give the organization itself.
//
// Options: InOrder, Person, Years, Kind, Role, InSector, those that every question takes, Top.
func Upstream(ctx context.Context, r graph.Reader, organization string, moves int, opts ...Option) ([]Reached, error) {
	if moves < 0 {
		return nil, ask.WrongArgument("Upstream", "moves", errors.New("the number of moves must be 0 or more"))
	}
	return ask.Slice(ctx, r, "Upstream", ask.OptMove|ask.OptInOrder|ask.OptTop, opts, markReached, func(ctx context.Context, q *ask.Question) ([]Reached, error) {
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
		if q.Options.Has(ask.OptInOrder) {
			return chainsInOrder(ctx, q, "Upstream", start, moves, true)
		}
		isTop := slices.Equal(f.topsOf(nil, start), []graph.ID{start})
		reached, near, err := follow(start, moves, func(frontier []graph.ID, first bool) ([]graph.ID, error) {
			return f.previous(ctx, frontier, isTop || !first)
		})
		return reachedRows(q, true, start, moves, reached, near), err
	})
}

// previous is the frontier one move back: top organizations, each once.
func (f *moveFinder) previous(ctx context.Context, frontier []graph.ID, isTop bool) ([]graph.ID, error) {
	to, err := f.orgs.WithUnits(ctx, frontier)
	if err != nil {
		return nil, err
	}
	if !f.o.AsksForEnds() {
		return f.previousByPairs(ctx, to)
	}
	if isTop {
		e, err := f.edgesInstead(ctx, to, f.To)
		if err != nil {
			return nil, err
		}
		if e != nil {
			return e.follow(ctx, frontier, e.to, e.from)
		}
	}
	left, err := f.acrossMoves(ctx, to, f.To, f.From)
	return f.allTops(left), err
}

// previousByPairs looks at all that is said of moves, for options about more than their ends.
func (f *moveFinder) previousByPairs(ctx context.Context, to []graph.ID) ([]graph.ID, error) {
	f.tos = to
	pairs, err := f.movePairs(ctx, nil)
	var froms []graph.ID
	for _, p := range pairs {
		if p.from != 0 && !f.stays(p.from, p.to) {
			froms = append(froms, p.from)
		}
	}
	return f.allTops(froms), err
}
