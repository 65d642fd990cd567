package store

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store/storetest"
)

// TestStatistics compares with loops over all quads, after random commits and merges.
func TestStatistics(t *testing.T) {
	r := storetest.NewRand(t)
	for range 10 {
		store, model := New(), &storetest.Model{}
		terms := 5 + r.IntN(60)
		for range 40 {
			tx := begin(t, store)
			for range r.IntN(30) {
				q := storetest.RandomQuad(r, terms)
				var err error
				if r.IntN(3) > 0 {
					model.Add(q)
					_, err = tx.Add(q)
				} else {
					model.Remove(q)
					_, err = tx.Remove(q)
				}
				if err != nil {
					t.Fatal(err)
				}
				if r.IntN(50) == 0 {
					compareStatistics(t, tx.Snapshot(), model)
				}
			}
			if r.IntN(6) == 0 {
				tx.Merge()
			}
			commit(t, tx)
			compareStatistics(t, store.Snapshot(), model)
		}
	}
}

func compareStatistics(t *testing.T, s *Snapshot, m *storetest.Model) {
	t.Helper()
	ctx := context.Background()
	quads, subjects, objects := map[ID]int64{}, map[[2]ID]bool{}, map[[2]ID]bool{}
	labels := map[ID]bool{}
	for _, q := range m.Quads {
		p := s.ID(q.Predicate)
		quads[p]++
		subjects[[2]ID{p, s.ID(q.Subject)}] = true
		objects[[2]ID{p, s.ID(q.Object)}] = true
		if q.Label != nil {
			labels[s.ID(q.Label)] = true
		}
	}
	want := map[ID]Statistics{}
	for p, n := range quads {
		want[p] = Statistics{Quads: n}
	}
	for key := range subjects {
		of := want[key[0]]
		of.Subjects++
		want[key[0]] = of
	}
	for key := range objects {
		of := want[key[0]]
		of.Objects++
		want[key[0]] = of
	}
	predicates, err := s.Predicates(ctx)
	if err != nil || !slices.Equal(predicates, slices.Sorted(maps.Keys(want))) {
		t.Fatalf("predicates %v, want those of %v; %v", predicates, want, err)
	}
	got, err := s.Labels(ctx)
	if err != nil || !slices.Equal(got, slices.Sorted(maps.Keys(labels))) {
		t.Fatalf("labels %v, want %v; %v", got, labels, err)
	}
	for p := ID(0); int(p) <= s.Terms()+1; p++ {
		if of, err := s.Statistics(ctx, p); err != nil || of != want[p] {
			t.Fatalf("predicate %d: %+v, want %+v; %v", p, of, want[p], err)
		}
	}
}

// TestStatisticsHearTheContext lets the context end at each of its looks.
func TestStatisticsHearTheContext(t *testing.T) {
	for looks := 0; ; looks++ {
		store := wideStore(t, 5*CheckEvery)
		s := store.Snapshot()
		of, err := s.Statistics(&storetest.Countdown{Context: t.Context(), Left: looks}, s.ID(quad.IRI("p")))
		if err == nil {
			if want := (Statistics{5 * CheckEvery, 1, 5 * CheckEvery}); of != want {
				t.Errorf("%+v, want %+v", of, want)
			}
			if looks < 5 {
				t.Errorf("the context was looked at only %d times", looks)
			}
			return
		}
		if !errors.Is(err, context.Canceled) || of != (Statistics{}) {
			t.Fatal(of, err)
		}
		if again, err := s.Statistics(t.Context(), s.ID(quad.IRI("p"))); err != nil || again.Quads != 5*CheckEvery {
			t.Fatal(again, err)
		}
	}
}

func TestStatisticsOfClosed(t *testing.T) {
	store := New()
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	s := store.Snapshot()
	if _, err := s.Statistics(t.Context(), 1); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
	if _, err := s.Labels(t.Context()); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
}
