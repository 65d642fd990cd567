package graph_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/engine/enginetest"
	"talentgraph.example/graph/internal/disk/disktest"
	"talentgraph.example/internal/long"
)

// A shared graph with a cache, and another process that has none.
type cached struct {
	*testing.T
	server *enginetest.Server
	other  *graph.Graph
	path   string
}

func newCached(t *testing.T) *cached {
	c := &cached{T: t, server: enginetest.NewServer(), path: filepath.Join(t.TempDir(), "talent.cache")}
	c.other = c.open(c.server.Source())
	return c
}

func (c *cached) source() string { return c.server.Source() + "?cache=" + c.path }

func (c *cached) open(source string, opts ...graph.OpenOption) *graph.Graph {
	c.Helper()
	g, err := graph.Open(c.Context(), source, opts...)
	require.NoError(c, err)
	c.Cleanup(func() { require.NoError(c, g.Close()) })
	return g
}

// reopens opens the cache, holds it to what the server has, writes and closes, and tells how many states were copied.
func (c *cached) reopens() (copies int, status graph.Status) {
	c.Helper()
	require.NoError(c, c.other.Sync(c.Context()))
	before := c.server.Copies()
	g, err := graph.Open(c.Context(), c.source())
	require.NoError(c, err)
	copies, status = c.server.Copies()-before, g.Status()
	c.same(g)
	require.NoError(c, g.Add(c.Context(), nameQuad(int(g.Snapshot().Version())+1_000_000, "written with a cache")))
	c.same(g)
	require.NoError(c, g.Close())
	return copies, status
}

func (c *cached) same(g *graph.Graph) {
	c.Helper()
	require.NoError(c, g.Sync(c.Context()))
	require.NoError(c, c.other.Sync(c.Context()))
	require.Equal(c, c.other.Snapshot().Version(), g.Snapshot().Version())
	require.Equal(c, enginetest.State(c.T, c.other), enginetest.State(c.T, g))
}

func (c *cached) add(from, to int) {
	c.Helper()
	var quads []quad.Quad
	for i := from; i < to; i++ {
		quads = append(quads, nameQuad(i, fmt.Sprint("name ", i)))
	}
	c.addTo(c.other, quads...)
}

// addTo adds quads. Where the server forgets changes meanwhile, as some tests let it, the turn may be lost.
func (c *cached) addTo(g *graph.Graph, quads ...quad.Quad) {
	c.Helper()
	err := graph.ErrConflict
	for errors.Is(err, graph.ErrConflict) {
		err = g.Add(c.Context(), quads...)
	}
	require.NoError(c, err)
}

func TestCacheCatchesUp(t *testing.T) {
	c := newCached(t)
	c.add(0, 100)
	copies, status := c.reopens()
	require.Equal(t, 1, copies)
	require.Equal(t, "map", status.Read)
	for i := range 3 {
		c.add(100+i, 101+i)
		copies, status = c.reopens()
		require.Zero(t, copies)
		require.Equal(t, "map", status.Read)
		require.Empty(t, status.Recovered)
	}
	g := c.open(c.source(), graph.ReadOnly())
	c.add(1000, 2000)
	c.same(g)
	found, err := g.Snapshot().Named(t.Context(), "name 1500", graph.AnyKind())
	require.NoError(t, err)
	require.Len(t, found, 1)
	require.ErrorIs(t, g.Add(t.Context(), nameQuad(1, "no")), graph.ErrReadOnly)
	backup := filepath.Join(t.TempDir(), "backup.tg")
	require.NoError(t, g.Backup(t.Context(), backup))
	require.EqualValues(t, g.Size(), c.open("file:"+backup).Size())
	for _, err := range g.Changes(t.Context(), 1) { // of before it was opened
		require.NoError(t, err)
		break
	}
}

