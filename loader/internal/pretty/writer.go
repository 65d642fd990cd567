package pretty

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/lines"
	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/syntax"
)

// Writer collects quads and writes them at Close; or, streaming, writes each as it comes.
type Writer struct {
	w      *bufio.Writer
	labels bool // TriG
	opts   *syntax.Options
	pace   *pace.Pace
	terms  *terms
	quads  []quad.Quad
	seen   map[quad.Quad]struct{}
	n      int64
	err    error // sticky: of the options, the context or the underlying writer
	closed bool

	stream stream
}

// NewWriter makes a writer of TriG, or without labels of Turtle.
func NewWriter(w io.Writer, labels bool, opts *syntax.Options) *Writer {
	out := &Writer{w: bufio.NewWriterSize(w, 64<<10), labels: labels, opts: opts, pace: pace.New(opts.Context), seen: map[quad.Quad]struct{}{}}
	out.err = checkPrefixes(opts.Prefixes)
	out.terms = newTerms(opts.Prefixes)
	return out
}

// checkPrefixes tells whether a reader would take the prefixes.
func checkPrefixes(prefixes map[string]string) error {
	for prefix, iri := range prefixes {
		if err := grammar.CheckTerm(term.Term{Kind: term.IRI, Text: iri}); err != nil {
			return fmt.Errorf("the namespace %.120q of the prefix %.60q: %w", iri, prefix, err)
		}
		for i, r := range prefix {
			last := i+utf8.RuneLen(r) == len(prefix)
			if r == utf8.RuneError || !term.IsNameBase(r) && (i == 0 || !term.IsName(r) && (r != '.' || last)) {
				return fmt.Errorf("%q cannot be a prefix; it must be a letter, then letters, digits, '_' and '-'", prefix)
			}
		}
	}
	return nil
}

// WriteQuad takes one quad. A quad that is refused leaves no trace, and the writer can go on.
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
	if err := terms.Admit(&q, w.n+1, w.labels || w.opts.Reifiers, w.opts); err != nil {
		return err
	}
	w.n++
	if w.opts.Streaming {
		w.err = w.writeNow(q, &terms)
		return w.err
	}
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

// Close writes all. The underlying writer stays open. A second Close does nothing.
func (w *Writer) Close() error {
	if w.closed {
		return nil
	}
	w.closed = true
	if w.err != nil {
		return w.err
	}
	var err error
	if w.opts.Streaming {
		err = w.endStream()
	} else {
		err = w.writeAll()
	}
	return errors.Join(err, w.w.Flush())
}

// writeAll writes the collected quads, all of them or, if the context ends before that, none.
func (w *Writer) writeAll() error {
	l := layout{terms: w.terms, pace: w.pace}
	if w.opts.Reifiers {
		w.quads, l.reifiers = facts(w.pace, w.quads)
	}
	byGraph := map[quad.Value][]quad.Quad{}
	for _, q := range w.quads {
		if !w.pace.Step() {
			return w.pace.Err()
		}
		graph := q.Label
		if w.opts.Reifiers {
			graph = nil
		}
		byGraph[graph] = append(byGraph[graph], q)
	}
	l.shape = newShape(w.pace, w.quads, l.reifiers)
	if err := w.pace.Err(); err != nil {
		return err // the shape is not whole
	}
	w.quads, w.seen = nil, nil
	labels := make([]quad.Value, 0, len(byGraph))
	for label := range byGraph {
		labels = append(labels, label)
	}
	pace.Sort(w.pace, labels, func(a, b quad.Value) int { return cmp.Compare(labelOrder(a), labelOrder(b)) })
	var body []byte
	for i, label := range labels {
		if i > 0 {
			body = append(body, '\n')
		}
		if label == nil {
			body = l.graph(body, byGraph[nil], 0)
			continue
		}
		body = append(l.appendTerm(body, label), " {\n"...)
		body = l.graph(body, byGraph[label], 4)
		body = append(body, "}\n"...)
	}
	if err := w.pace.Err(); err != nil {
		return err
	}
	head := w.terms.appendPrefixes(nil, func(ns namespace) bool { return ns.used })
	if len(head) > 0 && len(body) > 0 {
		head = append(head, '\n')
	}
	if _, err := w.w.Write(head); err != nil {
		return err
	}
	_, err := w.w.Write(body)
	return err
}

// labelOrder puts the default graph first, then IRIs, then blank nodes.
func labelOrder(label quad.Value) string {
	switch label := label.(type) {
	case nil:
		return ""
	case quad.IRI:
		return "1" + string(label)
	default:
		return "2" + label.String()
	}
}

// appendPrefixes declares the wanted prefixes, in order.
func (t *terms) appendPrefixes(dst []byte, wanted func(namespace) bool) []byte {
	spaces := append([]namespace(nil), t.spaces...)
	slices.SortFunc(spaces, func(a, b namespace) int { return cmp.Compare(a.prefix, b.prefix) })
	for _, ns := range spaces {
		if wanted(ns) {
			dst = append(append(append(dst, "@prefix "...), ns.prefix...), ": "...)
			dst = append(term.Append(dst, quad.IRI(ns.iri)), " .\n"...)
		}
	}
	return dst
}
