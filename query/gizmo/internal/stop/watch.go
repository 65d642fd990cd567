package gizmo

import (
	"context"
	"runtime"
	"runtime/metrics"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dop251/goja"
)

// samplePeriod is how often a run is looked at from outside. A run that is over before then costs nothing.
const samplePeriod = 2 * time.Millisecond

// A watch ends a run from outside when its time is up, when its context is done, or when the memory of the
// process has grown too far. It uses timers, so that no goroutine exists but for the moment of a sample.
type watch struct {
	ctx  *runContext
	vm   *goja.Runtime
	opts *options

	started time.Time
	outside atomic.Int64 // nanoseconds spent in the caller's loop body
	resting atomic.Bool  // in the caller's loop body now

	base    int64 // bytes in use at the first sample
	sampled bool
	// floor is what was in use after the last forced collection: the next waits until well above it.
	floor int64

	mu    sync.Mutex // held during a sample; makes close wait for it
	over  bool
	timer *time.Timer
	stop  func() bool
}

func startWatch(ctx *runContext, vm *goja.Runtime, opts *options) *watch {
	w := &watch{ctx: ctx, vm: vm, opts: opts, started: time.Now()}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.stop = context.AfterFunc(ctx.Context, w.cancelled)
	w.timer = time.AfterFunc(samplePeriod, w.sample)
	return w
}

// close ends the watch; after it nothing of the watch runs any more.
func (w *watch) close() {
	w.stop()
	w.timer.Stop()
	w.mu.Lock()
	w.over = true
	w.mu.Unlock()
}

// outsideOf calls the caller's loop body, off the clock.
func (w *watch) rest(body func()) {
	from := time.Now()
	w.resting.Store(true)
	defer func() {
		w.outside.Add(int64(time.Since(from)))
		w.resting.Store(false)
	}()
	body()
}

func (w *watch) end(reason error) {
	if w.ctx.stop.CompareAndSwap(nil, &reason) {
		w.vm.Interrupt(&abort{err: reason})
	}
}

func (w *watch) cancelled() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.over {
		w.end(w.ctx.Context.Err())
	}
}

func (w *watch) sample() {
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
		if time.Since(w.started)-time.Duration(w.outside.Load()) > w.opts.timeout {
			w.end(timeLimit(w.opts.timeout))
			return
		}
		if w.tooMuchMemory() {
			w.end(memoryLimit(w.opts.maxMemory))
			return
		}
	}
	w.timer.Reset(samplePeriod)
}

// tooMuchMemory compares with the first sample. What is over the limit may be garbage, so the collector is
// run first, unless the growth is so fast that there is no time for it.
func (w *watch) tooMuchMemory() bool {
	now := memoryInUse()
	if !w.sampled {
		w.sampled, w.base, w.floor = true, now, now
	}
	limit := w.opts.maxMemory
	switch growth := now - w.base; {
	case growth <= limit:
		return false
	case growth > limit+limit/2:
		return true
	}
	if now < w.floor+limit/8 {
		return w.floor-w.base > limit
	}
	runtime.GC()
	w.floor = memoryInUse()
	return w.floor-w.base > limit
}

// memoryInUse gives the bytes of objects, dead ones not yet swept included, and of stacks.
func memoryInUse() int64 {
	samples := [...]metrics.Sample{
		{Name: "/memory/classes/heap/objects:bytes"},
		{Name: "/memory/classes/heap/stacks:bytes"},
	}
	metrics.Read(samples[:])
	var total uint64
	for _, s := range samples {
		if s.Value.Kind() == metrics.KindUint64 {
			total += s.Value.Uint64()
		}
	}
	return int64(total)
}
