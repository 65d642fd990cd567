package loader_test

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/internal/long"
	"talentgraph.example/loader"
	"talentgraph.example/loader/syntax"
)

// fileWithWrongLines is several chunks long; every 1,000th line is wrong, and some of those are too long.
func fileWithWrongLines() (file []byte, wrong []int) {
	var b bytes.Buffer
	for line := 1; line <= 60_000; line++ {
		switch {
		case line%5000 == 0 || line > 59_998:
			fmt.Fprintf(&b, "<https://example.com/s> <https://example.com/p> \"%s\" .\n", strings.Repeat("長", 30_000))
			wrong = append(wrong, line)
		case line%1000 == 0:
			b.WriteString("<https://example.com/s> <https://example.com/p> 楊紅霞 .\n")
			wrong = append(wrong, line)
		default:
			fmt.Fprintf(&b, "<https://example.com/subject/%d> <https://example.com/p> \"text of some length\" .\n", line)
		}
	}
	return b.Bytes(), wrong
}

func TestLenient(t *testing.T) {
	file, wrong := fileWithWrongLines()
	var got []int
	lenient := func(limit int) loader.Option {
		got = nil
		return loader.WithLenient(limit, func(e *loader.SyntaxError) {
			assert.Equal(t, "facts.nq", e.File)
			got = append(got, e.Line)
		})
	}
	opts := []loader.Option{loader.WithName("facts.nq"), loader.WithLimits(syntax.WithMaxLine(50_000))}
	for _, limit := range []int{len(wrong), 0} {
		g := graph.New()
		report, err := loader.Load(t.Context(), g, bytes.NewReader(file), append(opts, lenient(limit))...)
		require.NoError(t, err)
		assert.Equal(t, wrong, got, "all of them, in the order of the file")
		assert.EqualValues(t, len(wrong), report.Skipped)
		assert.EqualValues(t, 60_000-len(wrong), report.Read)
		assert.Equal(t, report.Read, g.Size())
		assert.Contains(t, report.String(), " skipped")
	}
	for _, limit := range []int{1, 7, len(wrong) - 1} {
		g := graph.New()
		_, err := loader.Load(t.Context(), g, bytes.NewReader(file), append(opts, lenient(limit))...)
		require.ErrorIs(t, err, graph.ErrLimit)
		var limitError *graph.LimitError
		require.ErrorAs(t, err, &limitError)
		assert.EqualValues(t, limit, limitError.Value)
		var e *loader.SyntaxError
		require.ErrorAs(t, err, &e)
		assert.Equal(t, wrong[limit], e.Line, "the line that was one too many")
		assert.Equal(t, wrong[:limit], got)
		assert.Zero(t, g.Size())
	}
	// The same option serves another load, and strict is the default.
	_, err := loader.Load(t.Context(), graph.New(), bytes.NewReader(file), opts...)
	var e *loader.SyntaxError
	require.ErrorAs(t, err, &e)
	assert.Equal(t, wrong[0], e.Line)
	// Turtle stays strict.
	_, err = loader.Load(t.Context(), graph.New(), strings.NewReader("<a> wrong ."), loader.WithFormat(loader.Turtle), loader.WithBase("https://example.com/"), lenient(9))
	require.ErrorAs(t, err, &e)
	assert.Empty(t, got)
}

func TestLimits(t *testing.T) {
	for _, c := range []struct {
		file  string
		limit syntax.Option
		want  string
	}{
		{"f.nq", syntax.WithMaxLine(40), "limit reached: line length in bytes, 40"},
		{"f.nt", syntax.WithMaxLiteral(3), "WithMaxLiteral"},
		{"f.ttl", syntax.WithMaxLiteral(3), "WithMaxLiteral"},
		{"f.trig", syntax.WithMaxLiteral(3), "WithMaxLiteral"},
	} {
		g := graph.New()
		file := "<https://example.com/s> <https://example.com/p> \"text\" ."
		_, err := loader.Load(t.Context(), g, strings.NewReader(file), loader.WithName(c.file), loader.WithLimits(c.limit))
		assert.ErrorIs(t, err, graph.ErrLimit)
		var reached *graph.LimitError
		assert.ErrorAs(t, err, &reached)
		assert.ErrorContains(t, err, c.want)
		assert.Zero(t, g.Size())
	}
}

