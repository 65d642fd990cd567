package store

import (
	"context"
	"testing"

	"talentgraph.example/graph/internal/store/storetest"
)

// TestScan holds Scan against Match, with and without an overlay.
func TestScan(t *testing.T) {
	r := storetest.NewRand(t)
	s := New()
	for range 40 {
		tx, err := s.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for range r.IntN(200) {
			q := storetest.RandomQuad(r, 200)
			if r.IntN(3) > 0 {
				_, err = tx.Add(q)
			} else {
				_, err = tx.Remove(q)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		compareScan(t, s.Snapshot())
	}
}

func compareScan(t *testing.T, s *Snapshot) {
	t.Helper()
	ctx := context.Background()
	for p := ID(0); int(p) <= s.Terms()+1; p++ {
		var want []Quad
		if p != 0 {
			if err := s.Match(ctx, Pattern{Predicate: p}, func(q Quad) bool { want = append(want, q); return true }); err != nil {
				t.Fatal(err)
			}
		}
		for _, withLabels := range []bool{true, false} {
			n := 0
			err := s.Scan(ctx, p, withLabels, func(subjects, objects, labels []ID) bool {
				if withLabels != (labels != nil) {
					t.Fatalf("labels asked for: %t; labels given: %v", withLabels, labels)
				}
				for i := range subjects {
					got := Quad{subjects[i], p, objects[i], 0}
					if n < len(want) && !withLabels {
						got.Label = want[n].Label
					}
					if withLabels {
						got.Label = labels[i]
					}
					if n == len(want) || got != want[n] {
						t.Fatalf("predicate %d, row %d: got %v of %v", p, n, got, want)
					}
					n++
				}
				return true
			})
			if err != nil || n != len(want) {
				t.Fatalf("predicate %d: %d rows, %v, want %d", p, n, err, len(want))
			}
		}
	}
}
