package jsonld

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/piprate/json-gold/ld"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/lines"
	"talentgraph.example/loader/internal/pretty"
)

// Writer writes a JSON-LD document, indented and in a fixed order. Blank nodes and lists stand where they
// are the object, as in Turtle. Truth values and integers that a double keeps are JSON's own; all other
// literals have their text and datatype. It holds all quads until Close. It is a quad.WriteCloser, not safe
// for concurrent use.
//
// Without prefixes the document is in expanded form. With them it is compacted, and read again to see that
// nothing was lost on the way.
//
// What N-Quads refuses is refused here, too, and the writer can go on.
type Writer struct {
	w        io.Writer
	prefixes map[string]string
	quads    []quad.Quad
	seen     map[quad.Quad]struct{}
	n        int64
	closed   bool
}

var _ quad.WriteCloser = (*Writer)(nil)

// ErrClosed is given by a writer that is used after Close.
var ErrClosed = lines.ErrClosed

// WriterOption sets one thing of a writer.
type WriterOption func(*Writer)

// WithPrefixes gives prefixes, without their colons, and their namespaces. They become the document's
// context, and IRIs are shortened by them.
func WithPrefixes(prefixes map[string]string) WriterOption {
	return func(w *Writer) { w.prefixes = maps.Clone(prefixes) }
}

// NewWriter makes a writer. Close must be called at the end: only then all is written.
func NewWriter(w io.Writer, opts ...WriterOption) *Writer {
	out := &Writer{w: w, seen: map[quad.Quad]struct{}{}}
	for _, opt := range opts {
		opt(out)
	}
	return out
}

// WriteQuad takes one quad. A quad that is refused leaves no trace.
func (w *Writer) WriteQuad(q quad.Quad) error {
	if w.closed {
		return ErrClosed
	}
	if err := grammar.CheckQuad(q); err != nil {
		return fmt.Errorf("quad %d: %w", w.n+1, err)
	}
	w.n++
	q.Object = term.Normal(q.Object) // one value a term
	if _, ok := w.seen[q]; !ok {
		w.seen[q] = struct{}{}
		w.quads = append(w.quads, q)
	}
	return nil
}

// WriteQuads takes quads up to the first that fails, and gives how many it took.
func (w *Writer) WriteQuads(quads []quad.Quad) (int, error) {
	for i, q := range quads {
		if err := w.WriteQuad(q); err != nil {
			return i, err
		}
	}
	return len(quads), nil
}

// Close writes the document. It does not close the underlying writer; a second Close does nothing.
func (w *Writer) Close() error {
	if w.closed {
		return nil
	}
	w.closed = true
	var document any = newTree(w.quads).document()
	if len(w.prefixes) > 0 {
		var err error
		if document, err = compact(document, w.prefixes); err != nil {
			return fmt.Errorf("writing JSON-LD with prefixes: %w", err)
		}
		restoreLanguages(document, languages(w.quads))
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(document); err != nil {
		return err
	}
	if len(w.prefixes) > 0 {
		if err := w.verify(text.Bytes()); err != nil {
			return fmt.Errorf("writing JSON-LD with prefixes: %w", err)
		}
	}
	_, err := w.w.Write(text.Bytes())
	return err
}

func compact(document any, prefixes map[string]string) (any, error) {
	context := map[string]any{}
	for prefix, iri := range prefixes {
		if prefix == "" {
			context["@vocab"] = iri // JSON-LD has no empty prefix
			continue
		}
		context[prefix] = map[string]any{"@id": iri, "@prefix": true}
	}
	opts := ld.NewJsonLdOptions("")
	opts.DocumentLoader = nowhere{}
	return guard(func() (any, error) {
		return ld.NewJsonLdProcessor().Compact(document, map[string]any{"@context": context}, opts)
	})
}

// languages gives the data's language tags by their lower case, which is what json-gold makes of them.
func languages(quads []quad.Quad) map[string]string {
	tags := map[string]string{}
	for _, q := range quads {
		if s, ok := q.Object.(quad.LangString); ok {
			tags[strings.ToLower(s.Lang)] = s.Lang
		}
	}
	return tags
}

func restoreLanguages(v any, tags map[string]string) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			restoreLanguages(item, tags)
		}
	case map[string]any:
		for key, item := range v {
			if tag, ok := item.(string); ok && key == "@language" {
				if written, ok := tags[tag]; ok {
					v[key] = written
				}
				continue
			}
			restoreLanguages(item, tags)
		}
	}
}

