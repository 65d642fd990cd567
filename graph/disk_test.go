package graph

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph/internal/disk"
	"talentgraph.example/graph/internal/disk/disktest"
	"talentgraph.example/graph/internal/file"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/long"
)

var errDisk = errors.New("the disk fails")

const onDisk = "/folder/talent.tg"

func openOn(t *testing.T, d *disktest.Disk, sync file.Sync) (*Graph, error) {
	return openFile(t.Context(), d, onDisk, openOptions{sync: sync, labels: standardLabels()})
}

func mustOpenOn(t *testing.T, d *disktest.Disk, sync file.Sync) *Graph {
	t.Helper()
	g, err := openOn(t, d, sync)
	require.NoError(t, err)
	return g
}

func labelled(i int) quad.Quad {
	return quad.Quad{Subject: quad.IRI(fmt.Sprint(vocab.ID, i)), Predicate: vocab.SKOSPrefLabel, Object: quad.String(fmt.Sprint("Name ", i))}
}

func addOne(t *testing.T, g *Graph, i int) error { return g.Add(t.Context(), labelled(i)) }

// holdsThose sees that a graph has the first n of the labelled quads, and finds them by name.
func holdsThose(t *testing.T, g *Graph, n int) {
	t.Helper()
	require.EqualValues(t, n, g.Size())
	require.EqualValues(t, n, g.Snapshot().Version())
	for i := range n + 1 {
		found, err := g.Snapshot().Named(t.Context(), fmt.Sprint("name ", i), AnyKind())
		require.NoError(t, err)
		require.Equal(t, i < n, len(found) == 1, "name %d of %d", i, n)
	}
}

// brokenIfAny sees that an error, if there is one, is ErrBroken. Where the sync before the first change has failed,
// everything that was told is on the disk, and there is nothing more to say.
func brokenIfAny(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		assert.ErrorIs(t, err, ErrBroken)
	}
}

// A sync that fails ends writing: its change has not happened, nor any later one, questions go on, and whoever opens the
// file again finds all that was told, and no more than one change beside.
func TestFailedSync(t *testing.T) {
	for _, sync := range []file.Sync{file.Always, file.Group} {
		for n := 1; n < 8; n++ {
			d := disktest.New(rand.New(rand.NewPCG(uint64(n), 1)))
			g := mustOpenOn(t, d, sync)
			d.FailAt(disktest.Sync, n, errDisk)
			told, failed := 0, error(nil)
			for failed == nil {
				if failed = addOne(t, g, told); failed == nil {
					told++
				}
			}
			require.ErrorIs(t, failed, ErrBroken)
			require.ErrorIs(t, failed, errDisk)
			var placed *FileError
			require.ErrorAs(t, failed, &placed)
			assert.Equal(t, onDisk, placed.Path)
			assert.EqualValues(t, told, placed.Version)
			holdsThose(t, g, told)
			assert.ErrorIs(t, addOne(t, g, told), ErrBroken)
			brokenIfAny(t, g.Sync(t.Context()))
			assert.ErrorIs(t, g.Compact(t.Context()), ErrBroken)
			holdsThose(t, g, told)
			s := g.Status()
			assert.ErrorIs(t, s.Err, ErrBroken)
			assert.False(t, s.Connected)
			brokenIfAny(t, g.Close())

			d.Kill()
			g = mustOpenOn(t, d, sync)
			assert.NoError(t, g.Status().Err)
			again := int(g.Size())
			assert.LessOrEqual(t, again-told, 1)
			holdsThose(t, g, max(again, told))
			require.NoError(t, addOne(t, g, again))
			require.NoError(t, g.Close())
			g = mustOpenOn(t, d.Restart(), sync)
			holdsThose(t, g, again+1)
			require.NoError(t, g.Close())
		}
	}
}

