package snapstore

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store"
	"talentgraph.example/graph/internal/store/storetest"
)

// randomEdges makes a graph of edges between nodes 0 to nodes-1. A tenth of the nodes is changed by the
// overlay, and node 0 has hub edges going out.
func randomEdges(t *testing.T, r *rand.Rand, nodes, edges, hub int) (*Snapshot, map[[2]int]bool) {
	all := map[[2]int]bool{}
	store := New()
	tx, err := store.Begin(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	edge := func(s, o int) {
		all[[2]int{s, o}] = true
		if _, err := tx.Add(quad.Quad{Subject: quad.Int(s), Predicate: quad.IRI("p"), Object: quad.Int(o)}); err != nil {
			t.Fatal(err)
		}
	}
	for range edges {
		edge(1+r.IntN(nodes-1), r.IntN(nodes))
	}
	for range hub {
		edge(0, r.IntN(nodes))
	}
	tx.Merge()
	for e := range maps.Clone(all) {
		switch r.IntN(60) {
		case 0:
			delete(all, e)
			if _, err := tx.Remove(quad.Quad{Subject: quad.Int(e[0]), Predicate: quad.IRI("p"), Object: quad.Int(e[1])}); err != nil {
				t.Fatal(err)
			}
		case 1:
			edge(e[1], e[0])
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	return store.Snapshot(), all
}

// TestUniqueHops follows Unique hops over sets of many sizes, from one node to nearly all, and compares
// with sets made by going through all edges. Node 0 has more edges than a run may have.
func TestUniqueHops(t *testing.T) {
	const nodes = 20_000
	r := storetest.NewRand(t)
	snapshot, all := randomEdges(t, r, nodes, 60_000, 3*store.CheckEvery+5)
	qs := snapshot.QuadStore()
	for _, start := range []int{0, 1 + r.IntN(nodes-1)} {
		p, want := path.StartPath(qs, quad.Int(start)), map[int]bool{start: true}
		for hop := range 6 {
			from, to := 0, 1
			if hop%3 == 2 {
				p, from, to = p.In(quad.IRI("p")).Unique(), 1, 0
			} else {
				p = p.Out(quad.IRI("p")).Unique()
			}
			next := map[int]bool{}
			for e := range all {
				if want[e[from]] {
					next[e[to]] = true
				}
			}
			want = next
			var got []int
			err := p.Iterate(context.Background()).Each(func(ref graph.Ref) { got = append(got, int(qs.NameOf(ref).(quad.Int))) })
			slices.Sort(got)
			if err != nil || !slices.Equal(got, slices.Sorted(maps.Keys(want))) {
				t.Fatalf("from %d, hop %d: %v, and %d nodes, want each of %d once", start, hop, err, len(got), len(want))
			}
		}
	}
}
