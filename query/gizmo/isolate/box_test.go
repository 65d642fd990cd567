package isolate_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"talentgraph.example/graph"
	"talentgraph.example/internal/long"
	"talentgraph.example/query/gizmo"
	"talentgraph.example/query/gizmo/isolate"
)

func TestMain(m *testing.M) {
	isolate.Init()
	if len(os.Args) > 1 {
		if helper := helpers[os.Args[1]]; helper != nil {
			helper()
			return
		}
	}
	goleak.VerifyTestMain(m)
}

func newBox(t testing.TB, opts ...isolate.Option) *isolate.Box {
	box, err := isolate.New(opts...)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, box.Close()) })
	return box
}

func small(t testing.TB) *graph.Graph {
	g := graph.New()
	for _, q := range [][3]string{{"ann", "knows", "bob"}, {"ann", "knows", "cai"}, {"bob", "knows", "dan"}} {
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.IRI("http://e/" + q[0]), Predicate: quad.IRI("http://e/" + q[1]), Object: quad.IRI("http://e/" + q[2])}))
	}
	return g
}

func run(t testing.TB, g graph.Reader, script string, opts ...gizmo.Option) (got []any, err error) {
	for r, err := range gizmo.Run(t.Context(), g, script, opts...) {
		if err != nil {
			return got, err
		}
		if v, ok := r.Emitted(); ok {
			got = append(got, v)
		} else {
			got = append(got, r.Map())
		}
	}
	return got, nil
}

func TestRun(t *testing.T) {
	g, box := small(t), newBox(t)
	got, err := run(t, g, `g.V("<http://e/ann>").out("<http://e/knows>").all()`, gizmo.In(box))
	require.NoError(t, err)
	require.ElementsMatch(t, []any{map[string]any{"id": "<http://e/bob>"}, map[string]any{"id": "<http://e/cai>"}}, got)
	got, err = run(t, g, `var n = 0; g.V("<http://e/ann>").out("<http://e/knows>").tag("x").forEach(function (d) { n += g.V(d.id).out().count(); g.emit(d) }); n`, gizmo.In(box))
	require.NoError(t, err)
	require.Len(t, got, 3)
	require.Equal(t, int64(1), got[2])
	_, err = run(t, g, `g.V().out({})`, gizmo.In(box))
	require.EqualError(t, err, "gizmo: 1:10: out: expected an IRI, a path or a list of IRIs, got an object")
}

