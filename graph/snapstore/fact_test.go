package snapstore

import (
	"context"
	"maps"
	"slices"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store/storetest"
)

// TestHasCounts compares how often Has gives each node with products of counts: a fact counts once for
// each of its labels, on the way to the node and in the Has. The nodes come in ascending order (from a
// step) and in any (given), from the base and, unmerged, from the overlay.
func TestHasCounts(t *testing.T) {
	r := storetest.NewRand(t)
	for _, merged := range []bool{true, false} {
		store := New()
		tx, err := store.Begin(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		// Facts (n from a) and (n to b), by number of labels.
		from, to := map[int]int{}, map[int]int{}
		for n := range 3000 {
			for name, count := range map[quad.IRI]map[int]int{"from": from, "to": to} {
				if r.IntN(3) > 0 {
					continue
				}
				count[n] = 1 + r.IntN(3)
				for label := range count[n] {
					q := quad.Quad{Subject: quad.Int(n), Predicate: name, Object: "at " + name, Label: quad.Int(label)}
					if _, err := tx.Add(q); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		if merged {
			tx.Merge()
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		qs := store.Snapshot().QuadStore()
		count := func(p *path.Path) map[int]int {
			found := map[int]int{}
			if err := p.Iterate(context.Background()).Each(func(ref graph.Ref) { found[int(qs.NameOf(ref).(quad.Int))]++ }); err != nil {
				t.Fatal(err)
			}
			return found
		}
		product := func(nodes map[int]int) map[int]int {
			want := map[int]int{}
			for n, times := range nodes {
				if to[n] > 0 {
					want[n] = times * to[n]
				}
			}
			return want
		}
		step := path.StartPath(qs, quad.IRI("at from")).In(quad.IRI("from"))
		if got, want := count(step.Has(quad.IRI("to"), quad.IRI("at to"))), product(from); !maps.Equal(got, want) {
			t.Errorf("merged %v, after a step: %d nodes, want %d", merged, len(got), len(want))
		}
		given, values := map[int]int{}, []quad.Value{}
		for _, n := range r.Perm(3000)[:100] {
			given[n] = 1
			values = append(values, quad.Int(n))
		}
		if slices.IsSortedFunc(values, func(a, b quad.Value) int { return int(a.(quad.Int) - b.(quad.Int)) }) {
			t.Fatal("the nodes are to be in no order")
		}
		if got, want := count(path.StartPath(qs, values...).Has(quad.IRI("to"), quad.IRI("at to"))), product(given); !maps.Equal(got, want) {
			t.Errorf("merged %v, of given nodes: %d nodes, want %d", merged, len(got), len(want))
		}
	}
}
