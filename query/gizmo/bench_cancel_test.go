package gizmo

import (
	"context"
	"testing"
	"time"

	"talentgraph.example/graph"
)

// cancelDelay cancels a script some time after its start, and tells how long it still ran; false if it had ended
// before.
func cancelDelay(b *testing.B, g *graph.Graph, script string, after time.Duration) (delay time.Duration, cancelled bool) {
	ctx, cancel := context.WithCancel(b.Context())
	defer cancel()
	var at time.Time
	timer := time.AfterFunc(after, func() { at = time.Now(); cancel() })
	for range Run(ctx, g, script) {
	}
	end := time.Now()
	if timer.Stop() {
		return 0, false
	}
	<-ctx.Done()
	return end.Sub(at), true
}

// BenchmarkCancel cancels each hostile script early, later and late on, and reports the longest that one still
// ran after that. Of three tries the best counts, since what else the machine does should not decide.
func BenchmarkCancel(b *testing.B) {
	g := graph.New()
	addAsRead(b, g, people()...)
	for b.Loop() {
		worst, which, cancels := time.Duration(0), "", 0
		for name, script := range hostile {
			for _, after := range []time.Duration{15 * time.Millisecond, 80 * time.Millisecond, 200 * time.Millisecond} {
				best, cancelled := cancelDelay(b, g, hostileScript(script), after)
				if !cancelled {
					break
				}
				cancels++
				for range 2 {
					if delay, cancelled := cancelDelay(b, g, hostileScript(script), after); cancelled {
						best = min(best, delay)
					}
				}
				if best > worst {
					worst, which = best, name
				}
			}
		}
		b.Logf("%d scripts, cancelled %d times; the slowest to end: %s", len(hostile), cancels, which)
		if cancels < len(hostile) {
			b.Fatal("too few scripts ran long enough to be cancelled")
		}
		b.ReportMetric(float64(worst.Microseconds())/1000, "worst-ms")
	}
}
