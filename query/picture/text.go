package picture

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"talentgraph.example/graph"
)

// Places and sizes are whole tenths of a pixel, so that every machine draws the same.
const px = 10

// longest is how many runes of a name are looked at.
const longest = 200

// stacked is how many marks one character may carry; more would tower over the picture.
const stacked = 4

// clean gives a text that may stand in a picture: at most so many runes, without control characters and without what
// would turn the direction of what follows.
func clean(s string) string {
	var b strings.Builder
	n, marks, space := 0, 0, false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case r == utf8.RuneError || unicode.IsControl(r) || turns(r) || r&0xFFFE == 0xFFFE || 0xFDD0 <= r && r <= 0xFDEF:
			continue
		}
		if !unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Me, r) {
			marks = 0
		} else if marks++; marks > stacked {
			continue
		}
		if n++; n > longest {
			b.WriteRune('…')
			break
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// turns tells the characters that embed, override or isolate a direction.
func turns(r rune) bool { return 0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069 }

// em is the width of a character in thousandths of the size, by what fonts have at most: they differ, and a text must not
// leave its box in any.
func em(r rune) int {
	switch {
	case r < 0x20:
		return 0
	case strings.ContainsRune("ijl.,:;'|I ", r):
		return 340
	case strings.ContainsRune("frt-()/[]\"!", r):
		return 450
	case strings.ContainsRune("mwMW@%—…→←ÆæŒœ¼½¾©®", r):
		return 1000
	case 'A' <= r && r <= 'Z' || r == '&' || r == '–':
		return 780
	case strings.ContainsRune("+=<>#^~", r), 0x80 <= r && r < 0x180 && (unicode.IsUpper(r) || unicode.IsSymbol(r)):
		return 840
	case r < 0x180 || 0x1CD <= r && r <= 0x1DC:
		return 650
	case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
		return 0
	case 0x370 <= r && r < 0x530:
		return 800
	case r >= 0x1F000 && r < 0x1FB00:
		return 1400
	}
	return 1000
}

// width is how wide a text of a size is, in tenths of a pixel, with something to spare.
func width(s string, size int) int {
	sum := 0
	for _, r := range s {
		sum += em(r)
	}
	return sum * size / 1000 * 21 / 20
}

// fit cuts a text to a width; what was cut ends in an ellipsis.
func fit(s string, size, most int) string {
	if width(s, size) <= most {
		return s
	}
	sum, cut := em('…'), 0
	for i, r := range s {
		if sum += em(r); sum*size/1000*21/20 > most {
			break
		}
		cut = i + utf8.RuneLen(r)
	}
	if cut == 0 {
		return "…"
	}
	return strings.TrimRight(s[:cut], " ") + "…"
}

// label is a name in two languages.
type label struct{ first, second string }

func (l label) String() string {
	if l.second == "" {
		return l.first
	}
	return l.first + " " + l.second
}

// label gives an entity's names, once if they are the same.
func (o *options) label(e graph.Entity) label {
	if e.IsZero() {
		return label{first: o.say("not told")}
	}
	l := label{first: clean(e.Label(o.langs...))}
	if len(o.langs) > 1 {
		l.second = clean(e.Label(o.langs[1]))
	}
	if l.first == "" {
		l.first = clean(key(e))
	}
	if strings.EqualFold(l.first, l.second) {
		l.second = ""
	}
	return l
}

// width is that of both names beside each other.
func (l label) width(size int) int {
	w := width(l.first, size)
	if l.second != "" {
		w += width(" ", size) + width(l.second, small(size))
	}
	return w
}

// fit cuts to a width, the second name first.
func (l label) fit(size, most int) label {
	if l.width(size) <= most {
		return l
	}
	first := width(l.first, size)
	if rest := most - first - width(" ", size); l.second != "" && rest > 3*small(size) {
		return label{l.first, fit(l.second, small(size), rest)}
	}
	return label{first: fit(l.first, size, most)}
}

// small is the size of a second name.
func small(size int) int { return size * 17 / 20 }

// lines breaks a text into lines of a width at most, at spaces or, in Chinese, anywhere.
func lines(s string, size, most int) []string {
	var all []string
	line, sum, space := 0, 0, -1
	for i, r := range s {
		w := em(r) * size / 1000 * 21 / 20
		if r == ' ' {
			space = i
		}
		if sum += w; sum > most && i > line {
			cut := i
			if r < 0x2E80 && space > line {
				cut = space
			}
			all = append(all, strings.TrimSpace(s[line:cut]))
			line, sum, space = cut, width(s[cut:i], size)+w, -1
		}
	}
	return append(all, strings.TrimSpace(s[line:]))
}
