package term

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Check tells why no file could hold the term, in any RDF 1.1 format that has its kind; nil if one can.
func (t Term) Check() error {
	switch t.Kind {
	case IRI:
		return checkIRI(t.Text)
	case Blank:
		if !validBlank(t.Text) {
			return errors.New("the blank node's name is not one that RDF files can have; use letters, digits, '_', and '-' or '.' inside")
		}
		return nil
	case Literal:
		if !utf8.ValidString(t.Text) {
			return errors.New("the text is not valid UTF-8")
		}
		if t.Lang != "" && !ValidLang(t.Lang) {
			return fmt.Errorf("%.60q is no language tag; it must be letters, then groups of letters and digits after '-'", t.Lang)
		}
		if t.Datatype == RDF+"langString" || t.Datatype == RDF+"dirLangString" {
			return errors.New("a literal of this datatype has a language, which is given instead of the datatype")
		}
		if t.Datatype != "" {
			if err := checkIRI(t.Datatype); err != nil {
				return fmt.Errorf("datatype: %w", err)
			}
		}
		return nil
	default:
		return errors.New("it is nil")
	}
}

// notInIRI marks what an IRI cannot have: control characters, the space and <>"{}|^`\. One look at a table is faster
// than anything that is worked out for each character, and writing a file does little else.
var notInIRI = func() (not [256]bool) {
	for c := range ' ' + 1 {
		not[c] = true
	}
	for _, c := range `<>"{}|^\` + "`" {
		not[c] = true
	}
	return not
}()

func checkIRI(iri string) error {
	ascii := true
	for i := range len(iri) {
		c := iri[i]
		if notInIRI[c] {
			return fmt.Errorf("an IRI cannot have %q; percent-encode it", c)
		}
		ascii = ascii && c < utf8.RuneSelf
	}
	if !ascii && !utf8.ValidString(iri) {
		return errors.New("the IRI is not valid UTF-8")
	}
	if !hasScheme(iri) {
		return errors.New("the IRI is not absolute: it has no scheme such as \"https:\"")
	}
	return nil
}

// hasScheme tells whether an IRI begins with a scheme (RFC 3986, section 3.1).
func hasScheme(iri string) bool {
	for i := 0; i < len(iri); i++ {
		switch c := iri[i]; {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
		case c == ':':
			return i > 0
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return false
		}
	}
	return false
}

// validBlank tells whether a blank node's name is one that RDF files can have (BLANK_NODE_LABEL).
func validBlank(name string) bool {
	for i, r := range name {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(name[i:], "\uFFFD"):
			return false
		case i == 0 && !IsNameStart(r) && (r < '0' || r > '9'):
			return false
		case i > 0 && r != '.' && !IsName(r):
			return false
		}
	}
	return name != "" && !strings.HasSuffix(name, ".")
}

// IsNameStart tells whether a blank node's name or the prefix of a name may begin with r, digits aside:
// PN_CHARS_BASE or '_'.
//
// RDF 1.1 N-Triples also lists ':' here, against its own test suite; the erratum, and RDF 1.2, take it
// away.
func IsNameStart(r rune) bool { return r == '_' || IsNameBase(r) }

// IsNameBase is PN_CHARS_BASE.
func IsNameBase(r rune) bool {
	switch {
	case r < 0x80:
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	case r < 0xC0 || r == 0xD7 || r == 0xF7:
		return false
	case r <= 0x2FF:
		return true
	case r < 0x370 || r == 0x37E:
		return false
	case r <= 0x1FFF:
		return true
	case r == 0x200C || r == 0x200D:
		return true
	}
	return 0x2070 <= r && r <= 0x218F || 0x2C00 <= r && r <= 0x2FEF || 0x3001 <= r && r <= 0xD7FF ||
		0xF900 <= r && r <= 0xFDCF || 0xFDF0 <= r && r <= 0xFFFD || 0x10000 <= r && r <= 0xEFFFF
}

// IsName is PN_CHARS: what a name is made of, dots aside.
func IsName(r rune) bool {
	switch {
	case r < 0x80:
		return r == '-' || r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	case r == 0xB7 || 0x300 <= r && r <= 0x36F || r == 0x203F || r == 0x2040:
		return true
	}
	return IsNameBase(r)
}