// Changes that share a sync fail together if it fails, and none of them is seen.
func TestFailedSyncOfManyWriters(t *testing.T) {
	for seed := range uint64(long.Runs(20, 60)) {
		chance := rand.New(rand.NewPCG(seed, 2))
		d := disktest.New(chance)
		g := mustOpenOn(t, d, file.Group)
		d.FailAt(disktest.Sync, 1+chance.IntN(10), errDisk)
		const writers, each = 4, 20
		told := make([]int, writers)
		var wg sync.WaitGroup
		for w := range writers {
			wg.Go(func() {
				for i := range each {
					if err := addOne(t, g, each*w+i); err != nil {
						assert.ErrorIs(t, err, ErrBroken)
						return
					}
					told[w]++
				}
			})
		}
		wg.Wait()
		total := 0
		for w, n := range told {
			total += n
			for i := range each {
				has, err := g.Count(t.Context(), Pattern{Subject: labelled(each*w + i).Subject})
				require.NoError(t, err)
				require.Equal(t, i < n, has == 1, "seed %d: writer %d was told %d, change %d", seed, w, n, i)
			}
		}
		require.Less(t, total, writers*each, "seed %d: no sync failed", seed)
		require.EqualValues(t, total, g.Snapshot().Version())
		brokenIfAny(t, g.Close())
		g = mustOpenOn(t, d.Restart(), file.Group)
		for w, n := range told {
			for i := range n {
				has, err := g.Count(t.Context(), Pattern{Subject: labelled(each*w + i).Subject})
				require.NoError(t, err)
				require.EqualValues(t, 1, has)
			}
		}
		require.NoError(t, g.Close())
	}
}

// A full disk is an error of the change that has no room; those before it are there, and when there is room again, those
// after it.
func TestFullDisk(t *testing.T) {
	d := disktest.New(rand.New(rand.NewPCG(1, 1)))
	g := mustOpenOn(t, d, file.Always)
	require.NoError(t, addOne(t, g, 0))
	long := strings.Repeat("long ", 20_000)
	d.Fill(10_000)
	err := g.Add(t.Context(), quad.Quad{Subject: quad.IRI(vocab.ID + "x"), Predicate: vocab.SKOSPrefLabel, Object: quad.String(long)})
	require.ErrorIs(t, err, disktest.ErrFull)
	require.NotErrorIs(t, err, ErrBroken)
	require.ErrorIs(t, g.Compact(t.Context()), disktest.ErrFull)
	require.ErrorIs(t, g.Backup(t.Context(), "/folder/copy.tg"), disktest.ErrFull)
	holdsThose(t, g, 1)
	assert.True(t, g.Status().Connected)
	require.Equal(t, []string{onDisk}, d.Files())
	d.Fill(-1)
	require.NoError(t, addOne(t, g, 1))
	require.NoError(t, g.Compact(t.Context()))
	require.NoError(t, g.Backup(t.Context(), "/folder/copy.tg"))
	require.NoError(t, g.Close())
	g = mustOpenOn(t, d.Restart(), file.Always)
	holdsThose(t, g, 2)
	require.NoError(t, g.Close())
}

