package csv_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/loader/csv"
)

// A time without its year is of the row's year, or counted from today; else it is kept as a text, with a hint.
func TestTimesWithoutYear(t *testing.T) {
	want, _ := rowsOf(t, "person,to,when,year\nA,H,Q3 2023,2023\nB,H,2023年底,2023\n")
	got, hints := rowsOf(t, "person,to,when,year\nA,H,Q3,2023\nB,H,年底,2023\n")
	assert.Equal(t, want, got)
	assert.Empty(t, hints)

	want, _ = rowsOf(t, "person,to,when\nA,H,2023\n")
	got, hints = rowsOf(t, "person,to,when\nA,H,last year\n", csv.WithToday("2024-03-15"))
	assert.Equal(t, want, got)
	assert.Empty(t, hints)

	const table = "person,organization,role,when,since,until\nA,H,CTO,年底,,\nB,H,CTO,,last year,2024\nC,H,CTO,,,March\n"
	got, hints = rowsOf(t, table)
	assert.Len(t, hints, 3)
	assert.Contains(t, hints[0], "kept as a text, and is no time: the year is not told")
	g, again := graph.New(), graph.New()
	_, err := read(t.Context(), g, table)
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, csv.Export(t.Context(), &out, g.Snapshot(), csv.Posts))
	assert.Contains(t, out.String(), "年底")
	assert.Contains(t, out.String(), "last year – 2024")
	_, err = read(t.Context(), again, out.String())
	require.NoError(t, err, out.String())
	assert.Equal(t, linesOf(t, g), linesOf(t, again), out.String())
	assert.NotEmpty(t, got)
}
