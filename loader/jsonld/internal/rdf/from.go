package rdf

import (
	"bytes"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/internal/pretty"
	"talentgraph.example/loader/jsonld/internal/expand"
	"talentgraph.example/loader/jsonld/internal/json"
	"talentgraph.example/loader/jsonld/internal/problem"
	"talentgraph.example/loader/syntax"
)

// Natives says which literals become JSON's own numbers and truth values.
type Natives uint8

// The ways to write literals.
const (
	Texts Natives = iota // none
	Exact                // those that come back as they were
	All                  // all numbers and truth values, of which the spelling may be lost
)

// Serializer makes expanded documents of quads: the Serialize RDF as JSON-LD algorithm (section 8.4).
type Serializer struct {
	Nest      bool // nodes that one other refers to stand within it, without a name
	Natives   Natives
	RDFType   bool // rdf:type is a property as others
	Direction syntax.Direction
	// Typed tells whether values of a property are better written with their datatype; it may be nil.
	Typed func(property, datatype string) bool

	pace  *pace.Pace
	shape pretty.Shape
	// Nodes with rdf:direction, which stand for a text and nothing else.
	compound map[quad.Value][]quad.Quad
}

// Document gives the nodes of quads, each of which comes once, in an order that does not depend on theirs. Those of
// graphs are in the @graph of the node that names the graph.
func (s *Serializer) Document(p *pace.Pace, quads []quad.Quad) ([]*expand.Object, error) {
	s.pace = p
	quads = sorted(p, quads)
	var types []quad.Quad
	if s.Natives != Exact {
		quads, types = withoutListTypes(quads)
	}
	s.shape = pretty.NewShape(p, quads)
	for _, q := range types {
		if !s.shape.Listed(q.Subject) {
			quads = append(quads, q)
		}
	}
	if p.Err() != nil {
		return nil, p.Err() // the shape is not whole
	}
	quads = s.takeCompounds(quads)
	byGraph := map[quad.Value][]quad.Quad{}
	var labels []quad.Value
	for _, q := range quads {
		if !p.Step() {
			return nil, p.Err()
		}
		if _, ok := byGraph[q.Label]; !ok && q.Label != nil {
			labels = append(labels, q.Label)
		}
		byGraph[q.Label] = append(byGraph[q.Label], q)
	}
	out, byID, err := s.graph(byGraph[nil])
	if err != nil {
		return nil, err
	}
	for _, label := range labels {
		nodes, _, err := s.graph(byGraph[label])
		if err != nil {
			return nil, err
		}
		o := byID[label]
		if o == nil {
			o = &expand.Object{}
			out = append(out, o)
		}
		o.ID = &expand.Ref{IRI: name(label)} // even if nothing else refers to it
		o.Graph = nodes
	}
	return out, p.Err()
}

// sorted gives the quads in the order of their lines.
func sorted(p *pace.Pace, quads []quad.Quad) []quad.Quad {
	type written struct {
		line []byte
		quad quad.Quad
	}
	all := make([]written, len(quads))
	for i, q := range quads {
		if !p.Step() {
			break
		}
		all[i] = written{term.AppendQuad(nil, q), q}
	}
	pace.Sort(p, all, func(a, b written) int { return bytes.Compare(a.line, b.line) })
	out := make([]quad.Quad, len(quads))
	for i, w := range all {
		out[i] = w.quad
	}
	return out
}

// withoutListTypes takes the class rdf:List from list cells that say so, as the standard asks; it gives what it took.
func withoutListTypes(quads []quad.Quad) (rest, taken []quad.Quad) {
	said := map[quad.Value]int{}
	for _, q := range quads {
		said[q.Subject]++
	}
	const ofCell = 3 // rdf:first, rdf:rest and the class
	for _, q := range quads {
		_, blank := q.Subject.(quad.BNode)
		if blank && said[q.Subject] == ofCell && q.Predicate == quad.IRI(rdfType.Text) && q.Object == quad.IRI(term.RDF+"List") {
			taken = append(taken, q)
		} else {
			rest = append(rest, q)
		}
	}
	return rest, taken
}

// graph gives the nodes of one graph that are not within others, and which is which.
func (s *Serializer) graph(quads []quad.Quad) ([]*expand.Object, map[quad.Value]*expand.Object, error) {
	bySubject := map[quad.Value][]quad.Quad{}
	var subjects []quad.Value
	for _, q := range quads {
		if !s.pace.Step() {
			return nil, nil, s.pace.Err()
		}
		if _, ok := bySubject[q.Subject]; !ok && !s.within(q.Subject) {
			subjects = append(subjects, q.Subject)
		}
		bySubject[q.Subject] = append(bySubject[q.Subject], q)
	}
	nodes, byID := []*expand.Object{}, map[quad.Value]*expand.Object{}
	for _, subject := range subjects {
		o, err := s.node(subject, bySubject[subject])
		if err != nil {
			return nil, nil, err
		}
		nodes = append(nodes, o)
		byID[subject] = o
	}
	return nodes, byID, nil
}

// within tells whether a subject is written where it is the object.
func (s *Serializer) within(v quad.Value) bool {
	if s.Nest {
		return s.shape.Nested(v)
	}
	return s.shape.Listed(v)
}

