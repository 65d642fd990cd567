package isolate_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/internal/long"
	"talentgraph.example/query/gizmo"
	"talentgraph.example/query/gizmo/internal/stop"
	"talentgraph.example/query/gizmo/isolate"
)

// star has n nodes around one, and so n*n ways from one of them to another.
func star(t testing.TB, n int) *graph.Graph {
	g := graph.New()
	quads := make([]quad.Quad, n)
	for i := range quads {
		quads[i] = quad.Quad{Subject: quad.IRI(fmt.Sprint("e:n", i)), Predicate: quad.IRI("e:of"), Object: quad.IRI("e:hub")}
	}
	require.NoError(t, g.Add(t.Context(), quads...))
	return g
}

// ways gives a row for each way.
const ways = `g.V("<e:hub>").in("<e:of>").tag("from").out("<e:of>").in("<e:of>")`

// Many rows need little memory on either side, given by the parent or by way of the child.
func TestManyRowsInLittleMemory(t *testing.T) {
	if underRace {
		t.Skip("the race detector's own memory ends a child before the limit does")
	}
	const most = 48 << 20
	n := long.Runs(300, 1000)
	g, box := star(t, n), newBox(t, isolate.WithChildren(1), isolate.WithMemory(most))
	for _, final := range []string{`.all()`, `.forEach(function (row) { g.emit({from: row.from, to: row.id}) })`} {
		birth := status(children(t)[0], "VmRSS:")
		base, rows := stop.MemoryInUse(), 0
		var peak, resident int64
		for r, err := range gizmo.Run(t.Context(), g, ways+final, gizmo.In(box), gizmo.WithTimeout(time.Minute)) {
			require.NoError(t, err)
			require.NotNil(t, r.Map()["from"])
			if rows++; rows%(n*n/50) == 0 {
				peak = max(peak, stop.MemoryInUse()-base)
				for _, pid := range children(t) {
					resident = max(resident, status(pid, "VmRSS:")-birth)
				}
			}
		}
		require.Equal(t, n*n, rows)
		t.Logf("%s: %d MB here, %d MB there", final, peak>>20, resident>>20)
		require.Less(t, peak, int64(64<<20))
		require.Less(t, resident, int64(most+16<<20))
	}
}

// The row in whose loop body the context is cancelled is the last, and the child is as good as before. It all ends within
// 10 ms. On a busy machine it may be later, and so late that the child is killed: then it is tried again.
func TestCancelInMidStream(t *testing.T) {
	const tries = 100
	soon := 10 * time.Millisecond
	if underRace {
		soon = time.Second
	}
	g, box := star(t, 300), newBox(t, isolate.WithChildren(1))
	s, err := gizmo.NewSession(gizmo.In(box), gizmo.WithTimeout(time.Minute))
	require.NoError(t, err)
	defer s.Close()
	value := func(script string) (last any) {
		for r, err := range s.Run(t.Context(), g, script) {
			require.NoError(t, err)
			last, _ = r.Emitted()
		}
		return last
	}
	// cancelled runs a script until so many rows have come, and tells how long it went on, and whether the child is the same.
	cancelled := func(script string, at int) (took time.Duration, kept bool) {
		value(`var kept = 7; null`)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var last error
		var since time.Time
		rows := 0
		for _, err := range s.Run(ctx, g, script) {
			require.NoError(t, last, "something comes after the error")
			if last = err; err != nil {
				continue
			}
			if rows++; rows == at {
				since = time.Now()
				cancel()
			}
			require.LessOrEqual(t, rows, at)
		}
		took = time.Since(since)
		require.ErrorIs(t, last, context.Canceled)
		if strings.Contains(last.Error(), "gone") {
			return took, false
		}
		require.Equal(t, int64(7), value(`kept`))
		return took, true
	}
	for final, rows := range map[string][]int{
		`.all()`: {1, 2, 100, 5000},
		`.forEach(function (row) { g.emit(row.id) })`:              {1, 2, 100, 5000},
		`.forEach(function (row) { g.emit(row.id); for (;;) {} })`: {1},
	} {
		for _, at := range rows {
			best, whole := time.Hour, false
			for try := 0; try < tries && (best > soon || !whole); try++ {
				took, kept := cancelled(ways+final, at)
				best, whole = min(best, took), whole || kept
			}
			require.LessOrEqual(t, best, soon, final)
			require.True(t, whole, final)
		}
	}
}

// A caller that takes its time holds the script up, and is not charged for it.
func TestSlowCaller(t *testing.T) {
	t.Parallel()
	g, box := star(t, 10), newBox(t, isolate.WithChildren(1))
	rows := 0
	for r, err := range gizmo.Run(t.Context(), g, `var text = "x".repeat(10000); for (var i = 0; i < 300; i++) g.emit({i: i, text: text})`, gizmo.In(box), gizmo.WithTimeout(4*time.Second)) {
		require.NoError(t, err)
		require.Equal(t, int64(rows), r.Map()["i"])
		if rows++; rows < 4 {
			time.Sleep(1500 * time.Millisecond) // is not the script's time
		}
	}
	require.Equal(t, 300, rows)
}
