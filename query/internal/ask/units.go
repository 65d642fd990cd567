package ask

import (
	"context"
	"slices"

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
}

// Units makes one that has read nothing.
func (q *Question) Units() *Units {
	g := &Units{Question: q, unitOf: q.Terms.UnitOf}
	if g.unitOf != 0 {
		g.Parents = map[graph.ID][]graph.ID{}
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
			return true
		})
		if err != nil {
			return err
		}
		organizations = above
	}
	return nil
}

// tops gives the organizations that a learned one belongs to and that are units of nothing; itself if it
// is no unit. Where organizations are units of each other, so that there is no top, it gives all that it
// belongs to: they count as one.
func (g *Units) tops(organization graph.ID) []graph.ID {
	if len(g.Parents[organization]) == 0 {
		return []graph.ID{organization}
	}
	seen := map[graph.ID]bool{}
	var tops, all []graph.ID
	for stack := slices.Clone(g.Parents[organization]); len(stack) > 0; {
		o := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[o] {
			continue
		}
		seen[o] = true
		all = append(all, o)
		if len(g.Parents[o]) == 0 {
			tops = append(tops, o)
		}
		stack = append(stack, g.Parents[o]...)
	}
	if len(tops) == 0 {
		return all
	}
	return tops
}

// Top is the one organization that a learned one counts for: of several, the first by IRI.
func (g *Units) Top(organization graph.ID) graph.ID {
	if len(g.Parents[organization]) == 0 {
		return organization
	}
	return slices.MinFunc(g.tops(organization), g.ByIRI)
}

// Shared tells whether some learned organization belongs to several top ones.
func (g *Units) Shared() bool {
	for o, parents := range g.Parents {
		if len(parents) > 0 && len(g.tops(o)) > 1 {
			return true
		}
	}
	return false
}

// Internal tells whether a move between two learned organizations stays within one.
func (g *Units) Internal(from, to graph.ID) bool {
	if from == to {
		return true
	}
	if g.unitOf == 0 || len(g.Parents[from]) == 0 && len(g.Parents[to]) == 0 {
		return false
	}
	tops := g.tops(to)
	return slices.ContainsFunc(g.tops(from), func(o graph.ID) bool { return slices.Contains(tops, o) })
}
