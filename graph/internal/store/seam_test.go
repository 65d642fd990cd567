package store

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store/storetest"
)

type logFunc func(ctx context.Context, c *Change, before, after *Snapshot) (func() error, error)

func (f logFunc) Write(ctx context.Context, c *Change, before, after *Snapshot) (func() error, error) {
	return f(ctx, c, before, after)
}

// TestLogHearsOfCommits has a log that refuses every third change: it hears of each before readers see it, and
// what it refuses is nowhere.
func TestLogHearsOfCommits(t *testing.T) {
	r := storetest.NewRand(t)
	store, model := New(), &storetest.Model{}
	refused, heard := errors.New("the disk is full"), 0
	store.log = logFunc(func(_ context.Context, c *Change, before, after *Snapshot) (func() error, error) {
		heard++
		if before != store.Snapshot() || before.Size() != len(model.Quads) {
			t.Errorf("change %d: readers see it already", heard)
		}
		if after.Size() != before.Size()+len(c.Added)-len(c.Removed) || after.Version() != before.Version()+1 {
			t.Errorf("change %d is of version %d and %d quads", heard, after.Version(), c.Len())
		}
		if err := after.Verify(); err != nil {
			t.Error(err)
		}
		if heard%3 == 0 {
			return nil, refused
		}
		return func() error { return nil }, nil
	})
	for range 50 {
		tx, changed := begin(t, store), model.Clone()
		for range 1 + r.IntN(20) {
			q := storetest.RandomQuad(r, 30)
			if added, err := tx.Add(q); err != nil || added != changed.Add(q) {
				t.Fatal(added, err)
			}
		}
		if r.IntN(5) == 0 {
			tx.Merge()
		}
		heardBefore := heard
		switch err := tx.Commit(); {
		case heard == heardBefore && err == nil && len(changed.Quads) == len(model.Quads):
		case heard != heardBefore+1:
			t.Fatalf("the log heard of %d changes", heard-heardBefore)
		case heard%3 == 0 && !errors.Is(err, refused) || heard%3 != 0 && err != nil:
			t.Fatalf("change %d: %v", heard, err)
		case err == nil:
			model = changed
		}
		compare(t, r, store.Snapshot(), model, 30)
	}
	tx := begin(t, store)
	tx.Rollback()
	if err := store.Close(); err != nil || heard < 45 {
		t.Errorf("the log heard of %d changes, want about 50; %v", heard, err)
	}
}

// TestBaseOfGivenArrays makes a base of copies of another's arrays, reads and changes it, and sees that nothing
// was written to them.
func TestBaseOfGivenArrays(t *testing.T) {
	r := storetest.NewRand(t)
	store, model := New(), &storetest.Model{}
	fill := func(n int) {
		tx := begin(t, store)
		for range n {
			q := storetest.RandomQuad(r, 40)
			if _, err := tx.Add(q); err != nil {
				t.Fatal(err)
			}
			model.Add(q)
		}
		commit(t, tx)
	}
	fill(300)
	tx := begin(t, store)
	tx.Merge()
	commit(t, tx)
	now := store.Snapshot()
	given := now.base.clone()
	kept := given.clone()
	store.current.Store(&Snapshot{terms: now.terms, base: newBase(given), size: now.size})
	compare(t, r, store.Snapshot(), model, 40)
	fill(100)
	tx = begin(t, store)
	gone := model.Quads[0]
	if removed, err := tx.Remove(gone); err != nil || !removed {
		t.Fatal(removed, err)
	}
	model.Remove(gone)
	commit(t, tx)
	compare(t, r, store.Snapshot(), model, 40)
	if store.Snapshot().over.len() == 0 {
		t.Fatal("the base has been merged away")
	}
	for i, column := range given.columns() {
		if !slices.Equal(column, kept.columns()[i]) {
			t.Errorf("column %d was written to", i)
		}
	}
	if n, err := now.Count(context.Background(), Pattern{}); err != nil || int(n) != now.Size() {
		t.Error(n, err)
	}
}

// TestMemoryCountsEveryArray holds what Memory says of a base against all of its arrays.
func TestMemoryCountsEveryArray(t *testing.T) {
	r := storetest.NewRand(t)
	store := New()
	tx := begin(t, store)
	for range 300 {
		if _, err := tx.Add(storetest.RandomQuad(r, 40)); err != nil {
			t.Fatal(err)
		}
	}
	tx.Merge()
	commit(t, tx)
	s := store.Snapshot()
	check := func(columns [][]uint32) {
		t.Helper()
		want := 0
		for _, column := range columns {
			want += 4 * cap(column)
		}
		if m := s.Memory(); m.BySubject+m.ByObject+m.Positions+m.Offsets != int64(want) {
			t.Errorf("Memory says %+v of arrays of %d bytes", m, want)
		}
	}
	check(s.base.columns())
	if s.base.marks.Load() != nil {
		t.Error("a base without changes has marks")
	}
	tx = begin(t, store)
	tx.Add(quad.Make("a", "change", "marks", nil))
	tx.Rollback()
	check(append(s.base.columns(), s.base.marks.Load()[:]...))
}

func (a *arrays) columns() [][]uint32 {
	return [][]uint32{
		a.s, a.p, a.o, a.g, a.subjects, a.op, a.os, a.og, a.objects,
		a.predicates.keys, a.predicates.starts, a.predicates.at, a.labels.keys, a.labels.starts, a.labels.at,
	}
}

func (a *arrays) clone() arrays {
	c := a.columns()
	for i := range c {
		c[i] = slices.Clone(c[i])
	}
	return arrays{
		s: c[0], p: c[1], o: c[2], g: c[3], subjects: c[4], op: c[5], os: c[6], og: c[7], objects: c[8],
		predicates: positions{c[9], c[10], c[11]}, labels: positions{c[12], c[13], c[14]},
	}
}
