package query_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/long"
	"talentgraph.example/query"
)

// Questions about an organization that much is said of look at their context once in 4,096 steps at least, and end
// in its error whenever they find it ended.
func TestMuchOfOneEntityEndsWithTheContext(t *testing.T) {
	const each = 6_000
	g := rowsInPlenty(t, each)
	// Chains of moves read all moves at once where one organization has most of them at an end.
	for i := range each / 10 {
		leaving, coming := quad.IRI(fmt.Sprintf("%sleaving-too-%d", vocab.ID, i)), quad.IRI(fmt.Sprintf("%scoming-too-%d", vocab.ID, i))
		require.NoError(t, g.Add(t.Context(),
			quad.Quad{Subject: leaving, Predicate: vocab.From, Object: quad.IRI(vocab.ID + "org-0")},
			quad.Quad{Subject: coming, Predicate: vocab.To, Object: quad.IRI(vocab.ID + "org-0")}))
	}
	for _, c := range []struct {
		question
		steps int64
	}{
		{asked("Neighbourhood", []string{"Origin", "2"}), 5 * each},
		{asked("Teams", nil, query.At("Origin")), 4 * each},
		{asked("Leaders", nil, query.At("Origin")), 3 * each},
		{asked("Downstream", []string{vocab.ID + "org-1", "2"}), 3 * each},
		{asked("Upstream", []string{vocab.ID + "org-1", "2"}), 3 * each},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := rowsOf(t, c.ask(t.Context(), g)) // names are gathered once
			require.NoError(t, err)
			whole := &ending{Context: t.Context(), n: math.MaxInt64}
			rows, err := rowsOf(t, c.ask(whole, g))
			require.NoError(t, err)
			require.NotEmpty(t, rows)
			looks := whole.calls.Load()
			assert.GreaterOrEqual(t, looks, c.steps/4096)
			for n := int64(1); n <= looks; n += 1 + n/int64(long.Runs(3, 10)) {
				_, err := rowsOf(t, c.ask(&ending{Context: t.Context(), n: n}, g))
				assert.ErrorIs(t, err, context.Canceled, "at look %d of %d", n, looks)
			}
		})
	}
}
