package graph_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
)

// Each version that the log has can be opened: for reading only, and for as long as it is open, whatever is written
// behind it. Backups of it are graphs that go on from there.
func TestAt(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	path := filepath.Join(dir, "talent.tg")
	writer := openIn(t, "file:"+path)
	lines := [][]string{nil}
	change := func(i int) {
		require.NoError(t, writer.Add(ctx, nameQuad(i, fmt.Sprint("Name ", i))))
		if i%4 == 3 {
			require.NoError(t, writer.Remove(ctx, nameQuad(i-2, fmt.Sprint("Name ", i-2))))
			lines = append(lines, nil)
		}
		lines = append(lines, linesOf(t, writer))
	}
	for i := range 12 {
		change(i)
	}
	last := graph.Version(len(lines) - 1)
	require.Equal(t, last, writer.Snapshot().Version())
	var held []*graph.Graph
	for _, parameters := range []string{"", "?read=map"} {
		for v := range last + 1 {
			g := openIn(t, "file:"+path+parameters, graph.At(v))
			require.Equal(t, v, g.Snapshot().Version())
			require.True(t, g.Status().ReadOnly)
			if lines[v] != nil || v == 0 {
				require.Equal(t, lines[v], linesOf(t, g))
			}
			require.ErrorIs(t, g.Add(ctx, nameQuad(1, "x")), graph.ErrReadOnly)
			held = append(held, g)
		}
		_, err := graph.Open(ctx, "file:"+path+parameters, graph.At(last+1))
		require.ErrorIs(t, err, graph.ErrSnapshotGone)
	}
	change(12)
	require.NoError(t, writer.Compact(ctx))
	change(13)
	for i, g := range held {
		v := graph.Version(i) % (last + 1)
		require.NoError(t, g.Sync(ctx))
		require.True(t, g.Status().Connected)
		require.Equal(t, v, g.Snapshot().Version())
		if lines[v] != nil || v == 0 {
			require.Equal(t, lines[v], linesOf(t, g))
		}
	}
	_, err := graph.Open(ctx, "file:"+path, graph.At(last))
	require.ErrorIs(t, err, graph.ErrSnapshotGone)
	_, err = graph.Open(ctx, "file:"+path+"?follow=1s", graph.At(last+1))
	require.ErrorContains(t, err, "without graph.At")

	copied := filepath.Join(dir, "copy.tg")
	require.NoError(t, held[5].Backup(ctx, copied))
	again := openIn(t, "file:"+copied)
	require.Equal(t, lines[5], linesOf(t, again))
	require.NoError(t, again.Add(ctx, nameQuad(99, "it goes on")))
	require.EqualValues(t, 6, again.Snapshot().Version())
}

// A change that is damaged, with whole ones behind it, is an error; the state before it can be opened, and saved.
func TestAtBeforeDamage(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	path := filepath.Join(dir, "talent.tg")
	writer := openIn(t, "file:"+path)
	for i := range 10 {
		require.NoError(t, writer.Add(ctx, nameQuad(i, fmt.Sprint("Name number ", i))))
	}
	require.NoError(t, writer.Close())
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	data[bytes.Index(data, []byte("Name number 6"))]++
	require.NoError(t, os.WriteFile(path, data, 0o600))
	for _, opts := range [][]graph.OpenOption{nil, {graph.ReadOnly()}, {graph.At(10)}, {graph.At(7)}} {
		_, err := graph.Open(ctx, "file:"+path, opts...)
		var damage *graph.FileError
		require.ErrorAs(t, err, &damage)
		assert.EqualValues(t, 6, damage.Version)
		assert.Equal(t, path, damage.Path)
		assert.Positive(t, damage.Offset)
	}
	before := openIn(t, "file:"+path, graph.At(6))
	assert.EqualValues(t, 6, before.Size())
	copied := filepath.Join(dir, "copy.tg")
	require.NoError(t, before.Backup(ctx, copied))
	again := openIn(t, "file:"+copied)
	require.NoError(t, again.Add(ctx, nameQuad(99, "it goes on")))
	assert.Len(t, linesOf(t, again), 7)
}

// What happens to a file while it is open is told, and nothing is written into what took its place.
func TestReplaced(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	path, other := filepath.Join(dir, "talent.tg"), filepath.Join(dir, "other.tg")
	require.NoError(t, graph.New().Backup(ctx, other))
	g := openIn(t, "file:"+path)
	require.NoError(t, g.Add(ctx, nameQuad(1, "a name")))
	follower := openIn(t, "file:"+path+"?follow=1ms", graph.ReadOnly())
	require.NoError(t, os.Rename(other, path))
	before, err := os.ReadFile(path)
	require.NoError(t, err)

	assert.ErrorIs(t, g.Add(ctx, nameQuad(2, "a name")), graph.ErrReplaced)
	assert.ErrorIs(t, g.Compact(ctx), graph.ErrReplaced)
	assert.EqualValues(t, 1, g.Size())
	assert.ErrorIs(t, follower.Sync(ctx), graph.ErrReplaced)
	assert.Eventually(t, func() bool {
		s := follower.Status()
		return !s.Connected && s.Err != nil && !s.News.IsZero()
	}, 5*time.Second, time.Millisecond)
	assert.EqualValues(t, 1, follower.Size())
	for i, from := range []*graph.Graph{g, follower} {
		saved := filepath.Join(dir, fmt.Sprint("saved", i, ".tg"))
		require.NoError(t, from.Backup(ctx, saved))
		assert.Equal(t, linesOf(t, from), linesOf(t, openIn(t, "file:"+saved)))
	}
	require.NoError(t, g.Close())
	after, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, before, after)
}

// Many open and close one file at once: one of them writes at a time, and the others are told who.
func TestOpenAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "talent.tg")
	require.NoError(t, graph.New().Backup(t.Context(), path))
	const openers, each = 4, 15
	errs := make(chan error, openers)
	for o := range openers {
		go func() {
			errs <- func() error {
				for i := 0; i < each; {
					g, err := graph.Open(context.Background(), "file:"+path)
					if err != nil {
						if !assert.ErrorIs(t, err, graph.ErrLocked) || !assert.ErrorContains(t, err, fmt.Sprint("written by process ", os.Getpid())) {
							return err
						}
						time.Sleep(time.Millisecond)
						continue
					}
					if err := g.Add(context.Background(), nameQuad(1000*o+i, "a name")); err != nil {
						return err
					}
					if i++; i%5 == 0 {
						if err := g.Compact(context.Background()); err != nil {
							return err
						}
					}
					if err := g.Close(); err != nil {
						return err
					}
				}
				return nil
			}()
		}()
	}
	for range openers {
		require.NoError(t, <-errs)
	}
	g := openIn(t, "file:"+path, graph.ReadOnly())
	assert.EqualValues(t, openers*each, g.Size())
	assert.EqualValues(t, openers*each, g.Snapshot().Version())
}
