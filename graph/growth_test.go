package graph_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/internal/long"
)

// TestFileGrowsAndShrinks makes changes that are kept as generations, and enough small ones that the file is compacted
// beside them, and opens it again after each.
func TestFileGrowsAndShrinks(t *testing.T) {
	n, rounds := long.Runs(18_000, 40_000), long.Runs(24, 60)
	for _, parameters := range []string{"?sync=group", "?sync=never&read=map"} {
		ctx := t.Context()
		path := filepath.Join(t.TempDir(), "talent.tg")
		g, memory := openIn(t, "file:"+path+parameters), graph.New()
		change := func(f func(*graph.Tx) error) {
			require.NoError(t, g.Update(ctx, f))
			require.NoError(t, memory.Update(ctx, f))
		}
		reopen := func() {
			require.Equal(t, linesOf(t, memory), linesOf(t, g))
			require.NoError(t, g.Close())
			g = openIn(t, "file:"+path+parameters)
			require.Equal(t, linesOf(t, memory), linesOf(t, g))
			require.Equal(t, memory.Snapshot().Version(), g.Snapshot().Version())
			e, err := g.Snapshot().Resolve(ctx, fmt.Sprint("name ", n-1), graph.AnyKind())
			require.NoError(t, err)
			require.Equal(t, nameQuad(n-1, "").Subject, e.Node())
		}
		names := func(from, to int) (quads []quad.Quad) {
			for i := from; i < to; i++ {
				quads = append(quads, nameQuad(i, fmt.Sprint("Name ", i)))
			}
			return quads
		}
		change(func(tx *graph.Tx) error { return tx.Add(names(0, n)...) })
		reopen()
		for i := range rounds {
			from := n + 1000*i
			change(func(tx *graph.Tx) error { return tx.Add(names(from, from+1000)...) })
		}
		reopen()
		change(func(tx *graph.Tx) error { return tx.Remove(names(0, n-10)...) })
		change(func(tx *graph.Tx) error { return tx.Remove(names(n, n+1000*rounds)...) })
		require.NoError(t, g.Compact(ctx))
		reopen()
		require.NoError(t, g.Close())
		require.NoError(t, graph.CheckFile(ctx, path))
	}
}
