package ask

import (
	"testing"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
)

// Runs of a damaged file may be in any order: merging them gives what it gives, within its arrays.
func TestMergeRunsThatDoNotAscend(t *testing.T) {
	list := []graph.ID{5, 900, 7, 3, 1, 6, 2, 8, 800, 4}
	merged := Merge(list, []int{0, 3, 4, 5, 6, 8})
	require.Equal(t, []graph.ID{1, 2, 3, 4, 5, 6, 7, 8, 800, 900}, merged)
	require.Empty(t, Merge(nil, []int{0, 0, 0, 0, 0, 0}))
}
