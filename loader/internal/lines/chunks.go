package lines

import (
	"io"
	"iter"

	"talentgraph.example/loader/syntax"
)

// Chunk is a piece of a stream that can be read on its own: whole lines.
type Chunk struct {
	// Data ends with a line end. The document's byte order mark, if there is one, is in the first chunk.
	Data []byte
	// Line is the number of its first line in the stream.
	Line int
}

// Chunks cuts a stream into chunks of about size bytes, each with memory of its own.
func Chunks(r io.Reader, size int, opts *syntax.Options) iter.Seq2[Chunk, error] {
	const standard, largest = 1 << 20, 16 << 20
	if size <= 0 {
		size = standard
	}
	size = min(size, largest)
	return func(yield func(Chunk, error) bool) {
		split := NewSplitter(r, opts)
		split.within = true // the first chunk keeps its byte order mark, which that chunk's reader takes
		for {
			data, line, err := split.Next(make([]byte, 0, size), true)
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(Chunk{}, err)
				return
			}
			if !yield(Chunk{Data: data, Line: line}, nil) {
				return
			}
		}
	}
}
