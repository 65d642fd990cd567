package snapstore

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
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

// TestPathsNeverSeeHalfACommit follows a path while the writer moves a window over numbers. Each commit puts
// some in and takes as many out.
func TestPathsNeverSeeHalfACommit(t *testing.T) {
	const window, step, commits = 60, 7, 400
	ctx := context.Background()
	store := New()
	var stop atomic.Bool
	var wg sync.WaitGroup
	reads := 0
	wg.Go(func() {
		for ; !stop.Load(); reads++ {
			if err := checkPath(ctx, store.Snapshot().QuadStore(), window); err != nil {
				stop.Store(true)
				t.Errorf("after %d reads: %v", reads, err)
			}
		}
	})
	for i := 0; i < commits && !stop.Load(); i++ {
		if err := moveWindow(ctx, store, i, window, step, i%10 == 5); err != nil {
			t.Errorf("commit %d: %v", i, err)
			break
		}
	}
	stop.Store(true)
	wg.Wait()
	t.Logf("%d reads beside %d commits", reads, commits)
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

func checkPath(ctx context.Context, qs graph.QuadStore, window int) error {
	n := 0
	p := path.StartPath(qs, quad.IRI("all")).Out(quad.IRI("has")).Out(quad.IRI("left")).Out(quad.IRI("right")).Has(quad.IRI("in"), quad.IRI("all"))
	err := p.Iterate(ctx).Each(func(graph.Ref) { n++ })
	if err == nil && n != 0 && n != window {
		err = fmt.Errorf("a path finds %d", n)
	}
	return err
}

func TestClose(t *testing.T) {
	ctx := context.Background()
	store := New()
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if err := store.ApplyDeltas(nil, graph.IgnoreOpts{}); !errors.Is(err, ErrClosed) {
		t.Errorf("ApplyDeltas: %v", err)
	}
	if _, err := store.NewQuadWriter(); !errors.Is(err, ErrClosed) {
		t.Errorf("NewQuadWriter: %v", err)
	}
	if _, err := store.Stats(ctx, true); !errors.Is(err, ErrClosed) {
		t.Errorf("Stats: %v", err)
	}
	all := store.QuadsAllIterator()
	if all.Next(ctx) || !errors.Is(all.Err(), ErrClosed) {
		t.Errorf("QuadsAllIterator: %v", all.Err())
	}
	if err := path.StartPath(store).Iterate(ctx).Each(func(graph.Ref) {}); !errors.Is(err, ErrClosed) {
		t.Errorf("a path: %v", err)
	}
}
