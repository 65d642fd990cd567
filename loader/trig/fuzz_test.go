package trig_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"testing/iotest"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/internal/isotest"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/trig"
	"talentgraph.example/loader/turtle"
)

// stutter reads n bytes at a time.
type stutter struct {
	r io.Reader
	n int
}

func (s stutter) Read(p []byte) (int, error) { return s.r.Read(p[:min(len(p), s.n)]) }

// readAll gives the quads before the first error, and the error.
func readAll(r quad.Reader) (quads []quad.Quad, err error) {
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
	// A small limit on tokens, so that it is met.
	opts := []syntax.Option{syntax.WithFile("f"), syntax.WithBase("http://example.com/a/b"), syntax.WithMaxLine(300)}
	want, wantErr := readAll(trig.NewReader(bytes.NewReader(data), opts...))
	for _, n := range sizes {
		got, err := readAll(trig.NewReader(stutter{bytes.NewReader(data), n}, opts...))
		sameQuads(t, fmt.Sprintf("%d bytes at a time", n), got, want, err, wantErr)
	}
	got, err := readAll(trig.NewReader(iotest.DataErrReader(bytes.NewReader(data)), opts...))
	sameQuads(t, "data with io.EOF", got, want, err, wantErr)
	if wantErr != nil {
		return
	}
	// Written as lines and read back, it is the same to the name.
	var file bytes.Buffer
	w := nquads.NewWriter(&file)
	if _, err := w.WriteQuads(want); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	got, err = readAll(nquads.NewReader(&file))
	sameQuads(t, "N-Quads", got, want, err, nil)
}

// agreesWithLines: what is N-Quads without labels is TriG, too, with the same meaning.
func agreesWithLines(t *testing.T, data []byte) {
	want, err := readAll(nquads.NewReader(bytes.NewReader(data)))
	if err != nil {
		return
	}
	for _, q := range want {
		if q.Label != nil {
			return
		}
	}
	got, err := readAll(trig.NewReader(bytes.NewReader(data)))
	if err != nil {
		t.Fatalf("nquads accepts what trig refuses: %v", err)
	}
	if len(got) != len(want) || len(got) < 20 && !isotest.Isomorphic(got, want) {
		t.Fatalf("got %v, want %v", got, want)
	}
}

// agreesWithTurtle: what is Turtle is TriG, too, with the same meaning.
func agreesWithTurtle(t *testing.T, data []byte) {
	want, err := readAll(turtle.NewReader(bytes.NewReader(data)))
	if err != nil {
		return
	}
	got, err := readAll(trig.NewReader(bytes.NewReader(data)))
	sameQuads(t, "as Turtle", got, want, err, nil)
}

func FuzzReader(f *testing.F) {
	for _, file := range seeds(f) {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkEveryWay(t, data, []int{1, 2, 7, 64})
		agreesWithLines(t, data)
		agreesWithTurtle(t, data)
	})
}

func seeds(tb testing.TB) [][]byte {
	var seeds [][]byte
	for _, pattern := range []string{"testdata/*.*", "../turtle/testdata/*.ttl", "../nquads/testdata/*.nq"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			tb.Fatal("no seeds", err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				tb.Fatal(err)
			}
			seeds = append(seeds, data)
		}
	}
	for _, s := range []string{
		"\uFEFF<a> <b> _:a.b . # comment \r\n<a> <b> \"\"\"\r\n\"\"\", '', \"\" .\r<a>.",
		"<a> <b> \"\xff\"", "<a> <b> 1 .\n# \xe6\x9e", "@prefix a.b:<a:>. a.b:c.d a 1.5.", "<a> a true.",
		"<a> <b> \"" + string(bytes.Repeat([]byte("long"), 100)) + "\" .\r\n",
	} {
		seeds = append(seeds, []byte(s))
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
		checkEveryWay(t, bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n")), sizes[:min(90, len(sizes))])
		checkEveryWay(t, bytes.ReplaceAll(data, []byte("\n"), []byte("\r")), sizes[:min(90, len(sizes))])
		// Cut short anywhere, it is read or refused alike.
		for n := range data {
			checkEveryWay(t, data[:n], []int{1, 5})
		}
	}
}

// TestSamples reads the samples to their end.
func TestSamples(t *testing.T) {
	names, _ := filepath.Glob("testdata/*.*")
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if quads, err := readAll(trig.NewReader(bytes.NewReader(data), syntax.WithFile(name))); err != nil || len(quads) == 0 {
			t.Errorf("%d quads, %v", len(quads), err)
		}
	}
}
