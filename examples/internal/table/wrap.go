package table

import (
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"

	"talentgraph.example/examples/internal/terminal"
)

// Wrap breaks a text into lines of at most so many terminal cells, at spaces or before and after Chinese
// characters, though not between one and its punctuation. Each line after the first begins with the indent,
// which counts. Only a word that is longer than a line makes a longer line. Width 0 is no limit. Line feeds of
// the text stay.
func Wrap(text string, width int, indent string) string {
	if width == 0 {
		return strings.ReplaceAll(text, "\n", "\n"+indent)
	}
	var lines []string
	begin, line := "", ""
	end := func() {
		lines = append(lines, strings.TrimRight(begin+line, " "))
		begin, line = indent, ""
	}
	for _, piece := range pieces(text) {
		if line != "" && Width(begin+line+strings.TrimSpace(piece)) > width {
			end()
			piece = strings.TrimLeft(piece, " ")
		}
		line += strings.TrimSuffix(piece, "\n")
		if strings.HasSuffix(piece, "\n") {
			end()
		}
	}
	end()
	return strings.Join(lines, "\n")
}

// Paragraph is Wrap for a text of several lines that is indented as a whole: what goes on below a line is indented by
// hanging beyond that line's own spaces. Nothing in it acts on the terminal.
func Paragraph(text string, width int, indent, hanging string) string {
	var all []string
	for line := range strings.SplitSeq(terminal.Plain(strings.TrimRight(text, "\n")), "\n") {
		rest := strings.TrimLeft(line, " ")
		before := indent + line[:len(line)-len(rest)]
		room := 0
		if width > 0 {
			room = max(1, width-len(before))
		}
		all = append(all, before+strings.ReplaceAll(Wrap(rest, room, hanging), "\n", "\n"+before))
	}
	return strings.Join(all, "\n")
}

// pieces cuts a text where a line may end or, after a line feed, must.
func pieces(text string) []string {
	var all []string
	start := 0
	var last rune
	for i, r := range text {
		if i > 0 && mayBreak(last, r) {
			all = append(all, text[start:i])
			start = i
		}
		last = r
	}
	if start < len(text) {
		all = append(all, text[start:])
	}
	return all
}

// mayBreak tells whether a line may end between two characters. It is the part of Unicode's line breaking
// (UAX 14) that names and sentences in Chinese and Latin letters need, and keeps arrows with what is written on them.
func mayBreak(a, b rune) bool {
	const (
		opening = "（「『《〈【〔“‘([{←–"
		closing = "，。；：、！？…）」』》〉】〕”’·%％,.;:!?)]}々ー→–"
	)
	switch {
	case a == '\n':
		return true
	case b == '\n', b == ' ':
		return false
	case a == ' ':
		return true
	case strings.ContainsRune(opening, a), strings.ContainsRune(closing, b):
		return false
	}
	return isWide(a) || isWide(b)
}

func isWide(r rune) bool {
	return runewidth.RuneWidth(r) == 2 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || unicode.IsPunct(r))
}

// Width is how many terminal cells a text takes. Characters that some terminals show wide and some
// narrow count as narrow.
func Width(text string) int {
	narrow := runewidth.Condition{EastAsianWidth: false, StrictEmojiNeutral: true}
	return narrow.StringWidth(text)
}