// A large change is not written to the log: the cache is written anew, beside it or at the next opening.
func TestCacheAfterLargeChanges(t *testing.T) {
	c := newCached(t)
	c.add(0, 10)
	c.reopens()
	g := c.open(c.source())
	c.add(1000, 18_000)
	c.add(5, 12)
	require.Eventually(t, func() bool { return g.Status().Compaction == "" }, time.Minute, time.Millisecond)
	require.Equal(t, "map", g.Status().Read)
	require.NoError(t, g.Add(t.Context(), nameQuad(12, "small")))
	require.NoError(t, g.Compact(t.Context()))
	require.NoError(t, g.Close())
	c.add(100_000, 117_500) // while it is closed
	copies, _ := c.reopens()
	require.Zero(t, copies)
}

// A cache of which the server does not have the next changes, or not the last ones any more, gives way to a copy.
func TestCacheThatCannotCatchUp(t *testing.T) {
	c := newCached(t)
	c.add(0, 1)
	c.add(1, 2)
	c.reopens()
	c.add(2, 3)
	c.add(3, 4)
	c.server.Forget(0, 4)
	copies, _ := c.reopens()
	require.Equal(t, 1, copies)
	copies, _ = c.reopens()
	require.Zero(t, copies)
	c.server.Forget(2, 0) // the last of them are in the cache
	c.add(50, 51)
	c.add(51, 52)
	copies, _ = c.reopens()
	require.Equal(t, 1, copies)
	copies, _ = c.reopens()
	require.Zero(t, copies)
}

func TestCacheOfAnotherGraph(t *testing.T) {
	c, d := newCached(t), newCached(t)
	c.add(0, 10)
	d.add(5, 50)
	c.reopens()
	d.path = c.path
	copies, status := d.reopens()
	require.Equal(t, 1, copies)
	require.Contains(t, status.Recovered, "another graph's")
	copies, status = d.reopens()
	require.Zero(t, copies)
	require.Empty(t, status.Recovered)
	c.reopens()
}

// What is no cache is left alone, and a cache is no file to write to.
func TestNoCache(t *testing.T) {
	c := newCached(t)
	c.add(0, 10)
	c.reopens()
	_, err := graph.Open(t.Context(), "file:"+c.path)
	require.ErrorContains(t, err, "is the cache of a shared graph")
	require.ErrorContains(t, graph.CheckFile(t.Context(), c.path), "is the cache of a shared graph")
	_, err = graph.Salvage(t.Context(), c.path, c.path+".salvaged")
	require.ErrorContains(t, err, "is the cache of a shared graph")
	g := c.open(c.source())
	_, err = graph.Open(t.Context(), c.source())
	require.ErrorIs(t, err, graph.ErrLocked)
	require.ErrorContains(t, err, "each process needs a cache of its own")
	require.NotContains(t, err.Error(), "graph.ReadOnly()", "which does not help")
	c.same(g)
	_, err = graph.Open(t.Context(), c.source(), graph.At(1))
	require.ErrorContains(t, err, "not with graph.At")
	_, err = graph.Open(t.Context(), c.server.Source()+"?cache=")
	require.ErrorContains(t, err, "cannot be")

	folder := t.TempDir()
	plain := filepath.Join(folder, "plain.tg")
	f, err := graph.Open(t.Context(), "file:"+plain)
	require.NoError(t, err)
	require.NoError(t, f.Add(t.Context(), nameQuad(1, "mine")))
	require.NoError(t, f.Close())
	torn := filepath.Join(folder, "torn.tg")
	data, err := os.ReadFile(plain)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(torn, data[:len(data)-1], 0o666))
	text := filepath.Join(folder, "notes.txt")
	require.NoError(t, os.WriteFile(text, []byte("what I must not forget"), 0o666))
	empty := filepath.Join(folder, "empty")
	require.NoError(t, os.WriteFile(empty, nil, 0o666))
	for _, path := range []string{torn, text, empty, plain, folder, filepath.Join(folder, "none", "cache")} {
		before, _ := os.ReadFile(path)
		c.path = path
		_, err := graph.Open(t.Context(), c.source())
		require.ErrorContains(t, err, "cache="+path)
		require.NotContains(t, err.Error(), "secret")
		after, _ := os.ReadFile(path)
		require.Len(t, after, len(before))
	}
	require.NoError(t, graph.CheckFile(t.Context(), plain))
	require.EqualValues(t, 1, c.open("file:"+plain).Size())
}

