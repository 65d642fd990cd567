package term

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// Append writes a value in the form that canonical N-Quads has (RDF Dataset Canonicalization 1.0,
// section 5): the shortest escapes, nothing else changed. Characters that cannot stand in an IRI are
// escaped there. A nil value, or one that is no RDF term, appends nothing.
func Append(dst []byte, v quad.Value) []byte {
	t, err := Of(v)
	if err != nil {
		return dst
	}
	return t.Append(dst)
}

// Append writes the term as the function [Append] does.
func (t Term) Append(dst []byte) []byte {
	switch t.Kind {
	case IRI:
		return appendIRI(dst, t.Text)
	case Blank:
		dst = append(dst, "_:"...)
		return append(dst, t.Text...)
	case Literal:
		dst = append(dst, '"')
		dst = AppendEscaped(dst, t.Text)
		dst = append(dst, '"')
		switch {
		case t.Lang != "":
			dst = append(dst, '@')
			dst = append(dst, t.Lang...)
		case t.Datatype != "":
			dst = append(dst, "^^"...)
			dst = appendIRI(dst, t.Datatype)
		}
	}
	return dst
}

// AppendQuad writes a quad as a line of canonical N-Quads, with its line feed.
func AppendQuad(dst []byte, q quad.Quad) []byte {
	dst = Append(dst, q.Subject)
	dst = append(dst, ' ')
	dst = Append(dst, q.Predicate)
	dst = append(dst, ' ')
	dst = Append(dst, q.Object)
	if q.Label != nil {
		dst = append(dst, ' ')
		dst = Append(dst, q.Label)
	}
	return append(dst, " .\n"...)
}

// QuadIRI gives a quad an IRI of its own: a prefix, and 24 letters and digits made of the line that [AppendQuad] writes.
func QuadIRI(prefix string, q quad.Quad) quad.IRI {
	sum := sha256.Sum256(AppendQuad(nil, q))
	return quad.IRI(prefix + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:15])))
}

const hexDigits = "0123456789ABCDEF"

// AppendEscaped writes the inside of a literal: what stands between the quotation marks.
func AppendEscaped(dst []byte, text string) []byte {
	start := 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= 0x20 && c != '"' && c != '\\' && c != 0x7f {
			continue
		}
		dst = append(dst, text[start:i]...)
		start = i + 1
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\b':
			dst = append(dst, `\b`...)
		case '\t':
			dst = append(dst, `\t`...)
		case '\n':
			dst = append(dst, `\n`...)
		case '\f':
			dst = append(dst, `\f`...)
		case '\r':
			dst = append(dst, `\r`...)
		default:
			dst = appendUCHAR(dst, rune(c))
		}
	}
	return append(dst, text[start:]...)
}

func appendIRI(dst []byte, iri string) []byte {
	dst = append(dst, '<')
	start := 0
	for i := 0; i < len(iri); i++ {
		switch c := iri[i]; {
		case c <= 0x20, c == '<', c == '>', c == '"', c == '{', c == '}', c == '|', c == '^', c == '`', c == '\\':
			dst = append(dst, iri[start:i]...)
			dst = appendUCHAR(dst, rune(c))
			start = i + 1
		}
	}
	dst = append(dst, iri[start:]...)
	return append(dst, '>')
}

func appendUCHAR(dst []byte, r rune) []byte {
	return append(dst, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
}

// ValidText tells whether a text can be written to an RDF file at all: it must be valid UTF-8.
func ValidText(text string) bool { return utf8.ValidString(text) }

// ValidLang tells whether a language tag can be written to an RDF file: letters, then groups of letters
// and digits, each after a hyphen (RDF 1.1 N-Triples, LANGTAG).
func ValidLang(tag string) bool {
	group, first := 0, true
	for i := 0; i < len(tag); i++ {
		c := tag[i]
		switch {
		case c == '-' && group > 0:
			group, first = 0, false
			continue
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9' && !first:
			group++
		default:
			return false
		}
	}
	return group > 0
}
