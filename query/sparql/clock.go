package sparql

import (
	"context"
	"errors"
	"sync"
	"time"

	"talentgraph.example/graph"
)

// clock ends a run's context when the run has used up its time. The time that the caller's loop body takes is not the
// run's.
type clock struct {
	limit  time.Duration
	cancel context.CancelCauseFunc
	err    error // the limit's

	mutex  sync.Mutex
	timer  *time.Timer
	begun  time.Time
	paused time.Duration // before now
	since  time.Time     // of the pause under way; zero if there is none
}

func startClock(ctx context.Context, limit time.Duration) (*clock, context.Context) {
	c := &clock{limit: limit, begun: time.Now(), err: &graph.LimitError{Limit: "milliseconds of a query", Value: limit.Milliseconds(), Raise: "sparql.WithTimeout"}}
	ctx, c.cancel = context.WithCancelCause(ctx)
	c.timer = time.AfterFunc(limit, c.look)
	return c, ctx
}

// look runs when the time may be over. If the run has paused meanwhile, it has some left.
func (c *clock) look() {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	now := time.Now()
	paused := c.paused
	if !c.since.IsZero() {
		paused += now.Sub(c.since)
	}
	if left := c.limit - (now.Sub(c.begun) - paused); left > 0 {
		c.timer.Reset(left)
		return
	}
	c.cancel(c.err)
}

func (c *clock) pause() {
	c.mutex.Lock()
	c.since = time.Now()
	c.mutex.Unlock()
}

func (c *clock) goOn() {
	c.mutex.Lock()
	c.paused += time.Since(c.since)
	c.since = time.Time{}
	c.mutex.Unlock()
}

func (c *clock) end() {
	c.timer.Stop()
	c.cancel(context.Canceled)
	// Should look be waiting to set the timer again, it finds a cancelled context, which harms nobody.
}

// translate makes the error of a context that this clock has ended the limit's.
func (c *clock) translate(err error) error {
	if err == nil || !errors.Is(err, context.Canceled) {
		return err
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	paused := c.paused
	if time.Since(c.begun)-paused >= c.limit {
		return c.err
	}
	return err
}
