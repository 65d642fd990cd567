package query

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// moveSectors tells which moves are in some sectors: by what is said of the move, or of the organization
// that it leads to.
type moveSectors struct {
	*ask.Question
	sector        graph.ID          // the predicate
	wanted        []graph.ID        // ascending; nil for any
	organizations map[graph.ID]bool // those looked at
}

// newMoveSectors finds a sector by name.
func newMoveSectors(ctx context.Context, q *ask.Question, sector string) (*moveSectors, error) {
	wanted, err := q.ResolveSector(ctx, sector)
	return &moveSectors{q, q.Terms.Sector, wanted, map[graph.ID]bool{}}, err
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
	return m.wanted == nil || ask.Contains(m.wanted, sector)
}

// of appends the sectors that a node is said to be in.
func (m *moveSectors) of(dst []graph.ID, node graph.ID) []graph.ID {
	if node != 0 && m.sector != 0 {
		m.Numbers.Row(node, quad.Subject, []graph.ID{m.sector}, func(r graph.Run) { dst = m.Others(dst, r) })
	}
	return dst
}
