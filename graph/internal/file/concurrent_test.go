package file

import (
	"errors"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph/internal/disk"
	"talentgraph.example/graph/internal/disk/disktest"
)

// Many writers take turns, share syncs, and wait for them side by side.
func TestGroup(t *testing.T) {
	d := newDisk()
	f, err := Create(t.Context(), d, simulated, base(0), Options{Sync: Group})
	require.NoError(t, err)
	const writers, each = 16, 20
	before := d.Count(disktest.Sync)
	var turn sync.Mutex
	write := func() error {
		turn.Lock()
		version := f.Last() + 1
		err := f.Append(version, payload(version))
		turn.Unlock()
		if err == nil {
			err = f.Durable(version)
		}
		return err
	}
	var all sync.WaitGroup
	for range writers {
		all.Go(func() {
			for range each {
				assert.NoError(t, write())
			}
		})
	}
	all.Wait()
	syncs := d.Count(disktest.Sync) - before
	t.Logf("%d syncs for %d changes", syncs, writers*each)
	assert.Less(t, syncs, writers*each/2)
	require.NoError(t, holds(f, writers*each))

	d.FailAt(disktest.Sync, 3, errDisk)
	broken := make(chan error, writers)
	for range writers {
		all.Go(func() {
			for {
				if err := write(); err != nil {
					broken <- err
					return
				}
			}
		})
	}
	all.Wait()
	for range writers {
		require.ErrorIs(t, <-broken, ErrBroken, "all who wait, and all who come later")
	}
	require.ErrorIs(t, f.Close(), ErrBroken)
}

// Readers, followers, copies and new generations beside a writer, until the file is closed under them.
func TestBesideWriter(t *testing.T) {
	path := newPath(t)
	f := create(t, path, Options{Sync: Never})
	follower := open(t, path, Options{ReadOnly: true})
	done := make(chan struct{})
	var others sync.WaitGroup
	loop := func(step func() error) {
		others.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				if err := step(); err != nil && !errors.Is(err, ErrClosed) && !errors.Is(err, ErrGone) {
					t.Error(err)
					return
				}
			}
		})
	}
	loop(func() error {
		from := f.Head().Version
		for r, err := range f.Records(t.Context(), from) {
			if err != nil {
				return err
			}
			if from++; r.Version != from {
				return errors.New("a change is left out")
			}
		}
		return nil
	})
	loop(func() error {
		if _, err := follower.Follow(t.Context()); err != nil {
			return err
		}
		return holds(follower, follower.Last())
	})
	loop(func() error { return Check(t.Context(), disk.OS{}, path, nil) })
	loop(f.Flush)
	copies := t.TempDir()
	loop(func() error {
		defer disk.OS{}.Remove(copies + "/copy.tg")
		return f.Backup(t.Context(), copies+"/copy.tg", f.Last())
	})
	for i := range 300 {
		require.NoError(t, add(f))
		if i%40 != 7 {
			continue
		}
		w, err := f.Rewrite(t.Context(), base(f.Last()))
		require.NoError(t, err)
		require.NoError(t, add(f))
		require.NoError(t, w.Finish(t.Context()))
	}
	last := f.Last()
	require.NoError(t, f.Close())
	close(done)
	others.Wait()
	require.ErrorIs(t, f.Append(last+1, nil), ErrClosed)
	require.NoError(t, f.Close())
	require.NoError(t, holds(open(t, path, Options{}), last))
}
