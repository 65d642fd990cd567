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
	"talentgraph.example/internal/names"
	"talentgraph.example/loader/internal/amplify"
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

// nameFinder finds the entities that cells name: those that were there before the file, and those that its rows
// have named since. Both are asked, so that nothing has to be looked up in a half-written state.
type nameFinder struct {
	before    *graph.Snapshot
	namespace string
	expanded  amplify.Meter     // by the namespace, and by prefixes
	given     givenNames        // by rows of this file
	made      map[quad.IRI]bool // entities that were not there before
}

func newNames(before *graph.Snapshot, namespace string, expanded amplify.Meter) *nameFinder {
	return &nameFinder{before: before, namespace: namespace, expanded: expanded, given: newGivenNames(), made: map[quad.IRI]bool{}}
}

// givenNames are names that rows give to entities, by the word for the kind.
type givenNames struct {
	all, plain map[string]*names.Set // plain has those that may fit loosely
	chinese    map[quad.IRI]bool     // entities that have a name in Chinese characters
	merged     map[quad.IRI]quad.IRI // into what rows have said that entities are the same as
}

func newGivenNames() givenNames {
	return givenNames{map[string]*names.Set{}, map[string]*names.Set{}, map[quad.IRI]bool{}, map[quad.IRI]quad.IRI{}}
}

// give notes that an entity has a name.
func (g givenNames) give(kind entityKind, name string, entity quad.IRI) {
	if g.all[kind.word] == nil {
		g.all[kind.word], g.plain[kind.word] = new(names.Set), new(names.Set)
	}
	g.all[kind.word].Add(name, entity)
	if isPlain(name) {
		g.plain[kind.word].Add(name, entity)
	}
	g.chinese[entity] = g.chinese[entity] || isChinese(name)
}

func (g givenNames) find(kind entityKind, name string, fit names.Fit) []quad.IRI {
	set := g.all[kind.word]
	if fit != names.Exactly {
		set = g.plain[kind.word]
	}
	if set == nil {
		return nil
	}
	return set.Find(name, fit)
}

// named is an entity that a cell names.
type named struct {
	iri   quad.IRI
	kind  entityKind
	name  string // the cell, if it is to become a name of the entity
	isNew bool   // it is still to be described
}

// find gives the entity that a cell names, by what was there before, by the rows above, and by what the cell's
// own row has named so far. An entity that is not there yet is new; it has no name if the cell gives its IRI.
func (n *nameFinder) find(ctx context.Context, cell string, kind entityKind, row givenNames) (named, error) {
	if iri, ok, err := n.readIRI(cell); ok || err != nil {
		if into, is := n.before.MergedInto(iri).(quad.IRI); is {
			iri = into
		}
		iri = n.now(iri, row)
		return named{iri: iri, kind: kind, isNew: !n.there(iri)}, err
	}
	for _, fit := range []names.Fit{names.Exactly, names.Loosely} {
		found, err := n.fitting(ctx, cell, kind, fit, row)
		if err != nil {
			return named{}, err
		}
		e := named{kind: kind}
		if fit == names.Loosely {
			found, err = n.orInPinyin(ctx, cell, kind, row, found)
			if err != nil {
				return named{}, err
			}
			e.name = cell // a form of the name that is not among its labels yet
		}
		switch len(found) {
		case 0:
			continue
		case 1:
			e.iri = found[0]
			return e, nil
		}
		return named{}, n.ambiguous(cell, kind, found)
	}
	iri, err := n.mint(kind, cell)
	return named{iri: iri, kind: kind, name: cell, isNew: true}, err
}

// fitting gives the entities whose names a cell fits. Only plain names fit loosely: C# is not C++.
func (n *nameFinder) fitting(ctx context.Context, cell string, kind entityKind, fit names.Fit, row givenNames) ([]quad.IRI, error) {
	if fit != names.Exactly && !isPlain(cell) {
		return nil, nil
	}
	look, fits := n.before.Named, hasLabel // Named gives those that fit loosely if none fits exactly
	switch fit {
	case names.Loosely:
		look, fits = n.before.NamedLoosely, fitsPlainLabel
	case names.Spelled:
		look, fits = n.before.NamedSpelled, fitsPlainLabel
	}
	found, err := look(ctx, cell, kind.kind)
	if err != nil {
		return nil, err
	}
	var all []quad.IRI
	for _, e := range found {
		if !fits(cell, e) {
			continue
		}
		if e.ID() == "" {
			return nil, fmt.Errorf("%q is a blank node, which a table cannot refer to; give it an IRI in its own file", cell)
		}
		if iri := n.now(e.ID(), row); !slices.Contains(all, iri) {
			all = append(all, iri)
		}
	}
	for _, given := range []givenNames{n.given, row} {
		for _, iri := range given.find(kind, cell, fit) {
			if iri = n.now(iri, row); !slices.Contains(all, iri) {
				all = append(all, iri)
			}
		}
	}
	return all, nil
}

// now gives what an entity is by what rows have said to be one.
func (n *nameFinder) now(iri quad.IRI, row givenNames) quad.IRI {
	for {
		into, ok := n.given.merged[iri]
		if !ok {
			into, ok = row.merged[iri]
		}
		if !ok {
			return iri
		}
		iri = into
	}
}

