package jsonld

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/syntax"
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
	ctx      context.Context // nil: the writing cannot be cancelled
	pace     *pace.Pace
	prefixes map[string]string
	quads    []quad.Quad
	seen     map[quad.Quad]struct{}
	n        int64
	closed   bool
}

var _ quad.WriteCloser = (*Writer)(nil)

// ErrClosed is given by a writer that is used after Close.
var ErrClosed = syntax.ErrClosed

// WriterOption sets one thing of a writer.
type WriterOption func(*Writer)

// WithPrefixes gives prefixes, without their colons, and their namespaces. They become the document's
// context, and IRIs are shortened by them.
func WithPrefixes(prefixes map[string]string) WriterOption {
	return func(w *Writer) { w.prefixes = maps.Clone(prefixes) }
}

// WithContext makes the writer end soon after the context does: WriteQuad, or Close if it is still at work, then
// gives the context's error, and nothing is written. Without it the writing cannot be cancelled.
func WithContext(ctx context.Context) WriterOption { return func(w *Writer) { w.ctx = ctx } }

// NewWriter makes a writer. Close must be called at the end: only then all is written.
func NewWriter(w io.Writer, opts ...WriterOption) *Writer {
	out := &Writer{w: w, seen: map[quad.Quad]struct{}{}}
	for _, opt := range opts {
		opt(out)
	}
	out.pace = pace.New(out.ctx)
	return out
}

// WriteQuad takes one quad. A quad that is refused leaves no trace.
func (w *Writer) WriteQuad(q quad.Quad) error {
	if w.closed {
		return ErrClosed
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
	document, err := guard(func() (any, error) { return newDocument(w.pace, w.quads, w.prefixes) })
	if err != nil {
		return w.explain(err)
	}
	text := append(appendIndented(w.pace, nil, document, 0), '\n')
	if len(w.prefixes) > 0 {
		if err := w.verify(text); err != nil {
			return w.explain(err)
		}
	}
	if err := w.pace.Err(); err != nil {
		return err
	}
	_, err = w.w.Write(text)
	return err
}

// explain gives the context's error as it is, and says of others where they come from.
func (w *Writer) explain(err error) error {
	if w.ctx != nil && w.ctx.Err() != nil {
		return w.ctx.Err()
	}
	return fmt.Errorf("writing JSON-LD with prefixes: %w", err)
}

var errLost = errors.New("what is read back is not what was written; choose other prefixes, or none")

// verify reads the document and compares the quads, all blank nodes being one.
func (w *Writer) verify(text []byte) error {
	if err := w.pace.Err(); err != nil {
		return err // the text breaks off
	}
	again, err := quad.ReadAll(NewReader(bytes.NewReader(text), syntax.WithContext(w.ctx),
		syntax.WithMaxDocument(len(text)), syntax.WithMaxLiteral(len(text)))) // what was written may be read
	if err != nil {
		return err
	}
	if !slices.Equal(outlines(w.pace, again), outlines(w.pace, w.quads)) {
		return errLost
	}
	return nil
}

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
