package turtle

import (
	"io"

	"talentgraph.example/loader/internal/pretty"
	"talentgraph.example/loader/syntax"
)

// Writer writes Turtle for people: prefixes, 'a', ';' and ',', blank nodes and lists within the statement
// that has them wherever they can stand there (each the object of one quad, not within itself, in one graph,
// not too deep), short forms of numbers and truth values, all in a fixed order. It is a [syntax.Writer], which says
// what WriteQuad, WriteQuads and Close do.
//
// The text depends on the set of quads, not on their order, nor on the names of blank nodes that are
// written without them. To see what can stand where, the writer holds all quads until Close; syntax.WithStreaming
// is for data that is too large for that.
//
// What N-Triples refuses is refused here, too, labels included; but syntax.WithReifiers writes them behind their facts.
type Writer struct{ *pretty.Writer }

var _ syntax.Writer = Writer{}

// NewWriter makes a writer. Close must be called at the end: only then all is written.
func NewWriter(w io.Writer, opts ...syntax.Option) *Writer {
	return &Writer{pretty.NewWriter(w, false, syntax.NewOptions(opts...))}
}
