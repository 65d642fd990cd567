package picture

import (
	"context"
	"slices"
	"strconv"

	"talentgraph.example/graph"
	"talentgraph.example/query"
)

// columnsWhole is how many sectors are shown as they are; of more, those with a broader one are a part of that.
const columnsWhole = 30

// Matrix draws organizations by sectors. A disc is stated, a ring inferred, a ring with a bar disputed; it is as large as
// there is much that puts the organization into the sector. Of more than 30 sectors the narrower ones are counted for
// their broader ones, if Broader tells of these; of more than 40 rows or columns it shows the fullest, see Most.
func Matrix(ctx context.Context, m query.SectorMatrix, opts ...Option) (*Picture, error) {
	p := &Picture{o: newOptions(opts)}
	o := &p.o
	p.title, p.columns = o.say("matrix"), [3]string{o.say("organization"), o.say("tie"), o.say("sector")}
	columns, grouped := o.columns(m.Sectors)
	if grouped > 0 {
		p.caption = append(p.caption, o.say("grouped", grouped))
	}
	var rows []Row
	var grid grid
	for i, organization := range m.Organizations {
		if err := pace(ctx, i*256); err != nil {
			return nil, err
		}
		at := map[string]int{} // in rows, by sector
		for j, sector := range columns {
			cell, ok := m.Cell(i, j)
			if !ok {
				continue
			}
			n := max(1, len(cell.Through))
			k, known := at[key(sector)]
			if !known {
				k = len(rows)
				at[key(sector)] = k
				rows = append(rows, Row{From: organization, To: sector, What: o.say("is in")})
			}
			r, grades := &rows[k], one(cell.Certainty())
			r.Count += n
			r.Grades.Stated += grades.Stated
			r.Grades.Inferred += grades.Inferred
			r.Grades.Speculative += grades.Speculative
			r.Grades.Disputed += grades.Disputed
			r.Grades.Unknown += grades.Unknown
			r.Evidence = append(r.Evidence, cell.Evidence()...)
			grid.count(organization, sector, n)
		}
	}
	grid.cut(o.atMost(40))
	for _, r := range rows {
		slices.SortStableFunc(r.Evidence, func(a, b graph.Evidence) int {
			switch {
			case a.Certainty == b.Certainty:
				return 0
			case graph.Stronger(a.Certainty, b.Certainty) == a.Certainty:
				return -1
			}
			return 1
		})
		if !grid.has(r.From, r.To) {
			p.left.add(r.Count)
			continue
		}
		r.name = o.say("row", o.label(r.From).first+" · "+o.label(r.To).first, strconv.Itoa(r.Count), o.graded(r.Grades))
		p.rows = append(p.rows, r)
	}
	p.left.Nodes = grid.out
	if len(p.rows) == 0 {
		p.nothing = o.say("no cells")
	}
	p.asGrid(&grid, p.left.Rows)
	return p, nil
}

// columns gives the sector that each sector is counted for, and how many are counted for another one. It goes up a step at
// a time, and no further than it must.
func (o *options) columns(sectors []graph.Entity) (columns []graph.Entity, grouped int) {
	columns = append(columns, sectors...)
	for range 8 { // steps, in case they lead round
		different := map[string]bool{}
		for _, s := range columns {
			different[key(s)] = true
		}
		if len(different) <= columnsWhole || o.broader == nil {
			break
		}
		for i, s := range columns {
			if above := o.broader(s); !above.IsZero() {
				columns[i] = above
			}
		}
	}
	for i, s := range columns {
		if key(s) != key(sectors[i]) {
			grouped++
		}
	}
	return columns, grouped
}