// A session keeps its variables until its process has ended, and says when they are gone.
func TestSession(t *testing.T) {
	g, box := small(t), newBox(t)
	s, err := gizmo.NewSession(gizmo.In(box), gizmo.WithTimeout(time.Minute))
	require.NoError(t, err)
	defer s.Close()
	do := func(script string, opts ...gizmo.Option) (last any, err error) {
		for r, err := range s.Run(t.Context(), g, script, opts...) {
			if err != nil {
				return nil, err
			}
			last, _ = r.Emitted()
		}
		return last, nil
	}
	_, err = do(`var x = 41; null`)
	require.NoError(t, err)
	got, err := do(`x + 1`)
	require.NoError(t, err)
	require.Equal(t, int64(42), got)
	short := gizmo.WithTimeout(200 * time.Millisecond)
	_, err = do(`for (;;) {}`, short)
	for tries := 0; tries < 100 && err != nil && strings.Contains(err.Error(), "gone"); tries++ { // a busy machine lets it hear too late
		_, err = do(`var x = 41; null`)
		require.NoError(t, err)
		_, err = do(`for (;;) {}`, short)
	}
	require.EqualError(t, err, "gizmo: 1:1: limit reached: milliseconds of run time, 200; raise it with gizmo.WithTimeout")
	got, err = do(`x`)
	require.NoError(t, err, "a script that can be stopped costs nothing")
	require.Equal(t, int64(41), got)
	_, err = do(`[...{[Symbol.iterator]() { return {next: Object} }}]`, short)
	require.ErrorContains(t, err, "; the variables of the session are gone")
	var limit *graph.LimitError
	require.ErrorAs(t, err, &limit)
	_, err = do(`x`)
	require.ErrorContains(t, err, "x is not defined")
	_, err = do(`var e = new Error(); e.name = e; String(e)`)
	require.ErrorIs(t, err, isolate.ErrEnded)
	require.EqualError(t, err, "gizmo: the script ended its process: a recursion inside the engine had no end; the variables of the session are gone")
	got, err = do(`1 + 1`)
	require.NoError(t, err)
	require.Equal(t, int64(2), got)

	// It ends when nobody is looking.
	for _, pid := range children(t) {
		p, err := os.FindProcess(pid)
		require.NoError(t, err)
		require.NoError(t, p.Kill())
	}
	_, err = do(`1 + 1`)
	require.ErrorIs(t, err, isolate.ErrEnded)
	require.ErrorContains(t, err, "gone")
	got, err = do(`1 + 1`)
	require.NoError(t, err)
	require.Equal(t, int64(2), got)

	// The caller leaves a script that cannot be stopped.
	for r, err := range s.Run(t.Context(), g, `g.V().all(); [...{[Symbol.iterator]() { return {next: Object} }}]`) {
		require.NoError(t, err)
		if r.Map()["id"] == "<http://e/dan>" {
			time.Sleep(20 * time.Millisecond)
			break
		}
	}
	require.NoError(t, s.Close())
	_, err = do(`1`)
	require.NoError(t, err)
	other, err := gizmo.NewSession(gizmo.In(box))
	require.NoError(t, err)
	defer other.Close()
	for _, err := range other.Run(t.Context(), g, `1`, gizmo.In(nil)) {
		require.ErrorContains(t, err, "an option of a session")
	}
}

func TestLimitsOfMemory(t *testing.T) {
	if underRace {
		t.Skip("the race detector's own memory ends a child before the limit does")
	}
	g, box := small(t), newBox(t, isolate.WithMemory(32<<20))
	left := long.Runs(3, 6)
	for script := range map[string]bool{ // in any order
		`var l = []; for (;;) l.push([l])`: true, `var s = "x"; for (;;) s += s`: true, `"x".repeat(1e9)`: true, `new Uint8Array(3e9).fill(1)`: true,
		`var a = []; a.length = 4e9; a.fill(1)`: true, `var n = 1n; for (;;) { n = n << 8000000n }`: true,
	} {
		if left--; left < 0 {
			break
		}
		_, err := run(t, g, script, gizmo.In(box), gizmo.WithTimeout(time.Minute))
		require.ErrorIs(t, err, graph.ErrLimit, script)
		require.ErrorContains(t, err, "bytes of memory", script)
	}
	// What one script leaves behind does not count for the next.
	for range long.Runs(4, 20) {
		_, err := run(t, g, `var l = []; for (var i = 0; i < 2e4; i++) l.push([i]); null`, gizmo.In(box))
		require.NoError(t, err)
	}
}

