package nquads

import (
	"io"

	"talentgraph.example/loader/internal/lines"
	"talentgraph.example/loader/syntax"
)

// Writer writes canonical N-Quads: one line a quad, single spaces, the fewest escapes (RDF Dataset
// Canonicalization 1.0, section 5). The order is the caller's. It is a [syntax.Writer], which says what WriteQuad,
// WriteQuads and Close do; its Flush hands what was written to the underlying writer.
//
// It refuses what no strict reader would take: a nil or literal where none can stand, a relative IRI or one
// with characters that have to be percent-encoded, a blank node's name or a language tag against the grammar,
// text that is not UTF-8.
type Writer struct{ *lines.Writer }

var _ syntax.Writer = Writer{}

// NewWriter makes a writer. Close or Flush must be called at the end, since it buffers.
func NewWriter(w io.Writer, opts ...syntax.Option) *Writer {
	return &Writer{lines.NewWriter(w, true, syntax.NewOptions(opts...))}
}
