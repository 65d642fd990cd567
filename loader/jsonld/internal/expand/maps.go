package expand

import (
	"talentgraph.example/loader/jsonld/internal/contexts"
	"talentgraph.example/loader/jsonld/internal/json"
	"talentgraph.example/loader/jsonld/internal/problem"
)

// property takes an entry under a property.
func (e *Expander) property(c *contexts.Context, k contexts.Key, m json.Member, b *builder) error {
	p := property{name: m.Name, term: k.Term}
	container := p.container()
	var r result
	var err error
	switch {
	case k.Term != nil && k.Term.Type == "@json":
		r.one = &Object{Kind: Value, From: m.Value.Place, Value: m.Value, Type: Ref{IRI: "@json", At: m.Value.Place}}
	case container.Has(contexts.Language) && m.Value.Kind == json.Object:
		r.array, err = e.languageMap(c, p.term, m.Value)
	case container.Has(contexts.Index|contexts.Type|contexts.ID) && m.Value.Kind == json.Object:
		r.array, err = e.indexMap(c, p, m.Value)
	default:
		r, err = e.element(c, p, m.Value, false)
	}
	if err != nil || r.none() {
		return err
	}
	if container.Has(contexts.List) && (r.one == nil || r.one.Kind != List) {
		r = result{one: &Object{Kind: List, From: m.Value.Place, Items: r.all()}}
	}
	values := r.all()
	if container.Has(contexts.Graph) && !container.Has(contexts.ID|contexts.Index) {
		for i, o := range values {
			values[i] = &Object{From: o.From, Graph: []*Object{o}}
		}
	}
	if k.Term == nil || !k.Term.Reverse {
		b.properties.add(k.IRI, m.At, values)
		return nil
	}
	for _, o := range values {
		if o.Kind != Node {
			return o.From.Error(problem.InvalidReverseValue, "a node")
		}
	}
	b.reverse.add(k.IRI, m.At, values)
	return nil
}

// value is the Value Expansion algorithm (section 5.3.2). The term is that of the property, nil if it has none.
func (e *Expander) value(c *contexts.Context, term *contexts.Definition, v *json.Value) (*Object, error) {
	o := &Object{From: v.Place}
	if term == nil {
		term = &contexts.Definition{}
	}
	mode := contexts.Either
	switch term.Type {
	case "@id":
		mode = contexts.Document
		fallthrough
	case "@vocab":
		if v.Kind != json.String {
			break
		}
		iri, err := e.contexts.IRI(c, v.Text, mode, v.Place)
		o.ID = &Ref{iri, iri == "" && v.Text != "", v.Place}
		return o, err
	case "", "@none":
	default:
		o.Kind, o.Value, o.Type = Value, v, Ref{IRI: term.Type, At: v.Place}
		return o, nil
	}
	o.Kind, o.Value = Value, v
	if v.Kind == json.String {
		o.Language, o.Direction = Ref{IRI: c.Language(), At: v.Place}, c.Direction()
		if term.Language.Set {
			o.Language.IRI = term.Language.Value
		}
		if term.Direction.Set {
			o.Direction = term.Direction.Value
		}
	}
	return o, nil
}

// languageMap expands texts by their language.
func (e *Expander) languageMap(c *contexts.Context, term *contexts.Definition, v *json.Value) ([]*Object, error) {
	direction := c.Direction()
	if term.Direction.Set {
		direction = term.Direction.Value
	}
	out := []*Object{}
	for _, m := range v.Members {
		k, err := e.contexts.Key(c, m.Name, m.At)
		if err != nil {
			return nil, err
		}
		for _, item := range m.Value.List() {
			if !e.pace.Step() {
				return nil, e.pace.Err()
			}
			if item.Kind == json.Null {
				continue
			}
			if item.Kind != json.String {
				return nil, item.Error(problem.InvalidLanguageMap, "a string")
			}
			o := &Object{Kind: Value, From: item.Place, Value: item, Direction: direction}
			if k.IRI != "@none" {
				o.Language = Ref{IRI: m.Name, At: m.At}
			}
			out = append(out, o)
		}
	}
	return out, nil
}

// indexMap expands values by an index, an identifier or a type.
func (e *Expander) indexMap(c *contexts.Context, p property, v *json.Value) ([]*Object, error) {
	out := []*Object{}
	container := p.term.Container
	for _, m := range v.Members {
		if !e.pace.Step() {
			return nil, e.pace.Err()
		}
		inner := c
		if previous := c.Previous(); previous != nil && container.Has(contexts.ID|contexts.Type) {
			inner = previous
		}
		if container.Has(contexts.Type) {
			var err error
			if inner, err = e.contexts.MapScoped(inner, inner.Definition(m.Name)); err != nil {
				return nil, err
			}
		}
		values := m.Value
		if values.Kind != json.Array {
			values = &json.Value{Place: values.Place, Kind: json.Array, Items: []*json.Value{values}}
		}
		r, err := e.element(inner, p.in(inner), values, true)
		if err != nil {
			return nil, err
		}
		entry, err := e.mapKey(c, m)
		if err != nil {
			return nil, err
		}
		for _, o := range r.all() {
			if container.Has(contexts.Graph) && !o.IsGraph() {
				o = &Object{From: o.From, Graph: []*Object{o}}
			}
			if entry.IRI != "@none" {
				if err := e.indexed(c, p.term, m, entry, o); err != nil {
					return nil, err
				}
			}
			out = append(out, o)
		}
	}
	return out, nil
}

// mapKey expands the key of a map as if it were a property or class.
func (e *Expander) mapKey(c *contexts.Context, m json.Member) (Ref, error) {
	k, err := e.contexts.Key(c, m.Name, m.At)
	return Ref{k.IRI, k.IRI == "" && m.Name != "", m.At}, err
}

// indexed says of an object in a map what its key says.
func (e *Expander) indexed(c *contexts.Context, term *contexts.Definition, m json.Member, key Ref, o *Object) error {
	switch container := term.Container; {
	case container.Has(contexts.Index) && term.Index != "" && term.Index != "@index":
		if o.Kind != Node {
			return o.From.Error(problem.InvalidValueObject, "a node, since the index is a property")
		}
		index, err := e.value(c, c.Definition(term.Index), &json.Value{Place: m.At, Kind: json.String, Text: m.Name})
		if err != nil {
			return err
		}
		k, err := e.contexts.Key(c, term.Index, m.At)
		if err != nil {
			return err
		}
		before := o.Properties
		o.Properties = nil
		for _, p := range before {
			if p.IRI == k.IRI {
				p.Values = append([]*Object{index}, p.Values...)
				index = nil
			}
			o.Properties = append(o.Properties, p)
		}
		if index != nil {
			o.Properties = append(o.Properties, Property{k.IRI, m.At, []*Object{index}})
		}
	case container.Has(contexts.Index):
		if o.Index == nil {
			o.Index = &m.Name
		}
	case container.Has(contexts.ID) && o.Kind == Node && o.ID == nil:
		iri, err := e.contexts.IRI(c, m.Name, contexts.Document, m.At)
		if err != nil {
			return err
		}
		o.ID = &Ref{iri, iri == "" && m.Name != "", m.At}
	case container.Has(contexts.Type) && o.Kind == Node:
		types, err := e.contexts.IRI(c, m.Name, contexts.Either, m.At)
		if err != nil {
			return err
		}
		o.Types = append([]Ref{{types, key.Null, m.At}}, o.Types...)
	}
	return nil
}
