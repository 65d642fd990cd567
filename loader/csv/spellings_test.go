package csv_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// Rows that spell one name in several ways tell of one person; those that only look or sound alike of two.
func TestSpellingsInTables(t *testing.T) {
	for rows, persons := range map[string]int{
		"陳啓宗\n陈启宗\n陳啟宗":          1,
		"李汎\n李泛":                 2,
		"吕布\nLv Bu":              1,
		"Lyu Bu\n吕布":             1,
		"O’Neil\nOʼNeil\nO`Neil": 1,
		"Işık\nIŞIK":             1,
		"Đức\nDuc":               1,
	} {
		g := graph.New()
		_, err := read(t.Context(), g, "person\n"+rows+"\n")
		require.NoError(t, err, rows)
		n, err := g.Count(t.Context(), graph.Pattern{Predicate: vocab.RDFType, Object: vocab.ClassPerson})
		require.NoError(t, err)
		assert.EqualValues(t, persons, n, rows)
	}
}
