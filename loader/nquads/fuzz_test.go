package nquads_test

import (
	"bytes"
	"flag"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/internal/long"
	"talentgraph.example/loader/internal/readertest"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/syntax"
)

var seed = flag.Uint64("seed", uint64(time.Now().UnixNano()), "of the random changes")

// readByChunks reads each chunk by a reader of its own.
func readByChunks(data []byte, size int, opts ...syntax.Option) (quads []quad.Quad, err error) {
	for chunk, err := range nquads.Chunks(bytes.NewReader(data), size, opts...) {
		if err != nil {
			return quads, err
		}
		r := nquads.NewBytesReader(chunk.Data, append(opts[:len(opts):len(opts)], syntax.WithLine(chunk.Line))...)
		part, err := readertest.ReadAll(r)
		quads = append(quads, part...)
		if err != nil {
			return quads, err
		}
	}
	return quads, nil
}

func checkEveryWay(t *testing.T, data []byte, sizes []int) {
	t.Helper()
	// A small limit on lines, so that it is met.
	opts := []syntax.Option{syntax.WithFile("f.nq"), syntax.WithMaxLine(300)}
	want, wantErr := readertest.Alike(t, newReader, data, sizes, opts...)
	got, err := readertest.ReadAll(nquads.NewBytesReader(data, opts...))
	readertest.Same(t, "in memory", got, want, err, wantErr)
	for _, n := range sizes {
		got, err := readByChunks(data, n, opts...)
		readertest.Same(t, "chunks", got, want, err, wantErr)
	}

	var reports [2][]string
	for i, n := range []int{1 << 20, 3} {
		lenient := append(opts, syntax.WithLenient(func(e *syntax.Error) error {
			reports[i] = append(reports[i], e.Error())
			return nil
		}))
		quads, err := readertest.ReadAll(nquads.NewReader(readertest.Stutter{R: bytes.NewReader(data), N: n}, lenient...))
		if err != nil {
			t.Fatalf("lenient: %v", err)
		}
		if len(quads) < len(want) {
			t.Fatalf("lenient: %d quads, strict: %d", len(quads), len(want))
		}
		if (len(reports[i]) > 0) != (wantErr != nil) || wantErr != nil && reports[i][0]+lenientHelp != wantErr.Error() {
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
	return readertest.Seeds(tb, []string{"testdata/*.*"},
		"\uFEFF<a:b> <a:b> <a:b> .\r\n<a:b> <a:b> \"x\\\"\" .\r<a:b> <a:b> _:a.b .",
		"\uFEFF\uFEFF<a:b> <a:b> <a:b> .\n\uFEFF<a:b> <a:b> <a:b> .\n",
		"<a:b> <a:b> \"\xff\" .\n",
		"<a:b> <a:b> \""+strings.Repeat("long", 100)+"\" .\r\n<a:b> <a:b> <c> .\n",
	)
}

func TestEveryBoundary(t *testing.T) {
	readertest.EveryBoundary(t, *seed, long.Runs(19, 1), seeds(t), checkEveryWay)
}

func TestChangedFiles(t *testing.T) {
	readertest.Changed(t, *seed, long.Runs(2, 10), "rdf-n-quads", seeds(t), checkEveryWay)
}
