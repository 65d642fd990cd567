package stop

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"talentgraph.example/query/gizmo/internal/limit"
)

// samplePeriod is how often a run is looked at from outside. A run that is over before then costs nothing.
const samplePeriod = 2 * time.Millisecond

// A Watch ends a run from outside when its time is up, when its context is done, or when too much memory is in use. It
// uses timers, so that no goroutine exists but for the moment of a sample.
type Watch struct {
	ctx      *Context
	timeout  time.Duration
	tooMuch  func() error // tells of too much memory
	runs     Interrupter
	started  time.Time
	outside  atomic.Int64 // nanoseconds spent in the caller's loop body
	resting  atomic.Bool  // in the caller's loop body now
	exits    atomic.Bool  // the caller's goroutine ends there
	stopping func() bool

	mu    sync.Mutex // held during a sample; makes close wait for it
	over  bool
	timer *time.Timer
}

// An Interrupter is what runs a script: an engine, or the way to one. It is told to stop at once, by whatever goroutine,
// with an *Abort.
type Interrupter interface{ Interrupt(v any) }

// NewWatch makes a watch with limits. Of memory, tooMuch is asked every few milliseconds.
func NewWatch(ctx *Context, timeout time.Duration, tooMuch func() error) *Watch {
	return &Watch{ctx: ctx, timeout: timeout, tooMuch: tooMuch}
}

// Start begins to watch a run; the time counts from now.
func (w *Watch) Start(runs Interrupter) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.runs, w.started = runs, time.Now()
	w.stopping = context.AfterFunc(w.ctx.Context, w.cancelled)
	w.timer = time.AfterFunc(samplePeriod, w.sample)
}

// Close ends the watch; after it nothing of the watch runs any more.
func (w *Watch) Close() {
	w.stopping()
	w.timer.Stop()
	w.mu.Lock()
	w.over = true
	w.mu.Unlock()
}

// Outside calls code of the caller's, such as its loop body, off the script's clock. A panic in it goes back to the
// caller as it is; if it ends its goroutine, the script ends first.
func (w *Watch) Outside(body func()) {
	returned := false
	defer func() {
		switch x := recover(); {
		case returned:
		case x == nil: // runtime.Goexit, which goes on below whoever recovers this
			w.exits.Store(true)
			panic(&Abort{})
		default:
			panic(&Abort{Caller: &Panic{x}})
		}
	}()
	w.rest(body)
	returned = true
}

// Exits tells that the caller's goroutine ends.
func (w *Watch) Exits() bool { return w.exits.Load() }

func (w *Watch) rest(body func()) {
	from := time.Now()
	w.resting.Store(true)
	defer func() {
		w.outside.Add(int64(time.Since(from)))
		w.resting.Store(false)
	}()
	body()
}

// End ends the run for a reason.
func (w *Watch) End(reason error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.over {
		w.end(reason)
	}
}

func (w *Watch) end(reason error) {
	if w.ctx.stop.CompareAndSwap(nil, &reason) {
		w.runs.Interrupt(&Abort{Err: reason})
	}
}

func (w *Watch) cancelled() { w.End(w.ctx.Context.Err()) }

func (w *Watch) sample() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.over {
		return
	}
	// A context of the caller's own making may be done without its channel saying so.
	if err := w.ctx.Context.Err(); err != nil {
		w.end(err)
		return
	}
	if !w.resting.Load() {
		if time.Since(w.started)-time.Duration(w.outside.Load()) > w.timeout {
			w.end(limit.Time(w.timeout))
			return
		}
		if err := w.tooMuch(); err != nil {
			w.end(err)
			return
		}
	}
	w.timer.Reset(samplePeriod)
}
