package query_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/query"
)

func TestAll(t *testing.T) {
	g := wholeGraph(t)
	rows, err := query.All(query.Moves(t.Context(), g))
	require.NoError(t, err)
	n := 0
	for row, err := range query.Moves(t.Context(), g) {
		require.NoError(t, err)
		assert.Equal(t, row.String(), rows[n].String())
		n++
	}
	assert.Len(t, rows, n)

	rows, err = query.All(query.Moves(t.Context(), g, query.Years(1, 2)))
	assert.NoError(t, err)
	assert.Equal(t, []query.Move{}, rows, "JSON writes it as []")
	flows, err := query.Flows(t.Context(), g, query.Years(1, 2))
	assert.NoError(t, err)
	assert.Equal(t, []query.Flow{}, flows)

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	rows, err = query.All(query.Moves(ctx, g))
	assert.ErrorIs(t, err, context.Canceled)
	assert.Nil(t, rows)
}
