package explorer

import (
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/query"
	"talentgraph.example/query/picture"
)

// drawTable draws rows of a script by what their columns are called, or says why it cannot. Rows have grades if all have.
func (p *page) drawTable(b *scriptBody, results []foundRow) error {
	var err error
	if rows := p.ribbons(b, results); len(rows) > 0 {
		b.Picture, err = p.draw(picture.Rows(p.r.Context(), p.W("results"), rows, p.pictured("script")...))
	} else if rows := p.stages(b, results); len(rows) > 0 {
		b.Picture, err = p.draw(picture.Lanes(p.r.Context(), p.W("results"), rows, p.pictured("script")...))
	} else {
		b.NoPicture = p.W("script picture")
	}
	return err
}

// ribbons are rows that lead from one thing to another; those with the same ends are one.
func (p *page) ribbons(b *scriptBody, results []foundRow) (rows []picture.Row) {
	at := map[[2]graph.ID]int{}
	for i, r := range results {
		row := picture.Row{From: p.known(r.values["from"]), To: p.known(r.values["to"]), Count: 1}
		if row.From.IsZero() || row.To.IsZero() {
			continue
		}
		if k, ok := r.values["count"].(quad.Int); ok && k > 0 && k < 1<<20 {
			row.Count = int(k)
		}
		ends := [2]graph.ID{row.From.Number(), row.To.Number()}
		k, ok := at[ends]
		if ok {
			rows[k].Count += row.Count
		} else {
			k, at[ends] = len(rows), len(rows)
			rows = append(rows, row)
		}
		grade(&rows[k].Grades, b, results, i, row.Count)
	}
	return rows
}

// stages are rows that tell of a person where they were, and when.
func (p *page) stages(b *scriptBody, results []foundRow) (rows []picture.Row) {
	for i, r := range results {
		when := plain(r.values["when"])
		row := picture.Row{From: p.known(r.values["person"]), To: p.known(r.values["at"]), First: when}
		if row.From.IsZero() || row.To.IsZero() && when == "" {
			continue
		}
		if v, ok := r.values["role"]; ok {
			row.What = plain(v)
		}
		grade(&row.Grades, b, results, i, 1)
		rows = append(rows, row)
	}
	return rows
}

// grade counts how certain a row is, where all rows tell.
func grade(g *query.Grades, b *scriptBody, results []foundRow, i, count int) {
	if len(results) > groundedRows {
		return
	}
	switch b.Rows[i].Grade {
	case "stated":
		g.Stated += count
	case "inferred":
		g.Inferred += count
	case "speculative":
		g.Speculative += count
	case "disputed":
		g.Disputed += count
	}
}

// known is a thing of the graph; the zero Entity for what is none.
func (p *page) known(v quad.Value) graph.Entity {
	switch v.(type) {
	case quad.IRI, quad.BNode:
		n := p.s.Numbers()
		return n.Entity(n.ID(v))
	}
	return graph.Entity{}
}
