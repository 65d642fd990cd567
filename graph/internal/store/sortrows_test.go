package store

import (
	"slices"
	"testing"

	"talentgraph.example/graph/internal/store/storetest"
)

// TestOverlayTakesManyAtOnce adds quads to one overlay all at once and to another one by one, takes some away, and sees
// that both have the same in every order, and that states before stay as they were.
func TestOverlayTakesManyAtOnce(t *testing.T) {
	r := storetest.NewRand(t)
	for range 20 {
		var many, single, before overlay
		var then []row
		terms := 1 + r.IntN(100)<<r.IntN(20)
		base, editor := buildBase(columns{}, 0), new(token)
		for range 8 {
			b := bulk{first: 1 << 31} // all subjects are old ones
			for range r.IntN(1 + 200<<r.IntN(4)) {
				q := Quad{ID(1 + r.IntN(terms)), ID(1 + r.IntN(300)), ID(1 + r.IntN(terms)), ID(r.IntN(terms))}
				if !single.has(q, false) {
					b.add(q)
					single.add(q, false, editor)
				}
			}
			many.addAll(&b, base, editor)
			for _, gone := range rowsOf(&many.added[bySubject]) {
				if r.IntN(6) == 0 {
					many.remove(bySubject.unpack(gone), false, editor)
					single.remove(bySubject.unpack(gone), false, editor)
				}
			}
			for o := range orders {
				if got := rowsOf(&many.added[o]); !slices.Equal(got, rowsOf(&single.added[o])) || many.added[o].len != len(got) {
					t.Fatalf("order %d: %d rows are not those that came one by one", o, len(got))
				}
				for _, c := range many.added[o].chunks {
					if n := len(c.rows); n == 0 || n > chunkRows {
						t.Fatalf("order %d: a chunk of %d rows", o, n)
					}
				}
			}
			if !slices.Equal(rowsOf(&before.added[byObject]), then) {
				t.Fatal("a state before has changed")
			}
			if r.IntN(2) == 0 {
				before, then, editor = many, rowsOf(&many.added[byObject]), new(token)
			}
		}
	}
}

func rowsOf(s *rowSet) (rows []row) {
	for _, c := range s.chunks {
		rows = append(rows, c.rows...)
	}
	return rows
}

// TestMergeSplices merges a base with removed quads and added ones of overlay and batches, and has what a sort has.
func TestMergeSplices(t *testing.T) {
	r := storetest.NewRand(t)
	for range 200 {
		var given [3]bulk // of the base, the overlay, a batch
		var v overlay
		there, size := map[Quad]bool{}, 1+r.IntN(400)
		for range size {
			q := Quad{ID(1 + r.IntN(20)), ID(1 + r.IntN(3)), ID(1 + r.IntN(20)), ID(r.IntN(3))}
			if !there[q] {
				there[q] = true
				given[r.IntN(1+r.IntN(3))].add(q)
			}
		}
		base, editor := buildBase(sortQuads(&given[0], 20), 20), new(token)
		v.addAll(&given[1], base, editor)
		for q := range given[0].all() {
			if r.IntN(4) == 0 {
				v.remove(q, true, editor)
				delete(there, q)
			}
		}
		c := mergeColumns(base, &v, sortQuads(&given[2], 20))
		var got, want []row
		for i := range c.s {
			got = append(got, packIDs(c.s[i], c.p[i], c.o[i], c.g[i]))
		}
		for q := range there {
			want = append(want, bySubject.pack(q))
		}
		slices.SortFunc(want, row.compare)
		if !slices.Equal(got, want) {
			t.Fatalf("%d rows, want %d", len(got), len(want))
		}
	}
}
