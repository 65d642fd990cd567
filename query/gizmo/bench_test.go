package gizmo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	cayleygraph "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	cayleygizmo "github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"talentgraph.example/graph"
)

// moves makes about n quads: people who left one of a thousand organizations for another.
func moves(n int) []quad.Quad {
	rng := rand.New(rand.NewPCG(1, 1))
	organization := func() quad.Value { return quad.IRI(fmt.Sprintf("o%d", rng.IntN(1000))) }
	quads := make([]quad.Quad, 0, n)
	for i := 0; len(quads) < n; i++ {
		move := quad.IRI(fmt.Sprintf("m%d", i))
		for _, po := range [][2]quad.Value{
			{quad.IRI("type"), quad.IRI("Move")}, {quad.IRI("person"), quad.IRI(fmt.Sprintf("p%d", i/2))},
			{quad.IRI("from"), organization()}, {quad.IRI("to"), organization()}, {quad.IRI("year"), quad.Int(2015 + rng.IntN(10))},
		} {
			quads = append(quads, quad.Quad{Subject: move, Predicate: po[0], Object: po[1], Label: quad.IRI(fmt.Sprintf("c%d", i))})
		}
	}
	return quads
}

// ownStore is the store of a graph, in memory.
func ownStore(b *testing.B, quads []quad.Quad) cayleygraph.QuadStore {
	g := graph.New()
	if err := g.Add(b.Context(), quads...); err != nil {
		b.Fatal(err)
	}
	return g.QuadStore()
}

// A side runs a script and gives the number of results.
type side struct {
	name string
	run  func(b *testing.B, script string) int
}

func stockSide(qs cayleygraph.QuadStore) side {
	return side{"cayley", func(b *testing.B, script string) int {
		ctx := context.Background()
		it, err := cayleygizmo.NewSession(qs).Execute(ctx, script, query.Options{Collation: query.Raw, Limit: -1})
		if err != nil {
			b.Fatal(err)
		}
		defer it.Close()
		n := 0
		for it.Next(ctx) {
			r := it.Result().(*cayleygizmo.Result)
			if count, ok := r.Val.(int64); ok {
				n += int(count)
			} else if r.Tags != nil {
				for _, ref := range r.Tags {
					if qs.NameOf(ref) == nil {
						b.Fatal("a result without a name")
					}
				}
				n++
			}
		}
		if it.Err() != nil {
			b.Fatal(it.Err())
		}
		return n
	}}
}

func ownSide(name string, qs cayleygraph.QuadStore) side {
	return side{name, func(b *testing.B, script string) int {
		n := 0
		for r, err := range runStore(b.Context(), qs, script, nil) {
			if err != nil {
				b.Fatal(err)
			}
			if count, ok := r.Emitted(); ok {
				if number, isCount := count.(int64); isCount {
					n += int(number)
				}
			} else if r.Map() != nil {
				n++
			}
		}
		return n
	}}
}

// compare runs one script on each side, and checks that all give the same number of results. Each side takes
// turns with the first, and the best turn of both counts: what else the machine does should not decide.
func compare(b *testing.B, script string, first side, others ...side) {
	want := first.run(b, script)
	if want == 0 {
		b.Fatal("no results; the comparison would be of nothing")
	}
	turn := func(s side) time.Duration {
		runs, start := 0, time.Now()
		for runs == 0 || time.Since(start) < 2*time.Millisecond {
			if n := s.run(b, script); n != want {
				b.Fatalf("%s has %d results, %s has %d", s.name, n, first.name, want)
			}
			runs++
		}
		return time.Since(start) / time.Duration(runs)
	}
	for _, s := range others {
		b.Run(s.name, func(b *testing.B) {
			own, stock := turn(s), turn(first)
			for start := time.Now(); time.Since(start) < 2*time.Second; {
				own, stock = min(own, turn(s)), min(stock, turn(first))
			}
			b.ReportMetric(float64(own.Nanoseconds()), "ns/op")
			b.ReportMetric(float64(stock.Nanoseconds()), first.name+"-ns/op")
			b.ReportMetric(float64(stock)/float64(own), "x-"+first.name)
		})
	}
}

// BenchmarkFreshSession is a new session and a script of one line, on a small graph.
func BenchmarkFreshSession(b *testing.B) {
	mem, own := memstore(b, absolute(people())), ownStore(b, absolute(people()))
	compare(b, `g.V("<e:ann>").out("<e:knows>").all()`, stockSide(mem), ownSide("memstore", mem), ownSide("graph", own))
}

func BenchmarkScripts(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		if n > 100_000 && testing.Short() {
			continue
		}
		quads := absolute(moves(n))
		mem, own := memstore(b, quads), ownStore(b, quads)
		from, to := quads[2].Object, quads[3].Object // of the first move
		for _, s := range []struct{ name, script string }{
			{"WhoLeft", fmt.Sprintf(`g.V(%q).in("<e:from>").has("<e:to>", %q).out("<e:person>").all()`, from, to)},
			{"ThreeHops", fmt.Sprintf(`g.V(%q).in("<e:from>").out("<e:to>").in("<e:from>").out("<e:person>").count()`, from)},
		} {
			b.Run(fmt.Sprintf("%s/%d", s.name, n), func(b *testing.B) {
				compare(b, s.script, stockSide(mem), ownSide("memstore", mem), ownSide("graph", own))
			})
		}
	}
}

// BenchmarkForEach calls a function of the script for each of 150,000 rows.
func BenchmarkForEach(b *testing.B) {
	quads := absolute(moves(150_000 * 5))
	mem, own := memstore(b, quads), ownStore(b, quads)
	compare(b, `var n = 0; g.V("<e:Move>").in("<e:type>").forEach(function (d) { if (d.id) n++ }); g.emit(n)`,
		stockSide(mem), ownSide("memstore", mem), ownSide("graph", own))
}

// BenchmarkEngine is JavaScript alone, against the engine as it comes.
func BenchmarkEngine(b *testing.B) {
	bare := side{"goja", func(b *testing.B, script string) int {
		v, err := goja.New().RunString(script)
		if err != nil {
			b.Fatal(err)
		}
		return int(v.ToInteger())
	}}
	qs := ownStore(b, absolute(people()))
	for _, s := range []struct {
		name, script string
		want         int
	}{
		{"Loop", `var n = 0; for (var i = 0; i < 1e7; i++) n += i & 1; n`, 5e6},
		{"Sort", `var a = []; for (var i = 0; i < 1e5; i++) a.push(i * 7919 % 100003); a.sort(function (x, y) { return x - y }); a[1]`, 1},
		{"Text", `var s = ""; for (var i = 0; i < 1e5; i++) s += "piece" + i; s.length`, 988890},
		{"JSON", `var a = []; for (var i = 0; i < 1e5; i++) a.push({id: i, name: "n" + i}); JSON.parse(JSON.stringify(a)).length`, 1e5},
	} {
		b.Run(s.name, func(b *testing.B) {
			if got := bare.run(b, s.script); got != s.want {
				b.Fatalf("%d is no answer, %d is", got, s.want)
			}
			compare(b, s.script, bare, ownSide("gizmo", qs))
		})
	}
}
