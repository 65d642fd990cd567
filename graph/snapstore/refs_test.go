package snapstore

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store/storetest"
	"talentgraph.example/internal/talentgen"
)

func begin(t testing.TB, s *Store) *Tx {
	t.Helper()
	tx, err := s.Begin(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return tx
}

func commit(t testing.TB, tx *Tx) {
	t.Helper()
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

func addTalent(t testing.TB, tx *Tx, seed uint64, n int) {
	t.Helper()
	for q := range talentgen.Quads(seed, n) {
		if _, err := tx.Add(q); err != nil {
			t.Fatal(err)
		}
	}
}

// TestNumbersAndRefsStay looks at what is held from before merges and before terms are dropped.
func TestNumbersAndRefsStay(t *testing.T) {
	store := New()
	tx := begin(t, store)
	addTalent(t, tx, 1, 100_000)
	commit(t, tx)
	first := store.Snapshot()
	var refs []graph.Ref
	var values []quad.Value
	r := storetest.NewRand(t)
	for range 1000 {
		v := first.Value(ID(1 + r.IntN(first.Terms())))
		ref := store.ValueOf(v)
		if ref == nil {
			t.Fatalf("%v has no ref", v)
		}
		refs, values = append(refs, ref), append(values, v)
	}
	kept := keepSome(t, store, r)
	s := store.Snapshot()
	if s.SameNumbers(first) {
		t.Fatal("no terms were dropped")
	}
	dropped := 0
	for i, ref := range refs {
		if got := store.NameOf(ref); got != values[i] {
			t.Fatalf("a ref of %v gives %v", values[i], got)
		}
		now := store.ValueOf(values[i])
		if now == nil {
			dropped++
			if store.QuadIterator(quad.Subject, ref).Next(context.Background()) {
				t.Errorf("%v is gone, but has quads", values[i])
			}
			continue
		}
		if now.Key() != ref.Key() {
			t.Errorf("the key of %v has changed", values[i])
		}
		was, _ := store.QuadIteratorSize(context.Background(), quad.Subject, ref)
		is, _ := store.QuadIteratorSize(context.Background(), quad.Subject, now)
		if was != is {
			t.Errorf("%v has %d quads by its old ref, %d by its new one", values[i], was.Size, is.Size)
		}
	}
	if dropped == 0 || dropped == len(refs) {
		t.Errorf("%d of %d terms were dropped", dropped, len(refs))
	}
	if err := first.Verify(); err != nil {
		t.Error("the snapshot from before: ", err)
	}
	if first.Size() < 100_000 || s.Size() != kept {
		t.Errorf("%d quads before, %d now, want %d", first.Size(), s.Size(), kept)
	}
}

// keepSome removes all but one in twenty, and adds some anew so that new terms follow those that were kept.
func keepSome(t *testing.T, store *Store, r *rand.Rand) (kept int) {
	t.Helper()
	tx := begin(t, store)
	for q := range talentgen.Quads(1, 100_000) {
		if r.IntN(20) == 0 {
			kept++
			continue
		}
		if _, err := tx.Remove(q); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 100 {
		if _, err := tx.Add(quad.Make(fmt.Sprint("new", i), "is", "new", nil)); err != nil {
			t.Fatal(err)
		}
		kept++
	}
	commit(t, tx)
	return kept
}
