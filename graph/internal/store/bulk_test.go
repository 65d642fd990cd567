package store

import (
	"context"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/internal/long"
)

// TestBulkAgainstMap adds quads of few and of many subjects, old ones and new ones, most of them several
// times, and asks a map the same.
func TestBulkAgainstMap(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	for round := range long.Runs(6, 20) {
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

// TestSmallChangesOfALargeStore sees that a change of one quad, by Add or in a batch, takes no memory that
// grows with the store.
func TestSmallChangesOfALargeStore(t *testing.T) {
	ctx := context.Background()
	store := New()
	change := func(n int, f func(tx *Tx, q quad.Quad)) (bytes uint64) {
		var before, after runtime.MemStats
		tx, err := store.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&before)
		for i := range n {
			f(tx, quad.Quad{Subject: quad.Int(store.Snapshot().Size() + i), Predicate: quad.IRI("p"), Object: quad.IRI("o")})
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	add := func(tx *Tx, q quad.Quad) {
		if added, err := tx.Add(q); err != nil || !added {
			t.Fatal(added, err)
		}
	}
	addBatch := func(tx *Tx, q quad.Quad) {
		var b Batch
		addToBatch(&b, q)
		if n, err := tx.AddBatch(ctx, &b); err != nil || n != 1 {
			t.Fatal(n, err)
		}
	}
	change(long.Runs(60_000, 200_000), add)
	for name, f := range map[string]func(*Tx, quad.Quad){"Add": add, "AddBatch": addBatch} {
		if bytes := change(1, f); bytes > 100_000 {
			t.Errorf("%s of one quad took %d bytes", name, bytes)
		}
	}
}
