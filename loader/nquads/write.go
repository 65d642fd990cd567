package nquads

import (
	"io"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/internal/lines"
)

// Writer writes canonical N-Quads: one line a quad, single spaces, the fewest escapes (RDF Dataset
// Canonicalization 1.0, section 5). The order is the caller's. It is a quad.WriteCloser, not safe for
// concurrent use.
//
// It refuses what no strict reader would take: a nil or literal where none can stand, a relative IRI or one
// with characters that have to be percent-encoded, a blank node's name or a language tag against the grammar,
// text that is not UTF-8. A refused quad leaves no trace, and the writer can go on.
type Writer struct {
	w *lines.Writer
}

var _ quad.WriteCloser = (*Writer)(nil)

// ErrClosed is given by a writer that is used after Close.
var ErrClosed = lines.ErrClosed

// NewWriter makes a writer. Close or Flush must be called at the end, since it buffers.
func NewWriter(w io.Writer) *Writer {
	return &Writer{lines.NewWriter(w, lines.KeepLabels)}
}

// WriteQuad writes one quad.
func (w *Writer) WriteQuad(q quad.Quad) error { return w.w.WriteQuad(q) }

// WriteQuads writes quads up to the first that fails, and gives how many were written.
func (w *Writer) WriteQuads(quads []quad.Quad) (int, error) { return w.w.WriteQuads(quads) }

// Flush hands what was written to the underlying writer.
func (w *Writer) Flush() error { return w.w.Flush() }

// Close flushes and ends the writing. It does not close the underlying writer; a second Close does nothing.
func (w *Writer) Close() error { return w.w.Close() }
