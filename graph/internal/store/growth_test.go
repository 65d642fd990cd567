package store

import (
	"context"
	"runtime"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store/storetest"
	"talentgraph.example/internal/long"
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

// addTalent adds about n synthetic quads in batches, as a loader does.
func addTalent(t testing.TB, tx *Tx, seed uint64, n int) {
	t.Helper()
	var b Batch
	flush := func() {
		if _, err := tx.AddBatch(context.Background(), &b); err != nil {
			t.Fatal(err)
		}
		b.Reset()
	}
	for q := range talentgen.Quads(seed, n) {
		if addToBatch(&b, q); b.Len() == 1<<15 {
			flush()
		}
	}
	flush()
}

// TestRowSet compares the tree with a sorted list, and copies of it with what it was then.
func TestRowSet(t *testing.T) {
	r := storetest.NewRand(t)
	var s rowSet
	var list []row
	editor := new(token)
	frozen := map[*rowSet][]row{}
	for i := range 20_000 {
		x := packIDs(ID(r.IntN(50)), ID(r.IntN(50)), ID(r.IntN(4)), 0)
		at, found := slices.BinarySearchFunc(list, x, row.compare)
		if s.has(x) != found {
			t.Fatalf("has(%v) is %v", x, !found)
		}
		grow := i < 8000 || i > 16000
		if grow || r.IntN(4) == 0 {
			if s.insert(x, editor) == found {
				t.Fatalf("insert(%v) is %v", x, found)
			}
			if !found {
				list = slices.Insert(list, at, x)
			}
		} else {
			if s.remove(x, editor) != found {
				t.Fatalf("remove(%v) is not %v", x, found)
			}
			if found {
				list = slices.Delete(list, at, at+1)
			}
		}
		if i%500 == 0 {
			frozenSet := s
			frozen[&frozenSet] = slices.Clone(list)
			editor = new(token)
		}
		if i%100 == 0 {
			from, to := packIDs(ID(r.IntN(50)), 0, 0, 0).span(1)
			lo, _ := slices.BinarySearchFunc(list, from, row.compare)
			hi, _ := slices.BinarySearchFunc(list, to, row.compare)
			if n := s.count(from, to); n != hi-lo {
				t.Fatalf("count is %d, want %d", n, hi-lo)
			}
			it := s.iterate(from, to)
			for _, want := range list[lo:hi] {
				if got, ok := it.peek(); !ok || got != want {
					t.Fatalf("iterate gives %v, want %v", got, want)
				}
				it.skip()
			}
			if got, ok := it.peek(); ok {
				t.Fatalf("iterate gives %v after the end", got)
			}
		}
	}
	frozen[&s] = list
	for set, want := range frozen {
		if err := set.verify(); err != nil {
			t.Error(err)
		}
		if !slices.Equal(set.rows(), want) {
			t.Error("a copy has changed")
		}
	}
}

// TestMergesKeepEverything grows and shrinks a store over many merges, one small commit at a time, and
// checks against a map.
func TestMergesKeepEverything(t *testing.T) {
	r := storetest.NewRand(t)
	store := New()
	there := map[quad.Quad]bool{}
	quads := slices.Collect(talentgen.Quads(r.Uint64(), 60_000))
	merges, last := 0, store.Snapshot().base
	for i := 0; i < len(quads); {
		tx := begin(t, store)
		for range 1 + r.IntN(2000) {
			if i < len(quads) {
				there[quads[i]] = true
				if added, err := tx.Add(quads[i]); err != nil || !added {
					t.Fatal(added, err)
				}
				i++
			}
			if r.IntN(3) == 0 {
				q := quads[r.IntN(i)]
				if removed, err := tx.Remove(q); err != nil || removed != there[q] {
					t.Fatal(removed, err)
				}
				delete(there, q)
			}
		}
		commit(t, tx)
		if b := store.Snapshot().base; b != last {
			merges, last = merges+1, b
		}
	}
	s := store.Snapshot()
	if err := s.Verify(); err != nil {
		t.Fatal(err)
	}
	if merges < 2 || s.Size() != len(there) {
		t.Fatalf("%d merges, %d quads, want %d", merges, s.Size(), len(there))
	}
	for _, q := range quads {
		if _, found, _ := s.Find(context.Background(), q); found != there[q] {
			t.Fatalf("%v: found %v", q, found)
		}
	}
}

// liveHeap gives the bytes that are in use after a collection.
func liveHeap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// TestMemoryComesBack fills a store, looks at how much it holds, removes everything again quad by quad,
// and looks whether the memory is back.
func TestMemoryComesBack(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	n := long.Runs(300_000, 1_000_000)
	if raceEnabled {
		n = 50_000
	}
	empty := liveHeap()
	store := New()
	tx := begin(t, store)
	addTalent(t, tx, 1, n)
	commit(t, tx)
	tx = nil
	full := liveHeap() - empty
	m := store.Snapshot().Memory()
	t.Logf("%d quads: %.1f bytes a quad in the heap; %+v", m.Quads, float64(full)/float64(m.Quads), m)
	if !raceEnabled && full > 75*int64(m.Quads) {
		t.Errorf("%d quads take %d bytes, more than 75 each", m.Quads, full)
	}
	if total := m.Total(); total < full*9/10-1<<16 || total > full*11/10+1<<16 {
		t.Errorf("Memory adds up to %d, but the heap holds %d", total, full)
	}
	tx = begin(t, store)
	for q := range talentgen.Quads(1, n) {
		if removed, err := tx.Remove(q); err != nil || !removed {
			t.Fatal(removed, err)
		}
	}
	commit(t, tx)
	tx = nil
	if left := liveHeap() - empty; left > 1<<20 {
		t.Errorf("%d bytes are left of %d", left, full)
	}
	if m := store.Snapshot().Memory(); m.Total() > 1<<16 {
		t.Errorf("an empty store holds %+v", m)
	}
	runtime.KeepAlive(store)
}

// TestTermsThatComeAndGo lets short-lived terms pass through: in commits that cancel out, and in
// transactions that are rolled back.
func TestTermsThatComeAndGo(t *testing.T) {
	for name, end := range map[string]func(*Tx) error{
		"commit":   (*Tx).Commit,
		"rollback": func(tx *Tx) error { tx.Rollback(); return nil },
	} {
		t.Run(name, func(t *testing.T) {
			store := New()
			stays := quad.Make("it", "stays", "here", nil)
			tx := begin(t, store)
			if _, err := tx.Add(stays); err != nil {
				t.Fatal(err)
			}
			commit(t, tx)
			for i := 0; i < long.Runs(150_000, 400_000); {
				tx := begin(t, store)
				for range 1000 {
					q := quad.Make("passes", "by", i, nil)
					if _, err := tx.Add(q); err != nil {
						t.Fatal(err)
					}
					if name == "commit" {
						if _, err := tx.Remove(q); err != nil {
							t.Fatal(err)
						}
					}
					i++
				}
				if err := end(tx); err != nil {
					t.Fatal(err)
				}
			}
			s := store.Snapshot()
			if err := s.Verify(); err != nil {
				t.Error(err)
			}
			if m := s.Memory(); m.Terms > 5*leastOverlay || m.Total() > 8<<20 {
				t.Errorf("they have left %+v", m)
			}
			if _, found, _ := s.Find(context.Background(), stays); !found {
				t.Error("what stays is gone")
			}
		})
	}
}

// TestCommitOfManyLeavesNoOverlay adds as many quads as make a merge due, one by one, and a few more: readers
// are to find all of them in the base.
func TestCommitOfManyLeavesNoOverlay(t *testing.T) {
	store := New()
	for _, c := range []struct{ quads, left int }{{leastOverlay + 100, 0}, {leastOverlay - 1, leastOverlay - 1}} {
		tx, err := store.Begin(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for i := range c.quads {
			q := quad.Quad{Subject: quad.Int(i), Predicate: quad.IRI("p"), Object: quad.Int(c.quads)}
			if _, err := tx.Add(q); err != nil {
				t.Fatal(err)
			}
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		if n := store.Snapshot().over.len(); n != c.left {
			t.Errorf("%d quads of %d are in the overlay, want %d", n, c.quads, c.left)
		}
	}
}
