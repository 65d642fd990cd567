package graph

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
)

// ParseIRI reads how a program names a term: an IRI in full, or a compact one such as "tg:person", with or
// without angle brackets. It is [Snapshot.ExpandIRI] for what is written by hand, where a slip would
// otherwise stand for a term that no graph has:
//
//   - a prefix that the graph does not know is an error, unless the IRI goes on with "//", has a scheme
//     that names things without it ("urn:", "tag:", "mailto:"...), or is in the graph;
//   - a name in tg: that neither the vocabulary nor the graph has is an error.
//
// Errors say what may be meant. Angle brackets say that an IRI is meant as it is: "<isbn:9780131103627>".
func (s *Snapshot) ParseIRI(name string) (quad.IRI, error) {
	name = strings.TrimSpace(name)
	inner, bracketed := name, false
	if strings.HasPrefix(name, "<") && strings.HasSuffix(name, ">") {
		inner, bracketed = name[1:len(name)-1], true
	}
	iri := s.ExpandIRI(inner)
	prefix, rest, ok := strings.Cut(inner, ":")
	switch {
	case !ok || strings.ContainsAny(inner, " <>\"{}|\\^`"):
		return "", fmt.Errorf("%q is no IRI; write one in full or a compact one such as \"tg:person\"", shorten(name, shownOfName))
	case bracketed || s.Numbers().ID(iri) != 0:
		return iri, nil
	case iri == quad.IRI(inner) && !strings.HasPrefix(rest, "//") && !slices.Contains(bareSchemes(), strings.ToLower(prefix)):
		return "", fmt.Errorf("the prefix %q is not known; %s write the IRI in full, in angle brackets if it has no \"//\", or make the prefix known by Graph.SetPrefix",
			shorten(prefix, shownOfName)+":", s.likePrefix(prefix))
	}
	if local, own := strings.CutPrefix(string(iri), vocab.NS); own {
		if terms := vocab.Terms(); !slices.Contains(terms, iri) {
			return "", fmt.Errorf("there is no tg:%s, neither in the vocabulary nor in the graph%s", shorten(local, shownOfName), s.likeTerm(local, terms))
		}
	}
	return iri, nil
}

// bareSchemes are those of IRIs that have no "//".
func bareSchemes() []string {
	return []string{"urn", "tag", "mailto", "data", "did", "info", "geo", "doi", "tel", "news", "file", "ni"}
}

// likePrefix suggests the known prefix that is most like one that is not, or lists them all.
func (s *Snapshot) likePrefix(prefix string) string {
	var names []string
	for _, p := range s.Prefixes() {
		names = append(names, p.Name)
	}
	if best := mostLike(prefix, names); best != "" {
		return fmt.Sprintf("did you mean %q? If not,", best+":")
	}
	return "there are " + strings.Join(names, ", ") + ";"
}

// likeTerm suggests a term with the same name behind another prefix that the graph has, or else the one of the
// vocabulary that is most like it.
func (s *Snapshot) likeTerm(name string, terms []quad.IRI) string {
	for _, p := range s.Prefixes() {
		if s.Numbers().ID(quad.IRI(p.Namespace+name)) != 0 {
			return fmt.Sprintf("; did you mean \"%s:%s\"?", p.Name, name)
		}
	}
	var names []string
	for _, t := range terms {
		names = append(names, string(t[len(vocab.NS):]))
	}
	if best := mostLike(name, names); best != "" {
		return fmt.Sprintf("; did you mean \"tg:%s\"?", best)
	}
	return ""
}

// mostLike picks the name that the fewest edits make of another one, at most half as many as it has
// letters, and of several the one that begins most like it; "" if there is none.
func mostLike(name string, names []string) string {
	best, least, shared := "", max(1, len(name)/2)+1, 0
	for _, n := range names {
		d := levenshtein.ComputeDistance(name, n)
		if strings.EqualFold(name, n) || d == 2 && sameLetters(name, n) {
			d = 1 // another case, or two letters the other way round
		}
		if begin := sharedBeginning(name, n); d < least || best != "" && d == least && begin > shared {
			best, least, shared = n, d, begin
		}
	}
	return best
}

func sameLetters(a, b string) bool {
	x, y := []byte(a), []byte(b)
	slices.Sort(x)
	slices.Sort(y)
	return string(x) == string(y)
}

func sharedBeginning(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
