package isolate_test

import (
	"fmt"
	"os/exec"
	"path/filepath"
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

// BenchmarkFreshChild starts a child of a program like a user's, until it is ready for scripts and until a first one has
// ended. Beside it, what the machine takes for an empty Go program, started and ended. This test program itself would
// take longer: it has the tests' libraries, which begin in each child too.
func BenchmarkFreshChild(b *testing.B) {
	user, empty := built(b, "user"), built(b, "empty")
	least := time.Hour
	ready, first, nothing := least, least, least
	for start := time.Now(); time.Since(start) < 3*time.Second; {
		for range 10 {
			begun := time.Now()
			if err := exec.Command(empty).Run(); err != nil {
				b.Fatal(err)
			}
			nothing = min(nothing, time.Since(begun))
		}
		out, err := exec.Command(user).Output()
		if err != nil {
			b.Fatal(err)
		}
		var r, f int64
		if _, err := fmt.Sscan(string(out), &r, &f); err != nil {
			b.Fatal(err, string(out))
		}
		ready, first = min(ready, time.Duration(r)), min(first, time.Duration(f))
	}
	b.ReportMetric(0, "ns/op")
	for unit, d := range map[string]time.Duration{"ready-ms": ready, "first-script-ms": first, "empty-program-ms": nothing} {
		b.ReportMetric(float64(d.Microseconds())/1000, unit)
	}
}

// built builds a program of testdata.
func built(b *testing.B, name string) (path string) {
	path = filepath.Join(b.TempDir(), name)
	out, err := exec.Command("go", "build", "-o", path, "./testdata/"+name).CombinedOutput()
	if err != nil {
		b.Fatal(err, string(out))
	}
	return path
}
