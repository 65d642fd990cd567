package syntax

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// kind tells tokens apart. Punctuation of one character is its own kind.
type kind uint8

const (
	tokEnd      kind = iota
	tokIRI           // text is what stands in <>
	tokName          // a prefixed name: text is the prefix, local the rest, unescaped
	tokBlank         // text is the label without "_:"
	tokVar           // text is the name
	tokLang          // text is the tag without "@"
	tokInteger       // numbers have no sign
	tokDecimal       //
	tokDouble        //
	tokString        // text is the content, unescaped
	tokWord          // a keyword or the name of a function
	tokDatatype      // ^^
	tokOr            // ||
	tokAnd           // &&
	tokNotEqual      // !=
	tokLessEqual
	tokGreaterEqual
)

type token struct {
	kind  kind
	text  string
	local string
	from  int // offset of its beginning; the one before ends at from if nothing stands between
	end   int

	// Of an IRI in data: the hash of how it is written, and its number if it has been written before.
	hash   uint64
	number uint32
}

// String shows a token in messages.
func (t *token) String() string {
	switch t.kind {
	case tokEnd:
		return "the end"
	case tokIRI:
		return "<" + shorten(t.text) + ">"
	case tokName:
		return shorten(t.text + ":" + t.local)
	case tokBlank:
		return "_:" + shorten(t.text)
	case tokVar:
		return "?" + shorten(t.text)
	case tokLang:
		return "@" + shorten(t.text)
	case tokString:
		return `"` + shorten(t.text) + `"`
	case tokInteger, tokDecimal, tokDouble, tokWord:
		return shorten(t.text)
	case tokDatatype:
		return `"^^"`
	case tokOr:
		return `"||"`
	case tokAnd:
		return `"&&"`
	case tokNotEqual:
		return `"!="`
	case tokLessEqual:
		return `"<="`
	case tokGreaterEqual:
		return `">="`
	default:
		return `"` + string(rune(t.kind)) + `"`
	}
}

// next finds the next token. Its place is found when it is asked for: see parser.here.
func (s *source) next(t *token) {
	s.skip()
	*t = token{from: s.at}
	if s.at < len(s.text) {
		s.token(t)
	}
	t.end = s.at
}

func (s *source) token(t *token) {
	rest := s.text[s.at:]
	c := rest[0]
	switch {
	case c == '?' || c == '$':
		if n := varLen(rest[1:]); n > 0 {
			s.take(t, tokVar, rest[1:1+n], n+1)
			return
		}
		if c == '$' {
			failAt(s.placeOf(t.from), `expected a variable's name behind "$"`)
		}
		s.take(t, '?', "", 1)
	case c == '<' && s.writtenBefore(t):
	case c == '<':
		switch n := iriLen(rest); {
		case n > 0:
			s.take(t, tokIRI, rest[1:n-1], n)
		case strings.HasPrefix(rest, "<="):
			s.take(t, tokLessEqual, "", 2)
		default:
			s.take(t, '<', "", 1)
		}
	case c == '"' || c == '\'':
		s.string(t)
	case '0' <= c && c <= '9', c == '.' && len(rest) > 1 && '0' <= rest[1] && rest[1] <= '9':
		s.number(t)
	case c == '@':
		n := langLen(rest[1:])
		if n == 0 {
			failAt(s.placeOf(t.from), `expected a language tag behind "@", such as "en" or "zh-Hant"`)
		}
		s.take(t, tokLang, rest[1:1+n], n+1)
	case c == '_' && strings.HasPrefix(rest, "_:"):
		n := blankLen(rest[2:])
		if n == 0 {
			failAt(s.placeOf(t.from), `expected a blank node's label behind "_:"`)
		}
		s.take(t, tokBlank, rest[2:2+n], n+2)
	case c == ':' || c >= utf8.RuneSelf || c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z':
		s.name(t)
	case strings.HasPrefix(rest, "^^"):
		s.take(t, tokDatatype, "", 2)
	case strings.HasPrefix(rest, "||"):
		s.take(t, tokOr, "", 2)
	case strings.HasPrefix(rest, "&&"):
		s.take(t, tokAnd, "", 2)
	case strings.HasPrefix(rest, "!="):
		s.take(t, tokNotEqual, "", 2)
	case strings.HasPrefix(rest, ">="):
		s.take(t, tokGreaterEqual, "", 2)
	case strings.IndexByte("{}()[];,.|/^*+!=>-", c) >= 0:
		s.take(t, kind(c), "", 1)
	default:
		s.cannotStand(t, rune(c))
	}
}

