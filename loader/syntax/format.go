package syntax

import (
	"iter"

	"github.com/cayleygraph/quad"
)

// Reader is what the reader of each format is. It is not safe for concurrent use. It reads ahead.
type Reader interface {
	// ReadQuad reads the next quad. At the end the error is io.EOF. After an error every call gives the same
	// error; what is skipped in lenient mode is none.
	ReadQuad() (quad.Quad, error)
	// Next reads the next quad into q without making values. What q then points to is valid until the reader's
	// next call. The errors are those of ReadQuad.
	Next(q *Quad) error
	// All gives the rest of the stream. An error comes last and once; io.EOF is none.
	All() iter.Seq2[quad.Quad, error]
	// Close does nothing: the stream belongs to the caller. It makes the Reader a quad.ReadCloser.
	Close() error
}

// Writer is what the writer of each format is. It is not safe for concurrent use.
type Writer interface {
	// WriteQuad takes one quad. A quad that is refused leaves no trace, and the writer can go on.
	WriteQuad(q quad.Quad) error
	// WriteQuads takes quads up to the first that fails, and gives how many it took.
	WriteQuads(quads []quad.Quad) (int, error)
	// Close writes what is still to be written: only then all is. The underlying writer stays open. A second Close
	// does nothing.
	Close() error
}
