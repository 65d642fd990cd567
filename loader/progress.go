package loader

import (
	"context"
	"time"
)

// Progress is how far a load or a write has come.
type Progress struct {
	File       string        // the file's name, or the one given by WithName
	Bytes      int64         // read or written so far; of a compressed file, its compressed bytes
	Size       int64         // of the file, in the same bytes; 0 if it is not known
	Quads      int64         // so far
	TotalQuads int64         // to be written; 0 if it is not known, as in every load
	Skipped    int64         // lines that WithLenient has skipped so far
	Elapsed    time.Duration // since the file was begun
	Done       bool          // the file is at its end
}

// progressEvery is the time between two calls of a progress function.
const progressEvery = 100 * time.Millisecond

// WithProgress has f called about ten times a second during a load or a write, and once with Done set at
// the end of each file that was read or written without an error. The calls come one after the other, in the
// goroutine of the caller of Load or Write; while f runs, little else happens, and what is added or written
// last, after a file's end, is not counted by it.
func WithProgress(f func(Progress)) Option { return func(o *options) { o.progress = f } }

// meter calls the progress function. Without one it does nothing.
type meter struct {
	f      func(Progress)
	now    func(*Progress) // fills in what is known, but for the time
	start  time.Time
	ticker *time.Ticker // nil without a function
}

// newMeter makes a meter, which must be stopped.
func newMeter(f func(Progress), now func(*Progress)) *meter {
	m := &meter{f: f, now: now, start: time.Now()}
	if f != nil {
		m.ticker = time.NewTicker(progressEvery)
	}
	return m
}

// ticks tells when it is time to show.
func (m *meter) ticks() <-chan time.Time {
	if m.ticker == nil {
		return nil
	}
	return m.ticker.C
}

// check shows the progress if it is time.
func (m *meter) check() {
	select {
	case <-m.ticks():
		m.show(false)
	default:
	}
}

func (m *meter) show(done bool) {
	if m.f == nil {
		return
	}
	p := Progress{Elapsed: time.Since(m.start), Done: done}
	m.now(&p)
	m.f(p)
}

func (m *meter) stop() {
	if m.ticker != nil {
		m.ticker.Stop()
	}
}

// receive waits for a value, and shows the progress meanwhile. ok is false if the channel is closed; the
// error is the context's.
func receive[T any](ctx context.Context, m *meter, from <-chan T) (v T, ok bool, err error) {
	for {
		select {
		case v, ok = <-from:
			return v, ok, nil
		case <-ctx.Done():
			return v, false, ctx.Err()
		case <-m.ticks():
			m.show(false)
		}
	}
}
