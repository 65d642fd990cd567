package ntriples_test

import (
	"io"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/internal/readertest"
	"talentgraph.example/loader/internal/w3c"
	"talentgraph.example/loader/ntriples"
	"talentgraph.example/loader/syntax"
)

// exceptions names the tests that fail, with the reason.
var exceptions = map[string]string{}

func TestW3C(t *testing.T) {
	count := map[w3c.Kind]int{w3c.Positive: 41, w3c.Negative: 29}
	readertest.W3C(t, "rdf-n-triples", count, exceptions, newReader, writtenAndReadBack)
}

func newReader(r io.Reader, opts ...syntax.Option) quad.Reader { return ntriples.NewReader(r, opts...) }

// writtenAndReadBack checks that the quads come back in order and with the same blank nodes' names.
func writtenAndReadBack(quads []quad.Quad) error {
	return readertest.Back(quads, func(quads []quad.Quad) (string, error) {
		var file strings.Builder
		w := ntriples.NewWriter(&file)
		if _, err := w.WriteQuads(quads); err != nil {
			return "", err
		}
		err := w.Close()
		return file.String(), err
	}, newReader)
}
