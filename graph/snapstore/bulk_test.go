package snapstore

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestBulkAgainstMap adds quads of few and of many subjects, old ones and new ones, most of them several
// times, and asks a map the same.
func TestBulkAgainstMap(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	for round := range 20 {
		subjects, objects := 1+r.IntN(2000), 1+r.IntN(100)
		b := bulk{first: ID(1 + r.IntN(subjects))}
		there := map[Quad]bool{}
		var inOrder []Quad
		for range 3 * chunkLen / 2 {
			q := Quad{ID(1 + r.IntN(subjects)), 1, ID(1 + r.IntN(objects)), ID(r.IntN(2))}
			if b.has(q) != there[q] || b.add(q) == there[q] {
				t.Fatalf("seed %d, round %d: %v was there: %t", seed, round, q, there[q])
			}
			if !there[q] {
				there[q] = true
				inOrder = append(inOrder, q)
			}
		}
		if got := slices.Collect(b.all()); b.len() != len(inOrder) || !slices.Equal(got, inOrder) {
			t.Fatalf("seed %d, round %d: %d quads, %d of them listed, want %d", seed, round, b.len(), len(got), len(inOrder))
		}
	}
}
