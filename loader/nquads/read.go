package nquads

import (
	"io"
	"iter"

	"talentgraph.example/loader/internal/lines"
	"talentgraph.example/loader/syntax"
)

// Reader reads N-Quads: a [syntax.Reader], which says what ReadQuad, Next, All and Close do. Next allocates no
// memory.
type Reader struct{ *lines.Reader }

var _ syntax.Reader = Reader{}

// NewReader makes a reader of a stream.
func NewReader(r io.Reader, opts ...syntax.Option) *Reader {
	return &Reader{lines.NewReader(r, true, syntax.NewOptions(opts...))}
}

// NewBytesReader makes a reader of a file, or of a [Chunk] of one, that is in memory. It does not copy the
// data, which must not change as long as the reader is used. The number of a chunk's first line is given by
// syntax.WithLine.
func NewBytesReader(data []byte, opts ...syntax.Option) *Reader {
	return &Reader{lines.NewBytesReader(data, true, syntax.NewOptions(opts...))}
}

// Chunk is a piece of a stream: whole lines, which can be read on their own.
type Chunk = lines.Chunk

// Chunks cuts a stream into chunks of about size bytes: 1 MiB for 0, at most 16 MiB. A longer line is a
// chunk of its own. Each chunk has its own memory and may be kept. It is read by
//
//	nquads.NewBytesReader(chunk.Data, append(opts, syntax.WithLine(chunk.Line))...)
//
// with the options given here. The error comes last and once: a line over the limit, the stream's own, or
// the context's. A line that is wrong otherwise is found by its chunk's reader. In lenient mode each of them
// reports for itself, so that the function must be safe for concurrent use if they read side by side.
func Chunks(r io.Reader, size int, opts ...syntax.Option) iter.Seq2[Chunk, error] {
	return lines.Chunks(r, size, syntax.NewOptions(opts...))
}
