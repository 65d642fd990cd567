package rdfxml

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/pretty"
	"talentgraph.example/loader/internal/xml"
)

// qnames makes names of elements of IRIs.
type qnames struct {
	spaces   []space           // the longest namespace first
	prefixes map[string]bool   // those in spaces, and those made up
	made     map[string]string // prefixes that were made up, by namespace
	last     int               // number at the end of such a prefix
	known    map[string]string // names of IRIs; empty if there is none
	used     map[string]string // namespaces by prefix, to be declared
}

type space struct{ prefix, iri string }

func newQNames(prefixes map[string]string) *qnames {
	n := &qnames{prefixes: map[string]bool{}, made: map[string]string{}, known: map[string]string{}, used: map[string]string{}}
	taken := map[string]bool{}
	add := func(prefix, iri string) {
		reserved := len(prefix) >= 3 && strings.EqualFold(prefix[:3], "xml")
		if prefix != "" && !xml.IsNCName([]byte(prefix)) || reserved || iri == "" || xml.Reserved(iri) || !xml.Valid(iri) || !utf8.ValidString(iri) {
			return
		}
		n.spaces = append(n.spaces, space{prefix, iri})
		n.prefixes[prefix], taken[iri] = true, true
	}
	for prefix, iri := range prefixes {
		add(prefix, iri)
	}
	for prefix, iri := range pretty.CommonPrefixes() {
		if !n.prefixes[prefix] && !taken[iri] {
			add(prefix, iri)
		}
	}
	slices.SortFunc(n.spaces, func(a, b space) int {
		return cmp.Or(cmp.Compare(len(b.iri), len(a.iri)), cmp.Compare(a.prefix, b.prefix))
	})
	// Attributes have no default namespace, so rdf must have a prefix.
	i := slices.IndexFunc(n.spaces, func(s space) bool { return s.iri == term.RDF && s.prefix != "" })
	if i < 0 {
		n.spaces = append(n.spaces, space{n.makeUp("rdf"), term.RDF})
		i = len(n.spaces) - 1
	}
	n.made[term.RDF] = n.spaces[i].prefix
	n.used[n.spaces[i].prefix] = term.RDF
	return n
}

// makeUp gives a prefix that is not taken yet.
func (n *qnames) makeUp(prefix string) string {
	p := prefix
	for n.prefixes[p] {
		n.last++
		p = prefix + strconv.Itoa(n.last)
	}
	n.prefixes[p] = true
	return p
}

// rdf gives the name of a word of rdf's.
func (n *qnames) rdf(word string) string { return n.made[term.RDF] + ":" + word }

// problem says why a predicate cannot be the name of an element; empty if it can.
func (n *qnames) problem(predicate string) string {
	if local, ok := strings.CutPrefix(predicate, term.RDF); ok {
		switch classifyRDF(local) {
		case plain, rdfType:
		default:
			return "in RDF/XML this name has a meaning of its own"
		}
	}
	if namespaceEnd(predicate) < 0 {
		return "it does not end in a name of XML's: a letter or '_', then letters, digits, '-', '_' and '.'"
	}
	return ""
}

// canBeType tells whether a class can be the name of a node's element.
func (n *qnames) canBeType(class string) bool {
	return class != term.RDF+"Description" && n.problem(class) == ""
}

// name gives the name of an element for an IRI for which there is no problem.
func (n *qnames) name(iri string) string {
	if name, ok := n.known[iri]; ok {
		return name
	}
	name := n.find(iri)
	n.known[iri] = name
	return name
}

func (n *qnames) find(iri string) string {
	for _, s := range n.spaces {
		if local, ok := strings.CutPrefix(iri, s.iri); ok && xml.IsNCName([]byte(local)) {
			n.used[s.prefix] = s.iri
			if s.prefix == "" {
				return local
			}
			return s.prefix + ":" + local
		}
	}
	end := namespaceEnd(iri)
	prefix, ok := n.made[iri[:end]]
	if !ok {
		prefix = n.makeUp("ns")
		n.made[iri[:end]] = prefix
	}
	n.used[prefix] = iri[:end]
	return prefix + ":" + iri[end:]
}

// namespaceEnd gives the index at which the longest name of XML's begins that an IRI ends with; -1 if there is none, or
// nothing before it.
func namespaceEnd(iri string) int {
	start := -1
	for i := len(iri); i > 0; {
		r, size := utf8.DecodeLastRuneInString(iri[:i])
		if !term.IsName(r) && r != '.' {
			break
		}
		i -= size
		if term.IsNameStart(r) && i > 0 && !xml.Reserved(iri[:i]) {
			start = i
		}
	}
	return start
}

// appendDeclarations declares the namespaces that were used.
func (n *qnames) appendDeclarations(dst []byte) []byte {
	prefixes := make([]string, 0, len(n.used))
	for p := range n.used {
		prefixes = append(prefixes, p)
	}
	slices.Sort(prefixes)
	for i, p := range prefixes {
		if i == 0 {
			dst = append(dst, " xmlns"...)
		} else {
			dst = append(dst, "\n    xmlns"...)
		}
		if p != "" {
			dst = append(append(dst, ':'), p...)
		}
		dst = append(xml.Escape(append(dst, `="`...), n.used[p], xml.InAttribute), '"')
	}
	return dst
}