func (s *Serializer) node(self quad.Value, quads []quad.Quad) (*expand.Object, error) {
	o := &expand.Object{}
	if !s.Nest || !s.shape.Anonymous(self) {
		o.ID = &expand.Ref{IRI: name(self)}
	}
	for _, q := range quads { // those of one predicate stand together
		if !s.pace.Step() {
			return nil, s.pace.Err()
		}
		predicate := string(q.Predicate.(quad.IRI))
		if predicate == rdfType.Text && s.isClass(q.Object) {
			o.Types = append(o.Types, expand.Ref{IRI: name(q.Object)})
			continue
		}
		v, err := s.object(predicate, q.Object)
		if err != nil {
			return nil, err
		}
		if n := len(o.Properties); n > 0 && o.Properties[n-1].IRI == predicate {
			o.Properties[n-1].Values = append(o.Properties[n-1].Values, v)
		} else {
			o.Properties = append(o.Properties, expand.Property{IRI: predicate, Values: []*expand.Object{v}})
		}
	}
	return o, nil
}

// isClass tells whether a value of rdf:type can stand in an @type. Nodes that stand within others cannot.
func (s *Serializer) isClass(v quad.Value) bool {
	switch v.(type) {
	case quad.IRI:
		return !s.RDFType
	case quad.BNode:
		return !s.RDFType && !s.Nest
	}
	return false
}

// name gives a node's @id.
func name(v quad.Value) string {
	if b, ok := v.(quad.BNode); ok {
		return "_:" + string(b)
	}
	return string(v.(quad.IRI))
}

func literalOf(v quad.Value) (term.Term, bool) {
	t, _ := term.Of(v) // it was checked when it came
	return t, t.Kind == term.Literal
}

// object gives what a property has.
func (s *Serializer) object(property string, v quad.Value) (*expand.Object, error) {
	if items, ok := s.shape.List(s.pace, v); ok {
		list := &expand.Object{Kind: expand.List, Items: make([]*expand.Object, 0, len(items))}
		for _, item := range items {
			o, err := s.object(property, item)
			if err != nil {
				return nil, err
			}
			list.Items = append(list.Items, o)
		}
		return list, nil
	}
	if compound, ok := s.compound[v]; ok {
		return s.text(compound)
	}
	if s.Nest && s.shape.Nested(v) {
		return s.node(v, s.shape.Quads(v.(quad.BNode)))
	}
	if t, ok := literalOf(v); ok {
		return s.literal(property, t)
	}
	return &expand.Object{ID: &expand.Ref{IRI: name(v)}}, nil
}

// takeCompounds takes the quads of compound literals away, where base directions are kept so.
func (s *Serializer) takeCompounds(quads []quad.Quad) []quad.Quad {
	if s.Direction != syntax.CompoundLiteral {
		return quads
	}
	s.compound = map[quad.Value][]quad.Quad{}
	for _, q := range quads {
		if b, ok := q.Subject.(quad.BNode); ok && q.Predicate == quad.IRI(rdfDirection.Text) && s.shape.Single(b) {
			s.compound[b] = s.shape.Quads(b)
		}
	}
	var rest []quad.Quad
	for _, q := range quads {
		if _, ok := s.compound[q.Subject]; !ok {
			rest = append(rest, q)
		}
	}
	return rest
}

// text gives the value of a compound literal.
func (s *Serializer) text(quads []quad.Quad) (*expand.Object, error) {
	o := &expand.Object{Kind: expand.Value, Value: json.NewString("")}
	for _, q := range quads {
		t, _ := literalOf(q.Object)
		switch string(q.Predicate.(quad.IRI)) {
		case rdfValue.Text:
			o.Value = json.NewString(t.Text)
		case rdfLanguage.Text:
			if !term.ValidLang(t.Text) {
				return nil, problem.InvalidLanguageTag
			}
			o.Language.IRI = t.Text
		case rdfDirection.Text:
			if t.Text != "ltr" && t.Text != "rtl" {
				return nil, problem.InvalidDirection
			}
			o.Direction = t.Text
		}
	}
	return o, nil
}

// literal is the RDF to Object Conversion algorithm (section 8.5.2) for literals.
func (s *Serializer) literal(property string, t term.Term) (*expand.Object, error) {
	o := &expand.Object{Kind: expand.Value, Value: json.NewString(t.Text), Type: expand.Ref{IRI: t.Datatype}, Language: expand.Ref{IRI: t.Lang}}
	if language, direction, ok := strings.Cut(strings.TrimPrefix(t.Datatype, i18n), "_"); ok && s.Direction == syntax.I18NDatatype && strings.HasPrefix(t.Datatype, i18n) {
		if s.Natives != Exact || (direction == "ltr" || direction == "rtl") && (language == "" || term.ValidLang(language)) {
			o.Type.IRI, o.Language.IRI, o.Direction = "", language, direction
		}
		return o, nil
	}
	switch {
	case t.Datatype == rdfJSON:
		return o, s.json(o, t.Text)
	case s.Natives == All:
		native(o, t)
	case s.Natives == Exact && exact(o, t) && s.Typed != nil && s.Typed(property, t.Datatype):
		o.Type.IRI = t.Datatype
	}
	return o, nil
}

// json makes a @json value of its text. Where only what comes back as it was may be written so, other texts stay
// texts.
func (s *Serializer) json(o *expand.Object, text string) error {
	const depth = syntax.DefaultMaxDepth / 2 // the document has some, too
	v, err := json.Parse(s.pace, json.NewSource("", text), json.Limits{Depth: depth, String: len(text)})
	if s.pace.Err() != nil {
		return s.pace.Err()
	}
	if err == nil && s.Natives == Exact {
		if again, err := json.AppendCanonical(s.pace, nil, v); err != nil || string(again) != text {
			return s.pace.Err()
		}
	}
	switch {
	case err == nil:
		o.Value, o.Type.IRI = v, "@json"
	case s.Natives != Exact:
		return problem.InvalidJSON
	}
	return nil
}
