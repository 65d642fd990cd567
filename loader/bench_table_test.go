package loader_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/loader"
)

// BenchmarkSmallTable loads tables of two rows, in which all that has to be done once for a table shows; BenchmarkWorkbook a
// workbook of 20,000 rows.
func BenchmarkSmallTable(b *testing.B) {
	for name, table := range map[string]string{
		"English": "person,from,to,year\nA,B,C,2024\nD,B,C,2024\n",
		"Chinese": "姓名,原公司,新公司,年份\n甲,乙,丙,2024\n丁,乙,丙,2024\n",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, err := loader.Load(b.Context(), graph.New(), strings.NewReader(table))
				require.NoError(b, err)
			}
		})
	}
}

func BenchmarkWorkbook(b *testing.B) {
	var rows strings.Builder
	rows.WriteString(sheetRow(1, "id", "person", "from", "to", "when"))
	const n = 20_000
	for i := range n {
		rows.WriteString(sheetRow(i+2, fmt.Sprintf("id:move-%d", i), fmt.Sprintf("Person %d", i), fmt.Sprintf("Company %d", i%97), fmt.Sprintf("Company %d", i%89+100), "2024-03"))
	}
	path := filepath.Join(b.TempDir(), "t.xlsx")
	require.NoError(b, os.WriteFile(path, bytes.Clone(workbook(b, rows.String(), nil)), 0o600))
	for b.Loop() {
		_, err := loader.LoadFile(b.Context(), graph.New(), path)
		require.NoError(b, err)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/row")
}
