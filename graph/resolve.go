package graph

import (
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/names"
)

// Kind narrows a name to entities of certain classes. The zero Kind is anything.
type Kind struct {
	Name    string     // for messages, in the singular: "organization"
	Classes []quad.IRI // the entity has one of these as its rdf:type
}

func (k Kind) word() string {
	if k.Name == "" {
		return "entity"
	}
	return k.Name
}

// Has tells whether an entity is of the kind: whether it has one of the kind's classes. The zero Kind has any entity but the zero
// one. Unlike [Snapshot.Resolve] it does not let entities without a type pass.
func (k Kind) Has(e Entity) bool {
	if len(k.Classes) == 0 {
		return !e.IsZero()
	}
	return slices.ContainsFunc(e.Types(), func(t quad.IRI) bool { return slices.Contains(k.Classes, t) })
}

// AnyKind is anything that has a name.
func AnyKind() Kind { return Kind{} }

// PersonKind is persons and groups of people.
func PersonKind() Kind {
	return Kind{Name: "person", Classes: []quad.IRI{vocab.ClassPerson, vocab.ClassGroup}}
}

// OrganizationKind is organizations and their units.
func OrganizationKind() Kind {
	return Kind{Name: "organization", Classes: []quad.IRI{vocab.ORGOrganization, vocab.ORGOrganizationalUnit}}
}

// SectorKind is sectors.
func SectorKind() Kind { return Kind{Name: "sector", Classes: []quad.IRI{vocab.SKOSConcept}} }

// SourceKind is texts that claims are found in.
func SourceKind() Kind { return Kind{Name: "source", Classes: []quad.IRI{vocab.ClassSource}} }

// Resolve finds the one entity that a name means. A name is
//
//   - an IRI, with or without angle brackets; a compact IRI with a known prefix, such as "id:alibaba";
//     a blank node, "_:b1". Any term of the graph can be named so, whatever its kind; one that was merged into another
//     ([Graph.Same]) means that one;
//   - or a label of an entity of the kind: preferred, plain, alternative or hidden, in any language.
//     Case, width and spacing do not matter. If no label fits so, one that fits loosely does: by its letters
//     and digits alone ("deep seek"), in the other Chinese script, or, for a name in Latin letters, by its
//     pinyin ("huawei").
//
// Entities without any type pass for any kind. The error is a [*NameError]: ErrNotFound with
// suggestions, which know typing errors, titles and endings of companies ("Dr.", 有限公司), initials, words in another order and
// parts of names, in either script and in pinyin; or ErrAmbiguous with the candidates and what tells them apart: what each is known for, where they last
// went.
func (s *Snapshot) Resolve(ctx context.Context, name string, kind Kind) (Entity, error) {
	if err := s.usable(ctx); err != nil {
		return Entity{}, err
	}
	name = strings.TrimSpace(name)
	if node := s.parseNode(name); node != nil {
		if id := s.quads.ID(node); id != 0 {
			return s.Numbers().Entity(s.merged(id)), nil
		}
	}
	if name == "" {
		return Entity{}, &NameError{Kind: kind}
	}
	fitting, wrongKind, err := s.lookUp(ctx, name, kind)
	switch {
	case err != nil:
		return Entity{}, err
	case len(fitting) == 1:
		return fitting[0], nil
	case len(fitting) > 1:
		apart, err := s.tellApart(ctx, fitting)
		if err != nil {
			return Entity{}, err
		}
		return Entity{}, &NameError{Name: name, Kind: kind, Candidates: fitting, apart: apart}
	}
	suggestions, err := s.suggest(ctx, name, kind)
	if err != nil {
		return Entity{}, err
	}
	return Entity{}, &NameError{Name: name, Kind: kind, Suggestions: suggestions, WrongKind: wrongKind}
}

// lookUp gives the entities of a kind that have a name, and if there are none, those of other kinds.
func (s *Snapshot) lookUp(ctx context.Context, name string, kind Kind) (fitting, wrongKind []Entity, err error) {
	for _, fit := range []names.Fit{names.Exactly, names.Loosely} {
		ids, err := s.named(ctx, name, fit)
		if err != nil {
			return nil, nil, err
		}
		fitting, others := s.ofKind(ids, kind)
		if len(fitting) > 0 {
			return fitting, nil, s.quads.Damage()
		}
		if len(wrongKind) == 0 {
			wrongKind = others
		}
	}
	return nil, wrongKind, s.quads.Damage()
}

// Named gives all entities of a kind that have a name as a label, by IRI, none being no error. It looks as
// [Snapshot.Resolve] does, but takes no IRIs and looks for nothing similar, which makes it fast for names
// that are not there.
func (s *Snapshot) Named(ctx context.Context, name string, kind Kind) ([]Entity, error) {
	if err := s.usable(ctx); err != nil {
		return nil, err
	}
	fitting, _, err := s.lookUp(ctx, strings.TrimSpace(name), kind)
	return fitting, err
}

// NamedLoosely gives all entities of a kind that have a label which the name fits loosely, as [Snapshot.Resolve]
// says, by IRI, none being no error: also where [Snapshot.Named] gives one that it fits exactly.
func (s *Snapshot) NamedLoosely(ctx context.Context, name string, kind Kind) ([]Entity, error) {
	return s.namedBy(ctx, name, kind, names.Loosely)
}

