package query

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// SectorMatrix is a table of organizations by sectors. Safe for concurrent use.
type SectorMatrix struct {
	Organizations []graph.Entity // the rows, by IRI
	Sectors       []graph.Entity // the columns, by IRI

	cells   []Presence // row by row
	columns []int      // of the cells
	starts  []int      // of the rows among the cells, and the end of the last
}

// Matrix puts the rows of [Presences] into a table of organizations by sectors. A cell counts what is said
// of that very sector, not of narrower ones. Options: At, InSector, those that every question takes.
func Matrix(ctx context.Context, r graph.Reader, opts ...Option) (SectorMatrix, error) {
	return ask.One(ctx, r, "Matrix", ask.OptAt|ask.OptInSector|ask.OptAlways, opts, func(ctx context.Context, q *ask.Question) (SectorMatrix, error) {
		presences, err := findPresences(ctx, q)
		if err != nil {
			return SectorMatrix{}, err
		}
		m := SectorMatrix{cells: presences, columns: make([]int, len(presences))}
		column := map[graph.ID]int{}
		for _, p := range presences {
			if _, seen := column[p.Sector.Number()]; !seen {
				column[p.Sector.Number()] = 0
				m.Sectors = append(m.Sectors, p.Sector)
			}
		}
		m.Sectors = distinctByIRI(q.State, m.Sectors)
		for i, s := range m.Sectors {
			column[s.Number()] = i
		}
		for i, p := range presences { // by organization, then sector
			if last := len(m.Organizations) - 1; last < 0 || m.Organizations[last] != p.Organization {
				m.Organizations = append(m.Organizations, p.Organization)
				m.starts = append(m.starts, i)
			}
			m.columns[i] = column[p.Sector.Number()]
		}
		m.starts = append(m.starts, len(presences))
		return m, nil
	})
}

// Cell gives what puts an organization into a sector, both as indexes from 0; false if nothing does.
func (m SectorMatrix) Cell(organization, sector int) (Presence, bool) {
	if organization < 0 || organization >= len(m.Organizations) {
		return Presence{}, false
	}
	start, end := m.starts[organization], m.starts[organization+1]
	i, found := slices.BinarySearch(m.columns[start:end], sector)
	if !found {
		return Presence{}, false
	}
	return m.cells[start+i], true
}

// Cells is the number of cells with something in them.
func (m SectorMatrix) Cells() int { return len(m.cells) }

// Detach gives the same table without its snapshot, whose memory can then be freed.
func (m SectorMatrix) Detach() SectorMatrix {
	m.Organizations, m.Sectors, m.cells = ask.DetachEach(m.Organizations), ask.DetachEach(m.Sectors), ask.DetachEach(m.cells)
	return m
}

// String lists the cells, one a line.
func (m SectorMatrix) String() string {
	var b strings.Builder
	for _, p := range m.cells {
		fmt.Fprintln(&b, p)
	}
	return b.String()
}

// MarshalJSON writes both axes and the cells, row by row.
func (m SectorMatrix) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Organizations []graph.Entity `json:"organizations"`
		Sectors       []graph.Entity `json:"sectors"`
		Cells         []Presence     `json:"cells"`
	}{m.Organizations, m.Sectors, m.cells})
}
