package stop

import (
	"context"
	"runtime"
	"runtime/metrics"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dop251/goja"

	"talentgraph.example/query/gizmo/internal/limit"
)

// samplePeriod is how often a run is looked at from outside. A run that is over before then costs nothing.
const samplePeriod = 2 * time.Millisecond

// A Watch ends a run from outside when its time is up, when its context is done, or when the memory of the
// process has grown too far. It uses timers, so that no goroutine exists but for the moment of a sample.
type Watch struct {
	ctx       *Context
	vm        *goja.Runtime
	timeout   time.Duration
	maxMemory int64

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

// Start begins to watch a run. The time counts from now; the memory is what the process uses beyond the first look.
func Start(ctx *Context, vm *goja.Runtime, timeout time.Duration, maxMemory int64) *Watch {
	w := &Watch{ctx: ctx, vm: vm, timeout: timeout, maxMemory: maxMemory, started: time.Now()}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.stop = context.AfterFunc(ctx.Context, w.cancelled)
	w.timer = time.AfterFunc(samplePeriod, w.sample)
	return w
}

// Close ends the watch; after it nothing of the watch runs any more.
func (w *Watch) Close() {
	w.stop()
	w.timer.Stop()
	w.mu.Lock()
	w.over = true
	w.mu.Unlock()
}

// Outside calls code of the caller's, such as its loop body, off the script's clock. A panic in it goes back to the
// caller as it is.
func (w *Watch) Outside(body func()) {
	defer func() {
		if x := recover(); x != nil {
			panic(&Abort{Caller: &Panic{x}})
		}
	}()
	w.rest(body)
}

func (w *Watch) rest(body func()) {
	from := time.Now()
	w.resting.Store(true)
	defer func() {
		w.outside.Add(int64(time.Since(from)))
		w.resting.Store(false)
	}()
	body()
}

func (w *Watch) end(reason error) {
	if w.ctx.stop.CompareAndSwap(nil, &reason) {
		w.vm.Interrupt(&Abort{Err: reason})
	}
}

func (w *Watch) cancelled() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.over {
		w.end(w.ctx.Context.Err())
	}
}

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
		if w.tooMuchMemory() {
			w.end(limit.Memory(w.maxMemory))
			return
		}
	}
	w.timer.Reset(samplePeriod)
}

// tooMuchMemory compares with the first sample. What is over the limit may be garbage, so the collector is
// run first, unless the growth is so fast that there is no time for it.
func (w *Watch) tooMuchMemory() bool {
	now := MemoryInUse()
	if !w.sampled {
		w.sampled, w.base, w.floor = true, now, now
	}
	most := w.maxMemory
	switch growth := now - w.base; {
	case growth <= most:
		return false
	case growth > most+most/2:
		return true
	}
	if now < w.floor+most/8 {
		return w.floor-w.base > most
	}
	runtime.GC()
	w.floor = MemoryInUse()
	return w.floor-w.base > most
}

// MemoryInUse gives the bytes of objects, dead ones not yet swept included, and of stacks.
func MemoryInUse() int64 {
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
