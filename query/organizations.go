package query

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
)

// organizations knows which units belong to which organization, as far as counting claims say so. It
// reads what it is asked for and remembers it for the length of one question.
type organizations struct {
	*claims
	unitOf  graph.ID
	parents map[graph.ID][]graph.ID // of every organization looked at; nil for one that is no unit
}

func (c *claims) organizations(ctx context.Context) (*organizations, error) {
	g := &organizations{claims: c, unitOf: c.terms.unitOf}
	if g.unitOf != 0 {
		g.parents = map[graph.ID][]graph.ID{}
	}
	return g, nil
}

// resolve finds an organization by name, and gives it with all its units, ascending.
func (g *organizations) resolve(ctx context.Context, name string) ([]graph.ID, error) {
	id, err := g.claims.resolve(ctx, name, graph.OrganizationKind())
	if err != nil {
		return nil, err
	}
	return g.withUnits(ctx, []graph.ID{id})
}

// withUnits adds the units of organizations, the units' units included.
func (g *organizations) withUnits(ctx context.Context, organizations []graph.ID) ([]graph.ID, error) {
	if g.unitOf == 0 {
		return organizations, ctx.Err()
	}
	return g.closure(ctx, organizations, func(ctx context.Context, frontier []graph.ID) ([]graph.ID, error) {
		return g.into(ctx, frontier, g.unitOf)
	})
}

// learn reads what the given organizations are units of, up to the top, in one step for each level.
func (g *organizations) learn(ctx context.Context, organizations []graph.ID) error {
	if g.unitOf == 0 {
		return nil
	}
	for len(organizations) > 0 {
		var frontier, above []graph.ID
		for _, o := range organizations {
			if _, ok := g.parents[o]; !ok && o != 0 {
				g.parents[o] = nil
				frontier = append(frontier, o)
			}
		}
		err := g.n.Expand(ctx, frontier, quad.Subject, []graph.ID{g.unitOf}, func(r graph.Run) bool {
			parents := g.others(nil, r)
			g.parents[frontier[r.Node]] = parents
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
func (g *organizations) tops(organization graph.ID) []graph.ID {
	if len(g.parents[organization]) == 0 {
		return []graph.ID{organization}
	}
	seen := map[graph.ID]bool{}
	var tops, all []graph.ID
	for stack := slices.Clone(g.parents[organization]); len(stack) > 0; {
		o := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[o] {
			continue
		}
		seen[o] = true
		all = append(all, o)
		if len(g.parents[o]) == 0 {
			tops = append(tops, o)
		}
		stack = append(stack, g.parents[o]...)
	}
	if len(tops) == 0 {
		return all
	}
	return tops
}

// top is the one organization that a learned one counts for: of several, the first by IRI.
func (g *organizations) top(organization graph.ID) graph.ID {
	if len(g.parents[organization]) == 0 {
		return organization
	}
	return slices.MinFunc(g.tops(organization), g.byIRI)
}

// shared tells whether some learned organization belongs to several top ones.
func (g *organizations) shared() bool {
	for o, parents := range g.parents {
		if len(parents) > 0 && len(g.tops(o)) > 1 {
			return true
		}
	}
	return false
}

// internal tells whether a move between two learned organizations stays within one.
func (g *organizations) internal(from, to graph.ID) bool {
	if from == to {
		return true
	}
	if g.unitOf == 0 || len(g.parents[from]) == 0 && len(g.parents[to]) == 0 {
		return false
	}
	tops := g.tops(to)
	return slices.ContainsFunc(g.tops(from), func(o graph.ID) bool { return slices.Contains(tops, o) })
}

// byIRI orders nodes by IRI, and blank nodes before all IRIs.
func (a *asked) byIRI(x, y graph.ID) int {
	if x == y {
		return 0
	}
	return cmp.Or(strings.Compare(a.text(x), a.text(y)), cmp.Compare(x, y))
}

// text is what nodes are ordered by.
func (a *asked) text(id graph.ID) string {
	if t := a.n.Term(id); t.Kind == term.IRI {
		return t.Text
	}
	return term.OrderText(a.n.Entity(id).Node())
}