// NamedSpelled is NamedLoosely without the entities that only have a Chinese name with the name as its pinyin.
func (s *Snapshot) NamedSpelled(ctx context.Context, name string, kind Kind) ([]Entity, error) {
	return s.namedBy(ctx, name, kind, names.Spelled)
}

func (s *Snapshot) namedBy(ctx context.Context, name string, kind Kind, fit names.Fit) ([]Entity, error) {
	if err := s.usable(ctx); err != nil {
		return nil, err
	}
	ids, err := s.named(ctx, strings.TrimSpace(name), fit)
	if err != nil {
		return nil, err
	}
	fitting, _ := s.ofKind(ids, kind)
	return fitting, nil
}

// Resolve finds the one entity that a name means in the reader's present state. See [Snapshot.Resolve].
func Resolve(ctx context.Context, r Reader, name string, kind Kind) (Entity, error) {
	var e Entity
	err := r.View(ctx, func(s *Snapshot) (err error) {
		e, err = s.Resolve(ctx, name, kind)
		return err
	})
	return e, err
}

// parseNode reads a name that is written as a term; nil if it is none.
func (s *Snapshot) parseNode(name string) quad.Value {
	if label, ok := strings.CutPrefix(name, "_:"); ok {
		return quad.BNode(label)
	}
	if inner, ok := strings.CutPrefix(name, "<"); ok {
		if inner, ok = strings.CutSuffix(inner, ">"); ok {
			return s.ExpandIRI(inner)
		}
	}
	if iri, ok := s.expand(name); ok {
		return iri
	}
	if strings.Contains(name, ":") && !strings.ContainsAny(name, " <>\"") {
		return quad.IRI(name)
	}
	return nil
}

// named gives the numbers of the entities that have a name in this state, ascending.
func (s *Snapshot) named(ctx context.Context, name string, fit names.Fit) ([]ID, error) {
	tables, err := s.nameTables(ctx)
	if err != nil {
		return nil, err
	}
	key := names.Fold(name)
	keys := []string{key}
	if fit != names.Exactly {
		keys = names.LooseQuery(key, fit)
	}
	if keys[0] == "" {
		return nil, nil
	}
	var ids []ID
	for _, t := range tables {
		for _, k := range keys {
			ids = append(ids, t.find(k, fit)...)
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	z := names.NewRomanizer()
	return slices.DeleteFunc(ids, func(id ID) bool {
		return !slices.ContainsFunc(s.appendLabels(nil, id, Hidden), func(l Label) bool {
			if fit != names.Exactly {
				return z.FitsLoosely(key, names.Fold(l.Text))
			}
			return names.Fold(l.Text) == key
		})
	}), nil
}

// nameTables gives the tables that together know every name of this state.
func (s *Snapshot) nameTables(ctx context.Context) ([]*nameTable, error) {
	if s.pending != nil && (s.pending.bulk || !s.quads.SameNumbers(s.names.present().quads)) {
		t, err := s.ownTable(ctx)
		return []*nameTable{t}, err
	}
	shared, err := s.names.get(ctx)
	if err != nil {
		return nil, err
	}
	if s.version < shared.since {
		// The table was built later and may lack a label that has been removed in between.
		if shared, err = s.ownTable(ctx); err != nil {
			return nil, err
		}
	}
	tables := []*nameTable{shared}
	if s.pending != nil {
		tables = append(tables, s.pending.names(s.quads.Hasher(), s.quads.ID, s.written))
	}
	return tables, nil
}

// ownTable builds a table of this state alone, once.
func (s *Snapshot) ownTable(ctx context.Context) (*nameTable, error) {
	if t := s.own.Load(); t != nil {
		return t, nil
	}
	t, err := buildNames(ctx, s)
	if err == nil {
		s.own.Store(t)
	}
	return t, err
}

// ofKind parts the entities of a kind, and those with no type, from the rest; each by IRI. If some have
// the kind's class, those without a type are not among the fitting ones.
func (s *Snapshot) ofKind(ids []ID, kind Kind) (fitting, others []Entity) {
	var untyped []Entity
	for _, id := range ids {
		e := s.Numbers().Entity(id)
		if len(kind.Classes) == 0 {
			fitting = append(fitting, e)
			continue
		}
		types := e.Types()
		switch {
		case slices.ContainsFunc(types, func(t quad.IRI) bool { return slices.Contains(kind.Classes, t) }):
			fitting = append(fitting, e)
		case len(types) == 0:
			untyped = append(untyped, e)
		default:
			others = append(others, e)
		}
	}
	if len(fitting) == 0 {
		fitting = untyped
	}
	sortEntities(fitting)
	sortEntities(others)
	return fitting, others
}

// sortEntities orders by IRI, blank nodes first.
func sortEntities(entities []Entity) {
	slices.SortFunc(entities, compareEntities)
}

func compareEntities(a, b Entity) int {
	return strings.Compare(term.OrderText(a.Node()), term.OrderText(b.Node()))
}
