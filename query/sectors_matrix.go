package query

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
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

// place finds out where the cells stand, which come row by row.
func (m *SectorMatrix) place() {
	column := map[quad.Value]int{}
	for i, s := range m.Sectors {
		column[s.Node()] = i
	}
	m.starts, m.columns = nil, make([]int, len(m.cells))
	for i, p := range m.cells {
		m.columns[i] = column[p.Sector.Node()]
		if i == 0 || p.Organization.Node() != m.cells[i-1].Organization.Node() {
			m.starts = append(m.starts, i)
		}
	}
	for len(m.starts) <= len(m.Organizations) {
		m.starts = append(m.starts, len(m.cells))
	}
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
func (m SectorMatrix) MarshalJSON() ([]byte, error) { return rowJSON(m) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (m *SectorMatrix) UnmarshalJSON(text []byte) error { return readRow(text, m) }

func (m *SectorMatrix) describe(f *jsontext.Fields) {
	defer shareEvidence(f)()
	allEntities(f, "organizations", &m.Organizations)
	allEntities(f, "sectors", &m.Sectors)
	if jsontext.All(f, "cells", &m.cells, (*Presence).describe); f.Reading() {
		m.place()
	}
}
