package compact

import (
	"slices"

	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/jsonld/internal/contexts"
	"talentgraph.example/loader/jsonld/internal/expand"
	"talentgraph.example/loader/jsonld/internal/json"
)

// Compactor writes documents by contexts.
type Compactor struct {
	contexts *contexts.Processor
	pace     *pace.Pace
	indexes  map[*json.Value]map[string]int // of large objects
	// KeepArrays leaves arrays around single values.
	KeepArrays bool
	// KeepAbsolute makes no IRIs relative to the base.
	KeepAbsolute bool
}

// New makes a compactor.
func New(p *pace.Pace, c *contexts.Processor) *Compactor {
	return &Compactor{contexts: c, pace: p, indexes: map[*json.Value]map[string]int{}}
}

// Compact gives the document of some objects, without its @context.
func (k *Compactor) Compact(c *contexts.Context, objects []*expand.Object) (*json.Value, error) {
	v, err := k.array(c, "", objects)
	if err != nil {
		return nil, err
	}
	if v.Kind != json.Array {
		return v, nil
	}
	if len(v.Items) == 0 {
		return json.NewObject(), nil
	}
	return k.wrapped(c, v)
}

// Graph is Compact, but the objects are always in an @graph.
func (k *Compactor) Graph(c *contexts.Context, objects []*expand.Object) (*json.Value, error) {
	v, err := k.array(c, "", objects)
	if err != nil {
		return nil, err
	}
	if v.Kind != json.Array {
		v = json.NewArray(v)
	}
	return k.wrapped(c, v)
}

func (k *Compactor) wrapped(c *contexts.Context, v *json.Value) (*json.Value, error) {
	document := json.NewObject()
	return document, k.set(c, document, "@graph", v)
}

// array compacts several objects: one alone needs no array, unless its property asks for it.
func (k *Compactor) array(c *contexts.Context, property string, objects []*expand.Object) (*json.Value, error) {
	out := json.NewArray(make([]*json.Value, 0, len(objects))...)
	for _, o := range objects {
		v, err := k.object(c, property, o)
		if err != nil {
			return nil, err
		}
		out.Items = append(out.Items, v)
	}
	if len(out.Items) != 1 || k.KeepArrays || property == "@graph" || property == "@set" ||
		c.Container(property).Has(contexts.List|contexts.Set) {
		return out, nil
	}
	return out.Items[0], nil
}

// object is the Compaction algorithm (section 6.1.2) for one object.
func (k *Compactor) object(c *contexts.Context, property string, o *expand.Object) (*json.Value, error) {
	if !k.pace.Step() {
		return nil, k.pace.Err()
	}
	typeScoped, scope := c, c.Definition(property)
	if previous := c.Previous(); previous != nil && o.Kind != expand.Value && !o.IsReference() {
		c = previous
	}
	c, err := k.contexts.Scoped(c, scope, false)
	if err != nil {
		return nil, err
	}
	switch o.Kind {
	case expand.Value:
		return k.value(c, property, o)
	case expand.List:
		if c.Container(property).Has(contexts.List) {
			return k.array(c, property, o.Items)
		}
		return k.listObject(c, property, o)
	}
	if o.ID != nil {
		if v, err := k.reference(c, property, o); v != nil || err != nil {
			return v, err
		}
	}
	if c, err = k.typeScopes(c, typeScoped, o); err != nil {
		return nil, err
	}
	return k.node(c, typeScoped, property, o)
}

// listObject compacts a list that stands where no property says that it is one, such as in another list.
func (k *Compactor) listObject(c *contexts.Context, property string, o *expand.Object) (*json.Value, error) {
	out := json.NewObject()
	if o.Index != nil && !c.Container(property).Has(contexts.Index) {
		if err := k.set(c, out, "@index", json.NewString(*o.Index)); err != nil {
			return nil, err
		}
	}
	return out, k.entries(c, out, "@list", o.Items, false)
}

