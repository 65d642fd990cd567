package compact

import (
	"talentgraph.example/loader/jsonld/internal/contexts"
	"talentgraph.example/loader/jsonld/internal/expand"
	"talentgraph.example/loader/jsonld/internal/json"
	"talentgraph.example/loader/jsonld/internal/problem"
)

// entry is where a compacted value goes.
type entry struct {
	property  string // the term or IRI
	container contexts.Container
	term      *contexts.Definition // nil: it is none
	into      *json.Value          // the node, or an object nested in it
	asArray   bool
}

// entries compacts what a node has by one property, or by @graph, @included or @list.
func (k *Compactor) entries(c *contexts.Context, out *json.Value, property string, values []*expand.Object, reverse bool) error {
	if len(values) == 0 {
		e, err := k.entry(c, out, property, nil, reverse)
		if err == nil {
			k.add(e.into, e.property, json.NewArray(), true)
		}
		return err
	}
	for _, o := range values {
		if !k.pace.Step() {
			return k.pace.Err()
		}
		e, err := k.entry(c, out, property, o, reverse)
		if err != nil {
			return err
		}
		element := []*expand.Object{o}
		switch {
		case o.Kind == expand.List:
			err = k.list(c, e, o, property)
		case o.IsGraph():
			var v *json.Value
			if v, err = k.array(c, e.property, o.Graph); err == nil {
				err = k.graph(c, e, o, v)
			}
		default:
			var v *json.Value
			if v, err = k.object(c, e.property, element[0]); err == nil {
				err = k.place(c, e, o, v)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// entry chooses the term for a property and one of its values, nil for none, and finds out where it goes.
func (k *Compactor) entry(c *contexts.Context, out *json.Value, property string, o *expand.Object, reverse bool) (entry, error) {
	name, err := k.term(c, property, o, reverse)
	if err != nil {
		return entry{}, err
	}
	e := entry{property: name, term: c.Definition(name), into: out}
	if e.term != nil {
		e.container = e.term.Container
		if nest := e.term.Nest; nest != "" {
			if d := c.Definition(nest); nest != "@nest" && (d == nil || d.IRI != "@nest") {
				return e, o.From.Error(problem.InvalidNest, "@nest or a term for it")
			}
			if k.get(out, nest) == nil {
				k.put(out, nest, json.NewObject())
			}
			e.into = k.get(out, nest)
		}
	}
	e.asArray = k.KeepArrays || e.container.Has(contexts.Set) || name == "@graph" || name == "@list"
	return e, nil
}

func (k *Compactor) list(c *contexts.Context, e entry, o *expand.Object, property string) error {
	v, err := k.array(c, e.property, o.Items)
	if err != nil {
		return err
	}
	if v.Kind != json.Array {
		v = json.NewArray(v)
	}
	if e.container.Has(contexts.List) {
		if k.get(e.into, e.property) == nil {
			k.put(e.into, e.property, v)
			return nil
		}
		// The term holds one list only: this one goes under the property itself.
		if e.property, err = k.contexts.Shorten(c, property, true, true, false); err != nil {
			return err
		}
		if c.Definition(e.property) != nil {
			return o.From.Error(problem.ListOfLists, "one list under "+e.property)
		}
		if v, err = k.array(c, e.property, o.Items); err != nil {
			return err
		}
		if v.Kind != json.Array {
			v = json.NewArray(v)
		}
	}
	object := json.NewObject()
	if err := k.set(c, object, "@list", v); err != nil {
		return err
	}
	if o.Index != nil {
		if err := k.set(c, object, "@index", json.NewString(*o.Index)); err != nil {
			return err
		}
	}
	k.add(e.into, e.property, object, e.asArray)
	return nil
}

// graph puts a graph object, v being its compacted nodes.
func (k *Compactor) graph(c *contexts.Context, e entry, o *expand.Object, v *json.Value) error {
	simple := o.ID == nil
	switch {
	case e.container.Has(contexts.Graph) && e.container.Has(contexts.ID):
		key := ""
		var err error
		if o.ID != nil {
			key, err = k.id(c, o.ID.IRI)
		} else {
			key, err = k.word(c, "@none")
		}
		if err != nil {
			return err
		}
		k.add(k.mapOf(e), key, v, e.asArray)
		return nil
	case e.container.Has(contexts.Graph) && e.container.Has(contexts.Index) && simple:
		key := ""
		if o.Index != nil {
			key = *o.Index
		} else if none, err := k.word(c, "@none"); err != nil {
			return err
		} else {
			key = none
		}
		k.add(k.mapOf(e), key, v, e.asArray)
		return nil
	case e.container.Has(contexts.Graph) && simple:
		if v.Kind == json.Array && len(v.Items) > 1 {
			object := json.NewObject()
			if err := k.set(c, object, "@included", v); err != nil {
				return err
			}
			v = object
		}
		k.add(e.into, e.property, v, e.asArray)
		return nil
	}
	object := json.NewObject()
	if err := k.set(c, object, "@graph", v); err != nil {
		return err
	}
	if o.ID != nil {
		id, err := k.ref(c, *o.ID)
		if err == nil {
			err = k.set(c, object, "@id", id)
		}
		if err != nil {
			return err
		}
	}
	if o.Index != nil {
		if err := k.set(c, object, "@index", json.NewString(*o.Index)); err != nil {
			return err
		}
	}
	k.add(e.into, e.property, object, e.asArray)
	return nil
}

// mapOf gives the map of a property with a container, which it makes if need be.
func (k *Compactor) mapOf(e entry) *json.Value {
	m := k.get(e.into, e.property)
	if m == nil {
		m = json.NewObject()
		k.put(e.into, e.property, m)
	}
	return m
}

// place puts a compacted value or node, into a map if the container is one.
func (k *Compactor) place(c *contexts.Context, e entry, o *expand.Object, v *json.Value) error {
	if !e.container.Has(contexts.Language|contexts.Index|contexts.ID|contexts.Type) || e.container.Has(contexts.Graph) {
		k.add(e.into, e.property, v, e.asArray)
		return nil
	}
	key := ""
	var err error
	switch {
	case e.container.Has(contexts.Language):
		if o.Value != nil {
			v = o.Value
		}
		key = o.Language.IRI
	case e.container.Has(contexts.Index) && (e.term.Index == "" || e.term.Index == "@index"):
		if o.Index != nil {
			key = *o.Index
			if key == "" {
				k.add(k.mapOf(e), key, v, e.asArray)
				return nil
			}
		}
	case e.container.Has(contexts.Index) && v.Kind == json.Object && k.get(v, e.term.Index) != nil:
		key = k.takeFirst(v, e.term.Index)
	case e.container.Has(contexts.Index):
		iri, err := k.contexts.IRI(c, e.term.Index, contexts.Vocab, o.From)
		if err != nil {
			return err
		}
		name, err := k.word(c, iri)
		if err != nil {
			return err
		}
		key = k.takeFirst(v, name)
	case e.container.Has(contexts.ID):
		name, err := k.word(c, "@id")
		if err != nil {
			return err
		}
		key = k.takeFirst(v, name)
	default:
		name, err := k.word(c, "@type")
		if err != nil {
			return err
		}
		key = k.takeFirst(v, name)
		if v.Kind == json.Object && len(v.Members) == 1 && o.ID != nil {
			if id, err := k.word(c, "@id"); err != nil {
				return err
			} else if v.Members[0].Name == id {
				if v, err = k.object(c, e.property, &expand.Object{From: o.From, ID: o.ID}); err != nil {
					return err
				}
			}
		}
	}
	if key == "" {
		if key, err = k.word(c, "@none"); err != nil {
			return err
		}
	}
	k.add(k.mapOf(e), key, v, e.asArray)
	return nil
}

// takeFirst takes the first text of a member away, and gives it: empty if there is none.
func (k *Compactor) takeFirst(v *json.Value, name string) string {
	if v.Kind != json.Object {
		return ""
	}
	m := k.get(v, name)
	switch {
	case m.Is(json.String):
		k.remove(v, name)
		return m.Text
	case m.Is(json.Array) && len(m.Items) > 0 && m.Items[0].Kind == json.String:
		first, rest := m.Items[0].Text, m.Items[1:]
		switch len(rest) {
		case 0:
			k.remove(v, name)
		case 1:
			k.put(v, name, rest[0])
		default:
			k.put(v, name, json.NewArray(rest...))
		}
		return first
	}
	return ""
}
