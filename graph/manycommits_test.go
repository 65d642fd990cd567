package graph_test

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/long"
)

// A window is a graph of which each version has the same number of things: the change that makes version v adds thing
// v, and takes away the one that is size versions older.
type window struct{ size, each int }

func (w window) thing(v int) quad.IRI { return quad.IRI(fmt.Sprint(vocab.ID, "thing/", v)) }

func (w window) quads(v int) []quad.Quad {
	quads := []quad.Quad{{Subject: w.thing(v), Predicate: vocab.SKOSPrefLabel, Object: quad.String(fmt.Sprint("Thing ", v))}}
	for i := 1; i < w.each; i++ {
		quads = append(quads, quad.Quad{Subject: w.thing(v), Predicate: vocab.About, Object: w.thing(v + i), Label: quad.IRI(fmt.Sprint(vocab.ID, "claim/", v%50))})
	}
	return quads
}

func (w window) commit(ctx context.Context, g *graph.Graph, v int) error {
	return g.Update(ctx, func(tx *graph.Tx) error {
		if err := tx.Add(w.quads(v)...); err != nil || v <= w.size {
			return err
		}
		return tx.Remove(w.quads(v - w.size)...)
	})
}

// check looks at some things of a state: those of its version are there, whole, and no other ones.
func (w window) check(ctx context.Context, s *graph.Snapshot, r *rand.Rand) error {
	version := int(s.Version())
	if want := w.each * min(version, w.size); s.Size() != int64(want) {
		return fmt.Errorf("version %d has %d quads, not %d", version, s.Size(), want)
	}
	for range 4 {
		v, want := version-r.IntN(w.size), int64(w.each)
		if r.IntN(4) == 0 {
			v, want = version-w.size-r.IntN(100), 0
		}
		if v <= 0 {
			continue
		}
		if n, err := s.Count(ctx, graph.Pattern{Subject: w.thing(v)}); err != nil || n != want {
			return fmt.Errorf("version %d has %d quads of thing %d, not %d: %w", version, n, v, want, err)
		}
		if found, err := s.Named(ctx, fmt.Sprint("thing ", v), graph.AnyKind()); err != nil || len(found) != int(min(want, 1)) {
			return fmt.Errorf("version %d has %d things named %d: %w", version, len(found), v, err)
		}
	}
	return nil
}

var commitsFlag = flag.Int("commits", 0, "how many commits TestManyCommits makes, instead of a few thousand")

// TestManyCommits commits beside readers, a follower of changes and a reader of the file, while memory is merged and the
// file written anew by themselves. A million take an hour:
//
//	go test ./graph -run TestManyCommits -commits 1000000 -timeout 3h
func TestManyCommits(t *testing.T) {
	ctx := t.Context()
	commits := cmp.Or(*commitsFlag, long.Runs(8000, 12_000))
	w := window{size: 3000, each: 6} // more than an overlay holds: memory is merged every 1,400 commits
	path := filepath.Join(t.TempDir(), "talent.tg")
	g := openIn(t, "file:"+path+"?sync=never")
	mapped := openIn(t, "file:"+path+"?read=map", graph.ReadOnly())
	var wg sync.WaitGroup
	beside, end := context.WithCancel(ctx)
	defer end()
	reads, followed := [3]int{}, 0
	loop := func(i int, read func(r *rand.Rand) error) {
		wg.Go(func() {
			r := rand.New(rand.NewPCG(uint64(i), 1))
			for ; beside.Err() == nil; reads[i]++ {
				if err := read(r); err != nil {
					assert.NoError(t, err)
					end()
				}
			}
		})
	}
	for i := range 2 {
		loop(i, func(r *rand.Rand) error { return w.check(ctx, g.Snapshot(), r) })
	}
	loop(2, func(r *rand.Rand) error {
		time.Sleep(time.Millisecond)
		return errors.Join(mapped.Sync(ctx), w.check(ctx, mapped.Snapshot(), r))
	})
	wg.Go(func() {
		after := graph.Version(0)
		for beside.Err() == nil {
			for c, err := range g.Changes(beside, after) {
				if errors.Is(err, graph.ErrSnapshotGone) {
					after = g.Snapshot().Version()
					break
				}
				if err != nil {
					assert.ErrorIs(t, err, context.Canceled)
					break
				}
				after++
				gone := 0
				if int(after) > w.size {
					gone = w.each
				}
				if c.Version != after || len(c.Added) != w.each || len(c.Removed) != gone || c.Added[0].Subject != w.thing(int(after)) {
					assert.Fail(t, "a change is wrong", "%+v after %d", c, after-1)
					end()
				}
				followed++
			}
		}
	})
	for v := 1; v <= commits && beside.Err() == nil; v++ {
		require.NoError(t, w.commit(ctx, g, v))
	}
	require.NoError(t, beside.Err())
	require.NoError(t, mapped.Sync(ctx))
	require.Equal(t, linesOf(t, g), linesOf(t, mapped))
	end()
	wg.Wait()
	head, err := os.ReadFile(path)
	require.NoError(t, err)
	anew := binary.LittleEndian.Uint64(head[24:]) - 1 // generations
	t.Logf("%d commits, the file was written anew %d times; reads beside them: %v, changes followed: %d", commits, anew, reads, followed)
	require.NotContains(t, reads[:], 0)
	require.Positive(t, followed)
	require.GreaterOrEqual(t, anew, uint64(commits)/20_000+1)
	require.NoError(t, g.Status().CompactionErr)
	require.NoError(t, w.check(ctx, g.Snapshot(), rand.New(rand.NewPCG(3, 4))))
	lines := linesOf(t, g)
	require.NoError(t, g.Close())
	require.NoError(t, graph.CheckFile(ctx, path))
	again := openIn(t, "file:"+path)
	require.EqualValues(t, commits, again.Snapshot().Version())
	require.Equal(t, lines, linesOf(t, again))
}
