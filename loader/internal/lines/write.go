package lines

import (
	"bufio"
	"io"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/syntax"
)

// Writer writes a line a quad.
type Writer struct {
	w      *bufio.Writer
	labels bool
	opts   *syntax.Options
	pace   *pace.Pace
	line   []byte
	n      int64 // quads written
	closed bool
}

// NewWriter makes a writer of N-Quads, or without labels of N-Triples.
func NewWriter(w io.Writer, labels bool, opts *syntax.Options) *Writer {
	return &Writer{w: bufio.NewWriterSize(w, 64<<10), labels: labels, opts: opts, pace: pace.New(opts.Context)}
}

// WriteQuad writes one line. A quad that is refused leaves no trace, and the writer can go on.
func (w *Writer) WriteQuad(q quad.Quad) error {
	if w.closed {
		return syntax.ErrClosed
	}
	if !w.pace.Step() {
		return w.pace.Err()
	}
	var terms grammar.Terms
	if err := terms.Admit(&q, w.n+1, w.labels, w.opts); err != nil {
		return err
	}
	line := w.line[:0]
	for i := range terms {
		if t := &terms[i]; t.Kind == term.IRI {
			line = append(append(append(line, '<'), t.Text...), "> "...) // checked, so there is nothing to escape
		} else if t.Kind != term.None {
			line = append(t.Append(line), ' ')
		}
	}
	w.line = append(line, ".\n"...)
	if _, err := w.w.Write(w.line); err != nil {
		return err
	}
	w.n++
	return nil
}

// WriteQuads writes quads up to the first that fails, and gives how many it wrote.
func (w *Writer) WriteQuads(quads []quad.Quad) (int, error) {
	return WriteQuads(w, quads)
}

// WriteQuads gives a writer quads up to the first that it refuses, and tells how many it took.
func WriteQuads(w interface{ WriteQuad(quad.Quad) error }, quads []quad.Quad) (int, error) {
	for i, q := range quads {
		if err := w.WriteQuad(q); err != nil {
			return i, err
		}
	}
	return len(quads), nil
}

// Flush hands all that was written to the underlying writer.
func (w *Writer) Flush() error {
	if w.closed {
		return syntax.ErrClosed
	}
	return w.w.Flush()
}

// Close flushes and ends the writing; the underlying writer stays open. A second Close does nothing.
func (w *Writer) Close() error {
	if w.closed {
		return nil
	}
	w.closed = true
	return w.w.Flush()
}
