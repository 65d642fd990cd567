package expand

import (
	"errors"
	"slices"
	"strings"

	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/jsonld/internal/contexts"
	"talentgraph.example/loader/jsonld/internal/json"
	"talentgraph.example/loader/syntax"
)

// Expander expands documents.
type Expander struct {
	contexts *contexts.Processor
	pace     *pace.Pace
	lost     func(*syntax.Error) error
	outer    *contexts.Context
}

// Outer gives the context of the document's outermost object, or of the last one if it is an array; nil if there is
// none.
func (e *Expander) Outer() *contexts.Context { return e.outer }

// New makes an expander. lost is told of each key that stands for nothing; its error ends the expansion.
func New(p *pace.Pace, c *contexts.Processor, lost func(*syntax.Error) error) *Expander {
	return &Expander{contexts: c, pace: p, lost: lost}
}

// Expand expands a document, or an item of one that is an array. Beside the graph of a lone @graph, there is one
// object at most if v is no array. whole says that v is the document.
func (e *Expander) Expand(c *contexts.Context, v *json.Value, whole bool) ([]*Object, error) {
	e.outer = nil
	r, err := e.element(c, property{free: true}, v, false)
	if err != nil {
		return nil, err
	}
	if o := r.one; whole && o != nil && o.IsGraph() && o.ID == nil && o.Index == nil {
		return o.Graph, nil
	}
	return r.all(), nil
}

// property is the active property: a term or keyword, and what it means.
type property struct {
	name string
	term *contexts.Definition
	free bool // there is none: what stands there is not a value of anything
}

// in gives the property as another context has it.
func (p property) in(c *contexts.Context) property {
	return property{p.name, c.Definition(p.name), p.free}
}

func (p property) container() contexts.Container {
	if p.term == nil {
		return 0
	}
	return p.term.Container
}

// result is nothing, an object, or an array of them.
type result struct {
	one   *Object
	array []*Object // not nil if it is an array
}

func (r result) all() []*Object {
	if r.one != nil {
		return []*Object{r.one}
	}
	return r.array
}

func (r result) none() bool { return r.one == nil && r.array == nil }

// element is the Expansion algorithm (section 5.1.2).
func (e *Expander) element(c *contexts.Context, p property, v *json.Value, fromMap bool) (result, error) {
	if !e.pace.Step() {
		return result{}, e.pace.Err()
	}
	switch v.Kind {
	case json.Null:
		return result{}, nil
	case json.Array:
		return e.array(c, p, v, fromMap)
	case json.Object:
		return e.object(c, p, v, fromMap)
	}
	if p.free {
		return result{}, nil // of which nothing is said
	}
	c, err := e.contexts.Scoped(c, p.term, false)
	if err != nil {
		return result{}, err
	}
	o, err := e.value(c, c.Definition(p.name), v)
	return result{one: o}, err
}

func (e *Expander) array(c *contexts.Context, p property, v *json.Value, fromMap bool) (result, error) {
	out := make([]*Object, 0, len(v.Items))
	for _, item := range v.Items {
		r, err := e.element(c, p, item, fromMap)
		if err != nil {
			return result{}, err
		}
		if r.one != nil && r.one.Kind == Node {
			item.Members = nil // the node takes their place in memory
		}
		switch {
		case r.array != nil && p.container().Has(contexts.List):
			out = append(out, &Object{Kind: List, From: item.Place, Items: r.array})
		case r.one != nil:
			out = append(out, r.one)
		default:
			out = append(out, r.array...)
		}
	}
	return result{array: out}, nil
}

// object expands a JSON object.
func (e *Expander) object(c *contexts.Context, p property, v *json.Value, fromMap bool) (result, error) {
	scope := p.term
	if previous := c.Previous(); previous != nil && !fromMap {
		back, err := e.leaves(c, v)
		if err != nil {
			return result{}, err
		}
		if back {
			c = previous
		}
	}
	c, err := e.contexts.Scoped(c, scope, false)
	if err != nil {
		return result{}, err
	}
	if local := v.Get("@context"); local != nil {
		if c, err = e.contexts.Process(c, local); err != nil {
			return result{}, err
		}
	}
	if e.outer == nil {
		e.outer = c
	}
	b := &builder{Object: Object{From: v.Place}, typeScoped: c, p: p}
	if c, err = e.typeScopes(c, v, b); err != nil {
		return result{}, err
	}
	if err := e.entries(c, v, b); err != nil {
		return result{}, err
	}
	return b.finish()
}

