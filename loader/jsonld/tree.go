package jsonld

import (
	"bytes"
	"encoding/json"
	"strconv"

	"github.com/cayleygraph/quad"
	"github.com/piprate/json-gold/ld"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/internal/pretty"
)

// tree makes a document of quads: expanded, or compacted by a context of prefixes. With such a context,
// compaction (JSON-LD 1.1 Processing Algorithms and API, section 6) shortens IRIs, and takes the array from
// around a single value and the object from around a value that needs none. json-gold shortens the IRIs; the
// rest is done while the tree is built, a step at a time, so that it can be cancelled.
//
// Once its pace or err has ended it, what its methods give is worth nothing.
type tree struct {
	pretty.Shape
	pace   *pace.Pace
	active *ld.Context // nil: the document is expanded
	err    error       // the first IRI that cannot be shortened
}

// newDocument gives the document of quads, each of which comes once.
func newDocument(p *pace.Pace, quads []quad.Quad, prefixes map[string]string) (any, error) {
	quads = sorted(p, quads)
	t := &tree{pace: p, Shape: pretty.NewShape(p, quads)}
	if p.Err() != nil {
		return nil, p.Err() // the shape is not whole
	}
	context := contextOf(prefixes)
	if len(context) > 0 {
		opts := ld.NewJsonLdOptions("")
		opts.DocumentLoader = nowhere{}
		var err error
		if t.active, err = ld.NewContext(nil, opts).Parse(context); err != nil {
			return nil, err
		}
	}
	nodes := t.nodes(quads)
	switch {
	case p.Err() != nil:
		return nil, p.Err()
	case t.err != nil:
		return nil, t.err
	case t.active == nil:
		return nodes, nil
	case len(nodes) == 0:
		return map[string]any{}, nil
	case len(nodes) == 1:
		document, _ := nodes[0].(map[string]any)
		document["@context"] = context
		return document, nil
	}
	return map[string]any{"@context": context, "@graph": nodes}, nil
}

// sorted gives the quads in the order of their lines.
func sorted(p *pace.Pace, quads []quad.Quad) []quad.Quad {
	type written struct {
		line []byte
		quad quad.Quad
	}
	all := make([]written, len(quads))
	for i, q := range quads {
		if !p.Step() {
			break
		}
		all[i] = written{term.AppendQuad(nil, q), q}
	}
	pace.Sort(p, all, func(a, b written) int { return bytes.Compare(a.line, b.line) })
	out := make([]quad.Quad, len(quads))
	for i, w := range all {
		out[i] = w.quad
	}
	return out
}

func contextOf(prefixes map[string]string) map[string]any {
	context := map[string]any{}
	for prefix, iri := range prefixes {
		if prefix == "" {
			context["@vocab"] = iri // JSON-LD has no empty prefix
			continue
		}
		context[prefix] = map[string]any{"@id": iri, "@prefix": true}
	}
	return context
}

// nowhere fetches nothing.
type nowhere struct{}

func (nowhere) LoadDocument(string) (*ld.RemoteDocument, error) { return nil, errRemote }

// nodes gives the default graph's nodes, then those that are graphs.
func (t *tree) nodes(quads []quad.Quad) []any {
	byGraph := map[quad.Value][]quad.Quad{}
	var labels []quad.Value
	for _, q := range quads {
		if !t.pace.Step() {
			return nil
		}
		if _, ok := byGraph[q.Label]; !ok && q.Label != nil {
			labels = append(labels, q.Label)
		}
		byGraph[q.Label] = append(byGraph[q.Label], q)
	}
	out := t.graph(byGraph[nil])
	for _, label := range labels {
		out = append(out, map[string]any{"@id": t.id(label), "@graph": t.graph(byGraph[label])})
	}
	return out
}

// graph gives the nodes of one graph that are not within others.
func (t *tree) graph(quads []quad.Quad) []any {
	bySubject := map[quad.Value][]quad.Quad{}
	var subjects []quad.Value
	for _, q := range quads {
		if !t.pace.Step() {
			return nil
		}
		if _, ok := bySubject[q.Subject]; !ok && !t.Nested(q.Subject) {
			subjects = append(subjects, q.Subject)
		}
		bySubject[q.Subject] = append(bySubject[q.Subject], q)
	}
	nodes := []any{}
	for _, s := range subjects {
		nodes = append(nodes, t.node(s, bySubject[s]))
	}
	return nodes
}

func (t *tree) node(self quad.Value, quads []quad.Quad) map[string]any {
	values := map[string][]any{}
	for _, q := range quads {
		if !t.pace.Step() {
			return nil
		}
		if class, ok := q.Object.(quad.IRI); ok && q.Predicate == rdfType {
			values["@type"] = append(values["@type"], t.word(string(class)))
			continue
		}
		key := t.word(string(q.Predicate.(quad.IRI)))
		values[key] = append(values[key], t.object(q.Object))
	}
	node := map[string]any{}
	if !t.Anonymous(self) {
		node["@id"] = t.id(self)
	}
	for key, all := range values {
		if node[key] = all; len(all) == 1 && t.active != nil {
			node[key] = all[0]
		}
	}
	return node
}

func (t *tree) object(v quad.Value) any {
	if items, ok := t.List(t.pace, v); ok {
		list := make([]any, len(items))
		for i, item := range items {
			if !t.pace.Step() {
				return nil
			}
			list[i] = t.object(item)
		}
		return map[string]any{"@list": list}
	}
	if t.Nested(v) {
		return t.node(v, t.Quads(v.(quad.BNode)))
	}
	tm, _ := term.Of(v) // it was checked when it came
	switch {
	case tm.Kind != term.Literal:
		return map[string]any{"@id": t.id(v)}
	case tm.Lang != "":
		return map[string]any{"@value": tm.Text, "@language": tm.Lang}
	case tm.Datatype == "":
		return t.plain(tm.Text)
	}
	const exactly = 1 << 53 // below this, doubles have all integers
	switch v := v.(type) {
	case quad.Bool:
		return t.plain(bool(v))
	case quad.Int:
		if -exactly < v && v < exactly {
			return t.plain(json.Number(strconv.FormatInt(int64(v), 10)))
		}
	}
	return map[string]any{"@value": tm.Text, "@type": t.word(tm.Datatype)}
}

// plain gives a value that JSON has itself.
func (t *tree) plain(v any) any {
	if t.active != nil {
		return v
	}
	return map[string]any{"@value": v}
}

// id gives a node's @id.
func (t *tree) id(v quad.Value) string {
	if b, ok := v.(quad.BNode); ok {
		return "_:" + string(b)
	}
	return t.short(string(v.(quad.IRI)), false)
}

// word gives a predicate, a class or a datatype.
func (t *tree) word(iri string) string { return t.short(iri, true) }

func (t *tree) short(iri string, vocabulary bool) string {
	if t.active == nil {
		return iri
	}
	short, err := t.active.CompactIri(iri, nil, vocabulary, false)
	if err != nil && t.err == nil {
		t.err = err
	}
	return short
}
