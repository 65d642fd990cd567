package loader_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// lines gives all quads of a graph as sorted lines.
func lines(t *testing.T, r graph.Reader) []string {
	t.Helper()
	var all []string
	for q, err := range r.Quads(t.Context(), graph.Pattern{}) {
		require.NoError(t, err)
		all = append(all, string(term.AppendQuad(nil, q)))
	}
	slices.Sort(all)
	return all
}

func TestArticle(t *testing.T) {
	g := graph.New()
	report, err := loader.Article(t.Context(), g)
	require.NoError(t, err)
	file, err := os.ReadFile("talentwar2024.nq")
	require.NoError(t, err)
	assert.EqualValues(t, bytes.Count(file, []byte("\n")), report.Read)
	assert.Equal(t, report.Read, report.Added)
	assert.Equal(t, report.Read, g.Size())
	assert.EqualValues(t, len(file), report.Bytes)
	assert.Equal(t, loader.NQuads, report.Format)
	assert.Equal(t, string(file), strings.Join(lines(t, g), ""), "what is in the graph is the file, sorted")

	report, err = loader.Article(t.Context(), g)
	require.NoError(t, err)
	assert.Zero(t, report.Added, "loading twice changes nothing")
	assert.Equal(t, report.Read, g.Size())
}

// bigFile is several chunks long, with terms that come back in later chunks and doubles.
func bigFile(n int) []byte {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, "<https://example.com/subject/%d> <https://example.com/p%d> \"text %d of some length, 文字\"@en <https://example.com/g%d> .\n", i/3, i%7, i%1000, i%5)
		if i%10 == 0 {
			fmt.Fprintf(&b, "<https://example.com/subject/0> <https://example.com/p> _:b%d .\n", i%100)
		}
	}
	return b.Bytes()
}

// A file of many chunks is the same as one read by a single quad.Reader.
func TestParallelIsSequential(t *testing.T) {
	file := bigFile(60_000)
	g := graph.New()
	report, err := loader.Load(t.Context(), g, bytes.NewReader(file), loader.WithFormat(loader.NQuads))
	require.NoError(t, err)
	require.Greater(t, report.Bytes, int64(4<<20))
	assert.EqualValues(t, bytes.Count(file, []byte("\n")), report.Read)
	assert.Equal(t, report.Added, g.Size())

	// The names of blank nodes are the load's own.
	blank := ""
	got := lines(t, g)
	for i, line := range got {
		if before, after, ok := strings.Cut(line, "_:"); ok {
			name, _, _ := strings.Cut(after, "-")
			if blank == "" {
				blank = name
			}
			require.Equal(t, blank, name, "one prefix for a load")
			got[i] = before + "_:" + strings.TrimPrefix(after, name+"-")
		}
	}
	want := strings.SplitAfter(strings.TrimSuffix(string(file), "\n"), "\n")
	want[len(want)-1] += "\n"
	slices.Sort(want)
	want = slices.Compact(want)
	slices.Sort(got)
	require.Equal(t, len(want), len(got))
	for i := range want {
		require.Equal(t, want[i], got[i])
	}

	// Numbers are in order of first appearance, as the store promises.
	s := g.Snapshot()
	assert.Less(t, s.Numbers().ID(quad.IRI("https://example.com/subject/0")), s.Numbers().ID(quad.IRI("https://example.com/subject/1")))
	assert.Less(t, s.Numbers().ID(quad.IRI("https://example.com/subject/9000")), s.Numbers().ID(quad.IRI("https://example.com/subject/19000")))
}

