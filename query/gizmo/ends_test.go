package gizmo

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
)

func TestLimits(t *testing.T) {
	g := peopleGraph(t)
	for _, c := range []struct {
		script string
		option Option
		limit  string
	}{
		{`for (;;) {}`, WithTimeout(20 * time.Millisecond), "milliseconds of run time"},
		{`g.V().all()`, WithMaxRows(3), "rows"},
		{`var l = []; for (;;) l.push([l])`, WithMaxMemory(16 << 20), "bytes of memory"},
		{`(function f() { f() })()`, WithMaxCallDepth(50), "calls within one another"},
		{`g.V().out().out().out()`, WithMaxPathLength(4), "steps of a path"},
		{`g.V().all()`, WithMaxScriptSize(5), "bytes of script"},
		{`g.emit("xxxxxxxxxx")`, WithMaxEmitted(20), "bytes of one emitted value"},
	} {
		_, err := values(t, g, c.script, c.option)
		require.ErrorIs(t, err, graph.ErrLimit, c.script)
		var limit *graph.LimitError
		require.ErrorAs(t, err, &limit)
		require.True(t, strings.HasPrefix(limit.Limit, c.limit), limit.Limit)
		require.Positive(t, limit.Value)
		require.Contains(t, limit.Raise, "gizmo.With")
	}
	// As many as the limit are no error.
	got, err := values(t, g, `g.V("<e:ann>").out("<e:knows>").all()`, WithMaxRows(2))
	require.NoError(t, err)
	require.Len(t, got, 2)
	_, err = values(t, g, `1`, WithMaxRows(0))
	require.ErrorContains(t, err, "WithMaxRows must be above zero")
	// The loop body's time is not the script's.
	for _, err := range Run(t.Context(), g, `g.V("<e:ann>").all()`, WithTimeout(30*time.Millisecond)) {
		require.NoError(t, err)
		time.Sleep(60 * time.Millisecond)
	}
}

// countdown is done at its n-th Err, and never says so by its channel. Who watches the memory asks, too, beside the script.
type countdown struct {
	context.Context
	left atomic.Int64
}

func countingDown(ctx context.Context, n int) *countdown {
	c := &countdown{Context: ctx}
	c.left.Store(int64(n))
	return c
}

func (c *countdown) Err() error {
	if c.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

func TestCancel(t *testing.T) {
	t.Run("here", func(t *testing.T) { testCancel(t) })
	t.Run("in a box", func(t *testing.T) { testCancel(t, In(box)) })
}

func testCancel(t *testing.T, way ...Option) {
	g := peopleGraph(t)
	for _, script := range []string{
		`for (;;) g.V().out().in().out().in().out().in().out().in().out().in().count()`,
		`for (;;) g.V().out().in().out().in().out().in().out().in().out().in().out().in().has("<nothing>").all()`,
		`for (;;) {}`,
	} {
		for n := range 3 {
			var last error
			for _, err := range Run(countingDown(t.Context(), n), g, script, way...) {
				last = err
			}
			require.ErrorIs(t, last, context.Canceled, "%d %s", n, script)
		}
		ctx, cancel := context.WithCancel(t.Context())
		timer := time.AfterFunc(10*time.Millisecond, cancel)
		start := time.Now()
		var last error
		for _, err := range Run(ctx, g, script, way...) {
			last = err
		}
		timer.Stop()
		require.ErrorIs(t, last, context.Canceled)
		require.Less(t, time.Since(start), 10*time.Second)
	}
	require.NoError(t, g.Close())
	_, err := values(t, g, `1`)
	require.ErrorIs(t, err, graph.ErrClosed)
	var none error
	for _, err := range Run(t.Context(), nil, `1`) {
		none = err
	}
	require.ErrorContains(t, none, "no graph")
}

// What is too large for any memory is an error that says so, also where the engine reckons it out as it reads the script.
func TestWhatNoMemoryHolds(t *testing.T) {
	g := peopleGraph(t)
	for _, script := range []string{
		`BigInt.asIntN(2**53-1, 1n)`, `BigInt.asUintN(2**53-1, -1n)`, `1n << (1n << 62n)`, `var n = 1n << 62n; 1n << n`, `"x".repeat(2**62)`, `"x".padEnd(2**50)`,
	} {
		for _, way := range [][]Option{nil, {In(box)}} {
			_, err := valuesOf(t, g, script, way...)
			require.ErrorContains(t, err, "larger than any memory", script)
		}
	}
	_, err := Compile(`1n << (1n << 62n)`)
	require.ErrorContains(t, err, "larger than any memory")
}

// Calls that go through getters and the like end in time at the deepest that may be asked for.
func TestDeepestCalls(t *testing.T) {
	g := peopleGraph(t)
	_, err := values(t, g, `var o = {get a() { return o.b }, get b() { return o.a }}; o.a`, WithMaxCallDepth(2000), WithTimeout(10*time.Second))
	require.ErrorContains(t, err, "limit reached: calls within one another, 2000")
	_, err = values(t, g, `1`, WithMaxCallDepth(2001))
	require.ErrorContains(t, err, "WithMaxCallDepth may be 2000 at most, got 2001")
}
