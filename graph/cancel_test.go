package graph_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/internal/long"
)

// lookedAt is a context that ends when it is asked for the n-th time, by whichever goroutine.
type lookedAt struct {
	context.Context
	n     int64
	looks atomic.Int64
}

func (c *lookedAt) Err() error {
	if c.looks.Add(1) >= c.n {
		return context.Canceled
	}
	return nil
}

// What a graph in a file does at length ends with its context, and leaves the graph and the file as they were.
func TestCancelledFile(t *testing.T) {
	for _, parameters := range []string{"", "?read=map&sync=group"} {
		t.Run(parameters, func(t *testing.T) { testCancelledFile(t, parameters) })
	}
}

func testCancelledFile(t *testing.T, parameters string) {
	path := filepath.Join(t.TempDir(), "talent.tg")
	g := openIn(t, "file:"+path+parameters)
	var quads, others []quad.Quad
	for i := range 17_000 { // more than go into the log
		quads = append(quads, nameQuad(i, fmt.Sprint("Name ", i)))
		others = append(others, nameQuad(i, fmt.Sprint("Other ", i)))
	}
	require.NoError(t, g.Add(t.Context(), quads...))
	follower := openIn(t, "file:"+path, graph.ReadOnly())
	open := func(ctx context.Context, source string, opts ...graph.OpenOption) error {
		g, err := graph.Open(ctx, source, opts...)
		if err != nil {
			return err
		}
		return g.Close()
	}
	copies := 0
	prepare := map[string]func(ctx context.Context, quads ...quad.Quad) error{"a large addition": g.Remove, "a large removal": g.Add}
	for name, do := range map[string]func(ctx context.Context) error{
		"Open":        func(ctx context.Context) error { return open(ctx, "file:"+path, graph.ReadOnly()) },
		"Open to map": func(ctx context.Context) error { return open(ctx, "file:"+path+"?read=map", graph.ReadOnly()) },
		"Open At": func(ctx context.Context) error {
			return open(ctx, "file:"+path, graph.At(g.Snapshot().Version()))
		},
		"CheckFile": func(ctx context.Context) error { return graph.CheckFile(ctx, path) },
		"Salvage": func(ctx context.Context) error {
			copies++
			_, err := graph.Salvage(ctx, path, fmt.Sprint(path, copies))
			return err
		},
		"Backup": func(ctx context.Context) error {
			copies++
			return g.Backup(ctx, fmt.Sprint(path, copies))
		},
		"a large addition": func(ctx context.Context) error { return g.Add(ctx, others...) },
		"a large removal":  func(ctx context.Context) error { return g.Remove(ctx, others...) },
		"Sync after a large change": func(ctx context.Context) error {
			// A follower has to read the file anew, if the one before could.
			if follower.Snapshot().Version() == g.Snapshot().Version() {
				require.NoError(t, g.Remove(t.Context(), quads[:16_500]...))
				require.NoError(t, g.Add(t.Context(), quads[:16_500]...))
				require.NoError(t, g.Compact(t.Context()))
			}
			return follower.Sync(ctx)
		},
	} {
		t.Run(name, func(t *testing.T) {
			ready := func() {
				if prepare := prepare[name]; prepare != nil {
					require.NoError(t, prepare(t.Context(), others...))
				}
			}
			ready()
			all := &lookedAt{Context: t.Context(), n: 1 << 40}
			require.NoError(t, do(all))
			total := all.looks.Load()
			require.GreaterOrEqual(t, total, int64(3), "the context is looked at too seldom")
			ready()
			size, version := g.Size(), g.Snapshot().Version()
			for at := int64(1); at <= total; at += 1 + at/int64(long.Runs(1, 4)) {
				err := do(&lookedAt{Context: t.Context(), n: at})
				if at <= total/2 { // a run may look less often than another one
					require.Error(t, err)
				}
				if err == nil {
					break
				}
				require.ErrorIs(t, err, context.Canceled, "at look %d of %d", at, total)
				require.Equal(t, size, g.Size())
				if name[:4] != "Sync" {
					require.Equal(t, version, g.Snapshot().Version())
				}
			}
		})
	}
	for i := range long.Runs(6, 20) { // it works with a context of its own, which ends with ours
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i)*time.Millisecond)
		size, version := g.Size(), g.Snapshot().Version()
		if err := g.Compact(ctx); err != nil {
			require.ErrorIs(t, err, context.DeadlineExceeded)
		} else {
			require.NotZero(t, i)
		}
		cancel()
		require.Equal(t, size, g.Size())
		require.Equal(t, version, g.Snapshot().Version())
	}
	require.NotZero(t, copies)
	for i := range copies {
		if err := graph.CheckFile(t.Context(), fmt.Sprint(path, i+1)); err != nil {
			require.ErrorIs(t, err, os.ErrNotExist, "a copy is whole or not there")
		}
	}
	lines := linesOf(t, g)
	require.NoError(t, follower.Sync(t.Context()))
	require.Equal(t, lines, linesOf(t, follower))
	require.NoError(t, g.Close())
	require.NoError(t, graph.CheckFile(t.Context(), path))
	require.Equal(t, lines, linesOf(t, openIn(t, "file:"+path+parameters)))
	left, err := filepath.Glob(path + ".new*")
	require.NoError(t, err)
	require.Empty(t, left)
}

