package readertest

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
)

// W3C runs a suite: so many tests of each kind, with exceptions that name those that fail, and why. What is read is
// then given to back, which is to write it and read it back.
func W3C(t *testing.T, suite string, count map[w3c.Kind]int, exceptions map[string]string, newReader NewReader, back func([]quad.Quad) error) {
	w3c.Run(t, suite, count, exceptions, func(test w3c.Test) error {
		base := "https://w3c.github.io/rdf-tests/rdf/rdf11/" + suite + "/" + test.File
		if strings.HasPrefix(suite, "rdf-n-") {
			base = "" // these formats have absolute IRIs only
		}
		quads, err := quad.ReadAll(newReader(bytes.NewReader(test.Action), syntax.WithFile(test.File), syntax.WithBase(base)))
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
		return back(quads)
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

// Write makes a file of quads.
type Write func([]quad.Quad) (string, error)

// Back checks that quads come back in order and with the same blank nodes' names.
func Back(quads []quad.Quad, write Write, newReader NewReader) error {
	again, _, err := back(quads, write, newReader)
	if err != nil {
		return err
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

// BackButForNames checks that quads come back but for blank nodes' names.
func BackButForNames(quads []quad.Quad, write Write, newReader NewReader) error {
	again, file, err := back(quads, write, newReader)
	if err == nil && !isotest.Isomorphic(again, quads) {
		err = fmt.Errorf("%v was written as\n%s", quads, file)
	}
	return err
}

func back(quads []quad.Quad, write Write, newReader NewReader) (again []quad.Quad, file string, err error) {
	if file, err = write(quads); err != nil {
		return nil, "", err
	}
	if again, err = quad.ReadAll(newReader(strings.NewReader(file))); err != nil {
		return nil, "", fmt.Errorf("read back: %w\n%s", err, file)
	}
	return again, file, nil
}

// InAnyOrder checks that the order of the quads does not change the text.
func InAnyOrder(quads []quad.Quad, write Write) error {
	file, err := write(quads)
	if err != nil {
		return err
	}
	turned := slices.Clone(quads)
	slices.Reverse(turned)
	if other, err := write(turned); err != nil || other != file {
		return fmt.Errorf("in another order: %v; the text is\n%sinstead of\n%s", err, other, file)
	}
	return nil
}
