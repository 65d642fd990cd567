package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
)

// pairQuads are always there all together, or none: for one number, the same fact from both ends.
func pairQuads(n int) [4]quad.Quad {
	a, b := quad.IRI(fmt.Sprint("a", n)), quad.IRI(fmt.Sprint("b", n))
	return [4]quad.Quad{
		{Subject: a, Predicate: quad.IRI("left"), Object: b},
		{Subject: b, Predicate: quad.IRI("right"), Object: a},
		{Subject: quad.IRI("all"), Predicate: quad.IRI("has"), Object: a, Label: b},
		{Subject: a, Predicate: quad.IRI("in"), Object: quad.IRI("all"), Label: b},
	}
}

// TestReadersNeverSeeHalfACommit lets readers look, in several ways, at a store whose writer moves a
// window over numbers. Each commit puts some in and takes as many out.
func TestReadersNeverSeeHalfACommit(t *testing.T) {
	const window, step, commits = 60, 7, 400
	ctx := context.Background()
	store := New()
	var stop atomic.Bool
	var wg sync.WaitGroup
	fail := func(format string, args ...any) {
		if !stop.Swap(true) {
			t.Errorf(format, args...)
		}
	}
	readers := []func() error{
		func() error { return checkCounts(ctx, store.Snapshot(), window) },
		func() error { return checkSteps(ctx, store.Snapshot()) },
	}
	var reads atomic.Int64
	for _, read := range readers {
		wg.Go(func() {
			for !stop.Load() {
				if err := read(); err != nil {
					fail("after %d reads: %v", reads.Load(), err)
				}
				reads.Add(1)
			}
		})
	}
	for i := 0; i < commits && !stop.Load(); i++ {
		if err := moveWindow(ctx, store, i, window, step, i%10 == 5); err != nil {
			fail("commit %d: %v", i, err)
		}
	}
	stop.Store(true)
	wg.Wait()
	t.Logf("%d reads beside %d commits", reads.Load(), commits)
	if err := store.Snapshot().Verify(); err != nil {
		t.Error(err)
	}
}

func moveWindow(ctx context.Context, store *Store, i, window, step int, failFirst bool) error {
	tx, err := store.Begin(ctx)
	if err != nil {
		return err
	}
	if failFirst {
		tx.Add(quad.Make("never", "to be", "seen", nil))
		tx.Snapshot()
		tx.Rollback()
		return moveWindow(ctx, store, i, window, step, false)
	}
	defer tx.Rollback()
	in, out := (i-1)*step+window, (i-1)*step
	if i == 0 {
		in, out = 0, -1
	}
	for n := in; n < i*step+window; n++ {
		for _, q := range pairQuads(n) {
			if added, err := tx.Add(q); err != nil || !added {
				return fmt.Errorf("added: %v, %w", added, err)
			}
		}
	}
	for n := out; i > 0 && n < i*step; n++ {
		for _, q := range pairQuads(n) {
			if removed, err := tx.Remove(q); err != nil || !removed {
				return fmt.Errorf("removed: %v, %w", removed, err)
			}
		}
	}
	switch i % 50 {
	case 10:
		tx.Merge()
	case 20: // drop terms, whether or not they are many
		tx.Compact()
	}
	return tx.Commit()
}

func checkCounts(ctx context.Context, s *Snapshot, window int) error {
	if s.Size() == 0 {
		return nil
	}
	if s.Size() != 4*window {
		return fmt.Errorf("%d quads", s.Size())
	}
	for _, name := range []string{"left", "right", "has", "in"} {
		id := s.ID(quad.IRI(name))
		if n, err := s.Count(ctx, Pattern{Predicate: id}); err != nil || int(n) != window {
			return fmt.Errorf("%d quads with predicate %q: %w", n, name, err)
		}
	}
	return s.Verify()
}

func checkSteps(ctx context.Context, s *Snapshot) error {
	left, right := s.ID(quad.IRI("left")), s.ID(quad.IRI("right"))
	var as []ID
	err := s.Match(ctx, Pattern{Predicate: left}, func(q Quad) bool { as = append(as, q.Subject); return true })
	if err != nil {
		return err
	}
	var bs []ID
	err = s.Expand(ctx, as, quad.Subject, []ID{left}, func(r Run) bool { bs = append(bs, r.Others...); return true })
	if err != nil {
		return err
	}
	back := 0
	err = s.Expand(ctx, bs, quad.Subject, []ID{right}, func(r Run) bool {
		if len(r.Others) == 1 && r.Others[0] == as[r.Node] {
			back++
		}
		return true
	})
	if err == nil && (back != len(as) || len(bs) != len(as)) {
		err = fmt.Errorf("%d lefts lead to %d and %d back", len(as), len(bs), back)
	}
	return err
}

func TestOneWriterAtATime(t *testing.T) {
	ctx := context.Background()
	store := New()
	tx, err := store.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	short, cancel := context.WithTimeout(ctx, 5*time.Millisecond)
	defer cancel()
	if _, err := store.Begin(short); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting for the writer gave %v", err)
	}
	tx.Rollback()
	tx.Rollback()
	if _, err := tx.Add(quad.Make("a", "b", "c", nil)); !errors.Is(err, ErrTxDone) {
		t.Errorf("after Rollback: %v", err)
	}
	if err := tx.Commit(); !errors.Is(err, ErrTxDone) {
		t.Errorf("Commit after Rollback: %v", err)
	}
	canceled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := store.Begin(canceled); !errors.Is(err, context.Canceled) {
		t.Errorf("a canceled context gave %v", err)
	}
	if tx, err = store.Begin(ctx); err != nil {
		t.Fatal(err)
	}
	tx.Rollback()
}

func TestClose(t *testing.T) {
	ctx := context.Background()
	store := New()
	q := quad.Make("a", "b", "c", nil)
	tx := begin(t, store)
	if _, err := tx.Add(q); err != nil {
		t.Fatal(err)
	}
	commit(t, tx)
	before := store.Snapshot()
	tx = begin(t, store)
	if _, err := tx.Add(quad.Make("a", "b", "d", nil)); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := tx.Commit(); !errors.Is(err, ErrClosed) {
		t.Errorf("Commit: %v", err)
	}
	if _, err := store.Begin(ctx); !errors.Is(err, ErrClosed) {
		t.Errorf("Begin: %v", err)
	}
	if n, err := before.Count(ctx, Pattern{}); n != 1 || err != nil {
		t.Errorf("the snapshot from before: %d, %v", n, err)
	}
	s := store.Snapshot()
	if err := s.Match(ctx, Pattern{}, func(Quad) bool { return true }); !errors.Is(err, ErrClosed) {
		t.Errorf("Match: %v", err)
	}
	if _, err := s.Count(ctx, Pattern{}); !errors.Is(err, ErrClosed) {
		t.Errorf("Count: %v", err)
	}
	if err := s.Expand(ctx, nil, quad.Subject, nil, nil); !errors.Is(err, ErrClosed) {
		t.Errorf("Expand: %v", err)
	}
}
