// Package table prints aligned columns in a plain terminal, Chinese and Latin text side by side.
package table

import (
	"fmt"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"
)

// gap is what stands between two columns.
const gap = "  "

// Write prints a heading, a line of dashes and the rows. Columns are as wide as their widest cell, in
// terminal cells: a Chinese character takes two. Rows may be shorter than the heading.
func Write(w io.Writer, heading []string, rows [][]string) error {
	widths := make([]int, len(heading))
	for _, row := range append([][]string{heading}, rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], Width(cell))
		}
	}
	dashes := make([]string, len(heading))
	for i, n := range widths {
		dashes[i] = strings.Repeat("-", n)
	}
	var b strings.Builder
	for _, row := range append([][]string{heading, dashes}, rows...) {
		var line strings.Builder
		for i, cell := range row {
			if i > 0 {
				line.WriteString(gap)
			}
			line.WriteString(cell)
			line.WriteString(strings.Repeat(" ", widths[i]-Width(cell)))
		}
		b.WriteString(strings.TrimRight(line.String(), " "))
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Wrap breaks a text into lines of at most so many terminal cells, at spaces or, where a text has none,
// between Chinese characters. Each line after the first begins with the indent.
func Wrap(text string, cells int, indent string) string {
	var b strings.Builder
	used := 0
	for i, piece := range pieces(text) {
		n := Width(piece)
		if i > 0 && used+Width(strings.TrimRight(piece, " ")) > cells {
			fmt.Fprintf(&b, "\n%s", indent)
			used = 0
			piece = strings.TrimLeft(piece, " ")
			n = Width(piece)
		}
		b.WriteString(piece)
		used += n
	}
	lines := strings.Split(b.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// pieces cuts a text where a line may end: after a space, and after each wide character that no closing
// punctuation follows.
func pieces(text string) []string {
	var all []string
	start := 0
	runes := []rune(text)
	for i, r := range runes {
		last := i == len(runes)-1
		wide := runewidth.RuneWidth(r) == 2
		if last || r == ' ' || wide && !strings.ContainsRune("，。；：、！？」』）》", runes[i+1]) {
			all = append(all, string(runes[start:i+1]))
			start = i + 1
		}
	}
	return all
}

// Width is how many terminal cells a text takes. Characters that some terminals show wide and some
// narrow count as narrow.
func Width(text string) int {
	narrow := runewidth.Condition{EastAsianWidth: false, StrictEmojiNeutral: true}
	return narrow.StringWidth(text)
}
