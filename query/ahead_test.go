package query_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/query"
)

// In a large graph rows that are read in order fetch what comes next; they tell the same in whatever order they are read.
func TestRowsTellTheSameInAnyOrder(t *testing.T) {
	g := graph.New()
	require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
		for q := range talentgen.Quads(1, 280_000) {
			if err := tx.Add(q); err != nil {
				return err
			}
		}
		return nil
	}))
	tell := func(m query.Move) string {
		return fmt.Sprint(m, m.Person.Labels(), m.Certainty(), m.When(), m.Evidence())
	}
	ask := func() []query.Move {
		rows, err := query.WhoLeft(t.Context(), g, string(talentgen.Organization(0)), "")
		require.NoError(t, err)
		require.Greater(t, len(rows), 100)
		return rows
	}
	rows := ask()
	want := make([]string, len(rows))
	for i, m := range rows {
		want[i] = tell(m)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for _, order := range [][]int{rng.Perm(len(rows)), rng.Perm(len(rows) / 2)} {
		again := ask()
		for _, i := range order {
			require.Equal(t, want[i], tell(again[i]))
		}
		for i := 0; i < len(again); i += 1 + rng.IntN(20) {
			require.Equal(t, want[i], tell(again[i]))
		}
	}
	for i, m := range ask() {
		assert.Equal(t, want[i], tell(m.Detach()))
	}
}
