package ask

import (
	"context"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// ResolveWithUnits finds an organization by name, and gives it with all its units, ascending.
func (q *Question) ResolveWithUnits(ctx context.Context, name string) ([]graph.ID, error) {
	return q.Units().Resolve(ctx, name)
}

// Belongings gives some organizations, ascending, and all that is of one of them: models, products,
// teams, strategies.
func (q *Question) Belongings(ctx context.Context, organizations []graph.ID) ([]graph.ID, error) {
	of, err := q.Into(ctx, organizations, q.Terms.Of)
	if err != nil {
		return nil, err
	}
	return MergeTwo(make([]graph.ID, 0, len(organizations)+len(of)), organizations, of), nil
}

// Units knows which units belong to which organization, as far as counting claims say so. It
// reads what it is asked for and remembers it for the length of one question. Not safe for concurrent use.
type Units struct {
	*Question
	unitOf  graph.ID
	Parents map[graph.ID][]graph.ID // of every organization looked at; nil for one that is no unit
	Shared  bool                    // whether some organization looked at belongs to several top ones

	belongs map[graph.ID]*belonging // of every unit looked at
	alike   map[Pair]bool           // what Internal has found out about units of many organizations
}

// Units makes one that has read nothing.
func (q *Question) Units() *Units {
	g := &Units{Question: q, unitOf: q.Terms.UnitOf}
	if g.unitOf != 0 {
		g.Parents, g.belongs = map[graph.ID][]graph.ID{}, map[graph.ID]*belonging{}
	}
	return g
}

// Resolve finds an organization by name, and gives it with all its units, ascending.
func (g *Units) Resolve(ctx context.Context, name string) ([]graph.ID, error) {
	id, err := g.Question.Resolve(ctx, name, graph.OrganizationKind())
	if err != nil {
		return nil, err
	}
	return g.WithUnits(ctx, []graph.ID{id})
}

// WithUnits adds the units of organizations, the units' units included.
func (g *Units) WithUnits(ctx context.Context, organizations []graph.ID) ([]graph.ID, error) {
	if g.unitOf == 0 {
		return organizations, ctx.Err()
	}
	return g.closure(ctx, organizations, func(ctx context.Context, frontier []graph.ID) ([]graph.ID, error) {
		return g.Into(ctx, frontier, g.unitOf)
	})
}

// Learn reads what the given organizations are units of, up to the top, in one step for each level.
func (g *Units) Learn(ctx context.Context, organizations []graph.ID) error {
	if g.unitOf == 0 {
		return nil
	}
	var units []graph.ID // that are new
	for len(organizations) > 0 {
		var frontier, above []graph.ID
		for _, o := range organizations {
			if _, ok := g.Parents[o]; !ok && o != 0 {
				g.Parents[o] = nil
				frontier = append(frontier, o)
			}
		}
		err := g.Numbers.Expand(ctx, frontier, quad.Subject, []graph.ID{g.unitOf}, func(r graph.Run) bool {
			parents := g.Others(nil, r)
			g.Parents[frontier[r.Node]] = parents
			above = append(above, parents...)
			if len(parents) > 0 {
				units = append(units, frontier[r.Node])
			}
			return true
		})
		if err != nil {
			return err
		}
		organizations = above
	}
	return g.place(ctx, units)
}
