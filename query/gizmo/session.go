package gizmo

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/cayleygraph/cayley/graph"
	"github.com/dop251/goja"

	talentgraph "talentgraph.example/graph"
)

// A Session runs one script after another in the same JavaScript world: what one script assigns to a global
// variable, and the prefixes it adds, the next one sees, as in a console. Each script sees the graph it is
// given. Nothing is shared between sessions.
//
// A Session may be used by one goroutine at a time; a second gets [ErrBusy]. It needs no closing.
type Session struct {
	opts options
	env  *env // nil until needed, and after a run that broke off in an unknown state
	busy atomic.Bool
}

// NewSession makes a session. The options hold for all its runs. The error is about an option's value.
func NewSession(opts ...Option) (*Session, error) {
	o, err := newOptions(opts)
	if err != nil {
		return nil, err
	}
	return &Session{opts: o}, nil
}

// errInternal is the cause when a query did not end by any rule of this package.
var errInternal = errors.New("the query failed inside the graph library")

// A run is one script being run.
type run struct {
	ctx    *runContext
	qs     graph.QuadStore
	reader talentgraph.Reader // nil if the store is all there is
	opts   *options
	source string
	watch  *watch
	yield  func(Result, error) bool
	rows   int
}

// give hands a result to the caller's loop body.
func (r *run) give(res Result) {
	if r.rows >= r.opts.maxRows {
		stopOn(rowsLimit(r.opts.maxRows))
	}
	r.rows++
	more := false
	r.outside(func() { more = r.yield(res, nil) })
	if !more {
		panic(&abort{})
	}
}

func (r *run) emit(value any) { r.give(Result{emitted: value, isEmitted: true}) }

// outside calls code of the caller, off the script's clock; a panic in it goes back to the caller as it is.
func (r *run) outside(f func()) {
	defer func() {
		if x := recover(); x != nil {
			panic(&abort{caller: &callerPanic{x}})
		}
	}()
	r.watch.rest(f)
}

// runStore runs what read gives over a store.
func (s *Session) runStore(ctx context.Context, qs graph.QuadStore, reader talentgraph.Reader, read func(*options) (*Program, error), opts []Option, yield func(Result, error) bool) {
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
	err, stopped := s.execute(ctx, qs, reader, program, &o, yield)
	if err != nil && !stopped {
		yield(Result{}, err)
	}
}

// execute runs a program. It tells whether the caller's loop has ended. A panic of the loop body passes
// through; any other becomes an error.
func (s *Session) execute(ctx context.Context, qs graph.QuadStore, reader talentgraph.Reader, program *Program, o *options, yield func(Result, error) bool) (err error, stopped bool) {
	if s.env == nil {
		s.env = newEnv()
	}
	e := s.env
	rctx := &runContext{Context: ctx}
	e.run = &run{ctx: rctx, qs: guarded(qs, rctx), reader: reader, opts: o, source: program.source, yield: yield}
	e.thrown = thrownError{}
	e.vm.ClearInterrupt()
	e.vm.SetMaxCallStackSize(o.maxCallDepth)
	e.run.watch = startWatch(rctx, e.vm, o)

	ended := false // in a way that leaves the world whole
	var caller *callerPanic
	defer func() {
		e.run.watch.close()
		e.vm.ClearInterrupt()
		if !ended {
			s.env = nil
		}
		switch x := recover().(type) {
		case nil:
		case *abort:
			caller = x.caller
			err, stopped = e.aborted(x)
		case *goja.InterruptedError:
			err = e.scriptError(x)
		default:
			err = &ScriptError{Message: fmt.Sprintf("%v: %v", errInternal, x), Err: errInternal}
		}
		if caller != nil {
			panic(caller.value)
		}
	}()
	value, err := e.runProgram(program)
	if a, ok := err.(*abort); ok {
		ended = true
		caller = a.caller
		err, stopped = e.aborted(a)
		return err, stopped
	}
	if err == nil {
		if thrown := e.vm.Try(func() { e.finish(value) }); thrown != nil {
			err = thrown
		}
	}
	if err != nil {
		err = e.scriptError(err)
	}
	ended = true
	return err, false
}

// runProgram gives the value of a program's last statement.
func (e *env) runProgram(p *Program) (value goja.Value, err error) {
	if p.chain != nil && !e.scripted && hasParams(p.chain, e.run.opts.params) {
		return e.runChain(p.chain)
	}
	e.inChain = false
	e.prepare()
	script, err := p.script()
	if err != nil {
		return nil, err
	}
	if !script.plain {
		if err := e.harden(); err != nil {
			return nil, err
		}
	}
	return e.vm.RunProgram(script.program)
}

// finish hands on the value of the script's last statement.
func (e *env) finish(value goja.Value) {
	e.run.ctx.check()
	if data, ok := e.lastValue(value); ok {
		e.run.emit(data)
	}
}

func (e *env) aborted(a *abort) (err error, stopped bool) {
	if a.err == nil {
		return nil, true
	}
	return e.placed(a.err, a.stack), false
}
