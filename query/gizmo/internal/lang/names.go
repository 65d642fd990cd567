package lang

import (
	"strings"

	"github.com/cayleygraph/quad"
)

// namespace finds a prefix among those that scripts have added and those that are known besides.
func (w *World) namespace(prefix string) string {
	if ns, ok := w.prefixes[prefix]; ok {
		return ns
	}
	return w.run.Names.Namespace(prefix)
}

// fullIRI expands a compact IRI. An IRI with an unknown prefix, or with // after the colon, is full already.
func (w *World) fullIRI(iri string) string {
	prefix, local, found := strings.Cut(iri, ":")
	if !found || strings.HasPrefix(local, "//") {
		return iri
	}
	if ns := w.namespace(prefix); ns != "" {
		return ns + local
	}
	return iri
}

// expand makes a value's IRI, or its datatype, a full one, unless the graph holds the value just as it is.
func (w *World) expand(v quad.Value) quad.Value {
	switch v := v.(type) {
	case quad.IRI:
		full := quad.IRI(w.fullIRI(string(v)))
		if full != v && w.run.Names.Has(v) {
			return v
		}
		return full
	case quad.TypedString:
		full := v
		full.Type = quad.IRI(w.fullIRI(string(v.Type)))
		if full != v && w.run.Names.Has(v) {
			return v
		}
		return full
	}
	return v
}

// lowered is a name with a small first letter.
func lowered(name string) string {
	if name != "" && 'A' <= name[0] && name[0] <= 'Z' {
		return string(name[0]-'A'+'a') + name[1:]
	}
	return name
}
