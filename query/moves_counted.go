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
	moves, _, err := c.read(ctx, method)
	return moves, err
}

// read is moves, and how many ends of moves were looked at for them.
func (c counted) read(ctx context.Context, method string) (moves []Move, ends int, err error) {
	if c.by == nil {
		return nil, 0, errDetached(method)
	}
	if err := ask.GivenContext(ctx, method); err != nil {
		return nil, 0, err
	}
	type key struct{ move, person, from, to graph.ID }
	seen := map[key]bool{}
	for _, l := range c.legs {
		f, err := bindMoveFinder(ctx, c.by.state.Snapshot, c.by.o, arrivals)
		if err != nil {
			return nil, 0, err
		}
		if l.from != 0 {
			f.wanted = departures
			if f.froms, err = f.narrow(ctx, f.froms, l.from); err != nil {
				return nil, 0, err
			}
		}
		if l.to != 0 {
			if f.tos, err = f.narrow(ctx, f.tos, l.to); err != nil {
				return nil, 0, err
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
		ends += f.ended
		if err != nil {
			return nil, 0, err
		}
	}
	return moves, ends, nil
}

// grades counts distinct moves, each by the most certain of its rows: those of this row alone, or of all rows of its
// answer in one pass.
func (c counted) grades(ctx context.Context, method string) (Grades, error) {
	if c.by == nil || c.by.keys == nil {
		own, _, err := c.ownGrades(ctx, method)
		return own, err
	}
	return c.by.gradesOf(ctx, c, method)
}

// ownGrades are those of this row alone, and how many ends of moves were looked at for them.
func (c counted) ownGrades(ctx context.Context, method string) (all Grades, ends int, err error) {
	moves, ends, err := c.read(ctx, method)
	if err != nil {
		return Grades{}, 0, err
	}
	best := map[graph.ID]graph.Certainty{}
	for i, m := range moves {
		if i&255 == 255 && ctx.Err() != nil {
			return Grades{}, 0, ctx.Err()
		}
		best[m.id] = graph.Stronger(best[m.id], m.Certainty())
	}
	for _, c := range best {
		all.add(c)
	}
	return all, ends, ctx.Err()
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