// leaves tells whether an object is a new node, for which a context that does not propagate does not count.
func (e *Expander) leaves(c *contexts.Context, v *json.Value) (bool, error) {
	for _, m := range v.Members {
		if !e.pace.Step() {
			return false, e.pace.Err()
		}
		k, err := e.contexts.Key(c, m.Name, m.At)
		if err != nil {
			return false, err
		}
		if k.IRI == "@value" || k.IRI == "@id" && len(v.Members) == 1 {
			return false, nil
		}
	}
	return true, nil
}

// typeScopes gives the context with those of the object's types, and finds the type that an @value has.
func (e *Expander) typeScopes(c *contexts.Context, v *json.Value, b *builder) (*contexts.Context, error) {
	var types []json.Member
	for _, m := range v.Members {
		if !e.pace.Step() {
			return nil, e.pace.Err()
		}
		k, err := e.contexts.Key(c, m.Name, m.At)
		if err != nil {
			return nil, err
		}
		if k.IRI == "@type" {
			types = append(types, m)
		}
	}
	if len(types) == 0 {
		return c, nil
	}
	pace.Sort(e.pace, types, func(a, b json.Member) int { return strings.Compare(a.Name, b.Name) })
	scoped := c
	for _, m := range types {
		values := m.Value.List()
		if len(values) > 1 {
			values = slices.Clone(values)
			pace.Sort(e.pace, values, func(a, b *json.Value) int { return strings.Compare(a.Text, b.Text) })
		}
		for _, t := range values {
			if t.Kind != json.String {
				continue
			}
			var err error
			if scoped, err = e.contexts.Scoped(scoped, b.typeScoped.Definition(t.Text), true); err != nil {
				return nil, err
			}
		}
	}
	if values := types[0].Value.List(); len(values) > 0 {
		if last := values[len(values)-1]; last.Kind == json.String {
			var err error
			if b.inputType, err = e.contexts.IRI(scoped, last.Text, contexts.Vocab, last.Place); err != nil {
				return nil, err
			}
		}
	}
	return scoped, nil
}

// errLost is told of keys that stand for nothing.
var (
	errUnmapped = errors.New("no @context maps the key")
	errReserved = errors.New("a key that looks like a keyword, but is none")
)

// entries expands the entries of an object into the builder, then those of objects that are nested by @nest.
func (e *Expander) entries(c *contexts.Context, v *json.Value, b *builder) error {
	var nests []json.Member
	for _, m := range v.Members {
		if !e.pace.Step() {
			return e.pace.Err()
		}
		if m.Name == "@context" {
			continue
		}
		k, err := e.contexts.Key(c, m.Name, m.At)
		switch {
		case err != nil:
		case k.Keyword && k.IRI == "@nest":
			nests = append(nests, m)
		case k.Keyword:
			err = e.keyword(c, k.IRI, m, b)
		case k.IRI == "" || strings.IndexByte(k.IRI, ':') < 0:
			err = e.drop(k, m)
		default:
			err = e.property(c, k, m, b)
		}
		if err != nil {
			return err
		}
	}
	for _, m := range nests {
		if err := e.nest(c, m, b); err != nil {
			return err
		}
	}
	return nil
}

// drop leaves a key out, and tells of it unless the context maps it to nothing on purpose.
func (e *Expander) drop(k contexts.Key, m json.Member) error {
	switch {
	case k.Term != nil && k.IRI == "":
		return nil
	case contexts.KeywordLike(m.Name):
		return e.lost(m.At.Error(lostKey{errReserved, m.Name}, ""))
	}
	return e.lost(m.At.Error(lostKey{errUnmapped, m.Name}, ""))
}

// lostKey says which key would be lost, and why.
type lostKey struct {
	why error
	key string
}

// Error names the key, shortened.
func (l lostKey) Error() string {
	key := syntax.Shorten([]byte(l.key))
	if l.key == "" {
		key = `""`
	}
	if l.why == errReserved {
		return l.why.Error() + ": " + key + ", so that what it says would be lost; leave it out"
	}
	return l.why.Error() + " " + key + " to an IRI, so that what it says would be lost; map it, or leave it out"
}

// Unwrap gives the reason.
func (l lostKey) Unwrap() error { return l.why }
