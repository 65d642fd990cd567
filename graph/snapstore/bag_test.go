package snapstore

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store"
	"talentgraph.example/graph/internal/store/storetest"
)

// pathsFrom counts the paths from a node by going through all edges at each hop.
func pathsFrom(start int, forwards []bool, edges map[[2]int]bool) map[int]int64 {
	paths := map[int]int64{start: 1}
	for _, forward := range forwards {
		next := map[int]int64{}
		for e := range edges {
			from, to := e[0], e[1]
			if !forward {
				from, to = to, from
			}
			if n := paths[from]; n > 0 {
				next[to] += n
			}
		}
		paths = next
	}
	return paths
}

// hopsFrom is the same as a path of Cayley's.
func hopsFrom(qs graph.QuadStore, start int, forwards []bool) *path.Path {
	p := path.StartPath(qs, quad.Int(start))
	for _, forward := range forwards {
		if forward {
			p = p.Out(quad.IRI("p"))
		} else {
			p = p.In(quad.IRI("p"))
		}
	}
	return p
}

func scannerOf(p *path.Path) graph.Scanner { return graph.AsShape(p.BuildIterator()).Iterate() }

// TestHopsCountPaths follows hops without Unique, where each path is a result: over few paths and many, to
// few nodes and many, and with the hub's edges, which are more than a run may have.
func TestHopsCountPaths(t *testing.T) {
	r := storetest.NewRand(t)
	for _, size := range []struct{ nodes, edges, hub, hops int }{
		{20, 60, 20, 9}, {300, 900, 300, 7}, {3_000, 9_000, 2*store.CheckEvery + 5, 6}, {9_000, 60_000, 2*mostRun + 5, 4},
	} {
		snapshot, edges := randomEdges(t, r, size.nodes, size.edges, size.hub)
		qs := snapshot.QuadStore()
		for _, start := range []int{0, 1 + r.IntN(size.nodes-1)} {
			var forwards []bool
			for range size.hops {
				forwards = append(forwards, r.IntN(3) > 0)
				want := pathsFrom(start, forwards, edges)
				total := int64(0)
				for _, n := range want {
					total += n
				}
				if total > 500_000 {
					break // the walk below would take long
				}
				results, got := scannerOf(hopsFrom(qs, start, forwards)), map[int]int64{}
				for results.Next(context.Background()) {
					for more := true; more; more = results.NextPath(context.Background()) {
						got[int(qs.NameOf(results.Result()).(quad.Int))]++
					}
				}
				if err := results.Err(); err != nil || !maps.Equal(got, want) {
					t.Fatalf("%d nodes, from %d, hops %v: %v, %d nodes, want %d by %d paths", size.nodes, start, forwards, err, len(got), len(want), total)
				}
				if total == 0 {
					break // Cayley's Null
				}
				counter := scannerOf(hopsFrom(qs, start, forwards)).(*planScanner)
				if n := counter.CountPaths(context.Background()); n != total || counter.Err() != nil {
					t.Fatalf("%d nodes, from %d, hops %v: %d paths counted, want %d", size.nodes, start, forwards, n, total)
				}
			}
		}
	}
}

// TestCountPathsOfMany counts more paths than could be gone through one by one.
func TestCountPathsOfMany(t *testing.T) {
	const nodes, hops = 1_000, 7
	r := storetest.NewRand(t)
	snapshot, edges := randomEdges(t, r, nodes, 20_000, 50)
	forwards := slices.Repeat([]bool{true}, hops)
	want := int64(0)
	for _, n := range pathsFrom(0, forwards, edges) {
		want += n
	}
	if want < 100_000_000 {
		t.Fatalf("only %d paths", want)
	}
	counter := scannerOf(hopsFrom(snapshot.QuadStore(), 0, forwards)).(*planScanner)
	if n := counter.CountPaths(context.Background()); n != want || counter.Err() != nil {
		t.Fatalf("%d paths, want %d; %v", n, want, counter.Err())
	}

	// A context that ends on the way is an error, not a smaller number.
	for looks := range 50 {
		counter := scannerOf(hopsFrom(snapshot.QuadStore(), 0, forwards)).(*planScanner)
		n := counter.CountPaths(&storetest.Countdown{Context: context.Background(), Left: looks})
		if err := counter.Err(); err == nil && n != want || err != nil && !errors.Is(err, context.Canceled) {
			t.Fatalf("%d looks at the context: %d paths, %v", looks, n, err)
		}
	}
}

// TestCountedSort compares the sort by digits with that of the standard library, and the sums of equal
// nodes with those of a map, also where they do not fit.
func TestCountedSort(t *testing.T) {
	r := storetest.NewRand(t)
	snapshot, _ := randomEdges(t, r, 5_000, 5_000, 1)
	for _, size := range []int{0, 1, 2, 511, 512, 5_000, 40_000} {
		b := &bagSource{x: &run{snapshot: snapshot.Snapshot}}
		want := map[ID]int64{}
		for range size {
			id, times := ID(1+r.IntN(snapshot.Terms())), 1+r.Uint32N(3)
			if r.IntN(100) == 0 {
				times = 1<<32 - 2
			}
			want[id] += int64(times)
			b.block = append(b.block, countedOf(id, times))
		}
		b.combine()
		if !slices.IsSortedFunc(b.block, func(x, y counted) int { return int(x.id()) - int(y.id()) }) {
			t.Fatalf("%d nodes are not in order", size)
		}
		got := map[ID]int64{}
		for _, c := range b.block {
			got[c.id()] += int64(c.times())
		}
		if !maps.Equal(got, want) {
			t.Fatalf("%d nodes: the sums are not the same", size)
		}
	}
}

// TestHasAfterHops asks for a fact of what hops lead to: each path to a node with the fact is a result.
func TestHasAfterHops(t *testing.T) {
	r := storetest.NewRand(t)
	snapshot, edges := randomEdges(t, r, 300, 900, 300)
	qs := snapshot.QuadStore()
	found := int64(0)
	for range 200 {
		forwards := make([]bool, 1+r.IntN(4))
		for i := range forwards {
			forwards[i] = r.IntN(2) == 0
		}
		start, wanted := r.IntN(300), r.IntN(300)
		want := int64(0)
		for n, paths := range pathsFrom(start, forwards, edges) {
			if edges[[2]int{n, wanted}] {
				want += paths
			}
		}
		if want > 100_000 {
			continue
		}
		got := int64(0)
		results := scannerOf(hopsFrom(qs, start, forwards).Has(quad.IRI("p"), quad.Int(wanted)))
		for results.Next(context.Background()) {
			for got++; results.NextPath(context.Background()); {
				got++
			}
		}
		if err := results.Err(); err != nil || got != want {
			t.Fatalf("from %d, hops %v, has %d: %d paths, %v, want %d", start, forwards, wanted, got, err, want)
		}
		found += want
	}
	if found == 0 {
		t.Error("nothing was ever found")
	}
}
