package loader_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/long"
	"talentgraph.example/loader"
)

// thriceTold are rows of moves that three sources each tell of, with more or less of it.
func thriceTold(rows int) string {
	var b strings.Builder
	b.WriteString("person,from,to,when,source\n")
	for i := range rows {
		move := i / 3
		when := []string{fmt.Sprintf("20%02d", 10+move%15), fmt.Sprintf("20%02d-%02d", 10+move%15, 1+move%12), ""}[i%3]
		from := fmt.Sprintf("Company %d", move%997)
		if i%3 == 2 {
			from = ""
		}
		fmt.Fprintf(&b, "Person %d,%s,Company %d,%s,https://news.example/%d\n", move/2, from, move%991+1000, when, i%5000)
	}
	return b.String()
}

// toldOnce are as many rows, each of a move that its id names, so that there is nothing to join.
func toldOnce(rows int) string {
	var b strings.Builder
	for i, line := range strings.Split(strings.TrimSpace(thriceTold(rows)), "\n") {
		if i == 0 {
			fmt.Fprintf(&b, "id,%s\n", line)
		} else {
			fmt.Fprintf(&b, "id:move-%d,%s\n", i, line)
		}
	}
	return b.String()
}

// BenchmarkThriceTold reads, joins and loads rows of moves; BenchmarkToldOnce does as much with rows that need no
// joining. With TALENTGRAPH_LONG they are of 100,000 moves.
func BenchmarkThriceTold(b *testing.B) { benchmarkTold(b, thriceTold, 3) }

func BenchmarkToldOnce(b *testing.B) { benchmarkTold(b, toldOnce, 1) }

func benchmarkTold(b *testing.B, table func(rows int) string, rowsOfMove int) {
	rows := long.Runs(30_000, 300_000)
	text := table(rows)
	var g *graph.Graph
	for b.Loop() {
		g = graph.New()
		_, err := loader.Load(b.Context(), g, strings.NewReader(text))
		require.NoError(b, err)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rows), "ns/row")
	moves := map[quad.Value]bool{}
	for q, err := range g.Quads(b.Context(), graph.Pattern{Predicate: vocab.Person}) {
		require.NoError(b, err)
		moves[q.Subject] = true
	}
	require.Len(b, moves, rows/rowsOfMove)
}