// nowhere fetches nothing.
type nowhere struct{}

func (nowhere) LoadDocument(string) (*ld.RemoteDocument, error) { return nil, errRemote }

var errLost = errors.New("what is read back is not what was written; choose other prefixes, or none")

// verify reads the document and compares the quads, all blank nodes being one.
func (w *Writer) verify(text []byte) error {
	again, err := quad.ReadAll(NewReader(bytes.NewReader(text)))
	if err != nil {
		return err
	}
	if !slices.Equal(outlines(again), outlines(w.quads)) {
		return errLost
	}
	return nil
}

func outlines(quads []quad.Quad) []string {
	out := make([]string, len(quads))
	hide := func(v quad.Value) quad.Value {
		if _, ok := v.(quad.BNode); ok {
			return quad.BNode("x")
		}
		return v
	}
	for i, q := range quads {
		q.Subject, q.Object, q.Label = hide(q.Subject), hide(q.Object), hide(q.Label)
		if s, ok := q.Object.(quad.LangString); ok {
			s.Lang = strings.ToLower(s.Lang) // tags compare without case
			q.Object = s
		}
		out[i] = string(term.AppendQuad(nil, q))
	}
	slices.Sort(out)
	return out
}

// tree makes an expanded document.
type tree struct {
	pretty.Shape
	quads []quad.Quad
}

func newTree(quads []quad.Quad) *tree {
	sorted := slices.Clone(quads)
	slices.SortFunc(sorted, func(a, b quad.Quad) int {
		return bytes.Compare(term.AppendQuad(nil, a), term.AppendQuad(nil, b))
	})
	return &tree{pretty.NewShape(sorted), sorted}
}

// document gives the default graph's nodes, then those that are graphs.
func (t *tree) document() []any {
	byGraph := map[quad.Value][]quad.Quad{}
	var labels []quad.Value
	for _, q := range t.quads {
		if _, ok := byGraph[q.Label]; !ok && q.Label != nil {
			labels = append(labels, q.Label)
		}
		byGraph[q.Label] = append(byGraph[q.Label], q)
	}
	out := t.graph(byGraph[nil])
	for _, label := range labels {
		out = append(out, map[string]any{"@id": id(label), "@graph": t.graph(byGraph[label])})
	}
	return out
}

// graph gives the nodes of one graph that are not within others.
func (t *tree) graph(quads []quad.Quad) []any {
	bySubject := map[quad.Value][]quad.Quad{}
	var subjects []quad.Value
	for _, q := range quads {
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
	node := map[string]any{}
	if !t.Anonymous(self) {
		node["@id"] = id(self)
	}
	add := func(key string, v any) {
		values, _ := node[key].([]any)
		node[key] = append(values, v)
	}
	for _, q := range quads {
		if class, ok := q.Object.(quad.IRI); ok && q.Predicate == rdfType {
			add("@type", string(class))
			continue
		}
		add(string(q.Predicate.(quad.IRI)), t.object(q.Object))
	}
	return node
}

func (t *tree) object(v quad.Value) any {
	if items, ok := t.List(v); ok {
		list := make([]any, len(items))
		for i, item := range items {
			list[i] = t.object(item)
		}
		return map[string]any{"@list": list}
	}
	if t.Nested(v) {
		return t.node(v, t.Quads(v.(quad.BNode)))
	}
	const exactly = 1 << 53 // below this, doubles have all integers
	tm, _ := term.Of(v)     // it was checked when it came
	switch {
	case tm.Kind != term.Literal:
		return map[string]any{"@id": id(v)}
	case tm.Lang != "":
		return map[string]any{"@value": tm.Text, "@language": tm.Lang}
	case tm.Datatype == "":
		return map[string]any{"@value": tm.Text}
	}
	switch v := v.(type) {
	case quad.Bool:
		return map[string]any{"@value": bool(v)}
	case quad.Int:
		if -exactly < v && v < exactly {
			return map[string]any{"@value": json.Number(strconv.FormatInt(int64(v), 10))}
		}
	}
	return map[string]any{"@value": tm.Text, "@type": tm.Datatype}
}

// id gives a node's @id.
func id(v quad.Value) string {
	if b, ok := v.(quad.BNode); ok {
		return "_:" + string(b)
	}
	return string(v.(quad.IRI))
}
