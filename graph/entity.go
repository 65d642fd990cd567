package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/names"
)

// Entity is something the graph speaks of: a person, an organization, a sector, a move. It is a small
// value that points into a snapshot, and reads its labels from there when asked. The zero Entity is
// nothing: the missing origin of a move, for instance. Safe for concurrent use.
//
// It is 16 bytes with one pointer, since answers are full of them. After Detach the pointer leads to a
// snapshot that holds nothing but this entity's own content.
type Entity struct {
	s  *Snapshot
	id ID
}

// detached is an entity's content without its snapshot.
type detached struct {
	node   quad.Value
	labels []Label
	types  []quad.IRI
}

// Label is one label of an entity.
type Label struct {
	Text string
	Lang string // the language tag as written; empty if the label has none
	Kind LabelKind
}

// literalText gives the text and the language of a literal that can be a name.
func literalText(v quad.Value) (text, lang string, ok bool) {
	switch v := v.(type) {
	case quad.String:
		return string(v), "", true
	case quad.LangString:
		return string(v.Value), v.Lang, true
	}
	return "", "", false
}

// Number is the entity's number in its snapshot, for the methods of [Numbers]; 0 for
// the zero Entity and a detached one.
func (e Entity) Number() ID { return e.id }

// IsZero tells whether there is no entity.
func (e Entity) IsZero() bool { return e.s == nil }

// kept is a detached entity's content, nil for any other.
func (e Entity) kept() *detached {
	if e.s == nil {
		return nil
	}
	return e.s.kept
}

// Node is the entity's IRI or blank node; nil for the zero Entity.
func (e Entity) Node() quad.Value {
	switch {
	case e.kept() != nil:
		return e.kept().node
	case e.id == 0:
		return nil
	}
	return e.s.quads.Value(e.id)
}

// ID is the entity's IRI; empty for a blank node and for the zero Entity.
func (e Entity) ID() quad.IRI {
	iri, _ := e.Node().(quad.IRI)
	return iri
}

// compact is the IRI with its prefix, or the blank node, for people to read and to type.
func (e Entity) compact() string {
	switch node := e.Node().(type) {
	case quad.IRI:
		return e.s.CompactIRI(node)
	case quad.BNode:
		return node.String()
	}
	return ""
}

// Labels are all labels: preferred ones first, then plain, alternative and hidden ones, each by language
// and text.
func (e Entity) Labels() []Label {
	switch {
	case e.kept() != nil:
		return slices.Clone(e.kept().labels)
	case e.id == 0:
		return nil
	}
	labels := e.s.appendLabels(nil, e.id, Hidden)
	slices.SortFunc(labels, func(a, b Label) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), strings.Compare(a.Lang, b.Lang), strings.Compare(a.Text, b.Text))
	})
	return slices.Compact(labels)
}

// labelField is a predicate of labels that a state has.
type labelField struct {
	predicate ID
	kind      LabelKind
}

// labelFieldsOf are those of a state, in the order of their kinds.
var labelFieldsOf = NewDerived(func(s *Snapshot) (fields []labelField) {
	for _, label := range s.names.labels {
		if id := s.quads.ID(label.iri); id != 0 {
			fields = append(fields, labelField{id, label.kind})
		}
	}
	return fields
})

// LabelPredicates are the predicates whose texts are labels: those of SKOS, and those of [PlainLabels].
func (s *Snapshot) LabelPredicates() []quad.IRI {
	if s.err != nil {
		return nil
	}
	predicates := make([]quad.IRI, len(s.names.labels))
	for i, label := range s.names.labels {
		predicates[i] = label.iri
	}
	return predicates
}

// appendLabels reads the labels of the kinds up to a last one, in the order of the kinds.
func (s *Snapshot) appendLabels(labels []Label, id ID, last LabelKind) []Label {
	if s.err != nil {
		return labels
	}
	for _, field := range labelFieldsOf.Of(s) {
		if field.kind > last {
			break
		}
		for _, object := range s.quads.Rows(id, quad.Subject, field.predicate).Others {
			if text, lang, ok := literalTerm(s.quads.Term(object)); ok {
				labels = append(labels, Label{Text: text, Lang: lang, Kind: field.kind})
			}
		}
	}
	return labels
}

// literalTerm is literalText for a term.
func literalTerm(t term.Term) (text, lang string, ok bool) {
	return t.Text, t.Lang, t.Kind == term.Literal && t.Datatype == ""
}

