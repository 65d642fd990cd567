package nquads_test

import (
	"io"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/internal/readertest"
	"talentgraph.example/loader/internal/w3c"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/syntax"
)

// exceptions names the tests that fail, with the reason.
var exceptions = map[string]string{}

func TestW3C(t *testing.T) {
	count := map[w3c.Kind]int{w3c.Positive: 53, w3c.Negative: 34}
	readertest.W3C(t, "rdf-n-quads", count, exceptions, newReader, writtenAndReadBack)
}

func newReader(r io.Reader, opts ...syntax.Option) quad.Reader { return nquads.NewReader(r, opts...) }

// writtenAndReadBack checks that the quads come back in order and with the same blank nodes' names.
func writtenAndReadBack(quads []quad.Quad) error {
	return readertest.Back(quads, func(quads []quad.Quad) (string, error) {
		var file strings.Builder
		w := nquads.NewWriter(&file)
		if _, err := w.WriteQuads(quads); err != nil {
			return "", err
		}
		err := w.Close()
		return file.String(), err
	}, newReader)
}