// Damage anywhere is found: the cache is made anew, or refused where its head does not say that it is one.
func TestDamagedCache(t *testing.T) {
	c := newCached(t)
	c.add(0, 20)
	c.reopens()
	c.add(20, 25)
	c.reopens()
	whole, err := os.ReadFile(c.path)
	require.NoError(t, err)
	made, refused := 0, 0
	chance := rand.New(rand.NewPCG(1, 2))
	for i := range long.Runs(80, 600) {
		data := append([]byte(nil), whole...)
		switch at := chance.IntN(len(data)); {
		case i%4 == 0:
			data = data[:at]
		case i%4 == 1:
			data[4096*2+chance.IntN(len(data)-4096*2)] ^= 1 << chance.IntN(8)
		default:
			data[at] ^= 1 << chance.IntN(8)
		}
		require.NoError(t, os.WriteFile(c.path, data, 0o666))
		g, err := graph.Open(t.Context(), c.source())
		if err != nil {
			require.ErrorContains(t, err, "remove it, or name another file")
			refused++
			continue
		}
		if g.Status().Recovered != "" {
			require.Contains(t, g.Status().Recovered, "made anew")
			made++
		}
		c.same(g)
		require.NoError(t, g.Close())
	}
	require.NotZero(t, made)
	t.Log(made, "made anew,", refused, "refused")
}

// The power is cut at any step of a life with a cache: what is opened next has what the server has.
func TestCacheAndPowerCuts(t *testing.T) {
	chance := rand.New(rand.NewPCG(3, uint64(time.Now().UnixNano())))
	const path = "/folder/cache"
	used := 0
	for range long.Runs(40, 600) {
		c := newCached(t)
		c.add(0, 30)
		d := disktest.New(chance)
		source := c.server.Source() + "?cache=" + path
		for life := range 4 {
			d.CutAt(1 + chance.IntN(60))
			before := c.server.Copies()
			g, err := graph.OpenOn(t.Context(), d, source)
			require.True(t, err == nil || errors.Is(err, disktest.ErrCut), err)
			if err == nil {
				if life > 0 && c.server.Copies() == before {
					used++
				}
				c.same(g)
				for i := range chance.IntN(8) {
					c.add(100*life+i, 100*life+i+2)
					c.addTo(g, nameQuad(1000*life+i, "cached"))
					if chance.IntN(8) == 0 {
						g.Compact(t.Context()) // may meet the cut
					}
					if chance.IntN(10) == 0 {
						c.server.Forget(1, 0)
					}
				}
				c.same(g)
				if chance.IntN(2) == 0 {
					d.Kill()
				}
				g.Close()
			}
			if chance.IntN(2) == 0 {
				d = d.Restart()
			} else {
				d.Kill()
			}
		}
		require.NoError(t, c.other.Close())
	}
	require.NotZero(t, used)
}

// A disk that is full or fails is the cache's trouble, and not the graph's.
func TestCacheOnBadDisk(t *testing.T) {
	c := newCached(t)
	c.add(0, 10)
	for _, kind := range []string{disktest.Write, disktest.Sync, disktest.Truncate, disktest.Name, disktest.Folder} {
		for n := 1; n < 12; n++ {
			d := disktest.New(rand.New(rand.NewPCG(uint64(n), 5)))
			g, err := graph.OpenOn(t.Context(), d, c.server.Source()+"?cache=/folder/cache")
			require.NoError(t, err)
			d.FailAt(kind, n, disktest.ErrFull)
			for i := range 5 {
				require.NoError(t, g.Add(t.Context(), nameQuad(100+i, fmt.Sprint(kind, n))))
				g.Compact(t.Context())
			}
			c.same(g)
			g.Close()
			if g, err = graph.OpenOn(t.Context(), d.Restart(), c.server.Source()+"?cache=/folder/cache"); err == nil {
				c.same(g)
				require.NoError(t, g.Close())
			}
		}
	}
}
