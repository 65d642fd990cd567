package graph

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
)

// prefixTable maps prefixes to namespaces. It never changes: SetPrefix makes another one.
type prefixTable struct {
	namespaces map[string]string
	learned    map[string]bool // the prefixes that come from files alone
	longest    []vocab.Prefix  // longest namespace first, to write compact IRIs
}

func defaultPrefixes() *prefixTable {
	namespaces := map[string]string{}
	for _, p := range vocab.Prefixes() {
		namespaces[p.Name] = p.Namespace
	}
	return newPrefixTable(namespaces, nil)
}

func newPrefixTable(namespaces map[string]string, learned map[string]bool) *prefixTable {
	t := &prefixTable{namespaces: namespaces, learned: learned}
	for name, namespace := range namespaces {
		t.longest = append(t.longest, vocab.Prefix{Name: name, Namespace: namespace})
	}
	slices.SortFunc(t.longest, func(a, b vocab.Prefix) int {
		if d := len(b.Namespace) - len(a.Namespace); d != 0 {
			return d
		}
		return strings.Compare(a.Name, b.Name)
	})
	return t
}

// expand turns "tg:person" into the full IRI, if the prefix is known.
func (t *prefixTable) expand(name string) (quad.IRI, bool) {
	prefix, local, ok := strings.Cut(name, ":")
	if !ok {
		return "", false
	}
	namespace, ok := t.namespaces[prefix]
	if !ok {
		return "", false
	}
	return quad.IRI(namespace + local), true
}

// isCompact tells whether an IRI begins with a known prefix, but for those learned from files, which the program need
// not know of.
func (t *prefixTable) isCompact(iri string) bool {
	prefix, _, ok := strings.Cut(iri, ":")
	if !ok {
		return false
	}
	_, ok = t.namespaces[prefix]
	return ok && !t.learned[prefix]
}

// compact writes an IRI with the prefix of the longest namespace it begins with, or in full.
func (t *prefixTable) compact(iri quad.IRI) string {
	for _, p := range t.longest {
		if local, ok := strings.CutPrefix(string(iri), p.Namespace); ok && !strings.ContainsAny(local, "/#?") {
			return p.Name + ":" + local
		}
	}
	return string(iri)
}

// SetPrefix makes a prefix known to this graph, so that names such as "ex:alice" resolve; it replaces
// one of the same name. Snapshots taken earlier keep the prefixes they had. The standard ones of
// vocab.Prefixes are known from the start.
//
// A prefix is letters, digits, "-", "_" or ".", beginning with a letter and not ending with a dot. Schemes of the web are
// refused, since an IRI such as "https://example.com/" would then mean something else.
func (g *Graph) SetPrefix(prefix, namespace string) error {
	shown := shorten(prefix, shownOfName)
	switch {
	case !validPrefix(prefix):
		return fmt.Errorf("%q cannot be a prefix: use letters, digits, \"-\", \"_\" or \".\", beginning with a letter", shown)
	case isScheme(prefix):
		return fmt.Errorf("%q cannot be a prefix: it is the scheme of whole IRIs", shown)
	case !strings.Contains(namespace, ":"):
		return fmt.Errorf("the namespace %q of prefix %q is no absolute IRI, such as \"https://example.com/ns#\"", shorten(namespace, shownOfName), shown)
	}
	if err := (term.Term{Kind: term.IRI, Text: namespace}).Check(); err != nil {
		return fmt.Errorf("the namespace of prefix %q: %w", shown, err)
	}
	g.changePrefixes(func(namespaces map[string]string, learned map[string]bool) {
		namespaces[prefix] = namespace
		delete(learned, prefix)
	})
	return nil
}

// LearnPrefixes makes the prefixes of a file known to this graph, so that they can be used in names and are
// written again. What is known already stays: the meaning of a prefix, and the prefix of a namespace. The empty
// prefix can be learned, too; names then begin with ":". Those that SetPrefix would refuse are passed over.
//
// A learned prefix may be a scheme in other data, as geo: is. So it takes nothing away: [Tx.Add] takes IRIs that begin
// with it, and one that the graph has means itself.
func (g *Graph) LearnPrefixes(prefixes map[string]string) {
	if len(prefixes) == 0 {
		return
	}
	g.changePrefixes(func(namespaces map[string]string, learned map[string]bool) {
		named := map[string]bool{}
		for _, namespace := range namespaces {
			named[namespace] = true
		}
		for _, prefix := range slices.Sorted(maps.Keys(prefixes)) {
			namespace := prefixes[prefix]
			_, known := namespaces[prefix]
			invalid := prefix != "" && !validPrefix(prefix) || isScheme(prefix) || (term.Term{Kind: term.IRI, Text: namespace}).Check() != nil
			if known || named[namespace] || invalid {
				continue
			}
			namespaces[prefix], learned[prefix], named[namespace] = namespace, true, true
		}
	})
}

func (g *Graph) changePrefixes(change func(namespaces map[string]string, learned map[string]bool)) {
	for {
		old := g.prefixes.Load()
		namespaces, learned := maps.Clone(old.namespaces), map[string]bool{}
		maps.Copy(learned, old.learned)
		change(namespaces, learned)
		if g.prefixes.CompareAndSwap(old, newPrefixTable(namespaces, learned)) {
			return
		}
	}
}

// isScheme tells whether a prefix would change what whole IRIs mean.
func isScheme(prefix string) bool {
	return slices.Contains([]string{"http", "https", "urn", "file", "mailto", "data", "did", "tag", "tel", "ftp"}, strings.ToLower(prefix))
}

func validPrefix(prefix string) bool {
	for i, c := range prefix {
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789-_.", c)) {
			return false
		}
	}
	return prefix != "" && !strings.HasSuffix(prefix, ".")
}

// Prefixes are the prefixes that the snapshot's graph knows, by name.
func (s *Snapshot) Prefixes() []vocab.Prefix {
	if s.prefixes == nil {
		return nil
	}
	list := slices.Clone(s.prefixes.longest)
	slices.SortFunc(list, func(a, b vocab.Prefix) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// ExpandIRI turns a compact IRI such as "id:alibaba" into the
// full one. What is no compact IRI with a known prefix comes back as it is, and so does what begins with a prefix that
// was learned from a file, but is an IRI of the graph: "geo:37.7,-122.4".
func (s *Snapshot) ExpandIRI(name string) quad.IRI {
	iri, _ := s.expand(name)
	return iri
}

// expand is ExpandIRI, and tells whether there was a prefix.
func (s *Snapshot) expand(name string) (iri quad.IRI, ok bool) {
	if s.prefixes == nil {
		return quad.IRI(name), false
	}
	iri, ok = s.prefixes.expand(name)
	if prefix, _, _ := strings.Cut(name, ":"); !ok || s.prefixes.learned[prefix] && s.quads.ID(quad.IRI(name)) != 0 {
		return quad.IRI(name), false
	}
	return iri, true
}

// CompactIRI writes an IRI with its prefix, such as "id:alibaba", or in full if no prefix fits.
func (s *Snapshot) CompactIRI(iri quad.IRI) string {
	if s.prefixes == nil {
		return string(iri)
	}
	return s.prefixes.compact(iri)
}
