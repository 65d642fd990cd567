package isolate_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/query/gizmo"
	"talentgraph.example/query/gizmo/isolate"
)

// deaf scripts are somewhere inside the engine when their time is over, where nothing reaches them.
var deaf = map[string]string{
	"native iterator":  `[...{[Symbol.iterator]() { return {next: Object} }}]`,
	"reading":          "var f = " + strings.Repeat("(a=", 40) + "1" + strings.Repeat(")=>1", 40),
	"one large number": `var n = 3n ** 3000000n; n = n ** 20n; null`,
	"comparing texts":  `var s = "ab".repeat(2e6); for (var i = 0; i < 20; i++) s += s.slice(0, 100000); var a = Array(3e6).fill(s); a.lastIndexOf(s + "x")`,
	"pattern":          `/((?=a)a+)+$/.test("a".repeat(60) + "b")`,
}

// What hears nothing is ended within 100 ms of its limit. What else the machine does should not decide: the best of a few
// runs counts.
func TestEndsSoonAfterItsTime(t *testing.T) {
	timeout, most := 40*time.Millisecond, 100*time.Millisecond
	if underRace {
		most = time.Second
	}
	g, box := small(t), newBox(t, isolate.WithChildren(1))
	late := func(script string) time.Duration {
		s, err := gizmo.NewSession(gizmo.In(box))
		require.NoError(t, err)
		defer s.Close()
		for _, err := range s.Run(t.Context(), g, `1`) { // now there is a child
			require.NoError(t, err)
		}
		start := time.Now()
		var last error
		for _, err := range s.Run(t.Context(), g, script, gizmo.WithTimeout(timeout)) {
			last = err
		}
		took := time.Since(start) - timeout
		require.ErrorIs(t, last, graph.ErrLimit, script)
		return took
	}
	for name, script := range deaf {
		best := late(script)
		for tries := 1; best > most && tries < 200; tries++ {
			best = min(best, late(script))
		}
		t.Log(name, best)
		require.LessOrEqual(t, best, most, name)
	}
}
