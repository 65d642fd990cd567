package lines

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
)

// Labels says what a writer does with graph labels.
type Labels uint8

// A label is written (N-Quads), or is an error or left out (N-Triples).
const (
	KeepLabels Labels = iota
	RefuseLabels
	DropLabels
)

// ErrClosed is given by a writer that is used after Close.
var ErrClosed = errors.New("the writer is closed")

// ErrLabel is in the error for a quad with a label in a format without.
var ErrLabel = errors.New("this format has no graph labels; write N-Quads or TriG, or ask for the labels to be left out")

// Writer writes a line a quad.
type Writer struct {
	w      *bufio.Writer
	labels Labels
	line   []byte
	n      int64 // quads written
	closed bool
}

// NewWriter makes a writer.
func NewWriter(w io.Writer, labels Labels) *Writer {
	return &Writer{w: bufio.NewWriterSize(w, 64<<10), labels: labels}
}

// WriteQuad writes one line. A quad that is refused leaves no trace, and the writer can go on.
func (w *Writer) WriteQuad(q quad.Quad) error {
	if w.closed {
		return ErrClosed
	}
	if q.Label != nil {
		switch w.labels {
		case DropLabels:
			q.Label = nil
		case RefuseLabels:
			return fmt.Errorf("quad %d: label %s: %w", w.n+1, grammar.Show(q.Label), ErrLabel)
		}
	}
	terms, err := grammar.Terms(q)
	if err != nil {
		return fmt.Errorf("quad %d: %w", w.n+1, err)
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
		return ErrClosed
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
