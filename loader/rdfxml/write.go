package rdfxml

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/lines"
	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/internal/xml"
)

// Writer writes RDF/XML for people: typed nodes, each subject once, blank nodes and lists of nodes within the
// property that has them wherever they can stand there, all in a fixed order. The text depends on the set of triples,
// not on their order, nor on the names of blank nodes that are written without them; other names that XML does not
// have begin with a '_' more. To see what can stand where, the writer holds all triples until Close. It is a
// quad.WriteCloser, not safe for concurrent use.
//
// RDF/XML cannot say all that RDF can. Refused are, beside what N-Triples refuses, labels included: predicates that do
// not end in a name as XML has it, or that the syntax itself uses (rdf:li, rdf:about, rdf:Description and the like),
// and texts with control characters. The error names the predicate, and the writer can go on.
type Writer struct {
	w      *bufio.Writer
	opts   writerOptions
	pace   *pace.Pace
	names  *qnames
	quads  []quad.Quad
	seen   map[quad.Quad]struct{}
	n      int64
	err    error // sticky: the context's
	closed bool
}

var _ quad.WriteCloser = (*Writer)(nil)

// ErrClosed is given by a writer that is used after Close.
var ErrClosed = lines.ErrClosed

// ErrLabel is found by errors.Is in the error for a quad with a graph label.
var ErrLabel = lines.ErrLabel

// ErrUnwritable is found by errors.Is in the error for a triple that RDF has and RDF/XML has not.
var ErrUnwritable = errors.New("RDF/XML cannot say this; write Turtle, N-Triples or N-Quads")

type writerOptions struct {
	ctx      context.Context // nil: the writing cannot be cancelled
	drop     bool            // labels are left out instead of refused
	prefixes map[string]string
}

// WriterOption sets one thing of a writer.
type WriterOption func(*writerOptions)

// WithPrefixes gives prefixes, without their colons, and their namespaces; the empty prefix is the default namespace.
// Those that are used are declared. dct, foaf, org, owl, prov, rdf, rdfs, skos and xsd are known, unless the
// prefix or the namespace is given here. Prefixes that XML cannot have are passed over. A namespace for which there is
// no prefix gets ns, ns1, ns2 and so on.
func WithPrefixes(prefixes map[string]string) WriterOption {
	return func(o *writerOptions) { o.prefixes = maps.Clone(prefixes) }
}

// WithContext makes the writer end soon after the context does: WriteQuad, or Close if it still lays out the
// text, then gives the context's error, and nothing is written. Without it the writing cannot be cancelled.
func WithContext(ctx context.Context) WriterOption {
	return func(o *writerOptions) { o.ctx = ctx }
}

// DropLabels makes the writer leave out graph labels. Without it a quad with a label is an error, since
// what the label says would be lost.
func DropLabels() WriterOption { return func(o *writerOptions) { o.drop = true } }

// NewWriter makes a writer. Close must be called at the end: only then all is written.
func NewWriter(w io.Writer, opts ...WriterOption) *Writer {
	out := &Writer{w: bufio.NewWriterSize(w, 64<<10), seen: map[quad.Quad]struct{}{}}
	for _, opt := range opts {
		opt(&out.opts)
	}
	out.pace = pace.New(out.opts.ctx)
	out.names = newQNames(out.opts.prefixes)
	return out
}

// WriteQuad takes one quad. A quad that is refused leaves no trace.
func (w *Writer) WriteQuad(q quad.Quad) error {
	if w.closed {
		return ErrClosed
	}
	if w.err != nil {
		return w.err
	}
	if !w.pace.Step() {
		w.err = w.pace.Err()
		return w.err
	}
	if q.Label != nil {
		if !w.opts.drop {
			return fmt.Errorf("quad %d: label %s: %w", w.n+1, grammar.Show(q.Label), ErrLabel)
		}
		q.Label = nil
	}
	terms, err := grammar.Terms(q)
	if err != nil {
		return fmt.Errorf("quad %d: %w", w.n+1, err)
	}
	predicate, object := terms[1], terms[2]
	if problem := w.names.problem(predicate.Text); problem != "" {
		return fmt.Errorf("quad %d: predicate %s: %w: %s", w.n+1, grammar.Show(q.Predicate), ErrUnwritable, problem)
	}
	if object.Kind == term.Literal && !xml.Valid(object.Text) {
		return fmt.Errorf("quad %d: predicate %s: object %s: %w: XML does not have one of its characters",
			w.n+1, grammar.Show(q.Predicate), grammar.Show(q.Object), ErrUnwritable)
	}
	for _, t := range terms[:3] {
		if t.Kind == term.IRI && !xml.Valid(t.Text) {
			return fmt.Errorf("quad %d: predicate %s: IRI %s: %w: XML does not have one of its characters",
				w.n+1, grammar.Show(q.Predicate), grammar.Show(quad.IRI(t.Text)), ErrUnwritable)
		}
	}
	w.n++
	q.Object = term.Normal(q.Object) // one value a term, so that == finds what is there already
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

// Close writes all. It does not close the underlying writer; a second Close does nothing.
func (w *Writer) Close() error {
	if w.closed {
		return nil
	}
	w.closed = true
	if w.err != nil {
		return w.err
	}
	l := newLayout(w.pace, w.quads, w.names)
	body := l.document(w.quads)
	if err := w.pace.Err(); err != nil {
		return err
	}
	head := []byte("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + w.names.rdf("RDF"))
	head = w.names.appendDeclarations(head)
	for _, part := range [][]byte{head, []byte(">\n"), body, []byte("</" + w.names.rdf("RDF") + ">\n")} {
		if _, err := w.w.Write(part); err != nil {
			return err
		}
	}
	return w.w.Flush()
}
