package store

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store/storetest"
	"talentgraph.example/graph/term"
)

// wideStore has n quads: one subject and predicate with n objects, each with two labels in turn. Every
// fifth is in the overlay.
func wideStore(t testing.TB, n int) *Store {
	t.Helper()
	store := New()
	tx, err := store.Begin(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for part := range 2 {
		for i := range n {
			if (i%5 == 0) == (part == 0) {
				continue
			}
			q := quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: quad.Int(i), Label: quad.IRI(fmt.Sprint("g", i%2))}
			if _, err := tx.Add(q); err != nil {
				t.Fatal(err)
			}
		}
		if part == 0 {
			tx.Merge()
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	return store
}

// TestCancel lets a context end at every point where it is looked at: until then the answer comes to
// nothing, and from the first number of looks that is enough the answer is whole.
func TestCancel(t *testing.T) {
	const n = 5 * CheckEvery
	store := wideStore(t, n)
	snapshot := store.Snapshot()
	s, p, g := snapshot.ID(quad.IRI("s")), snapshot.ID(quad.IRI("p")), snapshot.ID(quad.IRI("g0"))
	var objects []ID
	if err := snapshot.Match(context.Background(), Pattern{Subject: s}, func(q Quad) bool { objects = append(objects, q.Object); return true }); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		want int // results when the context does not end
		run  func(ctx context.Context) (int, error)
	}{
		"Scan": {n, func(ctx context.Context) (found int, err error) {
			err = snapshot.Scan(ctx, p, true, func(subjects, _, _ []ID) bool { found += len(subjects); return true })
			return found, err
		}},
		"Match": {n, func(ctx context.Context) (found int, err error) {
			return found, snapshot.Match(ctx, Pattern{Predicate: p}, func(Quad) bool { found++; return true })
		}},
		"Match that finds nothing": {0, func(ctx context.Context) (found int, err error) {
			return found, snapshot.Match(ctx, Pattern{Subject: s, Label: p}, func(Quad) bool { found++; return true })
		}},
		"Count": {n / 2, func(ctx context.Context) (int, error) {
			found, err := snapshot.Count(ctx, Pattern{Subject: s, Label: g})
			return int(found), err
		}},
		"Expand one wide node": {n, func(ctx context.Context) (found int, err error) {
			return found, snapshot.Expand(ctx, []ID{s}, quad.Subject, nil, func(r Run) bool { found += len(r.Others); return true })
		}},
		"Expand many nodes": {n, func(ctx context.Context) (found int, err error) {
			return found, snapshot.Expand(ctx, objects, quad.Object, []ID{p}, func(r Run) bool { found += len(r.Others); return true })
		}},
		"AddBatch": {2 * n, func(ctx context.Context) (int, error) {
			other := New()
			tx, err := other.Begin(context.Background())
			if err != nil {
				return 0, err
			}
			defer tx.Rollback()
			var b Batch
			addNumbers(&b, 0, 2*n)
			return tx.AddBatch(ctx, &b)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			for looks := 0; ; looks++ {
				found, err := c.run(&storetest.Countdown{Context: context.Background(), Left: looks})
				if err == nil {
					if found != c.want {
						t.Errorf("%d results, want %d", found, c.want)
					}
					if looks < 3 {
						t.Errorf("the context was looked at only %d times", looks)
					}
					break
				}
				if !errors.Is(err, context.Canceled) {
					t.Fatal(err)
				}
				if looks > 1000 {
					t.Fatal("no end")
				}
			}
		})
	}
}

// addNumbers adds the quads (s p from) ... (s p to-1).
func addNumbers(b *Batch, from, to int) {
	s := b.Term(term.IRI, []byte("s"), nil, nil)
	p := b.Term(term.IRI, []byte("p"), nil, nil)
	for i := from; i < to; i++ {
		b.Quad(s, p, b.Term(term.Literal, fmt.Append(nil, i), []byte(term.XSD+"integer"), nil), 0)
	}
}
