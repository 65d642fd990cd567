package sparql

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"talentgraph.example/graph"
)

// clock is a run's context: the caller's, and over when the run has used up its time. The time that the caller's loop body
// takes is not the run's. Who looks at it reads the time; a timer is only set for who waits on Done, as a service may.
type clock struct {
	context.Context // the caller's
	limit           time.Duration
	begun           time.Time
	paused          atomic.Int64 // nanoseconds, before the pause under way
	since           atomic.Int64 // when that began, in nanoseconds from begun; 0 if there is none

	once   sync.Once
	inner  context.Context // has the channel of Done
	cancel context.CancelFunc
	timer  *time.Timer
	mutex  sync.Mutex
	ended  bool
}

func startClock(ctx context.Context, limit time.Duration) *clock {
	return &clock{Context: ctx, limit: limit, begun: time.Now()}
}

// left is the time that the run still has.
func (c *clock) left() time.Duration {
	elapsed := time.Since(c.begun)
	if since := c.since.Load(); since != 0 {
		elapsed = time.Duration(since)
	}
	return c.limit - (elapsed - time.Duration(c.paused.Load()))
}

// Err is the caller's context's, or DeadlineExceeded when the time is over.
func (c *clock) Err() error {
	if err := c.Context.Err(); err != nil {
		return err
	}
	if c.left() <= 0 {
		return context.DeadlineExceeded
	}
	return nil
}

// Done is closed when the caller's context ends, or when the time is over.
func (c *clock) Done() <-chan struct{} {
	c.once.Do(func() {
		c.inner, c.cancel = context.WithCancel(c.Context)
		c.mutex.Lock()
		defer c.mutex.Unlock()
		c.timer = time.AfterFunc(c.left(), c.look)
	})
	return c.inner.Done()
}

// look runs when the time may be over. If the run has paused meanwhile, it has some left.
func (c *clock) look() {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if left := c.left(); left > 0 && !c.ended {
		c.timer.Reset(left)
		return
	}
	c.cancel()
}

func (c *clock) pause() { c.since.Store(max(1, int64(time.Since(c.begun)))) }

func (c *clock) goOn() {
	c.paused.Add(int64(time.Since(c.begun)) - c.since.Load())
	c.since.Store(0)
}

// end frees what Done has set up.
func (c *clock) end() {
	c.once.Do(func() {})
	if c.cancel == nil {
		return
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.ended = true
	c.timer.Stop()
	c.cancel()
}

// translate makes the error of time that is over the limit's.
func (c *clock) translate(err error) error {
	if !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, context.Canceled) || c.Context.Err() != nil || c.left() > 0 {
		return err
	}
	return &graph.LimitError{Limit: "milliseconds of a query", Value: c.limit.Milliseconds(), Raise: "sparql.WithTimeout"}
}
