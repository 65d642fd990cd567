// Package readertest has what the tests of the readers share: reading in many ways, the W3C's suites, changed files,
// and writing and reading back. It is for tests only.
package readertest

import (
	"bytes"
	"fmt"
	"io"
	"testing"
	"testing/iotest"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/internal/isotest"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/syntax"
)

// NewReader is what makes a format's reader.
type NewReader func(io.Reader, ...syntax.Option) quad.Reader

// ReadAll gives the quads before the first error, and the error.
func ReadAll(r quad.Reader) (quads []quad.Quad, err error) {
	for {
		q, err := r.ReadQuad()
		if err != nil {
			if err == io.EOF {
				err = nil
			}
			return quads, err
		}
		quads = append(quads, q)
	}
}

// Text is an error's text, empty for none.
func Text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// Same checks that the same was read, to the name of blank nodes and to the text of the error.
func Same(t *testing.T, how string, got, want []quad.Quad, gotErr, wantErr error) {
	t.Helper()
	if Text(gotErr) != Text(wantErr) {
		t.Fatalf("%s: error %v, want %v", how, gotErr, wantErr)
	}
	if len(got) != len(want) {
		t.Fatalf("%s: %d quads, want %d", how, len(got), len(want))
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("%s: quad %d is %v, want %v", how, i, got[i], want[i])
		}
	}
}

// Stutter reads N bytes at a time.
type Stutter struct {
	R io.Reader
	N int
}

// Read reads no more than N bytes.
func (s Stutter) Read(p []byte) (int, error) { return s.R.Read(p[:min(len(p), s.N)]) }

// Alike reads data as a whole, so many bytes at a time, and with io.EOF beside the last of them. It checks that this
// makes no difference, and gives what was read.
func Alike(t *testing.T, newReader NewReader, data []byte, sizes []int, opts ...syntax.Option) ([]quad.Quad, error) {
	t.Helper()
	want, wantErr := ReadAll(newReader(bytes.NewReader(data), opts...))
	for _, n := range sizes {
		got, err := ReadAll(newReader(Stutter{bytes.NewReader(data), n}, opts...))
		Same(t, fmt.Sprintf("%d bytes at a time", n), got, want, err, wantErr)
	}
	got, err := ReadAll(newReader(iotest.DataErrReader(bytes.NewReader(data)), opts...))
	Same(t, "data with io.EOF", got, want, err, wantErr)
	return want, wantErr
}

// AsLines checks that quads are the same to the name when they are written as N-Quads and read back.
func AsLines(t *testing.T, quads []quad.Quad) {
	t.Helper()
	var file bytes.Buffer
	w := nquads.NewWriter(&file)
	if _, err := w.WriteQuads(quads); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := ReadAll(nquads.NewReader(&file))
	Same(t, "N-Quads", got, quads, err, nil)
}

// AgreesWithLines checks that what a format of lines accepts, and has no labels, means the same in a wider format.
func AgreesWithLines(t *testing.T, lines, wider NewReader, data []byte) {
	t.Helper()
	want, err := ReadAll(lines(bytes.NewReader(data)))
	if err != nil {
		return
	}
	for _, q := range want {
		if q.Label != nil {
			return
		}
	}
	got, err := ReadAll(wider(bytes.NewReader(data)))
	if err != nil {
		t.Fatalf("what lines can be is refused: %v", err)
	}
	if len(got) != len(want) || len(got) < 20 && !isotest.Isomorphic(got, want) {
		t.Fatalf("got %v, want %v", got, want)
	}
}
