package graph_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/internal/long"
)

// TestCloseWhileCompacting closes a graph while it is written anew, by Compact and by itself: what was committed is
// there, and nothing is left beside the file.
func TestCloseWhileCompacting(t *testing.T) {
	ctx := t.Context()
	for _, parameters := range []string{"?sync=never", "?sync=group&read=map"} {
		dir := t.TempDir()
		path := filepath.Join(dir, "talent.tg")
		committed, ended := 0, map[bool]int{}
		for range long.Runs(12, 80) {
			g := openIn(t, "file:"+path+parameters)
			require.EqualValues(t, committed, g.Size())
			if committed == 0 {
				require.NoError(t, g.Add(ctx, nameQuads(0, 3000)...))
				committed = 3000
			}
			require.NoError(t, g.Add(ctx, nameQuad(committed, "another")))
			committed++
			var wg sync.WaitGroup
			wg.Go(func() {
				err := g.Compact(ctx)
				if err != nil {
					assert.ErrorIs(t, err, graph.ErrClosed)
				}
				ended[err == nil]++
			})
			time.Sleep(time.Duration(1000<<rand.IntN(8)) * time.Microsecond)
			require.NoError(t, g.Close())
			wg.Wait()
			names, err := os.ReadDir(dir)
			require.NoError(t, err)
			require.Len(t, names, 1)
		}
		t.Logf("%s: Compact ended before Close %d times, and with it %d times", parameters, ended[true], ended[false])
		require.NoError(t, graph.CheckFile(ctx, path))
	}
}

// TestLargeChangesWhileCompacting commits changes that write the file anew while others do the same.
func TestLargeChangesWhileCompacting(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "talent.tg")
	g := openIn(t, "file:"+path+"?sync=never")
	var wg sync.WaitGroup
	stop, end := context.WithCancel(ctx)
	for range 2 {
		wg.Go(func() {
			for stop.Err() == nil {
				assert.NoError(t, g.Compact(ctx))
			}
		})
	}
	const large, changes = 17_000, 6
	for i := range changes {
		require.NoError(t, g.Add(ctx, nameQuads(i*large, large)...))
		require.NoError(t, g.Add(ctx, nameQuad(-1-i, "a small one")))
	}
	end()
	wg.Wait()
	require.EqualValues(t, changes*(large+1), g.Size())
	require.EqualValues(t, 2*changes, g.Snapshot().Version())
	require.NoError(t, g.Close())
	require.NoError(t, graph.CheckFile(ctx, path))
}

// TestFailedCompactionIsTold has something in the way of the new file.
func TestFailedCompactionIsTold(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "talent.tg")
	g := openIn(t, "file:"+path+"?sync=never")
	require.NoError(t, os.WriteFile(path+".new", []byte("not ours"), 0o600))
	require.ErrorContains(t, g.Compact(ctx), "is in the way")
	status := g.Status()
	require.ErrorContains(t, status.CompactionErr, "is in the way")
	require.Empty(t, status.Compaction)
	require.NoError(t, status.Err)
	require.True(t, status.Connected)

	at := 0
	grow := func(until func(graph.Status) bool) {
		t.Helper()
		for deadline := time.Now().Add(time.Minute); !until(g.Status()); {
			require.NoError(t, g.Add(ctx, nameQuads(at, 2000)...))
			at += 2000
			require.True(t, time.Now().Before(deadline), "%+v", g.Status())
		}
	}
	grow(func(s graph.Status) bool { return s.Compaction == "due" })
	require.Error(t, g.Status().CompactionErr)
	require.NoError(t, os.Remove(path+".new"))
	version := g.Snapshot().Version()
	grow(func(s graph.Status) bool { return s.Compaction == "" && s.CompactionErr == nil })
	require.Greater(t, g.Snapshot().Version(), version, "it was tried again by itself")
	require.EqualValues(t, at, g.Size())
	require.NoError(t, g.Close())
	require.NoError(t, graph.CheckFile(ctx, path))

	ctx, cancel := context.WithCancel(ctx)
	cancel()
	g = openIn(t, "file:"+path)
	require.True(t, errors.Is(g.Compact(ctx), context.Canceled))
}