func textsOf(t *testing.T, g *Graph) string {
	var lines []string
	for q, err := range g.Quads(t.Context(), Pattern{}) {
		require.NoError(t, err)
		lines = append(lines, string(term.AppendQuad(nil, q)))
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

// The power is cut at every step of a life with changes, compactions and closes. What is found after it is a state that
// was there, none before the last that was told.
func TestPowerCuts(t *testing.T) {
	for _, sync := range []file.Sync{file.Always, file.Group} {
		for seed := range uint64(long.Runs(2, 6)) {
			whole := disktest.New(rand.New(rand.NewPCG(seed, 0)))
			states, told := liveUntilCut(t, whole, sync, seed)
			require.False(t, whole.Cut())
			require.Len(t, states, int(told)+1)
			require.Greater(t, whole.Steps(), 40)
			for cut := 1; cut <= whole.Steps(); cut += long.Runs(4+int(seed), 1) {
				d := disktest.New(rand.New(rand.NewPCG(seed, uint64(cut))))
				d.CutAt(cut)
				states, told := liveUntilCut(t, d, sync, seed)
				require.True(t, d.Cut())
				g, err := openOn(t, d.Restart(), sync)
				require.NoError(t, err, "seed %d, cut %d", seed, cut)
				version := g.Snapshot().Version()
				require.GreaterOrEqual(t, version, told, "seed %d, cut %d", seed, cut)
				require.Equal(t, states[version], textsOf(t, g), "seed %d, cut %d", seed, cut)
				require.NoError(t, addOne(t, g, 1000))
				require.NoError(t, g.Close())
			}
		}
	}
}

// liveUntilCut opens a graph, changes it at random and closes it, three times. It gives the state of each version that
// was tried, and the last version that was told to be there.
func liveUntilCut(t *testing.T, d *disktest.Disk, sync file.Sync, seed uint64) (states map[Version]string, told Version) {
	chance := rand.New(rand.NewPCG(seed, 3))
	states = map[Version]string{0: ""}
	model := New()
	for range 3 {
		g, err := openOn(t, d, sync)
		if err != nil {
			require.ErrorIs(t, err, disktest.ErrCut)
			return states, told
		}
		for range 5 {
			change := func(g *Graph, chance *rand.Rand) error {
				return g.Update(t.Context(), func(tx *Tx) error {
					for range 1 + chance.IntN(4) {
						if err := tx.Remove(labelled(chance.IntN(20))); err != nil {
							return err
						}
						if err := tx.Add(labelled(chance.IntN(20))); err != nil {
							return err
						}
					}
					return nil
				})
			}
			seed := chance.Uint64()
			require.NoError(t, change(model, rand.New(rand.NewPCG(seed, 0))))
			states[model.Snapshot().Version()] = textsOf(t, model)
			err := change(g, rand.New(rand.NewPCG(seed, 0)))
			if err == nil {
				told = model.Snapshot().Version()
				require.Equal(t, told, g.Snapshot().Version())
				if chance.IntN(3) == 0 {
					err = g.Compact(t.Context())
				}
			}
			if err != nil {
				require.ErrorIs(t, err, disktest.ErrCut)
				require.Error(t, g.Close())
				return states, told
			}
		}
		if err := g.Close(); err != nil {
			require.ErrorIs(t, err, disktest.ErrCut)
			return states, told
		}
	}
	return states, told
}

// A change so large that it makes the file anew is there as a whole or not at all, too.
func TestPowerCutsInALargeChange(t *testing.T) {
	var large []quad.Quad
	for i := range leastGeneration + 10 {
		large = append(large, labelled(i))
	}
	for cut, told := 1, false; !told; cut += long.Runs(5, 1) {
		d := disktest.New(rand.New(rand.NewPCG(uint64(cut), 4)))
		g := mustOpenOn(t, d, file.Always)
		require.NoError(t, addOne(t, g, 1))
		d.CutAt(cut)
		err := g.Add(t.Context(), large...)
		if told = err == nil; !told {
			require.ErrorIs(t, err, disktest.ErrCut)
		}
		g = mustOpenOn(t, d.Restart(), file.Always)
		switch g.Size() {
		case 1:
			require.False(t, told, "cut %d", cut)
			require.EqualValues(t, 1, g.Snapshot().Version())
		default:
			require.EqualValues(t, len(large), g.Size())
			require.EqualValues(t, 2, g.Snapshot().Version())
		}
		require.NoError(t, g.Close())
	}
}

// CheckFile finds that the table of names lacks some, though all sums fit.
func TestCheckFileLooksAtNames(t *testing.T) {
	g := New()
	require.NoError(t, addOne(t, g, 1))
	s := g.Snapshot()
	for lacks, table := range map[bool]*nameTable{false: nil, true: newNameTable(0, s.quads.Hasher())} {
		base, err := baseOf(t.Context(), s, g.id, table)
		require.NoError(t, err)
		path := filepath.Join(t.TempDir(), "talent.tg")
		f, err := file.Create(t.Context(), disk.OS{}, path, base, file.Options{})
		require.NoError(t, err)
		require.NoError(t, f.Close())
		err = CheckFile(t.Context(), path)
		if !lacks {
			require.NoError(t, err)
			continue
		}
		var damage *FileError
		require.ErrorAs(t, err, &damage)
		require.ErrorContains(t, err, "the table of names lacks labels")
	}
}
