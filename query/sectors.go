package query

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// resolveSector finds a sector by name, and gives it with all that are narrower, ascending.
func (c *claims) resolveSector(ctx context.Context, name string) ([]graph.ID, error) {
	id, err := c.resolve(ctx, name, graph.SectorKind())
	if err != nil {
		return nil, err
	}
	return c.narrower(ctx, id)
}

// narrower gives a sector and all sectors below it. Which sector is broader than which is, like a type,
// a statement of the data set's own.
func (c *claims) narrower(ctx context.Context, sector graph.ID) ([]graph.ID, error) {
	all := c.asked.claimsAll()
	all.trace = c.trace
	broader, narrower := c.terms.broader, c.terms.narrower
	return all.closure(ctx, []graph.ID{sector}, func(ctx context.Context, frontier []graph.ID) ([]graph.ID, error) {
		below, err := all.into(ctx, frontier, broader)
		if err != nil {
			return nil, err
		}
		more, err := all.outOf(ctx, frontier, narrower)
		below = append(below, more...)
		slices.Sort(below)
		return slices.Compact(below), err
	})
}

// broader gives a sector and all sectors above it.
func (c *claims) broader(ctx context.Context, sector graph.ID) ([]graph.ID, error) {
	all := c.asked.claimsAll()
	all.trace = c.trace
	broader, narrower := c.terms.broader, c.terms.narrower
	return all.closure(ctx, []graph.ID{sector}, func(ctx context.Context, frontier []graph.ID) ([]graph.ID, error) {
		above, err := all.outOf(ctx, frontier, broader)
		if err != nil {
			return nil, err
		}
		more, err := all.into(ctx, frontier, narrower)
		above = append(above, more...)
		slices.Sort(above)
		return slices.Compact(above), err
	})
}

// moveSectors tells which moves are in some sectors: by what is said of the move, or of the organization
// that it leads to.
type moveSectors struct {
	*claims
	sector        graph.ID          // the predicate
	wanted        []graph.ID        // ascending; nil for any
	organizations map[graph.ID]bool // those looked at
}

func (c *claims) moveSectors(ctx context.Context, sector string) (*moveSectors, error) {
	wanted, err := c.resolveSector(ctx, sector)
	return &moveSectors{c, c.terms.sector, wanted, map[graph.ID]bool{}}, err
}

// any tells whether a move to an organization, or to 0, is in one of the sectors.
func (m *moveSectors) any(move, to graph.ID) bool {
	in, known := m.organizations[to]
	if !known {
		in = slices.ContainsFunc(m.of(nil, to), m.isWanted)
		m.organizations[to] = in
	}
	return in || slices.ContainsFunc(m.of(nil, move), m.isWanted)
}

func (m *moveSectors) isWanted(sector graph.ID) bool {
	return m.wanted == nil || contains(m.wanted, sector)
}

// of appends the sectors that a node is said to be in.
func (m *moveSectors) of(dst []graph.ID, node graph.ID) []graph.ID {
	if node != 0 && m.sector != 0 {
		m.n.Row(node, quad.Subject, []graph.ID{m.sector}, func(r graph.Run) { dst = m.others(dst, r) })
	}
	return dst
}
