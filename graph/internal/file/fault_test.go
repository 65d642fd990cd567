package file

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph/internal/disk/disktest"
	"talentgraph.example/internal/long"
)

var errDisk = errors.New("the disk fails")

// Each operation of a life fails once. A failed sync leaves what it should have written in memory alone. Then the process
// goes on, or ends; what it was told, and what the next one finds, is there after a power cut at any later time.
func TestFailures(t *testing.T) {
	for _, kind := range []string{disktest.Sync, disktest.Write, disktest.Truncate, disktest.Name, disktest.Folder} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			failed := 0
			for seed := range uint64(long.Runs(200, 1000)) {
				chance := rand.New(rand.NewPCG(seed, 1))
				w := &witness{sync: []Sync{Always, Never}[seed%2]}
				d := disktest.New(chance)
				require.NoError(t, w.live(d, chance, chance.IntN(2) == 0))
				for range 4 {
					d.Kill()
					w.killed()
					d.FailAt(kind, 1+chance.IntN(12), errDisk)
					err := w.live(d, chance, chance.IntN(2) == 0)
					if err != nil && !errors.Is(err, errDisk) || errors.Is(err, errPromise) {
						t.Fatalf("seed %d: %v", seed, err)
					}
					if err != nil {
						failed++
						w.failed = true
					}
				}
				d.FailAt(kind, 0, nil)
				d.Kill()
				w.killed()
				require.NoError(t, w.live(d, chance, chance.IntN(2) == 0), "seed %d", seed)
				d = d.Restart()
				require.NoError(t, w.live(d, chance, true), "seed %d", seed)
				d = d.Restart()
				require.NoError(t, Check(t.Context(), d, simulated, nil), "seed %d", seed)
				require.Len(t, d.Files(), 1, "seed %d", seed)
			}
			assert.Greater(t, failed, 50)
		})
	}
}

// killed says that what was written, and not only what was synced, is there for the next process, unless a sync failed.
func (w *witness) killed() {
	if w.sync == Never && !w.failed {
		w.told = w.tried
	}
	w.failed = false
}

// A failed sync ends writing: whoever waits and whoever comes later is told so, and reading goes on.
func TestFailedSyncEndsWriting(t *testing.T) {
	d := disktest.New(rand.New(rand.NewPCG(1, 1)))
	f, err := Create(t.Context(), d, simulated, base(0), Options{})
	require.NoError(t, err)
	addMany(t, f, 3)
	d.FailAt(disktest.Sync, 1, errDisk)
	err = add(f)
	require.ErrorIs(t, err, ErrBroken)
	require.ErrorIs(t, err, errDisk)
	var placed *Error
	require.ErrorAs(t, err, &placed)
	assert.Equal(t, uint64(3), placed.Version)
	require.ErrorIs(t, f.Append(5, nil), ErrBroken)
	require.ErrorIs(t, f.Flush(), ErrBroken)
	require.NoError(t, f.Durable(3), "that was on the disk before")
	_, err = f.Rewrite(t.Context(), base(3))
	require.ErrorIs(t, err, ErrBroken)
	require.NoError(t, holds(f, 4))
	require.NoError(t, f.Backup(t.Context(), "/folder/copy", 3))
	require.ErrorIs(t, f.Close(), ErrBroken)
	f, err = Open(t.Context(), d, simulated, Options{})
	require.NoError(t, err)
	require.NoError(t, add(f))
	c, err := Open(t.Context(), d, "/folder/copy", Options{})
	require.NoError(t, err)
	require.NoError(t, holds(c, 3))
}

// A full disk is an error of one change, or of one rewrite, and takes nothing with it.
func TestFullDisk(t *testing.T) {
	for n := 1; n < 60; n++ {
		d := disktest.New(rand.New(rand.NewPCG(uint64(n), 1)))
		f, err := Create(t.Context(), d, simulated, base(0), Options{ahead: 200})
		require.NoError(t, err)
		require.NoError(t, add(f))
		d.Fill(37 * n)
		last, refused := f.Last(), 0
		for range 60 {
			err := add(f)
			if err == nil {
				last++
				continue
			}
			refused++
			require.ErrorIs(t, err, disktest.ErrFull)
			require.NotErrorIs(t, err, ErrBroken)
			require.NoError(t, holds(f, last))
		}
		require.Positive(t, refused)
		_, err = f.Rewrite(t.Context(), base(last))
		require.ErrorIs(t, err, disktest.ErrFull)
		require.ErrorIs(t, f.Backup(t.Context(), "/folder/copy", last), disktest.ErrFull)
		require.Len(t, d.Files(), 1)
		d.Fill(-1)
		require.NoError(t, add(f))
		require.NoError(t, f.Close())
		require.NoError(t, Check(t.Context(), d, simulated, nil))
		f, err = Open(t.Context(), d, simulated, Options{})
		require.NoError(t, err)
		require.NoError(t, holds(f, last+1))
	}
}