func TestFailedLoadsLeaveTheGraph(t *testing.T) {
	big := bigFile(60_000)
	bad := append(slices.Clone(big), "<https://example.com/s> <https://example.com/p> 楊紅霞 .\n"...)
	bad = append(bad, "also wrong\n"...)
	bad = append(bad, big...)
	line := bytes.Count(big, []byte("\n")) + 1
	for _, c := range []struct {
		name string
		file io.Reader
		opts []loader.Option
		want string
	}{
		{"a malformed line", bytes.NewReader(bad), []loader.Option{loader.WithName("facts.nq")}, fmt.Sprintf("facts.nq:%d:49: ", line)},
		{"a reader that fails", io.MultiReader(bytes.NewReader(big), iotest.ErrReader(errors.New("disk on fire"))), []loader.Option{loader.WithFormat(loader.NQuads)}, "disk on fire"},
		{"a graph label in N-Triples", bytes.NewReader(big), []loader.Option{loader.WithFormat(loader.NTriples)}, "1:"},
		{"no format", strings.NewReader("some prose"), nil, "input: its format is not known by its content; give loader.WithFormat"},
		{"an unknown ending", strings.NewReader("some prose"), []loader.Option{loader.WithName("facts.xyz")}, "facts.xyz: its format is not known"},
		{"an unknown format", bytes.NewReader(big), []loader.Option{loader.WithFormat(99)}, "no such format"},
		{"a label that is no IRI", bytes.NewReader(big), []loader.Option{loader.WithLabel("my source")}, "an absolute IRI"},
		{"a relative base", bytes.NewReader(big), []loader.Option{loader.WithBase("data/")}, "an absolute IRI"},
		{"a nameless source", bytes.NewReader(big), []loader.Option{loader.WithReplace("")}, "by its IRI"},
		{"wrong Turtle", strings.NewReader("@prefix ex: <https://example.com/> .\nex:a ex:b ex:c .\nex:a ex:b 人 .\n"), []loader.Option{loader.WithName("facts.ttl")}, "facts.ttl:3:11: "},
		{"a relative IRI without a base", strings.NewReader("<a> <b> <c> ."), []loader.Option{loader.WithFormat(loader.Turtle)}, "relative"},
		{"a panic of the reader", readerFunc(func([]byte) (int, error) { panic("no disk") }), nil, "no disk"},
		{"a broken gzip", bytes.NewReader([]byte{0x1f, 0x8b, 9, 9, 9, 9, 9, 9, 9, 9, 9}), nil, "gzip"},
		{"a broken zstd", bytes.NewReader([]byte{0x28, 0xb5, 0x2f, 0xfd, 9, 9, 9, 9, 9, 9, 9, 9, 9}), nil, "zstd"},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := graph.New()
			require.NoError(t, g.Add(t.Context(), quad.MakeIRI("https://example.com/a", "https://example.com/b", "https://example.com/c", "")))
			before := lines(t, g)
			report, err := loader.Load(t.Context(), g, c.file, c.opts...)
			require.ErrorContains(t, err, c.want)
			assert.Zero(t, report)
			assert.Equal(t, "nothing loaded", report.String())
			assert.Equal(t, before, lines(t, g))
			_, err = loader.Article(t.Context(), g)
			assert.NoError(t, err, "the graph goes on")
		})
	}
	var e *loader.SyntaxError
	_, err := loader.Load(t.Context(), graph.New(), bytes.NewReader(bad), loader.WithName("facts.nq"))
	require.ErrorAs(t, err, &e)
	assert.Equal(t, line, e.Line)
	assert.Equal(t, 49, e.Column)
}

// endsAt is a context that ends when it is asked for the n-th time.
type endsAt struct {
	context.Context
	left chan struct{} // a token for each look
}

func newEndsAt(ctx context.Context, n int) *endsAt {
	e := &endsAt{ctx, make(chan struct{}, n)}
	for range n {
		e.left <- struct{}{}
	}
	return e
}

func (e *endsAt) Err() error {
	select {
	case <-e.left:
		return nil
	default:
		return context.Canceled
	}
}

func TestCancelledLoadsLeaveTheGraph(t *testing.T) {
	file := bigFile(30_000)
	for _, n := range []int{0, 1, 2, 5, 20} {
		g := graph.New()
		_, err := loader.Load(newEndsAt(t.Context(), n), g, bytes.NewReader(file), loader.WithFormat(loader.NQuads))
		assert.ErrorIs(t, err, context.Canceled, "at look %d", n)
		assert.Zero(t, g.Size())
	}
}

// In every format a load that is cancelled in the midst of reading ends soon, even if what comes is no statement.
func TestCancelledInEveryFormat(t *testing.T) {
	facts := loaded(t, string(bigFile(3_000)))
	for _, format := range loader.Formats() {
		file := bytes.NewBufferString("person,to\n")
		if format != loader.CSV && format != loader.XLSX {
			file.Reset()
			require.NoError(t, loader.Write(t.Context(), file, facts, loader.WithFormat(format), loader.WithoutLabels()))
		}
		if format == loader.XLSX {
			file = bytes.NewBufferString("PK\x03\x04")
		}
		ctx, cancel := context.WithCancel(t.Context())
		left := 1 << 18
		g := graph.New()
		_, err := loader.Load(ctx, g, io.MultiReader(file, readerFunc(func(p []byte) (int, error) {
			cancel()
			if left--; left == 0 {
				return 0, errors.New("it reads on")
			}
			return copy(p, "\n"), nil
		})), loader.WithFormat(format))
		assert.ErrorIs(t, err, context.Canceled, "%s", format)
		assert.Positive(t, left, "%s reads on", format)
		assert.Zero(t, g.Size())
	}
}

