package rdfxml

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/lines"
	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/internal/xml"
	"talentgraph.example/loader/syntax"
)

// Writer writes RDF/XML for people: typed nodes, each subject once, blank nodes and lists of nodes within the
// property that has them wherever they can stand there, all in a fixed order. The text depends on the set of triples,
// not on their order, nor on the names of blank nodes that are written without them; other names that XML does not
// have begin with a '_' more. To see what can stand where, the writer holds all triples until Close. It is a
// [syntax.Writer], which says what WriteQuad, WriteQuads and Close do.
//
// RDF/XML cannot say all that RDF can. Refused are, beside what N-Triples refuses, labels included: predicates that do
// not end in a name as XML has it, or that the syntax itself uses (rdf:li, rdf:about, rdf:Description and the like),
// and texts with control characters. The error names the predicate, and the writer can go on.
type Writer struct {
	w      *bufio.Writer
	opts   *syntax.Options
	pace   *pace.Pace
	names  *qnames
	quads  []quad.Quad
	seen   map[quad.Quad]struct{}
	n      int64
	err    error // sticky: the context's
	closed bool
}

var _ syntax.Writer = (*Writer)(nil)

// ErrUnwritable is found by errors.Is in the error for a triple that RDF has and RDF/XML has not.
var ErrUnwritable = errors.New("RDF/XML cannot say this; write Turtle, N-Triples or N-Quads")

// NewWriter makes a writer. Close must be called at the end: only then all is written.
func NewWriter(w io.Writer, opts ...syntax.Option) *Writer {
	o := syntax.NewOptions(opts...)
	return &Writer{
		w: bufio.NewWriterSize(w, 64<<10), opts: o, pace: pace.New(o.Context), names: newQNames(o.Prefixes),
		seen: map[quad.Quad]struct{}{},
	}
}

// WriteQuad takes one quad. A quad that is refused leaves no trace.
func (w *Writer) WriteQuad(q quad.Quad) error {
	if w.closed {
		return syntax.ErrClosed
	}
	if w.err != nil {
		return w.err
	}
	if !w.pace.Step() {
		w.err = w.pace.Err()
		return w.err
	}
	var terms grammar.Terms
	if err := terms.Admit(&q, w.n+1, false, w.opts); err != nil {
		return err
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
	return lines.WriteQuads(w, quads)
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
