package gizmo

import (
	"context"
	"fmt"
	"sync/atomic"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/dop251/goja"

	"talentgraph.example/graph"
	"talentgraph.example/query/gizmo/internal/lang"
	"talentgraph.example/query/gizmo/internal/path"
	"talentgraph.example/query/gizmo/internal/stop"
)

// A Session runs one script after another in the same JavaScript world: what one script assigns to a global
// variable, and the prefixes it adds, the next one sees, as in a console. Each script sees the graph it is
// given. Nothing is shared between sessions.
//
// A Session may be used by one goroutine at a time; a second gets [ErrBusy]. It needs no closing.
type Session struct {
	opts  options
	world *world // nil until needed, and after a run that broke off in an unknown state
	busy  atomic.Bool
}

// NewSession makes a session. The options hold for all its runs. The error is about an option's value.
func NewSession(opts ...Option) (*Session, error) {
	o, err := newOptions(opts)
	if err != nil {
		return nil, err
	}
	return &Session{opts: o}, nil
}

// runStore runs what read gives over a store, which is that of the state if there is one.
func (s *Session) runStore(ctx context.Context, qs cayley.QuadStore, state *graph.Snapshot, read func(*options) (*Program, error), opts []Option, yield func(Result, error) bool) {
	if !s.busy.CompareAndSwap(false, true) {
		yield(Result{}, ErrBusy)
		return
	}
	defer s.busy.Store(false)
	o := s.opts
	var err error
	if len(opts) > 0 {
		if o, err = o.with(opts); err != nil {
			yield(Result{}, err)
			return
		}
	}
	if err := ctx.Err(); err != nil {
		yield(Result{}, err)
		return
	}
	program, err := read(&o)
	if err != nil {
		yield(Result{}, err)
		return
	}
	left, err := s.execute(ctx, qs, state, program, &o, yield)
	if err != nil && !left {
		yield(Result{}, err)
	}
}

// execute runs a program. It tells whether the caller has left the loop. A panic of the loop body passes
// through; any other becomes an error.
func (s *Session) execute(ctx context.Context, qs cayley.QuadStore, state *graph.Snapshot, program *Program, o *options, yield func(Result, error) bool) (left bool, err error) {
	if s.world == nil {
		s.world = newWorld()
	}
	w, rctx := s.world, stop.NewContext(ctx)
	w.state = state
	paths := path.NewStore(rctx, qs)
	out := &results{yield: yield, most: o.maxRows}
	run := &lang.Run{
		Ctx: rctx, Source: program.source, Graph: paths, Out: out,
		Names:  &names{ctx: rctx, store: paths.QuadStore(), state: state, prefixes: o.prefixes},
		Params: o.params, MaxPathLength: o.maxPathLength, MaxEmitted: o.maxEmitted, MaxCallDepth: o.maxCallDepth,
	}
	if o.notes != nil {
		run.Note = func(line, column int, text string) {
			out.watch.Outside(func() { o.notes(Note{Line: line, Column: column, Text: text}) })
		}
	}
	w.lang.Begin(run)
	w.guard.Begin(rctx, o.maxScriptSize)
	out.watch = stop.Start(rctx, w.vm, o.timeout, o.maxMemory)

	whole := false // the world, after the run
	var caller *stop.Panic
	defer func() {
		out.watch.Close()
		w.vm.ClearInterrupt()
		if !whole {
			s.world = nil
		}
		switch x := recover().(type) {
		case nil:
		case *stop.Abort:
			left, caller, err = w.ended(x)
		case *goja.InterruptedError:
			_, _, err = w.ended(x)
		default:
			err = &ScriptError{Message: fmt.Sprintf("%v: %v", errInternal, x), Err: errInternal}
		}
		if caller != nil {
			panic(caller.Value)
		}
	}()
	value, err := w.run(program)
	if err == nil {
		err = w.lang.Finish(value)
	}
	if err != nil {
		left, caller, err = w.ended(err)
	}
	whole = true
	return left, err
}
