package rdfxml_test

import (
	"io"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/internal/readertest"
	"talentgraph.example/loader/internal/w3c"
	"talentgraph.example/loader/rdfxml"
	"talentgraph.example/loader/syntax"
)

// exceptions names the tests that fail, with the reason.
var exceptions = map[string]string{}

func newReader(r io.Reader, opts ...syntax.Option) quad.Reader { return rdfxml.NewReader(r, opts...) }

func TestW3C(t *testing.T) {
	count := map[w3c.Kind]int{w3c.Negative: 40, w3c.Eval: 126}
	readertest.W3C(t, "rdf-xml", count, exceptions, newReader, func(quads []quad.Quad) error {
		return writtenAndReadBack(distinct(quads))
	})
}