func TestProgress(t *testing.T) {
	file := bytes.Repeat([]byte("<https://example.com/s> <https://example.com/p> \"text of some length\" .\n"), 20_000)
	for _, format := range []loader.Format{loader.NQuads, loader.TriG} {
		var seen []loader.Progress
		slow := io.MultiReader(bytes.NewReader(file[:len(file)/2]), readerFunc(func([]byte) (int, error) {
			time.Sleep(300 * time.Millisecond) // nothing comes, and still there is progress to show
			return 0, io.EOF
		}), bytes.NewReader(file[len(file)/2:]))
		report, err := loader.Load(t.Context(), graph.New(), slow, loader.WithName("facts"+format.Ending()),
			loader.WithProgress(func(p loader.Progress) { seen = append(seen, p) }))
		require.NoError(t, err)
		require.GreaterOrEqual(t, len(seen), 3)
		for i, p := range seen {
			assert.Equal(t, i == len(seen)-1, p.Done)
			assert.Equal(t, "facts"+format.Ending(), p.File)
			if i > 0 {
				assert.GreaterOrEqual(t, p.Bytes, seen[i-1].Bytes)
				assert.GreaterOrEqual(t, p.Quads, seen[i-1].Quads)
				assert.Greater(t, p.Elapsed, seen[i-1].Elapsed)
			}
		}
		last := seen[len(seen)-1]
		assert.EqualValues(t, len(file), last.Bytes)
		assert.Equal(t, report.Read, last.Quads)
	}

	var last loader.Progress
	g := loaded(t, string(file))
	require.NoError(t, loader.Write(t.Context(), io.Discard, g, loader.WithProgress(func(p loader.Progress) { last = p })))
	assert.True(t, last.Done)
	assert.Equal(t, g.Size(), last.Quads)
	assert.Equal(t, g.Size(), last.TotalQuads)
	assert.Positive(t, last.Bytes)

	// A panic of the function's is the caller's, and undoes the load.
	g = graph.New()
	assert.PanicsWithValue(t, "shown", func() {
		_, _ = loader.Load(t.Context(), g, bytes.NewReader(file), loader.WithProgress(func(loader.Progress) { panic("shown") }))
	})
	assert.Zero(t, g.Size())
	require.NoError(t, g.Add(t.Context()))
}

// Memory does not grow with the number of wrong lines or statements, and all are told of in order.
func TestManyWrongLines(t *testing.T) {
	n := long.Runs(60_000, 300_000)
	for format, line := range map[loader.Format]string{loader.NQuads: "x\n", loader.Turtle: "<a:s> <a:p> < > .\n", loader.RDFXML: "<a rdf:resource=' '/>\n"} {
		file := strings.Repeat(line, n)
		if format == loader.RDFXML {
			file = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><a xmlns='a:'>\n" + file + "</a></rdf:RDF>"
		}
		told, last, most := 0, 0, uint64(0)
		var before, now runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		report, err := loader.Load(t.Context(), graph.New(), strings.NewReader(file), loader.WithFormat(format), loader.WithLenient(n, func(e *loader.SyntaxError) {
			if told++; e.Line <= last {
				t.Fatal("not in order")
			}
			if last = e.Line; told%50_000 == 0 {
				runtime.GC()
				runtime.ReadMemStats(&now)
				most = max(most, now.HeapAlloc)
			}
		}))
		require.NoError(t, err)
		assert.EqualValues(t, n, report.Skipped)
		assert.Equal(t, n, told)
		assert.Less(t, int64(most)-int64(before.HeapAlloc), int64(40<<20), format)
		_, err = loader.Load(t.Context(), graph.New(), strings.NewReader(file), loader.WithFormat(format), loader.WithLenient(n-1, nil))
		assert.ErrorIs(t, err, graph.ErrLimit)
	}
}
