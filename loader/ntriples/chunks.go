package ntriples

import (
	"io"
	"iter"

	"talentgraph.example/loader/internal/lines"
	"talentgraph.example/loader/syntax"
)

// Chunk is a piece of a stream: whole lines, which can be read on their own.
type Chunk = lines.Chunk

// Chunks cuts a stream into chunks of about size bytes, at most 16 MiB; size 0 means 1 MiB. A longer line is a chunk of its
// own. Each chunk has its own memory and may be kept. Read it by
//
//	ntriples.NewBytesReader(chunk.Data, append(opts, syntax.WithLine(chunk.Line))...)
//
// with the options given here. The error comes last and once: a line over the limit (in lenient mode it is
// reported and left out), the stream's own, or the context's. A wrong line is found by the chunk's reader.
func Chunks(r io.Reader, size int, opts ...syntax.Option) iter.Seq2[Chunk, error] {
	return lines.Chunks(r, size, syntax.NewOptions(opts...))
}