// typeScopes gives the context with those of a node's types.
func (k *Compactor) typeScopes(c, typeScoped *contexts.Context, o *expand.Object) (*contexts.Context, error) {
	types := make([]string, 0, len(o.Types))
	for _, t := range o.Types {
		word, err := k.word(c, t.IRI)
		if err != nil {
			return nil, err
		}
		types = append(types, word)
	}
	slices.Sort(types)
	for _, t := range types {
		var err error
		if c, err = k.contexts.Scoped(c, typeScoped.Definition(t), true); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// node compacts what there is of a node.
func (k *Compactor) node(c, typeScoped *contexts.Context, property string, o *expand.Object) (*json.Value, error) {
	out := json.NewObject()
	if o.ID != nil {
		id, err := k.ref(c, *o.ID)
		if err != nil {
			return nil, err
		}
		if err := k.set(c, out, "@id", id); err != nil {
			return nil, err
		}
	}
	if o.Types != nil {
		if err := k.types(c, typeScoped, out, o); err != nil {
			return nil, err
		}
	}
	if o.Index != nil && !c.Container(property).Has(contexts.Index) {
		if err := k.set(c, out, "@index", json.NewString(*o.Index)); err != nil {
			return nil, err
		}
	}
	inReverse := property == "@reverse"
	for _, p := range o.Properties {
		if err := k.entries(c, out, p.IRI, p.Values, inReverse); err != nil {
			return nil, err
		}
	}
	if o.Reverse != nil {
		if err := k.reverse(c, out, o); err != nil {
			return nil, err
		}
	}
	for _, nodes := range []struct {
		word    string
		objects []*expand.Object
	}{{"@graph", o.Graph}, {"@included", o.Included}} {
		if nodes.objects != nil {
			if err := k.entries(c, out, nodes.word, nodes.objects, inReverse); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// set sets the entry of a keyword, under its alias.
func (k *Compactor) set(c *contexts.Context, out *json.Value, word string, v *json.Value) error {
	alias, err := k.word(c, word)
	if err == nil {
		k.put(out, alias, v)
	}
	return err
}

func (k *Compactor) types(c, typeScoped *contexts.Context, out *json.Value, o *expand.Object) error {
	alias, err := k.word(c, "@type")
	if err != nil {
		return err
	}
	asArray := k.KeepArrays || c.Container(alias).Has(contexts.Set)
	types := json.NewArray()
	for _, t := range o.Types {
		v := &json.Value{Kind: json.Null}
		if !t.Null {
			word, err := k.word(typeScoped, t.IRI)
			if err != nil {
				return err
			}
			v = json.NewString(word)
		}
		types.Items = append(types.Items, v)
	}
	if len(types.Items) == 1 && !asArray {
		types = types.Items[0]
	}
	k.put(out, alias, types)
	return nil
}

// reverse compacts reverse properties: under their own terms, or in an @reverse.
func (k *Compactor) reverse(c *contexts.Context, out *json.Value, o *expand.Object) error {
	inner, err := k.node(c, c, "@reverse", &expand.Object{Properties: o.Reverse})
	if err != nil {
		return err
	}
	rest := json.NewObject()
	for _, m := range inner.Members {
		d := c.Definition(m.Name)
		if d == nil || !d.Reverse {
			rest.Members = append(rest.Members, m)
			continue
		}
		k.add(out, m.Name, m.Value, k.KeepArrays || d.Container.Has(contexts.Set))
	}
	if len(rest.Members) > 0 {
		return k.set(c, out, "@reverse", rest)
	}
	return nil
}

// get, put and add treat members of an object that is being built, which may have many.

func (k *Compactor) find(v *json.Value, name string) int {
	const many = 16
	if len(v.Members) < many {
		for i := range v.Members {
			if v.Members[i].Name == name {
				return i
			}
		}
		return -1
	}
	index := k.indexes[v]
	if index == nil {
		index = make(map[string]int, 2*many)
		k.indexes[v] = index
	}
	for i := len(index); i < len(v.Members); i++ {
		index[v.Members[i].Name] = i
	}
	if i, ok := index[name]; ok {
		return i
	}
	return -1
}

func (k *Compactor) get(v *json.Value, name string) *json.Value {
	if i := k.find(v, name); i >= 0 {
		return v.Members[i].Value
	}
	return nil
}

func (k *Compactor) put(v *json.Value, name string, value *json.Value) {
	if i := k.find(v, name); i >= 0 {
		v.Members[i].Value = value
		return
	}
	v.Members = append(v.Members, json.Member{Name: name, Value: value})
}

// remove takes a member away.
func (k *Compactor) remove(v *json.Value, name string) {
	delete(k.indexes, v)
	v.Delete(name)
}

// add adds a value, or all of an array, to a member that becomes an array if need be.
func (k *Compactor) add(v *json.Value, name string, value *json.Value, asArray bool) {
	old := k.get(v, name)
	values := value.List()
	switch {
	case old == nil && asArray:
		k.put(v, name, json.NewArray(append([]*json.Value{}, values...)...))
	case old == nil && len(values) == 1:
		k.put(v, name, values[0])
	case old == nil && len(values) == 0:
	case old == nil:
		k.put(v, name, json.NewArray(append([]*json.Value{}, values...)...))
	case old.Kind == json.Array:
		old.Items = append(old.Items, values...)
	case len(values) > 0:
		k.put(v, name, json.NewArray(append([]*json.Value{old}, values...)...))
	}
}
