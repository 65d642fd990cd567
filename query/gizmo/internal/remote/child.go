package remote

import (
	"context"
	"errors"
	"math"
	"sync"
	"time"

	"talentgraph.example/query/gizmo/internal/fault"
	"talentgraph.example/query/gizmo/internal/lang"
	"talentgraph.example/query/gizmo/internal/limit"
	"talentgraph.example/query/gizmo/internal/stop"
	"talentgraph.example/query/gizmo/internal/wire"
	"talentgraph.example/query/gizmo/internal/world"
)

// errStopped ends a run that the parent wants to end. The parent knows why.
var errStopped = errors.New("the run was stopped")

// child runs scripts for a parent.
type child struct {
	conn   *wire.Conn
	frames chan wire.Frame
	begun  func(time.Duration) // hears how long a run may take
	gone   func(error)         // ends the process: there is nobody to talk to
	world  *world.World

	mu      sync.Mutex  // guards what follows
	number  uint64      // of the newest run
	watch   *stop.Watch // of the run; nil between runs
	stopped bool        // the run is to end
}

// Serve runs scripts for the parent at the other end. Before each it calls begun with the time that it may take. When the
// parent has gone, or says what cannot be, it calls gone, which must end the process: a script may be running.
func Serve(conn *wire.Conn, begun func(time.Duration), gone func(error)) {
	c := &child{conn: conn, frames: make(chan wire.Frame), begun: begun, gone: gone}
	go c.listen()
	for f := range c.frames {
		if f.Kind != sayJob {
			gone(wire.ErrBroken)
			return
		}
		r := wire.NewReader(f.Body, -1)
		job := decodeJob(r)
		if r.End() != nil {
			gone(wire.ErrBroken)
			return
		}
		c.begun(job.Time)
		end := c.run(job)
		end.number = job.number
		var w wire.Writer
		end.encode(&w)
		if err := conn.Send(tellEnd, w.Body); err != nil {
			gone(err)
			return
		}
	}
}

// listen reads what the parent says, while scripts run.
func (c *child) listen() {
	defer close(c.frames)
	for {
		f, err := c.conn.Read()
		if err != nil {
			c.gone(err)
			return
		}
		number := wire.NewReader(f.Body, -1).Uint()
		switch f.Kind {
		case SayStop:
			c.stop(number)
			continue
		case sayJob:
			c.mu.Lock()
			c.number, c.stopped = number, false
			c.mu.Unlock()
		}
		c.frames <- f
	}
}

// stop ends the run of a number, if it has not ended: what stops a run may come late.
func (c *child) stop(number uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if number != c.number {
		return
	}
	c.stopped = true
	if c.watch != nil {
		c.watch.End(errStopped)
	}
}

// begin makes the watch the one to stop. It tells whether the run is to end already.
func (c *child) begin(watch *stop.Watch) (stopped bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.watch = watch
	return c.stopped
}

// run runs a script.
func (c *child) run(job Job) ending {
	if job.Fresh {
		c.world = nil
	}
	if c.world == nil {
		c.world = world.New()
	}
	program, err := world.Compile(job.Source, job.MaxScriptSize)
	if err != nil {
		return endingOf(err)
	}
	// This process is for scripts alone; what ends one comes from the parent.
	ctx := stop.NewContext(context.Background())
	watch := stop.NewWatch(ctx, math.MaxInt64, stop.NewGrowth(job.MaxMemory, job.tooMuch()).TooMuch)
	there := &there{child: c, ctx: ctx, job: &job}
	run := &lang.Run{
		Ctx: ctx, Source: job.Source, Graph: (*graphThere)(there), Names: (*namesThere)(there), Out: (*callerThere)(there),
		Params: job.Params, MaxPathLength: job.MaxPathLength, MaxEmitted: job.MaxEmitted, MaxCallDepth: job.MaxCallDepth,
	}
	if job.Notes {
		run.Note = there.note
	}
	if c.begin(watch) {
		return ending{how: endStopped}
	}
	defer c.begin(nil)
	end := c.world.Run(run, (*askerThere)(there), watch, program)
	if end.Err != nil {
		return endingOf(end.Err)
	}
	return ending{}
}

// endingOf tells of an error.
func endingOf(err error) ending {
	bad, ok := err.(*fault.Error)
	if !ok {
		bad = fault.Of(err)
	}
	e := ending{how: endThrown, line: bad.Line, column: bad.Column, method: bad.Method, message: bad.Message}
	e.limit = limitOf(bad.Err)
	switch {
	case errors.Is(bad.Err, errStopped):
		e.how = endStopped
	case errors.Is(bad.Err, errCause):
		e.how = endRefused
	case e.limit != nil:
		e.how = endLimit
	case errors.Is(bad.Err, world.ErrInternal):
		e.how = endBroken
	}
	return e
}

// Warm makes the first run as quick as later ones.
func Warm() {
	w := world.New()
	if p, err := world.Compile("null", 10); err == nil {
		ctx := stop.NewContext(context.Background())
		w.Run(&lang.Run{Ctx: ctx, MaxCallDepth: 10}, nil, stop.NewWatch(ctx, math.MaxInt64, func() error { return nil }), p)
	}
}

// most is how long a message to the parent may be, beside what a script may emit.
const most = 1 << 20

// tooLong is the limit of a message.
func tooLong(n int) error {
	return limit.Error("bytes of a path or a question with its values, which has no option; give values as fewer or shorter ones", int64(n), "")
}
