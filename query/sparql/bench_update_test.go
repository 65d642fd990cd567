package sparql_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/loader"
	"talentgraph.example/query/sparql"
)

// BenchmarkLimit asks for ten rows of a star of a graph and of one that is ten times as large. The figure x-small is how many times
// as long the large one takes.
func BenchmarkLimit(b *testing.B) {
	q, err := sparql.Compile("SELECT ?m ?p { ?m tg:from ?a ; tg:to ?b ; tg:person ?p ; tg:year ?y } LIMIT 10")
	require.NoError(b, err)
	graphs := []*graph.Graph{synthetic(b, 100_000), synthetic(b, 1_000_000)}
	best := [2]time.Duration{time.Hour, time.Hour}
	for b.Loop() {
		for range 50 {
			for i, g := range graphs {
				start, rows := time.Now(), 0
				for _, err := range q.Select(b.Context(), g) {
					require.NoError(b, err)
					rows++
				}
				best[i] = min(best[i], time.Since(start))
				require.Equal(b, 10, rows)
			}
		}
	}
	b.ReportMetric(float64(best[0].Nanoseconds()), "small-ns")
	b.ReportMetric(float64(best[1].Nanoseconds()), "large-ns")
	b.ReportMetric(float64(best[1])/float64(best[0]), "x-small")
}

// BenchmarkUpdate writes 100,000 quads by INSERT DATA and by loading N-Quads, and takes away all of one predicate by DELETE WHERE and
// by RemoveMatching.
func BenchmarkUpdate(b *testing.B) {
	const n = 100_000
	var quads, data bytes.Buffer
	_, err := talentgen.WriteNQuads(&quads, 1, n)
	require.NoError(b, err)
	data.WriteString("INSERT DATA {\n")
	for q := range talentgen.Quads(1, n) {
		label := q.Label
		q.Label = nil
		fmt.Fprintf(&data, "GRAPH %v { %s }\n", label, term.AppendQuad(nil, q))
	}
	data.WriteString("}")
	request := data.String()
	best := [4]time.Duration{time.Hour, time.Hour, time.Hour, time.Hour}
	timed := func(i int, f func() error) {
		start := time.Now()
		require.NoError(b, f())
		best[i] = min(best[i], time.Since(start))
	}
	for b.Loop() {
		for range 2 {
			ours, theirs := graph.New(), graph.New()
			timed(0, func() error {
				_, err := sparql.Update(b.Context(), ours, request, sparql.WithMaxQuerySize(1<<30), sparql.WithTimeout(time.Minute))
				return err
			})
			timed(1, func() error {
				_, err := loader.Load(b.Context(), theirs, bytes.NewReader(quads.Bytes()), loader.WithFormat(loader.NQuads))
				return err
			})
			require.Equal(b, theirs.Size(), ours.Size())
			timed(2, func() error {
				_, err := sparql.Update(b.Context(), ours, "DELETE WHERE { ?m tg:person ?p }", sparql.WithTimeout(time.Minute))
				return err
			})
			timed(3, func() error {
				return theirs.Update(b.Context(), func(tx *graph.Tx) error {
					_, err := tx.RemoveMatching(b.Context(), graph.Pattern{Predicate: vocab.Person})
					return err
				})
			})
			require.Equal(b, theirs.Size(), ours.Size())
		}
	}
	for i, name := range []string{"insert-data-ms", "load-ms", "delete-where-ms", "remove-matching-ms"} {
		b.ReportMetric(float64(best[i].Microseconds())/1000, name)
	}
	b.ReportMetric(float64(best[0])/float64(best[1]), "x-load")
	b.ReportMetric(float64(best[2])/float64(best[3]), "x-remove")
}
