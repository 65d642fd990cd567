//go:build unix

package loader_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"talentgraph.example/graph"
	"talentgraph.example/loader"
	"talentgraph.example/loader/syntax"
)

// endsWithTheContext runs f under a context that ends soon, and checks that f ends then, with its error.
func endsWithTheContext(t *testing.T, f func(ctx context.Context) error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- f(ctx) }()
	select {
	case err := <-done:
		assert.ErrorIs(t, err, context.DeadlineExceeded)
	case <-time.After(20 * time.Second):
		t.Fatal("it waits on")
	}
}

func TestPipesAreWaitedForNoLongerThanTheContext(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	g := graph.New()
	for i := range 20_000 {
		require.NoError(t, g.Add(t.Context(), quad.MakeIRI(fmt.Sprint("a:s", i), "a:p", "a:o", "")))
	}
	for _, ending := range []string{"", ".nq", ".nq.gz", ".ttl.zst", ".csv", ".rdf", ".jsonld"} {
		path := filepath.Join(t.TempDir(), "pipe"+ending)
		require.NoError(t, syscall.Mkfifo(path, 0o600))
		load := func(ctx context.Context) error {
			_, err := loader.LoadFiles(ctx, graph.New(), []string{path, path})
			return err
		}
		endsWithTheContext(t, load) // nobody writes

		other, err := os.OpenFile(path, os.O_RDWR, 0)
		require.NoError(t, err)
		endsWithTheContext(t, load) // somebody does, but says nothing
		_, err = other.WriteString("<a:s> <a:p> ")
		require.NoError(t, err)
		endsWithTheContext(t, load) // or not enough
		require.NoError(t, other.Close())

		if ending == ".csv" || ending == "" {
			continue
		}
		write := func(ctx context.Context) error { return loader.WriteFile(ctx, path, g, loader.WithoutLabels()) }
		endsWithTheContext(t, write) // nobody reads
		other, err = os.OpenFile(path, os.O_RDWR, 0)
		require.NoError(t, err)
		if !strings.HasSuffix(ending, "t") && !strings.Contains(ending, "zst") && !strings.Contains(ending, "gz") {
			endsWithTheContext(t, write) // somebody could, but the pipe is full before
		}
		require.NoError(t, other.Close())
	}
}

func TestPipesAreReadAndWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe.nq")
	require.NoError(t, syscall.Mkfifo(path, 0o600))
	written := make(chan error, 1)
	go func() { written <- loader.WriteFile(t.Context(), path, loaded(t, "<a:s> <a:p> <a:o> .")) }()
	g := graph.New()
	_, err := loader.LoadFile(t.Context(), g, path)
	require.NoError(t, errors.Join(err, <-written))
	assert.EqualValues(t, 1, g.Size())
}

// again gives the same bytes again and again.
type again struct {
	text  []byte
	given int
}

func (r *again) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		k := copy(p[n:], r.text[r.given:])
		n, r.given = n+k, (r.given+k)%len(r.text)
	}
	return n, nil
}

// slow gives a byte now and then.
type slow struct{}

func (slow) Read(p []byte) (int, error) {
	time.Sleep(time.Millisecond)
	p[0] = '#'
	return 1, nil
}

func TestStreamsWithoutAnEndStopWithTheContext(t *testing.T) {
	var member bytes.Buffer
	require.NoError(t, gzip.NewWriter(&member).Close())
	skippable := append([]byte{0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0}, "skip"...)
	frame, err := zstd.NewWriter(nil)
	require.NoError(t, err)
	empty := frame.EncodeAll(nil, nil)
	if len(empty) == 0 {
		empty = []byte{0x28, 0xb5, 0x2f, 0xfd, 0x20, 0, 1, 0, 0}
	}
	for name, r := range map[string]io.Reader{
		"members of gzip":    &again{text: member.Bytes()},
		"frames of zstd":     &again{text: empty},
		"skipped by zstd":    io.MultiReader(bytes.NewReader(empty), &again{text: skippable}),
		"a slow reader":      slow{},
		"a slow packed one":  io.MultiReader(bytes.NewReader(member.Bytes()[:10]), slow{}),
		"comments":           &again{text: []byte("# nothing\n")},
		"one long comment":   io.MultiReader(strings.NewReader("#"), &again{text: []byte(" nothing")}),
		"white space":        &again{text: []byte("\n")},
		"a comment of XML's": io.MultiReader(strings.NewReader("<?xml version='1.0'?>"), &again{text: []byte("<!-- nothing -->\n")}),
	} {
		for _, format := range append(loader.Formats(), 0) {
			t.Run(fmt.Sprint(name, " as ", format), func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
				defer cancel()
				g := graph.New()
				start := time.Now()
				_, err := loader.Load(ctx, g, r, loader.WithFormat(format))
				assert.Error(t, err) // some formats find something wrong before
				assert.Less(t, time.Since(start), 10*time.Second)
				assert.Zero(t, g.Size())
			})
		}
	}
}

// lying says that it has read what it has not: at once, or behind a good beginning.
type lying struct {
	n     int
	begin string
	err   error
}

