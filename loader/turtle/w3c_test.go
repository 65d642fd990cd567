package turtle_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/internal/readertest"
	"talentgraph.example/loader/internal/w3c"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/turtle"
)

// exceptions names the tests that fail, with the reason.
var exceptions = map[string]string{}

func TestW3C(t *testing.T) {
	count := map[w3c.Kind]int{w3c.Positive: 74, w3c.Negative: 94, w3c.Eval: 145}
	readertest.W3C(t, "rdf-turtle", count, exceptions, newReader, func(quads []quad.Quad) error {
		return errors.Join(writtenAndReadBack(quads), writtenAndReadBack(quads, syntax.WithStreaming()))
	})
}

func newReader(r io.Reader, opts ...syntax.Option) quad.Reader { return turtle.NewReader(r, opts...) }

// writtenAndReadBack checks that the quads come back but for blank nodes' names, and without options that their order
// does not change the text.
func writtenAndReadBack(quads []quad.Quad, opts ...syntax.Option) error {
	prefixes := syntax.WithPrefixes(map[string]string{"": "http://example/", "ex": "http://www.w3.org/2013/TurtleTests/"})
	writer := func(quads []quad.Quad) (string, error) { return write(quads, append(opts, prefixes)...) }
	err := readertest.BackButForNames(quads, writer, newReader)
	if err == nil && len(opts) == 0 {
		err = readertest.InAnyOrder(quads, writer)
	}
	return err
}

func write(quads []quad.Quad, opts ...syntax.Option) (string, error) {
	var file strings.Builder
	w := turtle.NewWriter(&file, opts...)
	if _, err := w.WriteQuads(quads); err != nil {
		return "", err
	}
	err := w.Close()
	return file.String(), err
}
