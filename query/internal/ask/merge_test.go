package ask

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
)

func TestMergeAgainstSort(t *testing.T) {
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 2))
		spread := []int{20, 300, 1 << 20}[seed%3] // close together and far apart
		var list []graph.ID
		var starts []int
		for range rng.IntN(9) {
			run := make([]graph.ID, rng.IntN(6))
			for i := range run {
				run[i] = graph.ID(rng.IntN(spread))
			}
			slices.Sort(run)
			starts = append(starts, len(list))
			list = append(list, slices.Compact(run)...)
		}
		want := slices.Clone(list)
		slices.Sort(want)
		got := Merge(list, starts)
		require.True(t, slices.Equal(slices.Compact(want), got), "seed %d: %v", seed, got)
	}
}
