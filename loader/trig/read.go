package trig

import (
	"io"
	"iter"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/internal/ttl"
	"talentgraph.example/loader/syntax"
)

// Reader reads TriG. It is a quad.ReadCloser. It is not safe for concurrent use.
type Reader struct {
	r *ttl.Reader
}

var _ quad.ReadCloser = (*Reader)(nil)

// NewReader makes a reader of a stream. It reads ahead. syntax.WithBase gives the IRI that relative ones
// are resolved against; it must be absolute, else the first read gives an error.
func NewReader(r io.Reader, opts ...syntax.Option) *Reader {
	return &Reader{ttl.NewReader(r, true, syntax.NewOptions(opts...))}
}

// ReadQuad reads the next quad. At the end the error is io.EOF. After an error every call gives the same
// error.
func (r *Reader) ReadQuad() (quad.Quad, error) { return r.r.ReadQuad() }

// Next reads the next quad into q without making values. What q then points to is valid until the
// reader's next call. The errors are those of ReadQuad.
func (r *Reader) Next(q *syntax.Quad) error { return r.r.Next(q) }

// All gives the rest of the stream. An error comes last and once; io.EOF is none.
func (r *Reader) All() iter.Seq2[quad.Quad, error] { return r.r.All() }

// Prefixes gives the namespaces of the prefixes that were declared in what is read so far. A prefix has no
// colon. The map is the caller's.
func (r *Reader) Prefixes() map[string]string { return r.r.Prefixes() }

// Base gives the base IRI as it stands in what is read so far, empty if there is none.
func (r *Reader) Base() string { return r.r.Base() }

// Close does nothing: the stream belongs to the caller. It makes the Reader a quad.ReadCloser.
func (r *Reader) Close() error { return nil }
