package query

import (
	"context"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// counted is what a sum leads back to: the moves between some organizations, as the question let them count. Rows of
// sums embed it, or make it when they are asked.
type counted struct {
	by   *summed // nil after Detach
	key  sumKey  // of the row among those of its answer
	legs []leg
	keep func(f *moveFinder, m Move) bool // nil for all
}

// leg is the moves from one organization to another, units included; 0 is any.
type leg struct{ from, to graph.ID }

// moves gives each row of the moves once, leg by leg, and within one in the order of the function Moves.
func (c counted) moves(ctx context.Context, method string) ([]Move, error) {
	if c.by == nil {
		return nil, errDetached(method)
	}
	if err := ask.GivenContext(ctx, method); err != nil {
		return nil, err
	}
	type key struct{ move, person, from, to graph.ID }
	seen := map[key]bool{}
	var moves []Move
	for _, l := range c.legs {
		f, err := bindMoveFinder(ctx, c.by.state.Snapshot, c.by.o, arrivals)
		if err != nil {
			return nil, err
		}
		if l.from != 0 {
			f.wanted = departures
			if f.froms, err = f.narrow(ctx, f.froms, l.from); err != nil {
				return nil, err
			}
		}
		if l.to != 0 {
			if f.tos, err = f.narrow(ctx, f.tos, l.to); err != nil {
				return nil, err
			}
		}
		err = f.run(ctx, func(m Move) error {
			k := key{m.id, m.Person.Number(), m.From.Number(), m.To.Number()}
			if !seen[k] && (c.keep == nil || c.keep(f, m)) {
				seen[k] = true
				moves = append(moves, m)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return moves, nil
}

// grades counts distinct moves, each by the most certain of its rows: those of this row alone, or of all rows of its
// answer in one pass.
func (c counted) grades(ctx context.Context, method string) (Grades, error) {
	if c.by == nil || c.by.keys == nil {
		return c.ownGrades(ctx, method)
	}
	return c.by.gradesOf(ctx, c, method)
}

func (c counted) ownGrades(ctx context.Context, method string) (Grades, error) {
	moves, err := c.moves(ctx, method)
	if err != nil {
		return Grades{}, err
	}
	best := map[graph.ID]graph.Certainty{}
	for i, m := range moves {
		if i&255 == 255 && ctx.Err() != nil {
			return Grades{}, ctx.Err()
		}
		best[m.id] = graph.Stronger(best[m.id], m.Certainty())
	}
	var all Grades
	for _, c := range best {
		all.add(c)
	}
	return all, ctx.Err()
}

// evidence gives the claims about the moves, and those for some more grounds, each once, the strongest first.
func (c counted) evidence(ctx context.Context, method string, more ...grounds) ([]graph.Evidence, error) {
	moves, err := c.moves(ctx, method)
	if err != nil {
		return nil, err
	}
	var labels []graph.ID
	for i, m := range moves {
		if i&255 == 255 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if i == 0 || m.id != moves[i-1].id {
			labels = c.by.state.LabelsAbout(labels, m.id)
		}
	}
	for _, g := range more {
		labels = append(labels, g.labels()...)
	}
	return c.by.state.Numbers.Evidence(ask.Distinct(labels)...), ctx.Err()
}

// narrow keeps of some nodes, nil for any, an organization with its units.
func (f *moveFinder) narrow(ctx context.Context, nodes []graph.ID, organization graph.ID) ([]graph.ID, error) {
	units, err := f.orgs.WithUnits(ctx, []graph.ID{organization})
	if err != nil || nodes == nil {
		return units, err
	}
	return ask.Intersect(units, nodes), nil
}
