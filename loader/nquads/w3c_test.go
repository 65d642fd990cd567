package nquads_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/internal/w3c"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/syntax"
)

// exceptions names the tests that fail, with the reason.
var exceptions = map[string]string{}

func TestW3C(t *testing.T) {
	count := map[w3c.Kind]int{w3c.Positive: 53, w3c.Negative: 34}
	w3c.Run(t, "rdf-n-quads", count, exceptions, func(test w3c.Test) error {
		quads, err := quad.ReadAll(nquads.NewReader(bytes.NewReader(test.Action), syntax.WithFile(test.File)))
		if test.Kind == w3c.Negative {
			return refused(err, test)
		}
		if err != nil {
			return err
		}
		return writtenAndReadBack(quads)
	})
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

// writtenAndReadBack checks that the quads come back in order and with the same blank nodes' names.
func writtenAndReadBack(quads []quad.Quad) error {
	var file bytes.Buffer
	w := nquads.NewWriter(&file)
	if _, err := w.WriteQuads(quads); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	again, err := quad.ReadAll(nquads.NewReader(&file))
	if err != nil {
		return fmt.Errorf("read back: %w", err)
	}
	if len(again) != len(quads) {
		return fmt.Errorf("%d quads came back as %d", len(quads), len(again))
	}
	for i := range quads {
		if again[i] != quads[i] {
			return fmt.Errorf("%v came back as %v", quads[i], again[i])
		}
	}
	return nil
}
