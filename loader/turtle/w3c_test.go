package turtle_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/internal/isotest"
	"talentgraph.example/loader/internal/w3c"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/turtle"
)

// exceptions names the tests that fail, with the reason.
var exceptions = map[string]string{}

func TestW3C(t *testing.T) {
	const suite = "rdf-turtle"
	count := map[w3c.Kind]int{w3c.Positive: 74, w3c.Negative: 94, w3c.Eval: 145}
	w3c.Run(t, suite, count, exceptions, func(test w3c.Test) error {
		base := "https://w3c.github.io/rdf-tests/rdf/rdf11/" + suite + "/" + test.File
		quads, err := quad.ReadAll(turtle.NewReader(bytes.NewReader(test.Action), syntax.WithFile(test.File), syntax.WithBase(base)))
		if test.Kind == w3c.Negative {
			return refused(err, test)
		}
		if err != nil {
			return err
		}
		if test.Kind == w3c.Eval {
			want, err := quad.ReadAll(nquads.NewReader(bytes.NewReader(test.Result)))
			if err != nil {
				return fmt.Errorf("the result: %w", err)
			}
			if !isotest.Isomorphic(quads, want) {
				return fmt.Errorf("got %v, want %v", quads, want)
			}
		}
		return errors.Join(writtenAndReadBack(quads), writtenAndReadBack(quads, turtle.Streaming()))
	})
}

// writtenAndReadBack checks that the quads come back but for blank nodes' names, and that their order does
// not change the text.
func writtenAndReadBack(quads []quad.Quad, opts ...turtle.WriterOption) error {
	opts = append(opts, turtle.WithPrefixes(map[string]string{"": "http://example/", "ex": "http://www.w3.org/2013/TurtleTests/"}))
	file, err := write(quads, opts...)
	if err != nil {
		return err
	}
	again, err := quad.ReadAll(turtle.NewReader(strings.NewReader(file)))
	if err != nil {
		return fmt.Errorf("read back: %w\n%s", err, file)
	}
	if !isotest.Isomorphic(again, quads) {
		return fmt.Errorf("%v was written as\n%s", quads, file)
	}
	if len(opts) > 1 {
		return nil // streaming
	}
	turned := slices.Clone(quads)
	slices.Reverse(turned)
	if other, err := write(turned, opts...); err != nil || other != file {
		return fmt.Errorf("in another order: %v; the text is\n%sinstead of\n%s", err, other, file)
	}
	return nil
}

func write(quads []quad.Quad, opts ...turtle.WriterOption) (string, error) {
	var file strings.Builder
	w := turtle.NewWriter(&file, opts...)
	if _, err := w.WriteQuads(quads); err != nil {
		return "", err
	}
	err := w.Close()
	return file.String(), err
}

// refused checks that the error gives a place in the file.
func refused(err error, test w3c.Test) error {
	var bad *syntax.Error
	if !errors.As(err, &bad) {
		return fmt.Errorf("not refused by a *syntax.Error but by %v", err)
	}
	lines := bytes.Split(test.Action, []byte("\n"))
	if bad.Line < 1 || bad.Line > len(lines) || bad.Column < 1 || bad.Column > len(lines[bad.Line-1])+1 || bad.File != test.File {
		return fmt.Errorf("no such place: %v", err)
	}
	return nil
}
