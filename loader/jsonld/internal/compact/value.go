package compact

import (
	"strings"

	"talentgraph.example/loader/jsonld/internal/contexts"
	"talentgraph.example/loader/jsonld/internal/expand"
	"talentgraph.example/loader/jsonld/internal/json"
)

// reference gives a node of which no more is said than its @id as a string, if the property's type allows that; else
// nothing.
func (k *Compactor) reference(c *contexts.Context, property string, o *expand.Object) (*json.Value, error) {
	bare := *o
	bare.Index = nil
	if !bare.IsReference() {
		return nil, nil
	}
	d := c.Definition(property)
	switch {
	case d == nil || o.ID.Null:
		return nil, nil
	case d.Type == "@id":
		return k.ref(c, *o.ID)
	case d.Type == "@vocab":
		word, err := k.word(c, o.ID.IRI)
		return json.NewString(word), err
	}
	return nil, nil
}

// value is the Value Compaction algorithm (section 6.3.2) for values.
func (k *Compactor) value(c *contexts.Context, property string, o *expand.Object) (*json.Value, error) {
	d := c.Definition(property)
	if d == nil {
		d = &contexts.Definition{}
	}
	language, direction := c.Language(), c.Direction()
	if d.Language.Set {
		language = d.Language.Value
	}
	if d.Direction.Set {
		direction = d.Direction.Value
	}
	unindexed := o.Index == nil || d.Container.Has(contexts.Index)
	switch {
	case o.Type.IRI != "" && o.Type.IRI == d.Type:
		if unindexed || d.Type == "@json" {
			return o.Value, nil
		}
	case d.Type == "@none" || o.Type.IRI != "":
	case o.Value.Kind != json.String:
		if unindexed {
			return o.Value, nil
		}
	case strings.EqualFold(o.Language.IRI, language) && o.Direction == direction && d.Type == "":
		if unindexed {
			return o.Value, nil
		}
	}
	return k.valueObject(c, d, o)
}

// valueObject writes a value with all that is said of it.
func (k *Compactor) valueObject(c *contexts.Context, d *contexts.Definition, o *expand.Object) (*json.Value, error) {
	out := json.NewObject()
	err := k.set(c, out, "@value", o.Value)
	if err == nil && o.Type.IRI != "" {
		var word string
		if word, err = k.word(c, o.Type.IRI); err == nil {
			err = k.set(c, out, "@type", json.NewString(word))
		}
	}
	if err == nil && o.Language.IRI != "" {
		err = k.set(c, out, "@language", json.NewString(o.Language.IRI))
	}
	if err == nil && o.Direction != "" {
		err = k.set(c, out, "@direction", json.NewString(o.Direction))
	}
	if err == nil && o.Index != nil && !d.Container.Has(contexts.Index) {
		err = k.set(c, out, "@index", json.NewString(*o.Index))
	}
	return out, err
}
