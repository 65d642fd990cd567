package loader_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
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

// BenchmarkThriceTold reads, joins and loads rows of moves.
func BenchmarkThriceTold(b *testing.B) {
	const rows = 30_000
	text := thriceTold(rows)
	for b.Loop() {
		_, err := loader.Load(b.Context(), graph.New(), strings.NewReader(text))
		require.NoError(b, err)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rows), "ns/row")
}
