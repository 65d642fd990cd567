package gizmo

import (
	"errors"
	"runtime"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"
)

func TestSession(t *testing.T) {
	t.Run("here", func(t *testing.T) { testSession(t) })
	t.Run("in a box", func(t *testing.T) { testSession(t, In(box)) })
}

func testSession(t *testing.T, way ...Option) {
	g := peopleGraph(t)
	s, err := NewSession(append(way, WithParam("who", quad.IRI("e:ann")))...)
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	run := func(script string, opts ...Option) ([]any, error) {
		var got []any
		for r, err := range s.Run(t.Context(), g, script, opts...) {
			if err != nil {
				return got, err
			}
			v, ok := r.Emitted()
			if !ok {
				v = r.Map()["id"]
			}
			got = append(got, v)
		}
		return got, nil
	}
	_, err = run(`var p = g.V($who).out("<e:knows>"); function twice(x) { return x + x }; g.addNamespace("ex", "e:an")`)
	require.NoError(t, err)
	got, err := run(`p.all(); twice("a") + typeof ["x"].join() + g.V("<ex:n>").toValue()`)
	require.NoError(t, err)
	require.ElementsMatch(t, []any{"<e:bob>", "<e:cai>", "aastring<e:ann>"}, got)
	// After each kind of end the session still works, and remembers.
	for _, bad := range []string{`for (;;) {}`, `throw 1`, `(`, `g.V().out({})`, `[].concat(null).x.y`} {
		_, err = run(bad, WithTimeout(10*time.Millisecond))
		require.Error(t, err, bad)
		got, err = run(`p.count()`)
		require.NoError(t, err)
		require.Equal(t, []any{int64(2)}, got)
	}
	for range s.Run(t.Context(), g, `p.all()`) {
		for _, err := range s.Run(t.Context(), g, `1`) {
			require.ErrorIs(t, err, ErrBusy)
		}
		break
	}
	func() {
		defer func() { _ = recover() }()
		for range s.Run(t.Context(), g, `g.emit(1)`) {
			panic("out")
		}
	}()
	// Not even when the goroutine of the loop ends in it.
	ended := make(chan bool)
	go func() {
		defer close(ended)
		for range s.Run(t.Context(), g, `p.all()`) {
			runtime.Goexit()
		}
	}()
	<-ended
	got, err = run(`1 + p.count()`)
	require.NoError(t, err)
	require.Equal(t, []any{int64(3)}, got)
	other, err := NewSession(way...)
	require.NoError(t, err)
	defer func() { require.NoError(t, other.Close()) }()
	for _, err := range other.Run(t.Context(), g, `p`) {
		require.ErrorContains(t, err, "p is not defined", "nothing is shared between sessions")
	}
	// The graph is the one given, at the time.
	addAsRead(t, g, quad.MakeIRI("e:ann", "e:knows", "e:zoe", ""))
	got, err = run(`p.count()`)
	require.NoError(t, err)
	require.Equal(t, []any{int64(3)}, got)
}

func TestConcurrentRuns(t *testing.T) {
	t.Run("here", func(t *testing.T) { testConcurrentRuns(t) })
	t.Run("in a box", func(t *testing.T) { testConcurrentRuns(t, In(box)) })
}

func testConcurrentRuns(t *testing.T, way ...Option) {
	g := peopleGraph(t)
	done := make(chan error)
	for range 4 {
		go func() {
			for range 30 {
				got, err := valuesOf(t, g, `g.V("<e:ann>").out("<e:knows>").forEach(function (d) { g.emit(d.id.replace(/[<>]/g, "")) })`, way...)
				if err == nil && len(got) != 2 {
					err = errors.New("wrong answer")
				}
				if err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
	}
	for range 4 {
		require.NoError(t, <-done)
	}
}
