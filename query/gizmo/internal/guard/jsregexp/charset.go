package jsregexp

import (
	"unicode"
)

// A charset is a set of characters: ranges, Unicode tables, and sets within it, the whole maybe negated.
type charset struct {
	ranges [][2]rune
	tables []*unicode.RangeTable
	subs   []*charset
	negate bool
}

func (s *charset) add(lo, hi rune) { s.ranges = append(s.ranges, [2]rune{lo, hi}) }

func (s *charset) has(r rune) bool {
	for _, x := range s.ranges {
		if x[0] <= r && r <= x[1] {
			return !s.negate
		}
	}
	for _, t := range s.tables {
		if unicode.Is(t, r) {
			return !s.negate
		}
	}
	for _, sub := range s.subs {
		if sub.has(r) {
			return !s.negate
		}
	}
	return s.negate
}

// hasFolded tells whether the set has r or a character that differs from it in case only.
func (s *charset) hasFolded(r rune, full bool) bool {
	// A negated set has what the plain one has not, whatever the case.
	plain := *s
	plain.negate = false
	found := plain.has(r)
	for other := unicode.SimpleFold(r); other != r && !found; other = unicode.SimpleFold(other) {
		found = fold(other, full) == fold(r, full) && plain.has(other)
	}
	return found != s.negate
}

// fold gives one character for all that differ in case only: with full by Unicode's simple folding, else by
// the upper case of a single UTF-16 unit, as ECMAScript has it for patterns without the u flag.
func fold(r rune, full bool) rune {
	if full {
		least := r
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			least = min(least, other)
		}
		return least
	}
	upper := unicode.ToUpper(r)
	if upper > 0xFFFF || r >= 128 && upper < 128 {
		return r
	}
	return upper
}

func isWord(r rune) bool {
	return r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

func isLineEnd(r rune) bool { return r == '\n' || r == '\r' || r == 0x2028 || r == 0x2029 }

// classEscape gives the set of \d, \w, \s and their negations.
func classEscape(c rune) *charset {
	s := &charset{}
	switch c {
	case 'd', 'D':
		s.add('0', '9')
	case 'w', 'W':
		s.add('0', '9')
		s.add('a', 'z')
		s.add('A', 'Z')
		s.add('_', '_')
	case 's', 'S':
		s.add('\t', '\r')
		s.add(0xFEFF, 0xFEFF)
		s.add(0x2028, 0x2029)
		s.tables = append(s.tables, unicode.Zs)
	default:
		return nil
	}
	s.negate = c < 'a'
	return s
}

// property gives the set of \p{name} or \p{name=value}; nil if there is none by that name.
func property(name, value string) *charset {
	if value == "" {
		switch name {
		case "Any":
			return &charset{ranges: [][2]rune{{0, unicode.MaxRune}}}
		case "ASCII":
			return &charset{ranges: [][2]rune{{0, 127}}}
		case "Alphabetic", "Alpha":
			return &charset{tables: []*unicode.RangeTable{unicode.L, unicode.Nl, unicode.Other_Alphabetic}}
		case "Letter":
			name = "L"
		case "Lowercase_Letter":
			name = "Ll"
		case "Uppercase_Letter":
			name = "Lu"
		case "Number":
			name = "N"
		case "Decimal_Number":
			name = "Nd"
		case "Punctuation":
			name = "P"
		case "Symbol":
			name = "S"
		case "Separator":
			name = "Z"
		case "Mark":
			name = "M"
		case "Uppercase":
			return &charset{tables: []*unicode.RangeTable{unicode.Lu, unicode.Other_Uppercase}}
		case "Lowercase":
			return &charset{tables: []*unicode.RangeTable{unicode.Ll, unicode.Other_Lowercase}}
		}
		if t := unicode.Categories[name]; t != nil {
			return &charset{tables: []*unicode.RangeTable{t}}
		}
		if t := unicode.Properties[name]; t != nil {
			return &charset{tables: []*unicode.RangeTable{t}}
		}
		return nil
	}
	var t *unicode.RangeTable
	switch name {
	case "Script", "sc", "Script_Extensions", "scx":
		t = unicode.Scripts[value]
	case "General_Category", "gc":
		return property(value, "")
	}
	if t == nil {
		return nil
	}
	return &charset{tables: []*unicode.RangeTable{t}}
}
