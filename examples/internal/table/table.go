// Package table prints aligned columns in a plain terminal, Chinese and Latin text side by side. What does not
// fit on a line goes on below it: nothing is cut off.
package table

import (
	"io"
	"strconv"
	"strings"

	"talentgraph.example/examples/internal/terminal"
)

const (
	gap     = "  " // between two columns
	hanging = "  " // before the second line of a cell and those after it
)

// Write prints a heading, a line of dashes and the rows, in at most so many terminal cells a line: a Chinese
// character takes two. Columns are as wide as their widest cell if that fits. If not, long cells go on over
// several lines; and columns for which there is still no room follow in a table of their own, below, with the
// first column again. Only a word that is longer than a line makes a longer line. Width 0 is no limit.
//
// Numbers stand at the right of their columns. Rows may be shorter than the heading.
func Write(w io.Writer, width int, heading []string, rows [][]string) error {
	lines := make([][]string, 0, len(rows)+1)
	for _, row := range append([][]string{heading}, rows...) {
		lines = append(lines, plainCells(row))
	}
	columns := measure(lines)
	numeric := make([]bool, len(columns))
	for i := range columns {
		numeric[i] = Numeric(lines[1:], i)
	}
	var b strings.Builder
	for i, part := range parts(columns, width) {
		if i > 0 {
			b.WriteByte('\n')
		}
		widths := share(columns, part, width)
		for j, row := range lines {
			writeRow(&b, row, part, widths, numeric)
			if j == 0 {
				writeDashes(&b, widths)
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Numeric tells whether a column has numbers alone, with "-" or nothing for those that are not known.
func Numeric(rows [][]string, column int) bool {
	numbers := false
	for _, row := range rows {
		if column >= len(row) || row[column] == "" || row[column] == "-" {
			continue
		}
		if _, err := strconv.ParseFloat(strings.ReplaceAll(row[column], ",", ""), 64); err != nil {
			return false
		}
		numbers = true
	}
	return numbers
}

// plainCells makes cells of a known width: tabs have none, and nothing may act on the terminal.
func plainCells(row []string) []string {
	plain := strings.NewReplacer("\t", " ", "\r\n", "\n", "\r", "\n")
	cells := make([]string, len(row))
	for i, cell := range row {
		cells[i] = terminal.Plain(plain.Replace(cell))
	}
	return cells
}

// writeRow prints the columns of a row that are in this part of the table.
func writeRow(b *strings.Builder, row []string, part, widths []int, numeric []bool) {
	cells := make([][]string, len(part))
	height := 1
	for i, column := range part {
		if column < len(row) {
			cells[i] = strings.Split(Wrap(row[column], widths[i], hanging), "\n")
			height = max(height, len(cells[i]))
		}
	}
	for n := range height {
		var line strings.Builder
		for i, cell := range cells {
			text := ""
			if n < len(cell) {
				text = cell[n]
			}
			space := strings.Repeat(" ", max(0, widths[i]-Width(text)))
			if numeric[part[i]] {
				text, space = space+text, ""
			}
			line.WriteString(text + space + gap)
		}
		b.WriteString(strings.TrimRight(line.String(), " "))
		b.WriteByte('\n')
	}
}

func writeDashes(b *strings.Builder, widths []int) {
	dashes := make([]string, len(widths))
	for i, n := range widths {
		dashes[i] = strings.Repeat("-", n)
	}
	b.WriteString(strings.Join(dashes, gap) + "\n")
}
