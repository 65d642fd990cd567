package turtle

import (
	"context"
	"io"
	"maps"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/internal/lines"
	"talentgraph.example/loader/internal/pretty"
)

// Writer writes Turtle for people: prefixes, 'a', ';' and ',', blank nodes and lists within the statement
// that has them wherever they can stand there (each the object of one quad, not within itself, in one graph,
// not too deep), short forms of numbers and truth values, all in a fixed order. It is a quad.WriteCloser,
// not safe for concurrent use.
//
// The text depends on the set of quads, not on their order, nor on the names of blank nodes that are
// written without them. To see what can stand where, the writer holds all quads until Close; [Streaming] is
// for data that is too large for that.
//
// What N-Triples refuses is refused here, too, labels included, and the writer can go on.
type Writer struct {
	w *pretty.Writer
}

var _ quad.WriteCloser = (*Writer)(nil)

// ErrClosed is given by a writer that is used after Close.
var ErrClosed = lines.ErrClosed

// ErrLabel is found by errors.Is in the error for a quad with a graph label.
var ErrLabel = lines.ErrLabel

// WriterOption sets one thing of a writer.
type WriterOption func(*pretty.Options)

// WithPrefixes gives prefixes, without their colons, and their namespaces. Those that are used are
// declared. dct, foaf, org, owl, prov, rdf, rdfs, skos and xsd are known, unless the prefix or the namespace
// is given here. A prefix or namespace that Turtle cannot have is an error of the first write.
func WithPrefixes(prefixes map[string]string) WriterOption {
	return func(o *pretty.Options) { o.Prefixes = maps.Clone(prefixes) }
}

// WithContext makes the writer end soon after the context does: WriteQuad, or Close if it still lays out the
// text, then gives the context's error. Without it the writing cannot be cancelled.
func WithContext(ctx context.Context) WriterOption {
	return func(o *pretty.Options) { o.Context = ctx }
}

// Streaming makes the writer hold nothing back: quads are written in the order in which they come. Those
// that follow one another share what they can by ';' and ','; blank nodes have their names and lists their
// cells. Just the prefixes that are given are declared and used. A quad that comes twice is written twice.
func Streaming() WriterOption { return func(o *pretty.Options) { o.Stream = true } }

// DropLabels makes the writer leave out graph labels. Without it a quad with a label is an error, since
// what the label says would be lost.
func DropLabels() WriterOption { return func(o *pretty.Options) { o.Drop = true } }

// NewWriter makes a writer. Close must be called at the end: only then all is written.
func NewWriter(w io.Writer, opts ...WriterOption) *Writer {
	o := pretty.Options{}
	for _, opt := range opts {
		opt(&o)
	}
	return &Writer{pretty.NewWriter(w, o)}
}

// WriteQuad takes one quad.
func (w *Writer) WriteQuad(q quad.Quad) error { return w.w.WriteQuad(q) }

// WriteQuads takes quads up to the first that fails, and gives how many it took.
func (w *Writer) WriteQuads(quads []quad.Quad) (int, error) { return w.w.WriteQuads(quads) }

// Close writes what is still to be written. It does not close the underlying writer; a second Close does
// nothing.
func (w *Writer) Close() error { return w.w.Close() }
