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

// SectorMembers is a row: who is in a sector. Safe for concurrent use.
type SectorMembers struct {
	Sector        graph.Entity
	Organizations []graph.Entity // by IRI

	grounds
}

// Sectors gives the sectors that anything is in, with the organizations that are in each or in one
// narrower than it; [Presences] says through what. A sector that holds others appears too, even if nothing
// is in it directly. The order is by the sector's IRI. InSector keeps one sector and those narrower than
// it, At one organization. Options: At, InSector, those that every question takes, Top.
func Sectors(ctx context.Context, r graph.Reader, opts ...Option) ([]SectorMembers, error) {
	return ask.Slice(ctx, r, "Sectors", ask.OptAt|ask.OptInSector|ask.OptAlways|ask.OptTop, opts,
		func(ctx context.Context, q *ask.Question) ([]SectorMembers, error) {
			rows, err := sectorMembers(ctx, q)
			if err != nil {
				return nil, err
			}
			return rows, nil
		})
}

func sectorMembers(ctx context.Context, q *ask.Question) ([]SectorMembers, error) {
	p, sectors, err := presencesAsked(ctx, q)
	if err != nil {
		return nil, err
	}
	x, err := p.join(ctx, sectors, p.Ranks)
	if err != nil {
		return nil, err
	}
	above := make([][]graph.ID, len(x.sectors)) // those that count for a sector: itself and all that are broader
	for place, sector := range x.sectors {
		broader, err := q.Broader(ctx, sector)
		if err != nil {
			return nil, err
		}
		above[place] = slices.DeleteFunc(broader, func(s graph.ID) bool { return sectors != nil && !ask.Contains(sectors, s) })
	}
	var held ask.Numbering
	var rows []SectorMembers
	for i, l := range x.links {
		if i&4095 == 4095 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		organization := q.Numbers.Entity(x.organizations[l.organization])
		for _, sector := range above[l.sector] {
			place := int(held.Number(sector))
			if place == len(rows) {
				rows = append(rows, SectorMembers{Sector: q.Numbers.Entity(sector), grounds: grounds{state: q.State}})
			}
			m := &rows[place]
			if n := len(m.Organizations); n == 0 || m.Organizations[n-1] != organization { // the links come by organization
				m.Organizations = append(m.Organizations, organization)
			}
			m.twos = p.appendStatements(m.twos, l, x.sectors[l.sector])
		}
	}
	iris := q.IRIs()
	slices.SortFunc(rows, func(a, b SectorMembers) int { return iris.Compare(a.Sector.Number(), b.Sector.Number()) })
	return rows, ctx.Err()
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (m SectorMembers) Detach() SectorMembers {
	return SectorMembers{Sector: m.Sector.Detach(), Organizations: ask.DetachEach(m.Organizations), grounds: m.grounds.detach()}
}

// String is the row in English: "5G: Huawei".
func (m SectorMembers) String() string {
	return ask.OrUnknown(m.Sector) + ": " + strings.Join(ask.Labels(m.Organizations), ", ")
}

// MarshalJSON writes the row with its evidence.
func (m SectorMembers) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Sector        graph.Entity     `json:"sector"`
		Organizations []graph.Entity   `json:"organizations"`
		Certainty     graph.Certainty  `json:"certainty"`
		Evidence      []graph.Evidence `json:"evidence,omitempty"`
	}{m.Sector, m.Organizations, m.Certainty(), m.Evidence()})
}

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
