package gizmo

import (
	"strings"

	"github.com/cayleygraph/quad"

	talentgraph "talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// knownPrefix gives the namespace of a prefix that every script knows.
func knownPrefix(prefix string) string {
	for _, p := range vocab.Prefixes() {
		if p.Name == prefix {
			return p.Namespace
		}
	}
	return ""
}

// namespace finds a prefix among those the script has added, those of the options, the graph's own, and those
// that every script knows.
func (e *env) namespace(prefix string) string {
	if ns, ok := e.prefixes[prefix]; ok {
		return ns
	}
	if ns, ok := e.run.opts.prefixes[prefix]; ok {
		return ns
	}
	if state, ok := e.run.reader.(*talentgraph.Snapshot); ok {
		if name := quad.IRI(prefix + ":"); state.ExpandIRI(string(name)) != name {
			return string(state.ExpandIRI(string(name)))
		}
	}
	return knownPrefix(prefix)
}

// fullIRI expands a compact IRI. An IRI with an unknown prefix, or with // after the colon, is full already.
func (e *env) fullIRI(iri string) string {
	prefix, local, found := strings.Cut(iri, ":")
	if !found || strings.HasPrefix(local, "//") {
		return iri
	}
	if ns := e.namespace(prefix); ns != "" {
		return ns + local
	}
	return iri
}

// expand makes a value's IRI, or its datatype, a full one, unless the graph holds the value just as it is.
func (e *env) expand(v quad.Value) quad.Value {
	switch v := v.(type) {
	case quad.IRI:
		full := quad.IRI(e.fullIRI(string(v)))
		if full != v && e.run.qs.ValueOf(v) != nil {
			return v
		}
		return full
	case quad.TypedString:
		full := v
		full.Type = quad.IRI(e.fullIRI(string(v.Type)))
		if full != v && e.run.qs.ValueOf(v) != nil {
			return v
		}
		return full
	}
	return v
}
