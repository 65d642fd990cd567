package trig_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/internal/isotest"
	"talentgraph.example/loader/internal/w3c"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/trig"
)

// exceptions names the tests that fail, with the reason.
var exceptions = map[string]string{}

func TestW3C(t *testing.T) {
	const suite = "rdf-trig"
	count := map[w3c.Kind]int{w3c.Positive: 98, w3c.Negative: 115, w3c.Eval: 143}
	w3c.Run(t, suite, count, exceptions, func(test w3c.Test) error {
		base := "https://w3c.github.io/rdf-tests/rdf/rdf11/" + suite + "/" + test.File
		quads, err := quad.ReadAll(trig.NewReader(bytes.NewReader(test.Action), syntax.WithFile(test.File), syntax.WithBase(base)))
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
		return nil
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
