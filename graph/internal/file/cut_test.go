package file

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph/internal/disk/disktest"
	"talentgraph.example/internal/long"
)

const simulated = "/folder/talent.tg"

// A witness remembers what a file has promised, over all its lives.
type witness struct {
	sync   Sync
	made   bool   // Create has returned
	told   uint64 // what is durable
	tried  uint64 // what may be there
	failed bool   // the last life has seen a failure
}

// live opens a file, compares it with what was promised, and does some of everything to it: an error of the disk ends
// it early.
func (w *witness) live(d *disktest.Disk, chance *rand.Rand, close bool) error {
	ctx := context.Background()
	o := Options{Sync: w.sync, ahead: 1500}
	f, err := Open(ctx, d, simulated, o)
	if errors.Is(err, fs.ErrNotExist) && !w.made {
		f, err = Create(ctx, d, simulated, base(0), o)
	}
	if err != nil {
		return err
	}
	w.made = true
	if f.Last() < w.told || f.Last() > w.tried {
		return fmt.Errorf("the file is at version %d, of %d to %d: %w", f.Last(), w.told, w.tried, errPromise)
	}
	if err := holds(f, f.Last()); err != nil && !d.Cut() {
		return fmt.Errorf("%w: %w", errPromise, err)
	}
	w.told, w.tried = f.Last(), f.Last()
	if err := w.adds(f, 1+chance.IntN(4)); err != nil {
		return err
	}
	if chance.IntN(2) == 0 {
		if err := w.rewrite(f, chance); err != nil {
			return err
		}
		if err := w.adds(f, chance.IntN(3)); err != nil {
			return err
		}
	}
	if !close {
		return nil
	}
	if err := f.Close(); err != nil {
		return err
	}
	w.told = w.tried
	return nil
}

var errPromise = errors.New("a promise is broken")

func (w *witness) adds(f *File, n int) error {
	for range n {
		w.tried = max(w.tried, f.Last()+1)
		if err := add(f); err != nil {
			return err
		}
		if w.sync != Never {
			w.told = f.Last()
		}
	}
	return nil
}

func (w *witness) rewrite(f *File, chance *rand.Rand) error {
	ctx := context.Background()
	version := f.Last()
	large := chance.IntN(3) == 0
	if large {
		version++
		w.tried = version
	}
	r, err := f.Rewrite(ctx, base(version))
	if err != nil {
		return err
	}
	if !large {
		if err := w.adds(f, chance.IntN(3)); err != nil {
			return err
		}
	}
	if err := r.Finish(ctx); err != nil {
		return err
	}
	w.told = f.Last()
	return nil
}

// The power is cut in each operation of a life, what was not synced survives in many mixtures, and so on from what is
// left, six times.
func TestPowerCuts(t *testing.T) {
	for _, sync := range []Sync{Always, Group, Never} {
		t.Run(fmt.Sprint(sync), func(t *testing.T) {
			t.Parallel()
			cuts := 0
			for seed := range uint64(long.Runs(800, 4000)) {
				if sync == Group && seed%5 != 0 { // which takes its time
					continue
				}
				chance := rand.New(rand.NewPCG(seed, uint64(sync)))
				w := &witness{sync: sync}
				d := disktest.New(chance)
				for range 6 {
					d.CutAt(1 + chance.IntN(50))
					err := w.live(d, chance, chance.IntN(3) > 0)
					if err != nil && !(d.Cut() && errors.Is(err, disktest.ErrCut)) || errors.Is(err, errPromise) {
						t.Fatalf("seed %d: %v", seed, err)
					}
					d = d.Restart()
					cuts++
				}
				require.NoError(t, w.live(d, chance, true), "seed %d", seed)
				d = d.Restart()
				require.NoError(t, Check(t.Context(), d, simulated, nil), "seed %d", seed)
				require.True(t, isClosed(t, d), "seed %d", seed)
				require.Len(t, d.Files(), 1, "seed %d", seed)
			}
			t.Logf("%d cuts", cuts)
		})
	}
}

// isClosed tells whether the file says that it is whole.
func isClosed(t *testing.T, d *disktest.Disk) bool {
	g, err := openHead(d, simulated, nil)
	require.NoError(t, err)
	end, ok, err := g.readEnd()
	require.NoError(t, err)
	return ok && end.state == stateClosed
}

// A killed process loses nothing that was written, whatever Sync says.
func TestKills(t *testing.T) {
	for seed := range uint64(300) {
		chance := rand.New(rand.NewPCG(seed, 9))
		w := &witness{sync: Never}
		d := disktest.New(chance)
		for range 5 {
			require.NoError(t, w.live(d, chance, chance.IntN(2) == 0), "seed %d", seed)
			w.told = w.tried
			d.Kill()
		}
	}
}
