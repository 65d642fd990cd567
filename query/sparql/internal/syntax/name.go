package syntax

import (
	"strings"
	"unicode/utf8"

	"talentgraph.example/graph/term"
)

// The characters that cannot stand in an IRI, a bit each: those below 0x40, which are white space, < > and ", and the others.
const (
	noIRILow  uint64 = 1<<(' '+1) - 1 | 1<<'<' | 1<<'>' | 1<<'"'
	noIRIHigh uint64 = 1<<('{'-0x40) | 1<<('}'-0x40) | 1<<('|'-0x40) | 1<<('^'-0x40) | 1<<('`'-0x40) | 1<<('\\'-0x40)
)

// iriLen is the length of "<...>" at the beginning, 0 if there is no IRI.
func iriLen(s string) int {
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c < 0x40 && noIRILow>>c&1 == 0, c >= 0x80, 0x40 <= c && noIRIHigh>>(c-0x40)&1 == 0:
		case c == '>':
			return i + 1
		default:
			return 0
		}
	}
	return 0
}

// varLen is the length of a variable's name (VARNAME).
func varLen(s string) int {
	for i, r := range s {
		ok := term.IsNameStart(r) || '0' <= r && r <= '9'
		if !ok && i > 0 {
			ok = r == 0xB7 || 0x300 <= r && r <= 0x36F || r == 0x203F || r == 0x2040
		}
		if !ok {
			return i
		}
	}
	return len(s)
}

// langLen is the length of a language tag.
func langLen(s string) int {
	n := 0
	for n < len(s) && 'a' <= s[n]|0x20 && s[n]|0x20 <= 'z' {
		n++
	}
	for n > 0 && n < len(s) && s[n] == '-' {
		m := n + 1
		for m < len(s) && ('a' <= s[m]|0x20 && s[m]|0x20 <= 'z' || '0' <= s[m] && s[m] <= '9') {
			m++
		}
		if m == n+1 {
			break
		}
		n = m
	}
	return n
}

// blankLen is the length of a blank node's label. A dot may stand inside.
func blankLen(s string) int {
	end := 0
	for i, r := range s {
		switch {
		case i == 0 && !term.IsNameStart(r) && (r < '0' || r > '9'):
			return 0
		case r == '.':
			continue
		case !term.IsName(r):
			return end
		}
		end = i + utf8.RuneLen(r)
	}
	return end
}

// name reads a prefixed name or a word. Both begin with a letter.
func (s *source) name(t *token) {
	rest := s.text[s.at:]
	end := 0 // of the prefix
	for i, r := range rest {
		if r == ':' {
			if i > 0 && (rest[i-1] == '.' || rest[0] == '_') {
				break // no prefix ends with a dot, or begins with an underscore
			}
			local, n := localName(rest[i+1:])
			t.local = local
			s.take(t, tokName, rest[:i], i+1+n)
			return
		}
		if i == 0 && !term.IsNameBase(r) && r != '_' || i > 0 && r != '.' && !term.IsName(r) {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	n := 0
	for n < end && rest[n] < utf8.RuneSelf && rest[n] != '.' && rest[n] != '-' {
		n++
	}
	if n == 0 {
		r, _ := utf8.DecodeRuneInString(rest)
		s.cannotStand(t, r)
	}
	s.take(t, tokWord, rest[:n], n)
}

// localName reads what stands behind the colon of a prefixed name, and gives it without its backslashes.
func localName(s string) (name string, n int) {
	var out []byte // once there has been a backslash
	from := 0      // what out does not have yet
	i, end, endOut := 0, 0, 0
	for i < len(s) {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case r == '.' && i > 0:
			i++
			continue // it counts if something follows
		case r == '%':
			if i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]) {
				size = 0
				break
			}
			size = 3
		case r == '\\':
			if i+1 >= len(s) || strings.IndexByte("_~.-!$&'()*+,;=/?#@%", s[i+1]) < 0 {
				size = 0
				break
			}
			out = append(append(out, s[from:i]...), s[i+1])
			from = i + 2
			size = 2
		case r == ':' || '0' <= r && r <= '9' || term.IsNameStart(r) || i > 0 && term.IsName(r):
		default:
			size = 0
		}
		if size == 0 {
			break
		}
		i += size
		end, endOut = i, len(out)
	}
	if out == nil {
		return s[:end], end
	}
	return string(append(out[:endOut], s[min(from, end):end]...)), end
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}
