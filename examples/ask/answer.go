package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/query/questions"
)

// notTold stands in tables for what the facts do not tell.
const notTold = "-"

// answer is what is printed, in words: a question's rows below headings.
type answer struct {
	question questions.Question
	lang     string
	language *questions.Language
	head     head
	rows     []questions.Row
	without  questions.Words // what to say if there are none
	evidence bool            // show passages
	sources  bool            // show which source they are of
}

// cells gives the headings and the cells of all rows. What is not told is an empty cell. Rows that are texts have one cell
// for it.
func (a answer) cells(ctx context.Context) (heading []string, cells [][]string, err error) {
	if grid, ok := a.asGrid(); ok {
		heading, cells = a.grid(grid)
		return heading, cells, nil
	}
	for _, h := range a.question.Headings() {
		heading = append(heading, a.language.Word(h.En))
	}
	if len(heading) == 0 {
		heading = []string{questions.Words{En: "answer", Hant: "回答", Hans: "回答"}.In(a.lang)}
	}
	if a.grounded() {
		heading = append(heading, a.language.Word("certainty"))
		if a.evidence {
			heading = append(heading, a.language.Word("passages"))
		}
	}
	against, err := a.contradicted(ctx)
	if err != nil {
		return nil, nil, err
	}
	if against != nil {
		heading = append(heading, a.language.Word("contradicted"))
	}
	for i, row := range a.rows {
		var line []string
		for _, cell := range row.Cells() {
			line = append(line, a.cell(cell))
		}
		if len(line) == 0 {
			line = []string{row.Text(a.language)}
		}
		certainty, evidence, ok, err := a.grounds(ctx, row)
		if err != nil {
			return nil, nil, err
		}
		if ok {
			line = append(line, certainty)
			if a.evidence {
				line = append(line, a.passages(evidence))
			}
		}
		if against != nil {
			line = append(line, against[i])
		}
		cells = append(cells, line)
	}
	return heading, cells, nil
}

// contradicted tells in words how other facts contradict what each row stands on; nil if they contradict none.
func (a answer) contradicted(ctx context.Context) ([]string, error) {
	kinds, err := questions.Contradicted(ctx, a.rows)
	if err != nil {
		return nil, err
	}
	var all []string
	for i, row := range kinds {
		var words []string
		for _, kind := range row {
			words = append(words, a.language.Word(string(kind)))
		}
		if len(words) > 0 && all == nil {
			all = make([]string, len(kinds))
		}
		if len(words) > 0 {
			all[i] = strings.Join(words, a.language.Word(", "))
		}
	}
	return all, nil
}

func (a answer) cell(cell questions.Cell) string {
	if things, ok := cell.(questions.Things); ok && len(things) == 1 && things[0].IsZero() {
		return ""
	}
	return cell.In(a.language)
}

// grid is a table with things at both edges.
func (a answer) grid(grid questions.Grid) (heading []string, cells [][]string) {
	heading = []string{""}
	for _, e := range grid.Across {
		heading = append(heading, a.language.Name(e))
	}
	for i, e := range grid.Down {
		line := []string{a.language.Name(e)}
		for j := range grid.Across {
			mark := ""
			if _, ok := grid.At(i, j); ok {
				mark = a.language.Word("x")
			}
			line = append(line, mark)
		}
		cells = append(cells, line)
	}
	return heading, cells
}

// asGrid is the answer if it is a grid.
func (a answer) asGrid() (questions.Grid, bool) {
	if len(a.rows) != 1 {
		return questions.Grid{}, false
	}
	return a.rows[0].Grid()
}

// size is how many rows there are to show.
func (a answer) size() int {
	if grid, ok := a.asGrid(); ok {
		return len(grid.Down)
	}
	return len(a.rows)
}

// none is what to say if there are no rows.
func (a answer) none() string {
	none := cmp.Or(a.without.En, a.question.None().En)
	if len(a.rows) > 0 {
		none = "The facts do not say." // a grid without lines
	}
	return strings.NewReplacer("the option hops", "-hops", "選項 hops", "-hops", "选项 hops", "-hops").Replace(a.language.Word(none))
}

// grounded tells whether rows have a certainty and evidence.
func (a answer) grounded() bool { return a.question.Grounded() || a.question.Summed() }

// grounds are how certain a row is, in words, and the claims behind it; false if such rows have none.
func (a answer) grounds(ctx context.Context, row questions.Row) (string, []graph.Evidence, bool, error) {
	if certainty, evidence, ok := row.Grounds(); ok {
		return a.language.Word(certainty.String()), evidence, true, nil
	}
	grades, evidence, ok, err := row.Sum(ctx)
	return a.language.Grades(grades), evidence, ok, err
}

// passages lists where evidence is found: "¶3[62:128], ¶12". The bundled facts have one source, which goes without
// saying; in other data the source comes first.
func (a answer) passages(evidence []graph.Evidence) string {
	var all []string
	for _, e := range evidence {
		var parts []string
		if a.sources {
			parts = append(parts, a.language.Source(e.Source))
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

// marked puts the mark into cells in which nothing is told.
func marked(cells [][]string) [][]string {
	for _, row := range cells {
		for i := range row {
			row[i] = cmp.Or(row[i], notTold)
		}
	}
	return cells
}
