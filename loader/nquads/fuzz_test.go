package nquads_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
	"testing/iotest"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/syntax"
)

// stutter reads n bytes at a time.
type stutter struct {
	r io.Reader
	n int
}

func (s stutter) Read(p []byte) (int, error) { return s.r.Read(p[:min(len(p), s.n)]) }

// readAll gives the quads before the first error, and the error.
func readAll(r *nquads.Reader) (quads []quad.Quad, err error) {
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

// readByChunks reads each chunk by a reader of its own.
func readByChunks(data []byte, size int, opts ...syntax.Option) (quads []quad.Quad, err error) {
	for chunk, err := range nquads.Chunks(bytes.NewReader(data), size, opts...) {
		if err != nil {
			return quads, err
		}
		r := nquads.NewBytesReader(chunk.Data, append(opts[:len(opts):len(opts)], syntax.WithLine(chunk.Line))...)
		part, err := readAll(r)
		quads = append(quads, part...)
		if err != nil {
			return quads, err
		}
	}
	return quads, nil
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func sameQuads(t *testing.T, how string, got, want []quad.Quad, gotErr, wantErr error) {
	t.Helper()
	if text(gotErr) != text(wantErr) {
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

func checkEveryWay(t *testing.T, data []byte, sizes []int) {
	// A small limit on lines, so that it is met.
	opts := []syntax.Option{syntax.WithFile("f.nq"), syntax.WithMaxLine(300)}
	want, wantErr := readAll(nquads.NewBytesReader(data, opts...))
	for _, n := range sizes {
		got, err := readAll(nquads.NewReader(stutter{bytes.NewReader(data), n}, opts...))
		sameQuads(t, "a few bytes at a time", got, want, err, wantErr)
		got, err = readByChunks(data, n, opts...)
		sameQuads(t, "chunks", got, want, err, wantErr)
	}
	got, err := readAll(nquads.NewReader(iotest.DataErrReader(bytes.NewReader(data)), opts...))
	sameQuads(t, "data with io.EOF", got, want, err, wantErr)

	var reports [2][]string
	for i, n := range []int{1 << 20, 3} {
		lenient := append(opts, syntax.Lenient(func(e *syntax.Error) error {
			reports[i] = append(reports[i], e.Error())
			return nil
		}))
		quads, err := readAll(nquads.NewReader(stutter{bytes.NewReader(data), n}, lenient...))
		if err != nil {
			t.Fatalf("lenient: %v", err)
		}
		if len(quads) < len(want) {
			t.Fatalf("lenient: %d quads, strict: %d", len(quads), len(want))
		}
		if (len(reports[i]) > 0) != (wantErr != nil) || wantErr != nil && reports[i][0] != wantErr.Error() {
			t.Fatalf("lenient reports %q, strict %v", reports[i], wantErr)
		}
	}
	if len(reports[0]) != len(reports[1]) {
		t.Fatalf("reports differ: %q and %q", reports[0], reports[1])
	}
	if wantErr == nil {
		if err := writtenAndReadBack(want); err != nil {
			t.Fatal(err)
		}
	}
}

func FuzzReader(f *testing.F) {
	for _, file := range seeds(f) {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkEveryWay(t, data, []int{1, 2, 7, 64})
	})
}

func seeds(tb testing.TB) [][]byte {
	names, err := filepath.Glob("testdata/*.*")
	if err != nil || len(names) == 0 {
		tb.Fatal("no seeds", err)
	}
	seeds := [][]byte{
		[]byte("\uFEFF<a:b> <a:b> <a:b> .\r\n<a:b> <a:b> \"x\\\"\" .\r<a:b> <a:b> _:a.b ."),
		[]byte("<a:b> <a:b> \"\xff\" .\n"),
		[]byte("<a:b> <a:b> \"" + string(bytes.Repeat([]byte("long"), 100)) + "\" .\r\n<a:b> <a:b> <c> .\n"),
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		seeds = append(seeds, data)
	}
	return seeds
}

// TestEveryBoundary breaks the stream at every length of a read.
func TestEveryBoundary(t *testing.T) {
	for _, data := range seeds(t) {
		var sizes []int
		for n := 1; n <= len(data)+1; n++ {
			sizes = append(sizes, n)
		}
		checkEveryWay(t, data, sizes)
		// The same with line ends of the other kinds.
		checkEveryWay(t, bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n")), sizes[:min(90, len(sizes))])
		checkEveryWay(t, bytes.ReplaceAll(data, []byte("\n"), []byte("\r")), sizes[:min(90, len(sizes))])
	}
}
