package compact

import (
	"strings"

	"talentgraph.example/loader/jsonld/internal/contexts"
	"talentgraph.example/loader/jsonld/internal/expand"
	"talentgraph.example/loader/jsonld/internal/json"
)

// id shortens the IRI of a node.
func (k *Compactor) id(c *contexts.Context, iri string) (string, error) {
	return k.contexts.Shorten(c, iri, false, false, !k.KeepAbsolute)
}

// ref is id for what may be null.
func (k *Compactor) ref(c *contexts.Context, r expand.Ref) (*json.Value, error) {
	if r.Null {
		return &json.Value{Kind: json.Null}, nil
	}
	id, err := k.id(c, r.IRI)
	return json.NewString(id), err
}

// word shortens a keyword, a class or a datatype.
func (k *Compactor) word(c *contexts.Context, iri string) (string, error) {
	if iri == "" {
		return "", nil
	}
	return k.term(c, iri, nil, false)
}

// term is the IRI Compaction algorithm (section 6.2.2) for what is relative to the vocabulary. The object is a value
// of the property, nil for none.
func (k *Compactor) term(c *contexts.Context, iri string, o *expand.Object, reverse bool) (string, error) {
	if k.contexts.Knows(c, iri) {
		w, err := k.wish(c, o, reverse)
		if err != nil {
			return "", err
		}
		if term := k.contexts.Select(c, iri, w); term != "" {
			return term, nil
		}
	}
	if iri[0] == '@' {
		return iri, nil
	}
	return k.contexts.Shorten(c, iri, true, o != nil, false)
}

// wish says which term suits a value best.
func (k *Compactor) wish(c *contexts.Context, o *expand.Object, reverse bool) (contexts.Wish, error) {
	w := contexts.Wish{By: "@language"}
	best := "@null"
	add := func(containers ...string) { w.Containers = append(w.Containers, containers...) }
	indexed := o != nil && o.Index != nil
	if indexed && !o.IsGraph() {
		add("@index", "@index@set")
	}
	switch {
	case reverse:
		w.By, best = "@type", "@reverse"
		add("@set")
	case o != nil && o.Kind == expand.List:
		if !indexed {
			add("@list")
		}
		w.By, best = common(c, o.Items)
	case o != nil && o.IsGraph():
		w.By, best = "@type", "@id"
		graphContainers(o, add)
	default:
		switch {
		case o == nil || o.Kind == expand.Node:
			w.By, best = "@type", "@id"
			add("@id", "@id@set", "@type", "@set@type")
		case o.Direction != "" && !indexed:
			best = contexts.LangDir(o.Language.IRI, o.Direction)
			add("@language", "@language@set")
		case o.Language.IRI != "" && !indexed:
			best = strings.ToLower(o.Language.IRI)
			add("@language", "@language@set")
		case o.Type.IRI != "":
			w.By, best = "@type", o.Type.IRI
		}
		add("@set")
	}
	add("@none")
	if !indexed {
		add("@index", "@index@set")
	}
	if o != nil && o.Kind == expand.Value && !indexed && o.Type.IRI == "" && o.Language.IRI == "" && o.Direction == "" {
		add("@language", "@language@set")
	}
	var err error
	w.Values, err = k.preferred(c, o, &w, best)
	return w, err
}

// graphContainers adds the containers for a graph object.
func graphContainers(o *expand.Object, add func(...string)) {
	if o.Index != nil {
		add("@graph@index", "@graph@index@set")
	}
	if o.ID != nil {
		add("@graph@id", "@graph@id@set")
	}
	add("@graph", "@graph@set", "@set")
	if o.Index == nil {
		add("@graph@index", "@graph@index@set")
	}
	if o.ID == nil {
		add("@graph@id", "@graph@id@set")
	}
	add("@index", "@index@set")
}

// preferred gives the types or languages that a term may have, best first.
func (k *Compactor) preferred(c *contexts.Context, o *expand.Object, w *contexts.Wish, best string) ([]string, error) {
	var values []string
	if best == "@reverse" {
		values = append(values, best)
	}
	if (best == "@id" || best == "@reverse") && o != nil && o.Kind == expand.Node && o.ID != nil && !o.ID.Null {
		word := ""
		if k.contexts.Knows(c, o.ID.IRI) {
			var err error
			if word, err = k.word(c, o.ID.IRI); err != nil {
				return nil, err
			}
		}
		if d := c.Definition(word); d != nil && d.IRI == o.ID.IRI {
			values = append(values, "@vocab", "@id", "@none")
		} else {
			values = append(values, "@id", "@vocab", "@none")
		}
	} else {
		values = append(values, best, "@none")
		if o != nil && o.Kind == expand.List && len(o.Items) == 0 {
			w.By = "@any"
		}
	}
	values = append(values, "@any")
	for _, v := range values {
		if i := strings.IndexByte(v, '_'); i >= 0 && (v[0] != '@') && w.By == "@language" {
			return append(values, v[i:]), nil
		}
	}
	return values, nil
}

// common gives the type or language that all items of a list have.
func common(c *contexts.Context, items []*expand.Object) (by, best string) {
	commonType, commonLanguage := "", ""
	if len(items) == 0 {
		commonLanguage = c.DefaultKey()
	}
	for _, o := range items {
		language, typ := "@none", "@none"
		switch {
		case o.Kind != expand.Value:
			typ = "@id"
		case o.Direction != "" || o.Language.IRI != "":
			language = contexts.LangDir(o.Language.IRI, o.Direction)
		case o.Type.IRI != "":
			typ = o.Type.IRI
		default:
			language = "@null"
		}
		if commonLanguage == "" {
			commonLanguage = language
		} else if language != commonLanguage && o.Kind == expand.Value {
			commonLanguage = "@none"
		}
		if commonType == "" {
			commonType = typ
		} else if typ != commonType {
			commonType = "@none"
		}
		if commonLanguage == "@none" && commonType == "@none" {
			break
		}
	}
	if commonType != "" && commonType != "@none" {
		return "@type", commonType
	}
	if commonLanguage == "" {
		commonLanguage = "@none"
	}
	return "@language", commonLanguage
}
