package graph_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
)

// TestFileGrowsAndShrinks makes changes that are kept as generations, and enough small ones that the file is compacted
// beside them, and opens it again after each.
func TestFileGrowsAndShrinks(t *testing.T) {
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
			e, err := g.Snapshot().Resolve(ctx, "name 39999", graph.AnyKind())
			require.NoError(t, err)
			require.Equal(t, nameQuad(39999, "").Subject, e.Node())
		}
		names := func(from, to int) (quads []quad.Quad) {
			for i := from; i < to; i++ {
				quads = append(quads, nameQuad(i, fmt.Sprint("Name ", i)))
			}
			return quads
		}
		change(func(tx *graph.Tx) error { return tx.Add(names(0, 40000)...) })
		reopen()
		for i := range 60 {
			from := 40000 + 1000*i
			change(func(tx *graph.Tx) error { return tx.Add(names(from, from+1000)...) })
		}
		reopen()
		change(func(tx *graph.Tx) error { return tx.Remove(names(0, 39990)...) })
		change(func(tx *graph.Tx) error { return tx.Remove(names(40000, 100000)...) })
		require.NoError(t, g.Compact(ctx))
		reopen()
		require.NoError(t, g.Close())
		require.NoError(t, graph.CheckFile(ctx, path))
	}
}
