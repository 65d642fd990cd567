package jsonld

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/jsonld/internal/compact"
	"talentgraph.example/loader/jsonld/internal/contexts"
	"talentgraph.example/loader/jsonld/internal/json"
	"talentgraph.example/loader/jsonld/internal/rdf"
	"talentgraph.example/loader/syntax"
)

// Writer writes a JSON-LD document, indented and in a fixed order. Blank nodes and lists stand where they
// are the object, as in Turtle. Truth values and numbers that a double keeps are JSON's own, as far as they are read
// back to the letter, and so are rdf:JSON literals; all other literals have their text and datatype. It holds all quads
// until Close. It is a quad.WriteCloser, not safe for concurrent use.
//
// Without prefixes and context the document is in expanded form. With them it is compacted, and read again to see that
// nothing was lost on the way. Of the prefixes, those that are used come to stand in the document.
//
// What N-Quads refuses is refused here, too, and the writer can go on.
type Writer struct {
	w         io.Writer
	ctx       context.Context // nil: the writing cannot be cancelled
	pace      *pace.Pace
	prefixes  map[string]string
	context   []byte // nil: there is none
	documents func(iri string) ([]byte, error)
	direction syntax.Direction
	quads     []quad.Quad
	seen      map[quad.Quad]struct{}
	n         int64
	closed    bool
}

var _ syntax.Writer = (*Writer)(nil)

// NewWriter makes a writer. Close must be called at the end: only then all is written. Of the options it takes
// WithPrefixes, without colons, which become the document's context, the empty prefix its vocabulary;
// WithDocumentContext in their place; WithDirection, which writes as texts with a base direction what it reads such
// texts as; WithDocuments; and WithContext, after which WriteQuad, or Close if it is still at work, gives the context's
// error and nothing is written.
func NewWriter(w io.Writer, opts ...syntax.Option) *Writer {
	o := syntax.NewOptions(opts...)
	return &Writer{
		w: w, ctx: o.Context, pace: pace.New(o.Context), seen: map[quad.Quad]struct{}{},
		prefixes: o.Prefixes, context: o.DocumentContext, documents: o.Documents, direction: o.Direction,
	}
}

// WriteQuad takes one quad. A quad that is refused leaves no trace.
func (w *Writer) WriteQuad(q quad.Quad) error {
	if w.closed {
		return syntax.ErrClosed
	}
	if !w.pace.Step() {
		return w.pace.Err()
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
	text, err := w.text()
	if err == nil {
		err = w.pace.Err()
	}
	switch {
	case err == nil:
		_, err = w.w.Write(text)
		return err
	case w.ctx != nil && w.ctx.Err() != nil:
		return w.ctx.Err()
	}
	return fmt.Errorf("writing JSON-LD: %w", err)
}

func (w *Writer) serializer() *rdf.Serializer {
	return &rdf.Serializer{Nest: true, Natives: rdf.Exact, Direction: w.direction}
}

// text gives the whole document. With prefixes that do not suit the quads it is written without them.
func (w *Writer) text() ([]byte, error) {
	switch {
	case w.context != nil:
		context, err := parseContext(w.pace, w.context)
		if err != nil {
			return nil, err
		}
		return w.compacted(context, false)
	case len(w.prefixes) > 0:
		text, err := w.compacted(contextOf(w.pace, w.prefixes, w.quads), true)
		if err == nil || w.pace.Err() != nil || w.ctx != nil && w.ctx.Err() != nil {
			return text, err
		}
	}
	objects, err := w.serializer().Document(w.pace, w.quads)
	if err != nil {
		return nil, err
	}
	return append(json.AppendIndented(w.pace, nil, compact.Expanded(w.pace, objects), 0), '\n'), nil
}

// compacted gives the document as a context has it, which comes to stand in it; with prune only those prefixes do
// that something is written with.
func (w *Writer) compacted(context *json.Value, prune bool) ([]byte, error) {
	opts := syntax.NewOptions(syntax.WithContext(w.ctx), syntax.WithDocuments(w.documents))
	processor := contexts.NewCache().New(w.pace, opts)
	processor.Unbounded()
	active, err := processor.Process(processor.Initial(), context)
	if err != nil {
		return nil, err
	}
	s := w.serializer()
	s.Typed = func(property, datatype string) bool { return processor.HasTyped(active, property, datatype) }
	objects, err := s.Document(w.pace, w.quads)
	if err != nil {
		return nil, err
	}
	document, err := compact.New(w.pace, processor).Compact(active, objects)
	if err != nil {
		return nil, err
	}
	if prune {
		onlyUsed(context, processor.Used())
	}
	text := append(json.AppendIndented(w.pace, nil, withContext(document, context), 0), '\n')
	return text, w.verify(text)
}

var errLost = errors.New("what is read back is not what was written; choose other prefixes, another context, or none")

// verify reads the document and compares the quads, all blank nodes being one.
func (w *Writer) verify(text []byte) error {
	if err := w.pace.Err(); err != nil {
		return err // the text breaks off
	}
	const most = 1 << 40
	again, err := quad.ReadAll(NewReader(bytes.NewReader(text), syntax.WithContext(w.ctx), syntax.WithFile("what was written"),
		syntax.WithDocuments(w.documents), syntax.WithDirection(w.direction), syntax.WithMaxExpansion(most),
		syntax.WithMaxDocument(max(len(text), syntax.DefaultMaxDocument)), syntax.WithMaxLiteral(len(text)))) // what was written may be read
	if err != nil {
		return err
	}
	if !slices.Equal(outlines(w.pace, again), outlines(w.pace, w.quads)) {
		return errLost
	}
	return nil
}

// outlines gives the quads' lines in order, each once, all blank nodes being one.
func outlines(p *pace.Pace, quads []quad.Quad) []string {
	out := make([]string, len(quads))
	hide := func(v quad.Value) quad.Value {
		if _, ok := v.(quad.BNode); ok {
			return quad.BNode("x")
		}
		return v
	}
	for i, q := range quads {
		if !p.Step() {
			break
		}
		q.Subject, q.Object, q.Label = hide(q.Subject), hide(q.Object), hide(q.Label)
		if s, ok := q.Object.(quad.LangString); ok {
			s.Lang = strings.ToLower(s.Lang) // tags compare without case
			q.Object = s
		}
		out[i] = string(term.AppendQuad(nil, q))
	}
	pace.Sort(p, out, strings.Compare)
	return out
}