// A follower that waits for changes is told that its context has ended.
func TestCancelledChanges(t *testing.T) {
	path := filepath.Join(t.TempDir(), "talent.tg")
	g := openIn(t, "file:"+path)
	require.NoError(t, g.Add(t.Context(), nameQuad(1, "a name")))
	for _, g := range []*graph.Graph{g, openIn(t, "file:"+path, graph.ReadOnly()), openIn(t, "file:"+path+"?follow=1ms", graph.ReadOnly())} {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var last error
		n := 0
		for c, err := range g.Changes(ctx, 0) {
			require.NoError(t, last, "nothing comes after an error")
			if last = err; err == nil {
				require.Len(t, c.Added, 1)
				n++
				cancel()
			}
		}
		require.ErrorIs(t, last, context.Canceled)
		require.Equal(t, 1, n)
	}
}

// A change that writes the file anew ends with its context until the new file has its name, and leaves nothing behind.
func TestCancelledLargeCommit(t *testing.T) {
	for _, parameters := range []string{"", "?read=map"} {
		t.Run(parameters, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "talent.tg")
			g := openIn(t, "file:"+path+parameters)
			require.NoError(t, g.Add(t.Context(), nameQuad(-1, "is there before")))
			large := nameQuads(0, 20_000)
			add := func(ctx *lookedAt) (inside int64, err error) {
				err = g.Update(ctx, func(tx *graph.Tx) error {
					defer func() { inside = ctx.looks.Load() }()
					return tx.Add(large...)
				})
				return inside, err
			}
			for at, step := int64(1<<40), int64(1); ; at, step = at+step, 2*step {
				before := g.Snapshot()
				inside, err := add(&lookedAt{Context: t.Context(), n: at})
				if at == 1<<40 { // how many looks there are
					require.NoError(t, err)
					require.NoError(t, g.Remove(t.Context(), large...))
					at = inside + 1 // and one when the function has returned
					continue
				}
				if err == nil {
					require.Greater(t, at, inside+6, "writing looks at the context too seldom")
					break
				}
				require.ErrorIs(t, err, context.Canceled)
				require.Equal(t, before.Version(), g.Snapshot().Version())
				require.Equal(t, before.Size(), g.Size())
				require.NoFileExists(t, path+".new")
			}
			require.EqualValues(t, 1+len(large), g.Size())
			require.NoError(t, g.Add(t.Context(), nameQuad(-2, "comes after")))
			require.NoError(t, g.Close())
			require.NoError(t, graph.CheckFile(t.Context(), path))
			require.EqualValues(t, 2+len(large), openIn(t, "file:"+path).Size())
		})
	}
}
