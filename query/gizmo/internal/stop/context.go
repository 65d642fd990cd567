package stop

import (
	"context"
	"sync/atomic"
)

// A Context is the context of a run: its error is the reason to stop, be it the caller's context or a limit.
type Context struct {
	context.Context
	stop  atomic.Pointer[error]
	steps int
}

// NewContext makes the context of a run within the caller's.
func NewContext(ctx context.Context) *Context { return &Context{Context: ctx} }

// Err is called by whoever iterates, Cayley included.
func (c *Context) Err() error {
	if reason := c.stop.Load(); reason != nil {
		return *reason
	}
	return c.Context.Err()
}

// Check stops the run if there is reason to. It is cheap enough for every step.
func (c *Context) Check() {
	if reason := c.stop.Load(); reason != nil {
		On(*reason)
	}
	if c.steps++; c.steps%512 == 0 {
		On(c.Context.Err())
	}
}

// Check is [Context.Check] for code that was handed the context by Cayley.
func Check(ctx context.Context) {
	if c, ok := ctx.(*Context); ok {
		c.Check()
		return
	}
	On(ctx.Err())
}
