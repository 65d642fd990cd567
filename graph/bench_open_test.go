package graph_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/loader"
)

// BenchmarkOpen opens a file of a million quads in each way, and loads the same quads from N-Quads. What is opened
// answers, outside of the time that is measured; ask is that first question, and named the first by name.
func BenchmarkOpen(b *testing.B) {
	if testing.Short() {
		b.Skip("makes a million quads")
	}
	const n = 1_000_000
	path, quads := generatedFile(b, n)
	pattern := graph.Pattern{Predicate: vocab.Person, Object: talentgen.Person(3)}
	want, name := int64(0), ""
	for _, q := range quads {
		if q.Predicate == pattern.Predicate && q.Object == pattern.Object {
			want++
		}
		if q.Subject == talentgen.Person(3) && q.Predicate == vocab.SKOSPrefLabel {
			name = string(q.Object.(quad.LangString).Value)
		}
	}
	size := int64(len(quads))
	quads = nil
	require.Positive(b, want)
	open := func(b *testing.B, source string) *graph.Graph {
		g, err := graph.Open(b.Context(), source)
		require.NoError(b, err)
		return g
	}
	check := func(b *testing.B, g *graph.Graph) {
		got, err := g.Count(b.Context(), pattern)
		require.NoError(b, err)
		require.Equal(b, want, got)
		require.Equal(b, size, g.Size())
	}
	for _, way := range []string{"memory", "map", "map&verify=check"} {
		source := "file:" + path + "?read=" + way
		b.Run(way, func(b *testing.B) {
			least := time.Hour
			for b.Loop() {
				start := time.Now()
				g := open(b, source)
				least = min(least, time.Since(start))
				b.StopTimer()
				check(b, g)
				require.NoError(b, g.Close())
				b.StartTimer()
			}
			b.ReportMetric(float64(least.Microseconds())/1000, "least-ms")
			if way == "map&verify=check" && b.N > 10 {
				require.Less(b, least, time.Millisecond)
			}
		})
		b.Run(way+"/ask", func(b *testing.B) {
			for b.Loop() {
				g := open(b, source)
				check(b, g)
				require.NoError(b, g.Close())
			}
		})
		b.Run(way+"/named", func(b *testing.B) {
			for b.Loop() {
				g := open(b, source)
				found, err := g.Snapshot().Named(b.Context(), name, graph.AnyKind())
				require.NoError(b, err)
				require.NotEmpty(b, found)
				require.NoError(b, g.Close())
			}
		})
	}
	text := filepath.Join(b.TempDir(), "talent.nq")
	out, err := os.Create(text)
	require.NoError(b, err)
	_, err = talentgen.WriteNQuads(out, 1, n)
	require.NoError(b, err)
	require.NoError(b, out.Close())
	b.Run("N-Quads", func(b *testing.B) {
		for b.Loop() {
			g := graph.New()
			_, err := loader.LoadFile(b.Context(), g, text)
			require.NoError(b, err)
			check(b, g)
		}
	})
}
