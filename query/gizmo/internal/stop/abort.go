package gizmo

import (
	"context"
	"sync/atomic"

	"github.com/dop251/goja"
)

// An abort ends a run at once, from wherever it is: it is thrown as a Go panic, which no script can catch.
// goja takes it for one of its own interruptions and cleans up after it.
type abort struct {
	err    error // nil if the caller's loop ended
	stack  []goja.StackFrame
	caller *callerPanic
}

func (a *abort) Error() string {
	if a.err == nil {
		return "the caller has enough"
	}
	return a.err.Error()
}

// Unwrap makes goja treat the panic as it treats an interrupt: not caught, no finally block run.
func (a *abort) Unwrap() error { return new(goja.InterruptedError) }

// A callerPanic is a panic of the caller's own loop body, carried through the script untouched.
type callerPanic struct{ value any }

func stopOn(err error) {
	if err != nil {
		panic(&abort{err: err})
	}
}

// runContext is the context of a run: its error is the reason to stop, be it the caller's context or a limit.
type runContext struct {
	context.Context
	stop  atomic.Pointer[error]
	steps int
}

// Err is called by whoever iterates, Cayley included.
func (c *runContext) Err() error {
	if reason := c.stop.Load(); reason != nil {
		return *reason
	}
	return c.Context.Err()
}

// check stops the run if there is reason to. It is cheap enough for every step.
func (c *runContext) check() {
	if reason := c.stop.Load(); reason != nil {
		stopOn(*reason)
	}
	if c.steps++; c.steps%512 == 0 {
		stopOn(c.Context.Err())
	}
}

// stopIfDone is check for code that was handed the context by Cayley.
func stopIfDone(ctx context.Context) {
	if c, ok := ctx.(*runContext); ok {
		c.check()
		return
	}
	stopOn(ctx.Err())
}
