package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"talentgraph.example/examples/internal/table"
	"talentgraph.example/graph"
	"talentgraph.example/query/questions"
)

// printer prints answers as tables, as texts, or as JSON.
type printer struct {
	w        io.Writer
	width    int // of a line, in terminal cells
	language *questions.Language
	evidence bool // show passages
	sources  bool // show which source they are of
}

func (p printer) json(ctx context.Context, rows []questions.Row) error {
	all := make([]json.RawMessage, len(rows)) // [] rather than null
	for i, row := range rows {
		text, err := row.JSON(ctx)
		if err != nil {
			return err
		}
		all[i] = text
	}
	out := json.NewEncoder(p.w)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	return out.Encode(all)
}

func (p printer) answer(ctx context.Context, q questions.Question, rows []questions.Row) error {
	headings := q.Headings()
	if len(rows) == 0 {
		return p.line(p.language.Word(q.None().En))
	}
	if len(headings) == 0 {
		return p.texts(ctx, rows)
	}
	var heading []string
	for _, h := range headings {
		heading = append(heading, p.language.Word(h.En))
	}
	if q.Grounded() || q.Summed() {
		heading = append(heading, p.language.Word("certainty"))
	}
	if (q.Grounded() || q.Summed()) && p.evidence {
		heading = append(heading, p.language.Word("passages"))
	}
	var cells [][]string
	for _, row := range rows {
		var line []string
		for _, cell := range row.Cells() {
			line = append(line, cell.In(p.language))
		}
		certainty, evidence, ok, err := p.grounds(ctx, row)
		if err != nil {
			return err
		}
		if ok {
			line = append(line, certainty)
			if p.evidence {
				line = append(line, p.passages(evidence))
			}
		}
		cells = append(cells, line)
	}
	return table.Write(p.w, p.width, heading, cells)
}

// texts prints rows that are texts of their own, and their passages below each.
func (p printer) texts(ctx context.Context, rows []questions.Row) error {
	for _, row := range rows {
		err := p.row(row)
		if err != nil {
			return err
		}
		line, evidence, ok, err := p.grounds(ctx, row)
		switch {
		case err != nil:
			return err
		case !ok || !p.evidence:
			continue
		}
		if places := p.passages(evidence); places != "" {
			line = p.language.Say("%s: %s", line, places)
		}
		if err := p.line("  " + line); err != nil {
			return err
		}
	}
	return nil
}

// grounds are how certain a row is, in words, and the claims behind it; false if such rows have none.
func (p printer) grounds(ctx context.Context, row questions.Row) (string, []graph.Evidence, bool, error) {
	if certainty, evidence, ok := row.Grounds(); ok {
		return p.language.Word(certainty.String()), evidence, true, nil
	}
	grades, evidence, ok, err := row.Sum(ctx)
	return p.language.Grades(grades), evidence, ok, err
}

func (p printer) row(row questions.Row) error {
	grid, ok := row.Grid()
	switch {
	case !ok:
		return p.line(row.Text(p.language))
	case len(grid.Down) == 0:
		return p.line(p.language.Word("The facts do not say."))
	}
	heading := []string{""}
	for _, e := range grid.Across {
		heading = append(heading, p.language.Name(e))
	}
	var cells [][]string
	for i, e := range grid.Down {
		line := []string{p.language.Name(e)}
		for j := range grid.Across {
			mark := ""
			if _, ok := grid.At(i, j); ok {
				mark = p.language.Word("x")
			}
			line = append(line, mark)
		}
		cells = append(cells, line)
	}
	return table.Write(p.w, p.width, heading, cells)
}

func (p printer) line(text string) error {
	_, err := fmt.Fprintln(p.w, p.fit(text))
	return err
}

// fit wraps the lines of a text that are too long; what goes on below is indented further.
func (p printer) fit(text string) string { return table.Paragraph(text, p.width, "", "    ") }

// passages lists where evidence is found: "¶3[62:128], ¶12". The bundled facts have one source, which goes without
// saying; in other data the source comes first.
func (p printer) passages(evidence []graph.Evidence) string {
	var all []string
	for _, e := range evidence {
		var parts []string
		if p.sources {
			parts = append(parts, p.language.Compact(e.Source))
		}
		switch {
		case e.Paragraph > 0 && e.End > 0:
			parts = append(parts, fmt.Sprintf("¶%d[%d:%d]", e.Paragraph, e.Start, e.End))
		case e.Paragraph > 0:
			parts = append(parts, fmt.Sprintf("¶%d", e.Paragraph))
		}
		if place := strings.Join(parts, " "); place != "" && !slices.Contains(all, place) {
			all = append(all, place)
		}
	}
	return strings.Join(all, ", ")
}
