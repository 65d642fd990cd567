package expand

import (
	"talentgraph.example/loader/jsonld/internal/contexts"
	"talentgraph.example/loader/jsonld/internal/json"
	"talentgraph.example/loader/jsonld/internal/problem"
)

// keyword takes an entry under a keyword.
func (e *Expander) keyword(c *contexts.Context, word string, m json.Member, b *builder) error {
	if b.p.name == "@reverse" && b.p.term == nil {
		return m.At.Error(problem.InvalidReverseMap, "properties, no keywords, in @reverse")
	}
	if b.has(word) && word != "@included" && word != "@type" {
		return m.At.Error(problem.CollidingKeywords, "each keyword once, "+word+" is there already")
	}
	v := m.Value
	switch word {
	case "@id":
		return e.id(c, v, b)
	case "@type":
		return e.types(v, b)
	case "@graph":
		r, err := e.element(c, property{name: "@graph", free: true}, v, false)
		if err != nil {
			return err
		}
		b.Graph = orEmpty(r.all())
	case "@included":
		return e.included(c, v, b)
	case "@value":
		if b.inputType != "@json" && !v.Scalar() && v.Kind != json.Null {
			return v.Error(problem.InvalidValueObjectValue, "a string, a number, true, false or null")
		}
		b.Value = v
	case "@language":
		if v.Kind != json.String {
			return v.Error(problem.InvalidLanguageTag, "a string")
		}
		b.Language, b.hasLanguage = Ref{IRI: v.Text, At: v.Place}, true
	case "@direction":
		if v.Kind != json.String || v.Text != "ltr" && v.Text != "rtl" {
			return v.Error(problem.InvalidDirection, `"ltr" or "rtl"`)
		}
		b.Direction = v.Text
	case "@index":
		if v.Kind != json.String {
			return v.Error(problem.InvalidIndex, "a string")
		}
		b.Index = &v.Text
	case "@list":
		if b.p.free {
			return nil // of which nothing is said
		}
		r, err := e.element(c, b.p.in(c), v, false)
		if err != nil {
			return err
		}
		b.list = orEmpty(r.all())
	case "@set":
		var err error
		b.set, err = e.element(c, b.p.in(c), v, false)
		b.hasSet = true
		return err
	case "@reverse":
		return e.reverse(c, m, b)
	}
	return nil
}

func orEmpty(objects []*Object) []*Object {
	if objects == nil {
		return []*Object{}
	}
	return objects
}

func (e *Expander) id(c *contexts.Context, v *json.Value, b *builder) error {
	if v.Kind != json.String {
		return v.Error(problem.InvalidID, "a string")
	}
	iri, err := e.contexts.IRI(c, v.Text, contexts.Document, v.Place)
	if err != nil {
		return err
	}
	b.ID = &Ref{iri, iri == "" && contexts.KeywordLike(v.Text), v.Place}
	return nil
}

func (e *Expander) types(v *json.Value, b *builder) error {
	b.typeArray = b.typeArray || b.Types != nil || v.Kind == json.Array
	if b.Types == nil {
		b.Types = []Ref{}
	}
	for _, t := range v.List() {
		if t.Kind != json.String {
			return t.Error(problem.InvalidType, "a string")
		}
		iri, err := e.contexts.IRI(b.typeScoped, t.Text, contexts.Either, t.Place)
		if err != nil {
			return err
		}
		b.Types = append(b.Types, Ref{iri, iri == "" && t.Text != "", t.Place})
	}
	return nil
}

func (e *Expander) included(c *contexts.Context, v *json.Value, b *builder) error {
	r, err := e.element(c, property{free: true}, v, false)
	if err != nil {
		return err
	}
	if r.none() {
		return v.Error(problem.InvalidIncluded, "node objects")
	}
	for _, o := range r.all() {
		if o.Kind != Node {
			return o.From.Error(problem.InvalidIncluded, "node objects")
		}
	}
	for _, item := range v.List() {
		if item.Scalar() {
			return item.Error(problem.InvalidIncluded, "node objects")
		}
		for _, m := range item.Members { // values and lists are dropped where they are free
			if k, err := e.contexts.Key(c, m.Name, m.At); err != nil {
				return err
			} else if k.IRI == "@value" || k.IRI == "@list" {
				return item.Error(problem.InvalidIncluded, "node objects")
			}
		}
	}
	b.Included = append(orEmpty(b.Included), r.all()...)
	return nil
}

func (e *Expander) reverse(c *contexts.Context, m json.Member, b *builder) error {
	if m.Value.Kind != json.Object {
		return m.Value.Error(problem.InvalidReverse, "an object")
	}
	r, err := e.element(c, property{name: "@reverse"}, m.Value, false)
	if err != nil || r.one == nil {
		return err
	}
	for _, twice := range r.one.Reverse {
		b.properties.add(twice.IRI, twice.At, twice.Values)
	}
	for _, p := range r.one.Properties {
		for _, o := range p.Values {
			if o.Kind != Node {
				return o.From.Error(problem.InvalidReverseValue, "a node")
			}
		}
		b.reverse.add(p.IRI, p.At, p.Values)
	}
	return nil
}

// nest takes the entries of the objects under an @nest into the object around them.
func (e *Expander) nest(c *contexts.Context, m json.Member, b *builder) error {
	c, err := e.contexts.Scoped(c, c.Definition(m.Name), false)
	if err != nil {
		return err
	}
	for _, v := range m.Value.List() {
		if v.Kind != json.Object {
			return v.Error(problem.InvalidNest, "an object")
		}
		for _, entry := range v.Members {
			k, err := e.contexts.Key(c, entry.Name, entry.At)
			if err != nil {
				return err
			}
			if k.IRI == "@value" {
				return entry.At.Error(problem.InvalidNest, "no @value in @nest")
			}
		}
		if err := e.entries(c, v, b); err != nil {
			return err
		}
	}
	return nil
}
