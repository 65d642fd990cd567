package isolate_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/query/gizmo"
	"talentgraph.example/query/gizmo/isolate"
)

// crowd has n things of one kind.
func crowd(b *testing.B, n int) *graph.Graph {
	g := graph.New()
	quads := make([]quad.Quad, n)
	for i := range quads {
		quads[i] = quad.Quad{Subject: quad.IRI(fmt.Sprint("e:p", i)), Predicate: quad.IRI("e:kind"), Object: quad.IRI("e:person")}
	}
	if err := g.Add(b.Context(), quads...); err != nil {
		b.Fatal(err)
	}
	return g
}

// inBoth runs a script here and in a box in turns, holds the answers to be the one wanted, and gives the best time of
// each.
func inBoth(b *testing.B, g *graph.Graph, script string, want int64, atLeast time.Duration) (here, boxed time.Duration) {
	box := newBox(b, isolate.WithChildren(1))
	turn := func(opts ...gizmo.Option) time.Duration {
		start := time.Now()
		got, err := run(b, g, script, opts...)
		took := time.Since(start)
		if err != nil || len(got) != 1 || got[0] != want {
			b.Fatal(got, err)
		}
		return took
	}
	here, boxed = turn(), turn(gizmo.In(box))
	for start := time.Now(); time.Since(start) < atLeast; {
		here, boxed = min(here, turn()), min(boxed, turn(gizmo.In(box)))
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(here.Microseconds()), "here-us")
	b.ReportMetric(float64(boxed.Microseconds()), "box-us")
	return here, boxed
}

// BenchmarkWarmRun is a script of one line with one path, in a child that is there already.
func BenchmarkWarmRun(b *testing.B) {
	here, boxed := inBoth(b, crowd(b, 10), `g.V("<e:person>").in("<e:kind>").count()`, 10, time.Second)
	b.ReportMetric(float64((boxed - here).Microseconds()), "us-on-top")
}

// BenchmarkForEach calls a function of the script for each of 150,000 rows.
func BenchmarkForEach(b *testing.B) {
	const n = 150_000
	here, boxed := inBoth(b, crowd(b, n), `var n = 0; g.V("<e:person>").in("<e:kind>").forEach(function (d) { if (d.id) n++ }); n`, n, 3*time.Second)
	b.ReportMetric(float64(boxed)/float64(here), "x-here")
}

// BenchmarkFreshChild starts a child, until it is ready for scripts.
func BenchmarkFreshChild(b *testing.B) {
	best := time.Hour
	for start := time.Now(); time.Since(start) < time.Second; {
		begun := time.Now()
		box, err := isolate.New(isolate.WithChildren(1))
		best = min(best, time.Since(begun))
		if err != nil {
			b.Fatal(err)
		}
		if err := box.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(best.Microseconds())/1000, "ms")
}
