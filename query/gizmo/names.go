package gizmo

import (
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

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

func (e *env) namespace(prefix string) string {
	if ns, ok := e.prefixes[prefix]; ok {
		return ns
	}
	if ns, ok := e.run.opts.prefixes[prefix]; ok {
		return ns
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

// hint notes a plain text that names nothing in the graph, but would as an IRI.
func (e *env) hint(c *call, v quad.Value) {
	s, ok := v.(quad.String)
	if !ok || s == "" || e.run.opts.notes == nil || len(s) > 1000 || e.run.qs.ValueOf(s) != nil {
		return
	}
	bare := strings.TrimSuffix(strings.TrimPrefix(string(s), "<"), ">")
	for _, try := range []string{bare, "id:" + bare, "tg:" + bare} {
		if e.run.qs.ValueOf(quad.IRI(e.fullIRI(try))) != nil || e.run.qs.ValueOf(quad.IRI(try)) != nil {
			e.note(fmt.Sprintf("%s: the plain text %q names nothing in the graph, but an IRI does; write \"<%s>\"", c.name, string(s), try))
			return
		}
	}
}

// note hands a hint on, with the place in the script that is being run.
func (e *env) note(text string) {
	if e.run.opts.notes == nil {
		return
	}
	n := Note{Text: text}
	n.Line, n.Column = e.position(e.vm.CaptureCallStack(0, nil))
	e.run.outside(func() { e.run.opts.notes(n) })
}