// At most so many run at once; who waits hears the context.
func TestManyAtOnce(t *testing.T) {
	g, box := small(t), newBox(t, isolate.WithChildren(3))
	var all sync.WaitGroup
	runs := long.Runs(60, 200)
	failed := make(chan error, runs)
	for i := range runs {
		all.Go(func() {
			timeout := time.Minute
			script := `g.V("<http://e/ann>").out("<http://e/knows>").forEach(function (d) { g.emit(d.id) })`
			ends := i%50 == 3
			switch {
			case ends:
				script = `var e = new Error(); e.name = e; String(e)`
			case i%10 == 7:
				ends = true
				script, timeout = `for (;;) g.V().out().count()`, 20*time.Millisecond
			}
			got, err := run(t, g, script, gizmo.In(box), gizmo.WithTimeout(timeout))
			if ends != (err != nil) || !ends && len(got) != 2 {
				failed <- errors.Join(errors.New(script), err)
			}
		})
	}
	all.Wait()
	close(failed)
	for err := range failed {
		require.NoError(t, err)
	}
	require.LessOrEqual(t, len(children(t)), 3)

	held := make([]*gizmo.Session, 3)
	for i := range held {
		s, err := gizmo.NewSession(gizmo.In(box))
		require.NoError(t, err)
		for _, err := range s.Run(t.Context(), g, `1`) {
			require.NoError(t, err)
		}
		held[i] = s
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	for _, err := range gizmo.Run(ctx, g, `1`, gizmo.In(box)) {
		require.ErrorIs(t, err, context.DeadlineExceeded)
	}
	require.NoError(t, held[0].Close())
	_, err := run(t, g, `1`, gizmo.In(box))
	require.NoError(t, err)
	for _, s := range held {
		require.NoError(t, s.Close())
	}
}

// Closing a box ends what runs in it.
func TestClose(t *testing.T) {
	g := small(t)
	box, err := isolate.New()
	require.NoError(t, err)
	time.AfterFunc(30*time.Millisecond, func() { _ = box.Close() })
	_, err = run(t, g, `for (;;) {}`, gizmo.In(box))
	require.ErrorIs(t, err, isolate.ErrClosed)
	_, err = run(t, g, `1`, gizmo.In(box))
	require.ErrorIs(t, err, isolate.ErrClosed)
	require.NoError(t, box.Close())
	require.Empty(t, children(t))
}

// A script that was meant for a box runs nowhere else.
func TestNoBox(t *testing.T) {
	for want, none := range map[string]gizmo.Runner{"given no box": nil, "was not made": (*isolate.Box)(nil), "not made by New": &isolate.Box{}} {
		s, err := gizmo.NewSession(gizmo.In(none))
		require.NoError(t, err)
		for _, script := range []string{`g.emit(1)`, `g.V().all()`} {
			n := 0
			for _, err = range gizmo.Run(t.Context(), graph.New(), script, gizmo.In(none)) {
				n++
			}
			require.Equal(t, 1, n)
			require.ErrorContains(t, err, want, script)
			for _, err = range s.Run(t.Context(), graph.New(), script) {
				n++
			}
			require.Equal(t, 2, n)
			require.ErrorContains(t, err, want, script)
		}
		require.NoError(t, s.Close())
		if box, ours := none.(*isolate.Box); ours {
			require.NoError(t, box.Close())
		}
	}
}

func TestNew(t *testing.T) {
	for want, opts := range map[string][]isolate.Option{
		"WithChildren must be above zero":                    {isolate.WithChildren(0)},
		"WithMemory must be":                                 {isolate.WithMemory(1)},
		"WithCommand needs the path":                         {isolate.WithCommand("")},
		"no child can be started: fork/exec /nowhere":        {isolate.WithCommand("/nowhere")},
		"does its program call isolate.Init() first":         {isolate.WithCommand("/bin/true")},
		"its program does not call isolate.Init() first":     {isolate.WithCommand("/bin/sh", "-c", "echo 0000000000000000000000 is what it says")},
		`it ended before it was ready, saying "no such luck`: {isolate.WithCommand("/bin/sh", "-c", "echo no such luck >&2")},
	} {
		_, err := isolate.New(opts...)
		require.ErrorContains(t, err, want)
	}
	t.Setenv("TALENTGRAPH_GIZMO_INIT", "1")
	_, err := isolate.New()
	require.ErrorContains(t, err, "call isolate.Init() first in main")
	require.Empty(t, children(t))
	path, err := os.Executable()
	require.NoError(t, err)
	_, err = run(t, small(t), `1`, gizmo.In(newBox(t, isolate.WithCommand(path, "ignored"))))
	require.NoError(t, err)
}
