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

	"talentgraph.example/graph/internal/store"
	"talentgraph.example/graph/internal/store/storetest"
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
	const n = 5 * store.CheckEvery
	qs := wideStore(t, n).Snapshot().QuadStore()
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

// oneReader gives one quad.
type oneReader struct {
	quad quad.Quad
	done bool
}

func (r *oneReader) ReadQuad() (quad.Quad, error) {
	if r.done {
		return quad.Quad{}, io.EOF
	}
	r.done = true
	return r.quad, nil
}

// foreign is a value of a type that is not quad's.
type foreign struct{}

func (foreign) String() string      { return "foreign" }
func (foreign) Native() interface{} { return nil }

func TestBulkLoad(t *testing.T) {
	store := New()
	broken := errors.New("broken")
	if err := store.BulkLoad(&failingReader{10, broken}); !errors.Is(err, broken) || store.Snapshot().Size() != 0 {
		t.Errorf("%v, and %d quads", err, store.Snapshot().Size())
	}
	for _, bad := range []quad.Value{nil, quad.IRI(""), foreign{}} {
		var invalid *InvalidQuadError
		err := store.BulkLoad(&oneReader{quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: bad}, false})
		if !errors.As(err, &invalid) || invalid.Part != quad.Object || store.Snapshot().Size() != 0 {
			t.Errorf("%v: %v, and %d quads", bad, err, store.Snapshot().Size())
		}
	}
	if err := store.BulkLoad(&failingReader{bulkQuads + 10, io.EOF}); err != nil || store.Snapshot().Size() != bulkQuads+10 {
		t.Errorf("%v, and %d quads", err, store.Snapshot().Size())
	}
	if err := store.Snapshot().Verify(); err != nil {
		t.Error(err)
	}
}
