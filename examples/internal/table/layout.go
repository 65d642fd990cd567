package table

import (
	"slices"
	"strings"
)

// column is how wide a column may be, in terminal cells.
type column struct {
	natural int // with every cell on one line
	usual   int // with four of five cells on one line
	least   int // with cells on several lines
}

// enough is a width that keeps short names on one line; no column is made narrower than this.
const enough = 8

// measure looks at all cells of each column, those of the heading too, which comes first.
func measure(rows [][]string) []column {
	columns := make([]column, len(rows[0]))
	widths := make([][]int, len(columns))
	for _, row := range rows {
		for i, cell := range row {
			c := &columns[i]
			natural := 0
			for n, line := range strings.Split(cell, "\n") {
				if n > 0 {
					line = hanging + line
				}
				natural = max(natural, Width(line))
			}
			least := natural
			if natural > enough {
				least = min(natural, max(enough, len(hanging)+longestPiece(cell)))
			}
			c.natural, c.least = max(c.natural, natural), max(c.least, least)
			widths[i] = append(widths[i], natural)
		}
	}
	for i := range columns {
		slices.Sort(widths[i])
		columns[i].usual = max(columns[i].least, widths[i][(len(widths[i])-1)*4/5])
	}
	return columns
}

func longestPiece(cell string) int {
	longest := 0
	for _, piece := range pieces(cell) {
		longest = max(longest, Width(strings.TrimSpace(piece)))
	}
	return longest
}

// parts gives the columns of each table that is printed: one with all columns if there is room for them, else
// several, each of which begins with the first column.
func parts(columns []column, width int) [][]int {
	var all [][]int
	var part []int
	used := 0
	for i, c := range columns {
		needed := c.least + len(gap)
		if width > 0 && len(part) > 1 && used+c.least > width {
			all = append(all, part)
			part, used = []int{0}, columns[0].least+len(gap)
		}
		part, used = append(part, i), used+needed
	}
	return append(all, part)
}

// share gives each column of a part its width. What there is beyond the least widths goes to columns that are
// narrower than an equal share, up to their natural width, then to those whose usual width is; and the rest to
// all, in proportion to what they lack.
func share(columns []column, part []int, width int) []int {
	widths := make([]int, len(part))
	spare := width - len(gap)*(len(part)-1)
	for i, c := range part {
		widths[i] = columns[c].least
		if width == 0 {
			widths[i] = columns[c].natural
		}
		spare -= widths[i]
	}
	natural := func(c column) int { return c.natural }
	usual := func(c column) int { return c.usual }
	spare -= widen(columns, part, widths, spare, natural)
	spare -= widen(columns, part, widths, spare, usual)
	wanted := 0
	for i, c := range part {
		wanted += columns[c].natural - widths[i]
	}
	for i, c := range part {
		if lack := columns[c].natural - widths[i]; lack > 0 && spare > 0 {
			extra := min(lack, spare*lack/wanted)
			widths[i] += extra
			spare, wanted = spare-extra, wanted-lack
		}
	}
	return widths
}

// widen gives columns the width that they aim at, if that is no more than an equal share of what the columns
// that are still narrower have together. It gives how much of what was to spare is used.
func widen(columns []column, part, widths []int, spare int, aim func(column) int) (used int) {
	for again := true; again; {
		again = false
		room, open := spare-used, 0
		for i, c := range part {
			if widths[i] < columns[c].natural {
				room, open = room+widths[i], open+1
			}
		}
		for i, c := range part {
			more := aim(columns[c]) - widths[i]
			if more > 0 && more <= spare-used && aim(columns[c])*open <= room {
				widths[i] += more
				used += more
				again = true
				break
			}
		}
	}
	return used
}
