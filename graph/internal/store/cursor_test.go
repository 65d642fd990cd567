package store

import (
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store/storetest"
)

// TestEveryShapeHasItsIndex holds, for each shape of pattern, which order is followed and whether anything is
// passed over. Where two orders serve, the shorter one counts, and either is right.
func TestEveryShapeHasItsIndex(t *testing.T) {
	type index struct {
		order, other order
		sift         bool
	}
	const s, p, o, l = 1, 2, 4, 8
	want := [16]index{
		0:             {bySubject, bySubject, false},
		s:             {bySubject, bySubject, false},
		s | p:         {bySubject, bySubject, false},
		s | p | o:     {bySubject, bySubject, false},
		s | p | o | l: {bySubject, bySubject, false},
		s | l:         {bySubject, bySubject, true},
		s | p | l:     {bySubject, bySubject, true},
		s | o:         {bySubject, byObject, true},
		s | o | l:     {bySubject, byObject, true},
		o:             {byObject, byObject, false},
		p | o:         {byObject, byObject, false},
		o | l:         {byObject, byObject, true},
		p | o | l:     {byObject, byObject, true},
		p:             {byPredicate, byPredicate, false},
		p | l:         {byPredicate, byLabel, true},
		l:             {byLabel, byLabel, false},
	}
	store, r := New(), storetest.NewRand(t)
	tx := begin(t, store)
	for range 300 {
		if _, err := tx.Add(storetest.RandomQuad(r, 40)); err != nil {
			t.Fatal(err)
		}
	}
	commit(t, tx)
	now := store.Snapshot()
	all := now.Cursor(Pattern{})
	q, _ := all.Next()
	for shape, w := range want {
		pattern := Pattern{Unlabelled: shape&l != 0 && q.Label == 0}
		for i, d := range quad.Directions {
			if shape>>i&1 == 1 {
				pattern = pattern.With(d, q.Get(d))
			}
		}
		if c := now.Cursor(pattern); c.ord != w.order && c.ord != w.other || c.Sift != w.sift {
			t.Errorf("shape %04b: order %d, passing over: %v", shape, c.ord, c.Sift)
		}
	}
}