type readerFunc func(p []byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func TestBlankNodesOfTwoLoadsAreApart(t *testing.T) {
	g := graph.New()
	file := "_:b <https://example.com/p> \"x\" .\n_:b <https://example.com/q> \"y\" .\n"
	for range 2 {
		_, err := loader.Load(t.Context(), g, strings.NewReader(file), loader.WithFormat(loader.NTriples))
		require.NoError(t, err)
	}
	subjects := map[quad.Value]int{}
	for q, err := range g.Quads(t.Context(), graph.Pattern{}) {
		require.NoError(t, err)
		subjects[q.Subject]++
	}
	require.Len(t, subjects, 2)
	for _, n := range subjects {
		assert.Equal(t, 2, n)
	}
}

func TestWithLabel(t *testing.T) {
	g := graph.New()
	file := "<https://example.com/a> <https://example.com/p> \"x\" .\n<https://example.com/a> <https://example.com/p> \"y\" <https://example.com/own> .\n"
	_, err := loader.Load(t.Context(), g, strings.NewReader(file), loader.WithFormat(loader.NQuads), loader.WithLabel("https://example.com/source"))
	require.NoError(t, err)
	assert.Equal(t, []string{
		"<https://example.com/a> <https://example.com/p> \"x\" <https://example.com/source> .\n",
		"<https://example.com/a> <https://example.com/p> \"y\" <https://example.com/own> .\n",
	}, lines(t, g))
}

func TestLoadFileAndWrite(t *testing.T) {
	g := graph.New()
	_, err := loader.Article(t.Context(), g)
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "copy.NQ")
	f, err := os.Create(path)
	require.NoError(t, err)
	require.NoError(t, loader.Write(t.Context(), f, g))
	require.NoError(t, f.Close())

	again := graph.New()
	report, err := loader.LoadFile(t.Context(), again, path)
	require.NoError(t, err)
	assert.Equal(t, loader.NQuads, report.Format)
	assert.Equal(t, lines(t, g), lines(t, again))
	assert.Contains(t, report.String(), "quads read")

	var out bytes.Buffer
	assert.ErrorContains(t, loader.Write(t.Context(), &out, g, loader.WithFormat(loader.NTriples)), "label")
	_, err = loader.LoadFile(t.Context(), again, filepath.Join(t.TempDir(), "missing.nq"))
	assert.ErrorIs(t, err, os.ErrNotExist)

	unlabelled := graph.New()
	require.NoError(t, unlabelled.Add(t.Context(), quad.Quad{Subject: quad.IRI(vocab.ID + "a"), Predicate: vocab.Year, Object: quad.Int(2024)}))
	out.Reset()
	require.NoError(t, loader.Write(t.Context(), &out, unlabelled, loader.WithFormat(loader.NTriples)))
	assert.Equal(t, "<https://talentgraph.example/id/a> <https://talentgraph.example/ns#year> \"2024\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n", out.String())

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	assert.ErrorIs(t, loader.Write(ctx, io.Discard, g), context.Canceled)
}

// Memory beside the graph's own does not grow with the file: a long stream of quads that are there
// already must not need much.
func TestMemoryStaysBounded(t *testing.T) {
	g := graph.New()
	chunk := regexp.MustCompile(`(?m)^.*_:b.*\n`).ReplaceAll(bigFile(20_000), nil) // blank nodes would be new each time
	_, err := loader.Load(t.Context(), g, bytes.NewReader(chunk), loader.WithFormat(loader.NQuads))
	require.NoError(t, err)
	var peak, before runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	const times = 48
	left := times
	_, err = loader.Load(t.Context(), g, readerFuncs(func() io.Reader {
		if left == 0 {
			return nil
		}
		left--
		if left == 1 {
			runtime.GC()
			runtime.ReadMemStats(&peak)
		}
		return bytes.NewReader(chunk)
	}), loader.WithFormat(loader.NQuads))
	require.NoError(t, err)
	file := uint64(times * len(chunk))
	grown := peak.HeapAlloc - min(peak.HeapAlloc, before.HeapAlloc)
	assert.Less(t, grown, file/3, "a file of %d MB took %d MB", file>>20, grown>>20)
}

// readerFuncs strings readers together that are made one at a time.
func readerFuncs(next func() io.Reader) io.Reader {
	var r io.Reader
	return readerFunc(func(p []byte) (int, error) {
		for {
			if r == nil {
				if r = next(); r == nil {
					return 0, io.EOF
				}
			}
			n, err := r.Read(p)
			if err == io.EOF {
				r = nil
			}
			if n > 0 || err != nil && err != io.EOF {
				return n, err
			}
		}
	})
}
