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
		for r, err := range runStore(b.Context(), qs, script, []Option{WithTimeout(time.Hour)}) { // the machine may be busy
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

// compare runs one script on each side, and holds all to so many results. Each side takes turns with the first, and the
// best turn of both counts: what else the machine does should not decide.
func compare(b *testing.B, script string, want int, first side, others ...side) {
	turn := func(s side) time.Duration {
		runs, start := 0, time.Now()
		for runs == 0 || time.Since(start) < 2*time.Millisecond {
			if n := s.run(b, script); n != want {
				b.Fatalf("%s has %d results, not %d", s.name, n, want)
			}
			runs++
		}
		return time.Since(start) / time.Duration(runs)
	}
	for _, s := range others {
		b.Run(s.name, func(b *testing.B) {
			own, stock := turn(s), turn(first)
			for start, turns := time.Now(), 1; turns < 3 || time.Since(start) < time.Second; turns++ {
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
	compare(b, `g.V("<e:ann>").out("<e:knows>").all()`, 2, stockSide(mem), ownSide("memstore", mem), ownSide("graph", own))
}

func BenchmarkScripts(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		if n > 100_000 && testing.Short() {
			continue
		}
		quads := absolute(moves(n))
		mem, own := memstore(b, quads), ownStore(b, quads)
		from, to := quads[2].Object, quads[3].Object // of the first move
		left, hops := counted(quads, from, to)
		for _, s := range []struct {
			name, script string
			want         int
		}{
			{"WhoLeft", fmt.Sprintf(`g.V(%q).in("<e:from>").has("<e:to>", %q).out("<e:person>").all()`, from, to), left},
			{"ThreeHops", fmt.Sprintf(`g.V(%q).in("<e:from>").out("<e:to>").in("<e:from>").out("<e:person>").count()`, from), hops},
		} {
			b.Run(fmt.Sprintf("%s/%d", s.name, n), func(b *testing.B) {
				compare(b, s.script, s.want, stockSide(mem), ownSide("memstore", mem), ownSide("graph", own))
			})
		}
	}
}

// counted goes through all moves for the answers: how many there are from one organization to another, and how many leave
// where those who leave the first go, once for each who goes there.
func counted(quads []quad.Quad, from, to quad.Value) (left, hops int) {
	const each = 5 // quads of a move: from is the third, to the fourth
	leaving := map[quad.Value]int{}
	for i := 0; i < len(quads); i += each {
		leaving[quads[i+2].Object]++
		if quads[i+2].Object == from && quads[i+3].Object == to {
			left++
		}
	}
	for i := 0; i < len(quads); i += each {
		if quads[i+2].Object == from {
			hops += leaving[quads[i+3].Object]
		}
	}
	return left, hops
}

// BenchmarkForEach calls a function of the script for each of 150,000 rows.
func BenchmarkForEach(b *testing.B) {
	const n = 150_000
	quads := absolute(moves(n * 5))
	mem, own := memstore(b, quads), ownStore(b, quads)
	compare(b, `var n = 0; g.V("<e:Move>").in("<e:type>").forEach(function (d) { if (d.id) n++ }); g.emit(n)`, n,
		stockSide(mem), ownSide("memstore", mem), ownSide("graph", own))
}

// BenchmarkEngine is JavaScript alone, against the engine as it comes. A text that grows piece by piece is copied each time
// by the engine, so that many pieces are joined.
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
		{"Text", `var a = []; for (var i = 0; i < 1e5; i++) a.push("piece" + i); a.join("").length`, 988_890},
		{"TextThatGrows", `var s = ""; for (var i = 0; i < 1e4; i++) s += "piece" + i; s.length`, 88_890},
		{"JSON", `var a = []; for (var i = 0; i < 1e5; i++) a.push({id: i, name: "n" + i}); JSON.parse(JSON.stringify(a)).length`, 1e5},
	} {
		b.Run(s.name, func(b *testing.B) { compare(b, s.script, s.want, bare, ownSide("gizmo", qs)) })
	}
}
