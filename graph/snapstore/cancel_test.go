package snapstore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
)

// countdown is a context that is canceled when its Err is asked for the nth time.
type countdown struct {
	context.Context
	left int
}

func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

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
			tx.merge()
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
	const n = 5 * checkEvery
	store := wideStore(t, n)
	snapshot := store.Snapshot()
	qs := snapshot.QuadStore()
	s, p, g := snapshot.ID(quad.IRI("s")), snapshot.ID(quad.IRI("p")), snapshot.ID(quad.IRI("g0"))
	var objects []ID
	if err := snapshot.Match(context.Background(), Pattern{Subject: s}, func(q Quad) bool { objects = append(objects, q.Object); return true }); err != nil {
		t.Fatal(err)
	}
	eachQuad := func(ctx context.Context, it graph.Iterator) (found int, err error) {
		for it.Next(ctx) {
			found++
		}
		return found, it.Err()
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
		"Stats": {n + 4, func(ctx context.Context) (int, error) {
			stats, err := qs.Stats(ctx, true)
			return int(stats.Nodes.Size), err
		}},
		"QuadsAllIterator": {n, func(ctx context.Context) (int, error) { return eachQuad(ctx, qs.QuadsAllIterator()) }},
		"NodesAllIterator": {n + 4, func(ctx context.Context) (int, error) { return eachQuad(ctx, qs.NodesAllIterator()) }},
		"path": {n, func(ctx context.Context) (int, error) {
			return eachQuad(ctx, path.StartPath(qs, quad.IRI("s")).Out(quad.IRI("p")).BuildIterator())
		}},
		"path with Except": {n - 1, func(ctx context.Context) (int, error) {
			without := path.StartPath(nil, quad.Int(7))
			return eachQuad(ctx, path.StartPath(qs).Out(quad.IRI("p")).Except(without).Unique().BuildIterator())
		}},
		"path with Unique on the way": {n, func(ctx context.Context) (int, error) {
			there := path.StartPath(qs, quad.IRI("s")).Out(quad.IRI("p")).Unique()
			return eachQuad(ctx, there.In(quad.IRI("p")).Unique().Out(quad.IRI("p")).Unique().BuildIterator())
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
				found, err := c.run(&countdown{context.Background(), looks})
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

// failingReader gives some quads and then an error.
type failingReader struct {
	left int
	err  error
}

func (r *failingReader) ReadQuad() (quad.Quad, error) {
	if r.left--; r.left < 0 {
		return quad.Quad{}, r.err
	}
	return quad.Make("s", "p", r.left, nil), nil
}

func TestBulkLoad(t *testing.T) {
	store := New()
	broken := errors.New("broken")
	if err := store.BulkLoad(&failingReader{10, broken}); !errors.Is(err, broken) || store.Snapshot().Size() != 0 {
		t.Errorf("%v, and %d quads", err, store.Snapshot().Size())
	}
	if err := store.BulkLoad(&failingReader{bulkQuads + 10, io.EOF}); err != nil || store.Snapshot().Size() != bulkQuads+10 {
		t.Errorf("%v, and %d quads", err, store.Snapshot().Size())
	}
	if err := store.Snapshot().Verify(); err != nil {
		t.Error(err)
	}
}
