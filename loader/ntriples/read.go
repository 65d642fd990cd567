package ntriples

import (
	"io"
	"iter"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/internal/lines"
	"talentgraph.example/loader/syntax"
)

// Reader reads N-Triples. It is a quad.ReadCloser. It is not safe for concurrent use.
type Reader struct {
	r *lines.Reader
}

var _ quad.ReadCloser = (*Reader)(nil)

// NewReader makes a reader of a stream. It reads ahead.
func NewReader(r io.Reader, opts ...syntax.Option) *Reader {
	return &Reader{lines.NewReader(r, false, syntax.NewOptions(opts...))}
}

// NewBytesReader makes a reader of a file, or of a [Chunk] of one, that is in memory. It does not copy the
// data, which must not change as long as the reader is used. The number of a chunk's first line is given by
// syntax.WithLine.
func NewBytesReader(data []byte, opts ...syntax.Option) *Reader {
	return &Reader{lines.NewBytesReader(data, false, syntax.NewOptions(opts...))}
}

// ReadQuad reads the next triple. At the end the error is io.EOF. After an error every call gives the same
// error; in lenient mode wrong lines are no errors.
func (r *Reader) ReadQuad() (quad.Quad, error) { return r.r.ReadQuad() }

// Next reads the next triple into q without making values or allocating memory. What q then points to is
// valid until the reader's next call. The errors are those of ReadQuad.
func (r *Reader) Next(q *syntax.Quad) error { return r.r.Next(q) }

// All gives the rest of the stream. An error comes last and once; io.EOF is none.
func (r *Reader) All() iter.Seq2[quad.Quad, error] { return r.r.All() }

// Close does nothing: the stream belongs to the caller. It makes the Reader a quad.ReadCloser.
func (r *Reader) Close() error { return nil }
