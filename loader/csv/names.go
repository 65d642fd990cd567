package csv

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/cayleygraph/quad"
	"golang.org/x/text/unicode/norm"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader/internal/grammar"
)

// entityKind is what a cell can name.
type entityKind struct {
	word  string // in IRIs
	class quad.IRI
	kind  graph.Kind
}

func personKind() entityKind {
	return entityKind{"person", vocab.ClassPerson, graph.PersonKind()}
}

func organizationKind() entityKind {
	return entityKind{"organization", vocab.ORGOrganization, graph.OrganizationKind()}
}

func sectorKind() entityKind {
	return entityKind{"sector", vocab.SKOSConcept, graph.SectorKind()}
}

func sourceKind() entityKind {
	return entityKind{"source", vocab.ClassSource, graph.SourceKind()}
}

// names finds the entities that cells name: those that were there before the file, and those that its rows
// have named since. Both are asked, so that nothing has to be looked up in a half-written state.
type names struct {
	before    *graph.Snapshot
	namespace string
	given     map[nameKey][]quad.IRI // by rows of this file
	made      map[quad.IRI]bool      // entities that were not there before
}

type nameKey struct{ kind, name string }

func newNames(before *graph.Snapshot, namespace string) *names {
	return &names{before: before, namespace: namespace, given: map[nameKey][]quad.IRI{}, made: map[quad.IRI]bool{}}
}

// give notes that an entity has a name.
func (n *names) give(kind entityKind, name string, entity quad.IRI) {
	key := nameKey{kind.word, graph.FoldName(name)}
	if !slices.Contains(n.given[key], entity) {
		n.given[key] = append(n.given[key], entity)
	}
}

// find gives the entity that a cell names. An entity that is not there yet is new, and has no name if the
// cell gives its IRI.
func (n *names) find(ctx context.Context, cell string, kind entityKind) (e named, err error) {
	if iri, ok, err := n.readIRI(cell); ok || err != nil {
		return named{iri: iri, kind: kind, isNew: !n.there(iri)}, err
	}
	found, err := n.before.Named(ctx, cell, kind.kind)
	if err != nil {
		return named{}, err
	}
	var candidates []quad.IRI
	for _, e := range found {
		if e.ID() == "" {
			return named{}, fmt.Errorf("%q is a blank node, which a table cannot refer to; give it an IRI in its own file", cell)
		}
		candidates = append(candidates, e.ID())
	}
	for _, iri := range n.given[nameKey{kind.word, graph.FoldName(cell)}] {
		if !slices.Contains(candidates, iri) {
			candidates = append(candidates, iri)
		}
	}
	switch len(candidates) {
	case 0:
		iri := n.mint(kind, cell)
		return named{iri: iri, kind: kind, name: cell, isNew: true}, nil
	case 1:
		return named{iri: candidates[0], kind: kind}, nil
	}
	return named{}, n.ambiguous(cell, kind, candidates)
}

// named is an entity that a cell names.
type named struct {
	iri   quad.IRI
	kind  entityKind
	name  string // the cell, for an entity that gets its name by it
	isNew bool   // it is still to be described
}

func (n *names) there(iri quad.IRI) bool { return n.made[iri] || n.before.Number(iri) != 0 }

func (n *names) ambiguous(cell string, kind entityKind, candidates []quad.IRI) error {
	slices.Sort(candidates)
	lines := make([]string, len(candidates))
	for i, iri := range candidates {
		lines[i] = n.before.CompactIRI(iri)
		if id := n.before.Number(iri); id != 0 {
			lines[i] += fmt.Sprintf(" (%s)", n.before.EntityOf(id).Label())
		}
	}
	return fmt.Errorf("%w: %q is the name of %d entities of kind %s: %s; write the IRI of the one that is meant",
		graph.ErrAmbiguous, cell, len(candidates), kind.word, strings.Join(lines, ", "))
}

// readIRI reads a cell that gives an IRI: in angle brackets, with a known prefix, or one of the web's.
func (n *names) readIRI(cell string) (iri quad.IRI, ok bool, err error) {
	text := cell
	if inner, found := strings.CutPrefix(cell, "<"); found {
		text, ok = strings.CutSuffix(inner, ">")
		if !ok {
			return "", false, fmt.Errorf("%q begins as an IRI, but has no \">\" at its end", cell)
		}
	}
	iri = n.before.ExpandIRI(text)
	scheme, _, _ := strings.Cut(strings.ToLower(text), ":")
	ok = ok || string(iri) != text || strings.Contains(text, "://") || scheme == "urn"
	if !ok || strings.ContainsAny(text, " \t") && text == cell {
		return "", false, nil // "Foo: a company"
	}
	if err := grammar.CheckTerm(term.Term{Kind: term.IRI, Text: string(iri)}); err != nil {
		return "", true, fmt.Errorf("%q: %w", cell, err)
	}
	return iri, true, nil
}

// mint makes the IRI of a new entity. The same kind and name give the same IRI each time.
func (n *names) mint(kind entityKind, name string) quad.IRI {
	slug, lossy := slugOf(name)
	if lossy {
		slug = strings.TrimPrefix(slug+"-"+digest(graph.FoldName(name)), "-")
	}
	return quad.IRI(n.namespace + kind.word + "-" + slug)
}

// slugOf writes a name with small letters, digits and hyphens. It is lossy if signs were dropped that can
// tell two names apart. Spaces, hyphens, dots and the like cannot, since names are looked up without them.
func slugOf(name string) (slug string, lossy bool) {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFC.String(graph.FoldName(name)) {
		switch {
		case (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) && grammar.AllowedInIRI(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		default:
			gap = true
			lossy = lossy || !strings.ContainsRune(" -_.,'’·・", r)
		}
	}
	return b.String(), lossy || b.Len() == 0
}

// digest is eight letters and digits that stand for texts.
func digest(texts ...string) string {
	h := sha256.New()
	for _, t := range texts {
		fmt.Fprintf(h, "%d %s ", len(t), t)
	}
	return strings.ToLower(base32.StdEncoding.EncodeToString(h.Sum(nil)[:5]))
}

// localName is the last part of an IRI, for other IRIs that are made of it.
func localName(iri quad.IRI) string {
	local := string(iri)[strings.LastIndexAny(string(iri), "/#:")+1:]
	for _, kind := range []entityKind{personKind(), organizationKind()} {
		local = strings.TrimPrefix(local, kind.word+"-")
	}
	if slug, _ := slugOf(local); slug != "" {
		return slug
	}
	return digest(string(iri))
}