func (l *lying) Read(p []byte) (int, error) {
	if l.begin != "" {
		n := copy(p, l.begin)
		l.begin = l.begin[n:]
		return n, nil
	}
	if l.n > 0 {
		return len(p) + l.n, l.err
	}
	return l.n, l.err
}

func TestReadersThatLieAreAnError(t *testing.T) {
	begin := map[loader.Format]string{
		loader.NQuads: "<a:s> <a:p> <a:o> .\n", loader.Turtle: "<a:s> <a:p> <a:o> .\n", loader.TriG: "<a:s> <a:p> <a:o> .\n",
		loader.NTriples: "<a:s> <a:p> <a:o> .\n", loader.CSV: "person,to\nA,B\n", loader.JSONLD: "{}", loader.RDFXML: "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>",
	}
	for _, format := range append(loader.Formats(), 0) {
		for _, n := range []int{-1, 1, 1 << 40} {
			for _, r := range []*lying{{n: n}, {n: n, begin: begin[format]}, {n: n, err: io.EOF}, {n: n, begin: begin[format], err: io.EOF}} {
				g := graph.New()
				_, err := loader.Load(t.Context(), g, r, loader.WithFormat(format))
				assert.ErrorContains(t, err, "the reader says that it has read", "%v, %d", format, n)
				assert.Zero(t, g.Size())
			}
		}
	}
	_, err := loader.Load(t.Context(), graph.New(), nil)
	assert.ErrorContains(t, err, "the reader to load from is nil")
}

func TestWindowsOfZstdAreBounded(t *testing.T) {
	// A frame's header that asks for 256 MiB, and nothing behind it.
	packed := append([]byte{0x28, 0xb5, 0x2f, 0xfd, 0x00, 18 << 3}, bytes.Repeat([]byte{0}, 100)...)
	_, err := loader.Load(t.Context(), graph.New(), bytes.NewReader(packed), loader.WithFormat(loader.NQuads))
	assert.ErrorContains(t, err, "it asks for more than 64 MiB of memory; pack it without --ultra and --long")
}

// Names may be as long as the file system has them, and nothing stays of what was not finished.
func TestLongNames(t *testing.T) {
	dir := t.TempDir()
	g := loaded(t, "<a:s> <a:p> <a:o> .")
	for _, name := range []string{strings.Repeat("x", 252) + ".nq", strings.Repeat("林", 84) + ".nq"} {
		require.NoError(t, loader.WriteFile(t.Context(), filepath.Join(dir, name), g))
		again := graph.New()
		_, err := loader.LoadFile(t.Context(), again, filepath.Join(dir, name))
		require.NoError(t, err)
		assertEqual(t, g, again)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	assert.ErrorIs(t, loader.WriteFile(ended, filepath.Join(dir, "f.nq"), g), context.Canceled)
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, files, 2)
}

// TestErrorsAreShort: whatever is wrong, its error is one that people read.
func TestErrorsAreShort(t *testing.T) {
	long := strings.Repeat("long", 1<<18)
	for name, file := range map[string]string{
		"f.ttl": long + ":a a a .", "g.ttl": "@" + long, "h.ttl": "<a:a> <a:b> '" + long, "i.trig": "<a:" + long + " ", "f.nq": "<a:" + long + "\\", "g.nq": long,
		"f.csv": "person," + long + "\nA,B\n", "g.csv": "person,to\n\"" + long, "f.jsonld": "{\"" + long + "\": ", "g.jsonld": "{\"@context\": \"" + long + "\"}",
		"f.rdf": "<" + long + ":a/>", "g.rdf": "<a " + long + ":b=''/>", "h.rdf": "<a xmlns='a:'></" + long + ">", "i.rdf": "<a xmlns='a:'>&" + long + ";</a>",
		"j.rdf": "<!DOCTYPE a [<!ENTITY " + long + " '<b>'>]><a xmlns='a:'><b>&" + long + ";</b></a>", "k.rdf": "<a xmlns='a:'><" + long + ">",
		"l.rdf": "<?xml version='1.0' encoding='" + long + "'?><a/>", strings.Repeat("x", 100_000): "?", strings.Repeat("x", 100_000) + ".nq": "?",
	} {
		_, err := loader.Load(t.Context(), graph.New(), strings.NewReader(file), loader.WithName(name), loader.WithLimits(syntax.WithMaxLine(4<<20)))
		if assert.Error(t, err, "%.20s", name) {
			assert.LessOrEqual(t, len([]rune(err.Error())), 1000, "%.20s", name)
		}
	}
	g := loaded(t, "<a:s> <a:p> <a:o> .")
	for _, path := range []string{strings.Repeat("x", 5000), strings.Repeat("x", 5000) + ".nq", strings.Repeat("x", 300) + ".nq", strings.Repeat("x/", 3000) + ".nq", strings.Repeat("x", 5000) + ".html"} {
		_, err := loader.LoadFile(t.Context(), graph.New(), path)
		for _, err := range []error{err, loader.WriteFile(t.Context(), path, g)} {
			if assert.Error(t, err, "%.20s", path) {
				assert.LessOrEqual(t, len([]rune(err.Error())), 1000, "%.20s", path)
			}
		}
	}
}