// isMadeOf tells whether an entity was made of a cell that had a name, and not described by its IRI.
func (n *nameFinder) isMadeOf(name string, kind entityKind, iri quad.IRI) (bool, error) {
	made, err := n.mint(kind, name)
	return made == iri, err
}

// orInPinyin gives, where nothing was found for a Chinese name, the entities that have its pinyin as a name and
// none in Chinese: so the order of rows that write 林美華 and Lin Meihua does not matter.
func (n *nameFinder) orInPinyin(ctx context.Context, cell string, kind entityKind, row givenNames, found []quad.IRI) ([]quad.IRI, error) {
	if len(found) > 0 {
		return found, nil
	}
	for _, reading := range names.Pinyin(cell) {
		spelled, err := n.fitting(ctx, reading, kind, names.Spelled, row)
		if err != nil {
			return nil, err
		}
		for _, iri := range spelled {
			if !n.hasChineseName(iri, row) && !slices.Contains(found, iri) {
				found = append(found, iri)
			}
		}
	}
	return found, nil
}

func (n *nameFinder) hasChineseName(iri quad.IRI, row givenNames) bool {
	if n.given.chinese[iri] || row.chinese[iri] {
		return true
	}
	id := n.before.Numbers().ID(iri)
	return id != 0 && slices.ContainsFunc(n.before.Numbers().Entity(id).Labels(), func(l graph.Label) bool { return isChinese(l.Text) })
}

func hasLabel(cell string, e graph.Entity) bool {
	folded := names.Fold(cell)
	return slices.ContainsFunc(e.Labels(), func(l graph.Label) bool { return names.Fold(l.Text) == folded })
}

func fitsPlainLabel(cell string, e graph.Entity) bool {
	var labels names.Set
	for _, l := range e.Labels() {
		if isPlain(l.Text) {
			labels.Add(l.Text, "label")
		}
	}
	return len(labels.Find(cell, names.Loosely)) > 0
}

// isPlain tells whether a name has no signs that could tell it from others.
func isPlain(name string) bool {
	_, lossy := slugOf(name)
	return !lossy
}

func isChinese(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// isOf tells whether an entity is known to be of a kind.
func (n *nameFinder) isOf(iri quad.IRI, kind entityKind) bool {
	id := n.before.Numbers().ID(iri)
	return n.made[iri] || id != 0 && slices.ContainsFunc(n.before.Numbers().Entity(id).Types(), func(class quad.IRI) bool { return slices.Contains(kind.kind.Classes, class) })
}

func (n *nameFinder) there(iri quad.IRI) bool { return n.made[iri] || n.before.Numbers().ID(iri) != 0 }

func (n *nameFinder) ambiguous(cell string, kind entityKind, candidates []quad.IRI) error {
	slices.Sort(candidates)
	lines := make([]string, len(candidates))
	for i, iri := range candidates {
		lines[i] = n.before.CompactIRI(iri)
		if id := n.before.Numbers().ID(iri); id != 0 {
			lines[i] += fmt.Sprintf(" (%s)", n.before.Numbers().Entity(id).Label())
		}
	}
	return fmt.Errorf("%w: %q is the name of %d entities of kind %s: %s; write the IRI of the one that is meant",
		graph.ErrAmbiguous, cell, len(candidates), kind.word, strings.Join(lines, ", "))
}

// readIRI reads a cell that gives an IRI: in angle brackets, with a known prefix, or one of the web's.
func (n *nameFinder) readIRI(cell string) (iri quad.IRI, ok bool, err error) {
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
	if err := n.expands(len(iri) - len(text)); err != nil {
		return "", true, err
	}
	return iri, true, nil
}

// mint makes the IRI of a new entity. The same kind and name give the same IRI each time.
func (n *nameFinder) mint(kind entityKind, name string) (quad.IRI, error) {
	slug, lossy := slugOf(name)
	if lossy {
		slug = strings.TrimPrefix(slug+"-"+digest(names.Fold(name)), "-")
	}
	return n.inNamespace(kind.word + "-" + slug)
}

// inNamespace makes an IRI of its local name. The error is about what long IRIs add up to.
func (n *nameFinder) inNamespace(local string) (quad.IRI, error) {
	if err := n.expands(len(n.namespace) + len(local)); err != nil { // the local name may hold that of a person
		return "", err
	}
	return quad.IRI(n.namespace + local), nil
}

// expands counts what a name or a prefix stands for. It counts twice, since IRIs are held here until the table has been
// read, and in the graph.
func (n *nameFinder) expands(bytes int) error {
	if err := n.expanded.Use(bytes); err != nil {
		return err
	}
	return n.expanded.Use(bytes)
}

// slugOf writes a name with small letters, digits and hyphens. It is lossy if signs were dropped that can
// tell two names apart. Spaces, hyphens, dots and the like cannot, since names are looked up without them.
func slugOf(name string) (slug string, lossy bool) {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFC.String(names.Fold(name)) {
		switch {
		case names.IsApostrophe(r):
			gap = true
		case (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) && grammar.AllowedInIRI(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		default:
			gap = true
			lossy = lossy || !strings.ContainsRune(" -_.,·・", r)
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
	_, local := term.SplitIRI(string(iri))
	for _, kind := range []entityKind{personKind(), organizationKind()} {
		local = strings.TrimPrefix(local, kind.word+"-")
	}
	if slug, _ := slugOf(local); slug != "" {
		return slug
	}
	return digest(string(iri))
}
