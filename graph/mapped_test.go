package graph_test

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/talentgen"
)

// generatedFile keeps about n synthetic quads in a closed file, and gives them.
func generatedFile(t testing.TB, n int) (path string, quads []quad.Quad) {
	t.Helper()
	ctx, g := t.Context(), graph.New()
	quads = slices.Collect(talentgen.Quads(1, n))
	require.NoError(t, g.Update(ctx, func(tx *graph.Tx) error {
		for chunk := range slices.Chunk(quads, 1<<15) {
			b := tx.NewBatch()
			for _, q := range chunk {
				if err := b.Add(q); err != nil {
					return err
				}
			}
			if _, err := tx.AddBatch(ctx, b); err != nil {
				return err
			}
		}
		return nil
	}))
	path = filepath.Join(t.TempDir(), "talent.tg")
	require.NoError(t, g.Backup(ctx, path))
	return path, quads
}

// allocated gives the bytes that f allocates, whether they are given back or not.
func allocated(f func()) int64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return int64(after.TotalAlloc - before.TotalAlloc)
}

// TestMappedGraphIsNotInMemory opens, asks, changes and compacts a mapped graph: all that is ever allocated for it
// is a small part of the file, so that it may be larger than memory.
func TestMappedGraphIsNotInMemory(t *testing.T) {
	n := 300_000
	if testing.Short() {
		n = 100_000
	}
	ctx := t.Context()
	path, quads := generatedFile(t, n)
	info, err := os.Stat(path)
	require.NoError(t, err)
	size := info.Size()
	for _, verify := range []string{"open", "check"} {
		var g *graph.Graph
		opened := allocated(func() { g = openIn(t, "file:"+path+"?read=map&sync=never&verify="+verify) })
		if g.Status().Read != "map" {
			t.Skip("files cannot be mapped here")
		}
		asked := allocated(func() {
			got, err := g.Count(ctx, graph.Pattern{Predicate: vocab.Person, Object: talentgen.Person(3)})
			require.NoError(t, err)
			require.Positive(t, got)
		})
		var changed []quad.Quad
		for i := range 1000 {
			changed = append(changed, quads[i*len(quads)/1000])
		}
		committed := allocated(func() {
			require.NoError(t, g.Remove(ctx, changed...))
			require.NoError(t, g.Add(ctx, nameQuads(5_000_000, 1000)...))
		})
		compacted := allocated(func() { require.NoError(t, g.Compact(ctx)) })
		t.Logf("verify=%s: of %d bytes, %d are allocated to open, %d to ask, %d for 2000 changes, %d to compact", verify, size, opened, asked, committed, compacted)
		require.Less(t, opened, size/40)
		require.Less(t, asked, size/100)
		require.Less(t, compacted, size/8)
		require.EqualValues(t, len(quads), g.Size())
		require.NoError(t, g.Add(ctx, changed...))
		require.NoError(t, g.Remove(ctx, nameQuads(5_000_000, 1000)...))
		require.NoError(t, g.Compact(ctx))
		require.EqualValues(t, len(quads), g.Size())
		require.NoError(t, g.Close())
		require.NoError(t, graph.CheckFile(ctx, path))
	}
	g := openIn(t, "file:"+path)
	for i := 0; i < len(quads); i += 97 {
		n, err := g.Count(ctx, graph.Pattern{Subject: quads[i].Subject, Predicate: quads[i].Predicate, Object: quads[i].Object, Label: quads[i].Label})
		require.NoError(t, err)
		require.EqualValues(t, 1, n)
	}
}
