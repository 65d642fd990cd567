package grammar

import (
	"unicode/utf8"

	"talentgraph.example/graph/term"
)

// NameByte is PN_CHARS for ASCII. Nothing changes the tables of this package.
var NameByte = bytes256("-_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")

// IRIStop marks the bytes that end a run of an IRI's characters: those that cannot stand in one, the
// closing '>' and the escape's '\'. Bytes beyond ASCII run on: the text is known to be UTF-8.
var IRIStop = iriStop()

func iriStop() (t [256]bool) {
	for c := 0; c <= 0x20; c++ {
		t[c] = true
	}
	for _, c := range []byte("<>\"{}|^`\\") {
		t[c] = true
	}
	return t
}

// bytes256 is the set of the given ASCII characters.
func bytes256(chars string) (t [256]bool) {
	for i := range len(chars) {
		t[chars[i]] = true
	}
	return t
}

// AllowedInIRI tells whether an IRI may have the character, escaped or not.
func AllowedInIRI(r rune) bool { return r >= 0x80 || !IRIStop[byte(r)] }

// HasScheme tells whether an IRI is absolute: it begins with a scheme (RFC 3986, section 3.1).
func HasScheme[T string | []byte](iri T) bool { return SchemeLen(iri) > 0 }

// SchemeLen is the length of the scheme without its colon, 0 if there is none.
func SchemeLen[T string | []byte](iri T) int {
	for i := 0; i < len(iri); i++ {
		switch c := iri[i]; {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
		case c == ':':
			return i
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return 0
		}
	}
	return 0
}

// Letter tells whether c is an ASCII letter.
func Letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// Digit tells whether c is an ASCII digit.
func Digit(c byte) bool { return c-'0' < 10 }

// LangLen gives the length of the language tag that text begins with ('@' not included):
// [a-zA-Z]+ ('-' [a-zA-Z0-9]+)*. It is 0 if there is none. A '-' that nothing follows is left out.
func LangLen[T string | []byte](text T) int {
	i := 0
	for i < len(text) && Letter(text[i]) {
		i++
	}
	for i > 0 && i < len(text) && text[i] == '-' {
		j := i + 1
		for j < len(text) && (Letter(text[j]) || Digit(text[j])) {
			j++
		}
		if j == i+1 {
			break
		}
		i = j
	}
	return i
}

// BlankLen gives the length of the blank node name that text begins with ("_:" not included), 0 if there
// is none. A name does not end with a dot.
func BlankLen(text []byte) int {
	i := 0
	if len(text) > 0 && Digit(text[0]) {
		i = 1
	} else {
		r, size := utf8.DecodeRune(text)
		if !term.IsNameStart(r) || r == utf8.RuneError && size <= 1 {
			return 0
		}
		i = size
	}
	end := i // behind the last character that is no dot
	for i < len(text) {
		switch c := text[i]; {
		case NameByte[c]:
			i++
			end = i
		case c == '.':
			i++
		case c < 0x80:
			return end
		default:
			r, size := utf8.DecodeRune(text[i:])
			if !term.IsName(r) || r == utf8.RuneError && size <= 1 {
				return end
			}
			i += size
			end = i
		}
	}
	return end
}

// HexValue gives the value of a hexadecimal digit, -1 if c is none.
func HexValue(c byte) int {
	switch {
	case Digit(c):
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
