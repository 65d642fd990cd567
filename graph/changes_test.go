package graph_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
)

// followTo makes the changes after a version, up to another one, to a set of quads.
func followTo(t *testing.T, g *graph.Graph, quads map[quad.Quad]bool, after, until graph.Version) {
	t.Helper()
	for c, err := range g.Changes(t.Context(), after) {
		require.NoError(t, err)
		require.Equal(t, after+1, c.Version)
		after = c.Version
		require.NotEmpty(t, append(c.Added, c.Removed...))
		for _, q := range c.Removed {
			require.True(t, quads[q], "version %d takes away %v", c.Version, q)
			delete(quads, q)
		}
		for _, q := range c.Added {
			require.False(t, quads[q], "version %d adds %v", c.Version, q)
			quads[q] = true
		}
		if after == until {
			return
		}
	}
}

func setOf(t *testing.T, g *graph.Graph) map[quad.Quad]bool {
	t.Helper()
	set := map[quad.Quad]bool{}
	for q, err := range g.Quads(t.Context(), graph.Pattern{}) {
		require.NoError(t, err)
		set[q] = true
	}
	return set
}

func nameQuads(from, n int) (quads []quad.Quad) {
	for i := range n {
		quads = append(quads, nameQuad(from+i, fmt.Sprint("Name ", from+i)))
	}
	return quads
}

// TestChangesOfTheLog asks for changes that are no longer listed in memory, among them some whose terms were dropped,
// in the graph that made them, after it is opened again, and in a reader.
func TestChangesOfTheLog(t *testing.T) {
	for _, parameters := range []string{"", "?read=map"} {
		ctx, source := t.Context(), "file:"+filepath.Join(t.TempDir(), "a.tg")+parameters
		g := openIn(t, source)
		const many = 8000
		require.NoError(t, g.Add(ctx, nameQuads(0, many)...))
		require.NoError(t, g.Add(ctx, nameQuad(5, "is in the base")))
		require.NoError(t, g.Compact(ctx))
		base, before := g.Snapshot().Version(), setOf(t, g)
		require.NoError(t, g.Add(ctx, nameQuad(1, "comes and goes"), nameQuad(-1, "stays")))
		require.NoError(t, g.Remove(ctx, nameQuad(1, "comes and goes")))
		for from := 0; from < many; from += 1000 {
			require.NoError(t, g.Remove(ctx, nameQuads(from, 1000)...))
		}
		require.NoError(t, g.Remove(ctx, nameQuad(5, "is in the base"), nameQuad(-1, "stays")))
		require.NoError(t, g.Add(ctx, nameQuads(100, 5000)...))
		now := g.Snapshot().Version()
		require.Equal(t, base+12, now)
		check := func(g *graph.Graph) {
			for after := base; after < now; after += 5 {
				followed := map[quad.Quad]bool{}
				for q := range before {
					followed[q] = true
				}
				if after > base {
					followTo(t, g, followed, base, after)
				}
				followTo(t, g, followed, after, now)
				require.Equal(t, setOf(t, g), followed)
			}
			for c, err := range g.Changes(ctx, base-1) {
				require.ErrorIs(t, err, graph.ErrSnapshotGone)
				require.ErrorContains(t, err, fmt.Sprint("from version ", base+1, " on"))
				require.Zero(t, c)
			}
		}
		check(g)
		check(openIn(t, source, graph.ReadOnly()))
		require.NoError(t, g.Close())
		g = openIn(t, source)
		check(g)

		// Log, then what is listed, then what is still to come.
		followed := setOf(t, g)
		late := make(chan error, 1)
		live, end := context.WithCancel(ctx)
		defer end()
		version := now
		for c, err := range g.Changes(live, base) {
			switch {
			case c.Version == now:
				go func() { late <- g.Add(ctx, nameQuads(200_000, 3)...) }()
			case c.Version == now+1:
				require.NoError(t, <-late)
				end()
				version = c.Version
			case err != nil:
				require.ErrorIs(t, err, context.Canceled)
			}
		}
		require.Equal(t, now+1, version)
		followTo(t, g, followed, now, now+1)
		require.Equal(t, setOf(t, g), followed)
	}
}

// TestChangesThatAreGone asks for what no longer is anywhere.
func TestChangesThatAreGone(t *testing.T) {
	for _, source := range []string{"memory:", "file:" + filepath.Join(t.TempDir(), "a.tg")} {
		ctx, g := t.Context(), openIn(t, source)
		require.NoError(t, g.Add(ctx, nameQuad(1, "a")))
		require.NoError(t, g.Add(ctx, nameQuads(0, 70_000)...)) // too large for log and list
		require.NoError(t, g.Add(ctx, nameQuad(2, "b")))
		for _, after := range []graph.Version{0, 1} {
			for _, err := range g.Changes(ctx, after) {
				require.ErrorIs(t, err, graph.ErrSnapshotGone, source)
				assert.ErrorContains(t, err, "from version 3 on")
				assert.ErrorContains(t, err, "now of version 3")
			}
		}
		for c, err := range g.Changes(ctx, 2) {
			require.NoError(t, err)
			assert.Equal(t, graph.Change{Version: 3, Added: []quad.Quad{nameQuad(2, "b")}}, c)
			break
		}
	}
}