// cannotStand fails at a character that begins no token.
func (s *source) cannotStand(t *token, c rune) {
	at := s.placeOf(t.from)
	panic(failure{&Error{Line: int(at.Line), Column: int(at.Column), Text: fmt.Sprintf("%q cannot stand here", c), Hint: strange(c)}})
}

// writtenBefore takes an IRI that is known by how it is written.
func (s *source) writtenBefore(t *token) bool {
	if s.written == nil {
		return false
	}
	n := 1 + strings.IndexByte(s.text[s.at:], '>')
	if n == 0 {
		return false
	}
	if t.number, t.hash = s.written.find(s.at, s.at+n); t.number == 0 {
		return false
	}
	s.take(t, tokIRI, s.text[s.at+1:s.at+n-1], n)
	return true
}

func (s *source) take(t *token, k kind, text string, n int) {
	t.kind, t.text = k, text
	s.at += n
}

// number reads an unsigned number: the sign is a token of its own.
func (s *source) number(t *token) {
	rest := s.text[s.at:]
	n := digits(rest)
	k := tokInteger
	if n < len(rest) && rest[n] == '.' {
		if more := digits(rest[n+1:]); more > 0 {
			k = tokDecimal
			n += 1 + more
		} else if exponent(rest[n+1:]) > 0 {
			n++
		}
	}
	if e := exponent(rest[n:]); e > 0 {
		k = tokDouble
		n += e
	}
	s.take(t, k, rest[:n], n)
}

func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// exponent is the length of "e+10" at the beginning, 0 if there is none.
func exponent(s string) int {
	if s == "" || s[0]|0x20 != 'e' {
		return 0
	}
	n := 1
	if len(s) > 1 && (s[1] == '+' || s[1] == '-') {
		n = 2
	}
	if d := digits(s[n:]); d > 0 {
		return n + d
	}
	return 0
}

// string reads a literal's text in any of the four kinds of quotes.
func (s *source) string(t *token) {
	rest := s.text[s.at:]
	quote := rest[:1]
	long := len(rest) > 2 && rest[1] == rest[0] && rest[2] == rest[0]
	if long {
		quote = rest[:3]
	}
	i := len(quote)
	from := i
	var out []byte // once there has been an escape
	for {
		if i >= len(rest) {
			failAt(s.placeOf(t.from), "the text that begins here never ends: expected %s", quote)
		}
		switch c := rest[i]; {
		case c == quote[0] && strings.HasPrefix(rest[i:], quote):
			text := rest[from:i]
			if out != nil {
				text = string(append(out, text...))
			}
			s.take(t, tokString, text, i+len(quote))
			return
		case !long && (c == '\n' || c == '\r'):
			failAt(s.placeOf(t.from), "the text that begins here does not end on its line: expected %s, or write it in %s", quote, strings.Repeat(quote, 3))
		case c == '\\':
			if i+1 >= len(rest) {
				i = len(rest)
				continue
			}
			k := strings.IndexByte(`tbnrf\"'`, rest[i+1])
			if k < 0 {
				r, _ := utf8.DecodeRuneInString(rest[i+1:])
				failAt(s.placeOf(s.at+i), `"\%c" is no escape; there are \t \b \n \r \f \\ \" \' and \u`, r)
			}
			out = append(append(out, rest[from:i]...), "\t\b\n\r\f\\\"'"[k])
			i += 2
			from = i
		default:
			i++
		}
	}
}
