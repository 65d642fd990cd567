package pretty

import (
	"maps"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
)

// terms writes single terms, by the prefixes it has.
type terms struct {
	spaces []namespace // the longest first
}

type namespace struct {
	prefix, iri string
	used        bool
}

// common are prefixes that a writer has without being told. They are written only where they are used.
var common = map[string]string{
	"dct":  "http://purl.org/dc/terms/",
	"foaf": "http://xmlns.com/foaf/0.1/",
	"org":  "http://www.w3.org/ns/org#",
	"owl":  "http://www.w3.org/2002/07/owl#",
	"prov": "http://www.w3.org/ns/prov#",
	"rdf":  term.RDF,
	"rdfs": "http://www.w3.org/2000/01/rdf-schema#",
	"skos": "http://www.w3.org/2004/02/skos/core#",
	"xsd":  term.XSD,
}

// newTerms takes the caller's prefixes, and the common ones whose prefix and namespace the caller has not.
func newTerms(prefixes map[string]string) *terms {
	t := &terms{}
	taken := map[string]bool{}
	for prefix, iri := range prefixes {
		t.spaces = append(t.spaces, namespace{prefix: prefix, iri: iri})
		taken[iri] = true
	}
	for prefix, iri := range common {
		if _, ok := prefixes[prefix]; !ok && !taken[iri] {
			t.spaces = append(t.spaces, namespace{prefix: prefix, iri: iri})
		}
	}
	sort.Slice(t.spaces, func(i, j int) bool {
		a, b := t.spaces[i], t.spaces[j]
		if len(a.iri) != len(b.iri) {
			return len(a.iri) > len(b.iri)
		}
		return a.prefix < b.prefix
	})
	return t
}

// appendIRI writes an IRI as a name if a prefix fits, else in angle brackets.
func (t *terms) appendIRI(dst []byte, iri string) []byte {
	for i := range t.spaces {
		ns := &t.spaces[i]
		if local, ok := strings.CutPrefix(iri, ns.iri); ok && plainLocal(local) {
			ns.used = true
			dst = append(append(dst, ns.prefix...), ':')
			return append(dst, local...)
		}
	}
	return append(append(append(dst, '<'), iri...), '>') // checked when it came, so there is nothing to escape
}

// plainLocal tells whether a name's local part needs no escapes.
func plainLocal(local string) bool {
	for i, r := range local {
		switch {
		case r|0x20 >= 'a' && r|0x20 <= 'z': // most
		case r == ':' || term.IsNameStart(r) || r < 0x80 && grammar.Digit(byte(r)):
		case i > 0 && (term.IsName(r) || r == '.' && i+1 < len(local)):
		default:
			return false
		}
	}
	return true
}

// appendTerm writes any term.
func (t *terms) appendTerm(dst []byte, v quad.Value) []byte {
	tm, _ := term.Of(v) // it is one: that was checked when it came
	return t.append(dst, &tm)
}

func (t *terms) append(dst []byte, tm *term.Term) []byte {
	switch tm.Kind {
	case term.IRI:
		return t.appendIRI(dst, tm.Text)
	case term.Literal:
		if short(*tm) {
			return append(dst, tm.Text...)
		}
		dst = appendText(dst, tm.Text)
		if tm.Lang != "" {
			return append(append(dst, '@'), tm.Lang...)
		}
		if tm.Datatype != "" {
			return t.appendIRI(append(dst, "^^"...), tm.Datatype)
		}
		return dst
	}
	return tm.Append(dst)
}

// short tells whether a literal has a form without quotation marks that keeps its text.
func short(t term.Term) bool {
	switch t.Datatype {
	case term.XSD + "boolean":
		return t.Text == "true" || t.Text == "false"
	case term.XSD + "integer":
		return numeric(t.Text) == 'i'
	case term.XSD + "decimal":
		return numeric(t.Text) == 'd'
	case term.XSD + "double":
		return numeric(t.Text) == 'e'
	}
	return false
}

// numeric tells what a text is as a Turtle token: 'i' an integer, 'd' a decimal, 'e' a double, 0 none.
func numeric(s string) byte {
	digits := func() int {
		n := 0
		for n < len(s) && grammar.Digit(s[n]) {
			n++
		}
		s = s[n:]
		return n
	}
	sign := func() {
		if s != "" && (s[0] == '+' || s[0] == '-') {
			s = s[1:]
		}
	}
	sign()
	whole, fraction, kind := digits(), 0, byte('i')
	if s != "" && s[0] == '.' {
		s = s[1:]
		fraction, kind = digits(), 'd'
	}
	if whole+fraction == 0 {
		return 0
	}
	if s != "" && s[0]|0x20 == 'e' {
		s = s[1:]
		sign()
		if digits() == 0 {
			return 0
		}
		kind = 'e'
	}
	if s != "" || kind == 'd' && fraction == 0 {
		return 0
	}
	return kind
}

// appendText writes a literal's text: between """ if it has several lines, else between ".
func appendText(dst []byte, text string) []byte {
	if !strings.Contains(text, "\n") {
		dst = append(dst, '"')
		dst = term.AppendEscaped(dst, text)
		return append(dst, '"')
	}
	dst = append(dst, `"""`...)
	for len(text) > 0 {
		i := strings.IndexAny(text, "\n\"")
		if i < 0 {
			i = len(text)
		}
		dst = term.AppendEscaped(dst, text[:i])
		text = text[i:]
		switch {
		case text == "":
		case text[0] == '\n':
			dst = append(dst, '\n')
			text = text[1:]
		case len(text) > 1 && text[1] != '"':
			dst = append(dst, '"')
			text = text[1:]
		default: // beside another one, or the last character
			dst = append(dst, `\"`...)
			text = text[1:]
		}
	}
	return append(dst, `"""`...)
}

// width is how many characters a text has.
func width(text []byte) int { return utf8.RuneCount(text) }

// CommonPrefixes gives the prefixes that writers have without being told, and their namespaces. The map is the
// caller's.
func CommonPrefixes() map[string]string { return maps.Clone(common) }
