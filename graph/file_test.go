package graph_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/long"
)

func openIn(t testing.TB, source string, opts ...graph.OpenOption) *graph.Graph {
	t.Helper()
	g, err := graph.Open(t.Context(), source, opts...)
	require.NoError(t, err)
	t.Cleanup(func() { g.Close() })
	return g
}

func nameQuad(i int, name string) quad.Quad {
	return quad.Quad{Subject: quad.IRI(fmt.Sprint(vocab.ID, i)), Predicate: vocab.SKOSPrefLabel, Object: quad.String(name), Label: quad.IRI("https://example.com/set")}
}

func linesOf(t testing.TB, r graph.Reader) []string {
	t.Helper()
	var lines []string
	for q, err := range r.Quads(context.Background(), graph.Pattern{}) {
		require.NoError(t, err)
		line := ""
		for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			if v != nil {
				line += string(term.Append(nil, v)) + " "
			}
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return lines
}

// TestFileAgainstMemory makes the same random changes to a graph in a file and to one in memory, and closes and opens
// the file between any two of them.
func TestFileAgainstMemory(t *testing.T) {
	for _, parameters := range []string{"", "?sync=group", "?sync=never", "?read=map", "?read=map&verify=check&sync=group"} {
		t.Run(parameters, func(t *testing.T) {
			ctx := t.Context()
			seed := rand.Uint64()
			r := rand.New(rand.NewPCG(seed, 0))
			source := "file:" + filepath.Join(t.TempDir(), "talent.tg") + parameters
			kept, memory := openIn(t, source), graph.New()
			steps := long.Runs(50, 200)
			for step := range steps {
				var add, remove []quad.Quad
				for range r.IntN(20) {
					q := nameQuad(r.IntN(40), fmt.Sprint("Name ", r.IntN(60)))
					if r.IntN(3) > 0 {
						add = append(add, q)
					} else {
						remove = append(remove, q)
					}
				}
				for _, g := range []*graph.Graph{kept, memory} {
					require.NoError(t, g.Update(ctx, func(tx *graph.Tx) error {
						return errors.Join(tx.Add(add...), tx.Remove(remove...))
					}))
				}
				version := kept.Snapshot().Version()
				switch r.IntN(6) {
				case 0:
					require.NoError(t, kept.Close())
					kept = openIn(t, source)
				case 1:
					require.NoError(t, kept.Compact(ctx))
				}
				require.Equal(t, linesOf(t, memory), linesOf(t, kept), "seed %d, step %d", seed, step)
				require.Equal(t, version, kept.Snapshot().Version())
				require.Equal(t, memory.Snapshot().Version(), version)
				name := fmt.Sprint("name ", r.IntN(60))
				want, err := memory.Snapshot().Named(ctx, name, graph.AnyKind())
				require.NoError(t, err)
				got, err := kept.Snapshot().Named(ctx, name, graph.AnyKind())
				require.NoError(t, err)
				require.Len(t, got, len(want), "%s, seed %d, step %d", name, seed, step)
			}
			require.NoError(t, kept.Close())
			path := filepath.Join(filepath.Dir(source[5:]), "talent.tg")
			require.NoError(t, graph.CheckFile(ctx, path))
		})
	}
}

// TestFollowers has readers of the file beside its writer, through compactions.
func TestFollowers(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "talent.tg")
	writer := openIn(t, "file:"+path)
	readers := []*graph.Graph{openIn(t, "file:"+path, graph.ReadOnly()), openIn(t, "file:"+path+"?read=map", graph.ReadOnly())}
	for i := range 60 {
		require.NoError(t, writer.Add(ctx, nameQuad(i, fmt.Sprint("Name ", i))))
		if i%7 == 6 {
			require.NoError(t, writer.Remove(ctx, nameQuad(i-3, fmt.Sprint("Name ", i-3))))
		}
		if i%20 == 19 {
			require.NoError(t, writer.Compact(ctx))
		}
		if i%3 > 0 {
			continue
		}
		for _, g := range readers {
			require.NoError(t, g.Sync(ctx))
			require.Equal(t, linesOf(t, writer), linesOf(t, g))
			require.Equal(t, writer.Snapshot().Version(), g.Snapshot().Version())
			e, err := g.Snapshot().Resolve(ctx, fmt.Sprint("name ", i), graph.AnyKind())
			require.NoError(t, err)
			assert.Equal(t, nameQuad(i, "").Subject, e.Node())
		}
	}
	assert.ErrorIs(t, readers[0].Add(ctx, nameQuad(1, "x")), graph.ErrReadOnly)
	_, err := graph.Open(ctx, "file:"+path)
	assert.ErrorIs(t, err, graph.ErrLocked)
	_, err = graph.Open(ctx, "file:"+path+".none", graph.ReadOnly())
	assert.ErrorIs(t, err, os.ErrNotExist)
}

// TestChanges follows a graph by its changes, in memory and in a file, while several goroutines write.
func TestChanges(t *testing.T) {
	for _, source := range []string{"memory:", "file:" + filepath.Join(t.TempDir(), "a.tg") + "?sync=group"} {
		g := openIn(t, source)
		var wg sync.WaitGroup
		const writers, each = 4, 50
		for w := range writers {
			wg.Go(func() {
				for i := range each {
					assert.NoError(t, g.Add(t.Context(), nameQuad(1000*w+i, "a name")))
				}
			})
		}
		followed, version := map[quad.Quad]bool{}, graph.Version(0)
		for c, err := range g.Changes(t.Context(), 0) {
			require.NoError(t, err)
			require.Equal(t, version+1, c.Version)
			version = c.Version
			for _, q := range c.Added {
				followed[q] = true
			}
			for _, q := range c.Removed {
				delete(followed, q)
			}
			if version == writers*each {
				break
			}
		}
		wg.Wait()
		assert.Len(t, followed, writers*each)
		assert.EqualValues(t, writers*each, g.Size())
	}
}

// TestBackup opens backups of both kinds of graph.
func TestBackup(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	for i, g := range []*graph.Graph{graph.New(), openIn(t, "file:"+filepath.Join(dir, "a.tg"))} {
		for n := range 5 {
			require.NoError(t, g.Add(ctx, nameQuad(n, "a name")))
		}
		path := filepath.Join(dir, fmt.Sprint("backup", i))
		require.NoError(t, g.Backup(ctx, path))
		assert.ErrorIs(t, g.Backup(ctx, path), os.ErrExist)
		require.NoError(t, graph.CheckFile(ctx, path))
		again := openIn(t, "file:"+path)
		assert.Equal(t, linesOf(t, g), linesOf(t, again))
		assert.Equal(t, g.Snapshot().Version(), again.Snapshot().Version())
	}
}
