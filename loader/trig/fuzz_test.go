package trig_test

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/internal/long"
	"talentgraph.example/loader/internal/readertest"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/trig"
	"talentgraph.example/loader/turtle"
)

var seed = flag.Uint64("seed", uint64(time.Now().UnixNano()), "of the random changes")

func checkEveryWay(t *testing.T, data []byte, sizes []int) {
	t.Helper()
	// A small limit on tokens, so that it is met.
	quads, err := readertest.Alike(t, newReader, data, sizes, syntax.WithFile("f"), syntax.WithBase("http://example.com/a/b"), syntax.WithMaxLine(300))
	if err == nil {
		readertest.AsLines(t, quads)
	}
}

// agreesWithLines: what is N-Quads without labels is TriG, too, with the same meaning.
func agreesWithLines(t *testing.T, data []byte) {
	t.Helper()
	lines := func(r io.Reader, opts ...syntax.Option) quad.Reader { return nquads.NewReader(r, opts...) }
	readertest.AgreesWithLines(t, lines, newReader, data)
}

// agreesWithTurtle: what is Turtle is TriG, too, with the same meaning.
func agreesWithTurtle(t *testing.T, data []byte) {
	want, err := readertest.ReadAll(turtle.NewReader(bytes.NewReader(data)))
	if err != nil {
		return
	}
	got, err := readertest.ReadAll(trig.NewReader(bytes.NewReader(data)))
	readertest.Same(t, "as Turtle", got, want, err, nil)
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
	return readertest.Seeds(tb, []string{"testdata/*.*", "../turtle/testdata/*.ttl", "../nquads/testdata/*.nq"},
		"\uFEFF<a> <b> _:a.b . # comment \r\n<a> <b> \"\"\"\r\n\"\"\", '', \"\" .\r<a>.",
		"<a> <b> \"\xff\"", "<a> <b> 1 .\n# \xe6\x9e", "@prefix a.b:<a:>. a.b:c.d a 1.5.", "<a> a true.",
		"<a> <b> \""+string(bytes.Repeat([]byte("long"), 100))+"\" .\r\n",
	)
}

func TestEveryBoundary(t *testing.T) {
	readertest.EveryBoundary(t, *seed, long.Runs(19, 1), seeds(t), checkEveryWay)
	readertest.CutShort(t, *seed, long.Runs(19, 1), seeds(t), checkEveryWay)
}

func TestChangedFiles(t *testing.T) {
	readertest.Changed(t, *seed, long.Runs(2, 10), "rdf-trig", seeds(t), checkEveryWay)
}

// TestSamples reads the samples to their end.
func TestSamples(t *testing.T) {
	names, _ := filepath.Glob("testdata/*.*")
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if quads, err := readertest.ReadAll(trig.NewReader(bytes.NewReader(data), syntax.WithFile(name))); err != nil || len(quads) == 0 {
			t.Errorf("%d quads, %v", len(quads), err)
		}
	}
}
