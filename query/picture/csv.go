package picture

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"talentgraph.example/internal/sheet"
)

// CSV writes the picture's rows for charting programs: Source, Target, Value, a column for each grade, First, Last,
// Evidence, and what Gephi looks for: Weight, which is Value, Type, which is Directed, and Kind, which is what ties. Names
// are in the first language; with Identifiers two columns of IRIs follow. A cell that a spreadsheet would take for a formula
// has an apostrophe before it.
func (p *Picture) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	head := []string{"Source", "Target", "Value", "Stated", "Inferred", "Speculative", "Disputed", "Unknown", "First", "Last", "Evidence", "Weight", "Type", "Kind"}
	if p.o.ids {
		head = append(head, "SourceID", "TargetID")
	}
	if err := out.Write(head); err != nil {
		return err
	}
	for _, r := range p.rows {
		cells := []string{sheet.Harmless(p.o.label(r.From).first), "", strconv.Itoa(r.Count)}
		if !r.To.IsZero() {
			cells[1] = sheet.Harmless(p.o.label(r.To).first)
		}
		for _, g := range gradesOf(r.Grades) {
			cells = append(cells, strconv.Itoa(g.count))
		}
		cells = append(cells, sheet.Harmless(r.First), sheet.Harmless(r.Last), sheet.Harmless(strings.Join(references(r), "; ")), strconv.Itoa(r.Count), "Directed", sheet.Harmless(clean(r.What)))
		if p.o.ids {
			cells = append(cells, sheet.Harmless(string(r.From.ID())), sheet.Harmless(string(r.To.ID())))
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// references says where the claims behind a row are found.
func references(r Row) []string {
	var all []string
	for _, e := range r.Evidence {
		all = append(all, clean(e.String()))
	}
	return all
}
