package turtle

import (
	"io"

	"talentgraph.example/loader/internal/ttl"
	"talentgraph.example/loader/syntax"
)

// Reader reads Turtle: a [syntax.Reader], which says what ReadQuad, Next, All and Close do. Prefixes gives the
// namespaces of the prefixes, without their colons, that were declared in what is read so far, and Base the base IRI
// as it stands there, empty if there is none.
type Reader struct{ *ttl.Reader }

var _ syntax.Reader = Reader{}

// NewReader makes a reader of a stream. syntax.WithBase gives the IRI that relative ones are resolved against; it
// must be absolute, else the first read gives an error.
func NewReader(r io.Reader, opts ...syntax.Option) *Reader {
	return &Reader{ttl.NewReader(r, false, syntax.NewOptions(opts...))}
}
