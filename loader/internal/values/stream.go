package values

import (
	"io"
	"iter"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/syntax"
)

// Source finds statements, one after the other. The error is io.EOF at the end.
type Source interface{ Next(*syntax.Quad) error }

// Stream gives what a source finds as values. A reader embeds the stream of which it is the source.
type Stream struct {
	source Source
	quad   syntax.Quad
	maker  *Maker // made when first needed: it is large
}

// NewStream makes a stream.
func NewStream(s Source) Stream { return Stream{source: s} }

// ReadQuad reads the next statement.
func (s *Stream) ReadQuad() (quad.Quad, error) {
	if err := s.source.Next(&s.quad); err != nil {
		return quad.Quad{}, err
	}
	if s.maker == nil {
		s.maker = new(Maker)
	}
	return s.maker.Quad(&s.quad), nil
}

// All is the rest of the stream.
func (s *Stream) All() iter.Seq2[quad.Quad, error] { return All(s) }

// Close does nothing.
func (s *Stream) Close() error { return nil }

// All makes an iterator of a reader: the error comes last and once.
func All(r quad.Reader) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for {
			q, err := r.ReadQuad()
			if err == io.EOF {
				return
			}
			if !yield(q, err) || err != nil {
				return
			}
		}
	}
}