// Label is the label to show, in the first of the languages that the entity has one in; without
// languages, English comes first. A language matches as in RFC 4647: "zh" finds zh-Hant and zh-Hans, and
// "zh-Hant-TW" falls back to zh-Hant. If none of them is there, a label in English, without a language
// or in any other language serves, then the IRI's local name. Preferred labels come before plain ones;
// alternative ones are only searched by.
func (e Entity) Label(langs ...string) string {
	var room [8]Label // more than most entities have
	var labels []Label
	switch {
	case e.kept() != nil:
		labels = e.kept().labels
	case e.id == 0:
		return ""
	default:
		labels = e.s.appendLabels(room[:0], e.id, Plain)
	}
	if text, ok := chooseLabel(labels, langs); ok {
		return text
	}
	switch node := e.Node().(type) {
	case quad.IRI:
		return localName(node)
	case quad.BNode:
		return node.String()
	default:
		text, _, _ := literalText(node)
		return text
	}
}

// String is the label to show in English, or whatever there is.
func (e Entity) String() string { return e.Label() }

// chooseLabel picks the best label: by language first, then kind, then text, so that the choice does
// not hang on the order in which labels were written.
func chooseLabel(labels []Label, langs []string) (string, bool) {
	best, found := chooseAmong(labels, langs)
	return best.Text, found
}

func chooseAmong(labels []Label, langs []string) (Label, bool) {
	best, bestRank := -1, 0
	for i, l := range labels {
		if l.Kind > Plain {
			continue
		}
		rank := names.LangRank(l.Lang, langs)
		if best < 0 || cmp.Or(
			cmp.Compare(rank, bestRank),
			cmp.Compare(l.Kind, labels[best].Kind),
			strings.Compare(l.Lang, labels[best].Lang),
			strings.Compare(l.Text, labels[best].Text)) < 0 {
			best, bestRank = i, rank
		}
	}
	if best < 0 {
		return Label{}, false
	}
	return labels[best], true
}

// localName is what stands behind the last "#", "/" or ":" of an IRI.
func localName(iri quad.IRI) string {
	if _, name := term.SplitIRI(string(iri)); name != "" {
		return name
	}
	return string(iri)
}

// Types are the entity's classes (rdf:type), by IRI.
func (e Entity) Types() []quad.IRI {
	switch {
	case e.kept() != nil:
		return slices.Clone(e.kept().types)
	case e.id == 0:
		return nil
	}
	p := e.s.quads.ID(vocab.RDFType)
	if p == 0 {
		return nil
	}
	var types []quad.IRI
	e.s.Numbers().Row(e.id, quad.Subject, []ID{p}, func(r Run) {
		for _, o := range r.Others {
			if iri, ok := e.s.quads.Value(o).(quad.IRI); ok {
				types = append(types, iri)
			}
		}
	})
	slices.Sort(types)
	return slices.Compact(types)
}

// kindWords names the entity's classes in words, such as "person" or "strategy".
func (e Entity) kindWords() string {
	var words []string
	for _, t := range e.Types() {
		word := strings.ToLower(localName(t))
		article := "a "
		if strings.ContainsAny(word[:1], "aeiou") {
			article = "an "
		}
		words = append(words, article+word)
	}
	return strings.Join(words, " and ")
}

// Detach gives the same entity without its snapshot: its node, labels and types are copied, and the
// snapshot's memory can be freed.
func (e Entity) Detach() Entity {
	if e.id == 0 {
		return e
	}
	return Entity{s: &Snapshot{kept: &detached{node: e.Node(), labels: e.Labels(), types: e.Types()}}}
}

// countNames is how many names eachName has at most.
func (s *Snapshot) countNames(ctx context.Context) (all int64, err error) {
	for _, field := range labelFieldsOf.Of(s) {
		n, err := s.Numbers().Count(ctx, PatternIDs{Predicate: field.predicate})
		if err != nil {
			return 0, err
		}
		all += n
	}
	return all, nil
}

// eachName calls f with every name of every entity, for the name index.
func (s *Snapshot) eachName(ctx context.Context, f func(id ID, name string)) error {
	for _, field := range labelFieldsOf.Of(s) {
		var last ID
		var text string
		var ok bool
		err := s.Numbers().Scan(ctx, field.predicate, false, func(subjects, objects, _ []ID) bool {
			for i, object := range objects {
				if object != last {
					text, _, ok = literalTerm(s.quads.Term(object))
					last = object
				}
				if ok {
					f(subjects[i], text)
				}
			}
			return true
		})
		if err != nil {
			return err
		}
	}
	return nil
}
