package isolate

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"talentgraph.example/query/gizmo"
	"talentgraph.example/query/gizmo/internal/remote"
)

// A Box runs scripts in processes of their own: give it to [gizmo.In]. It may be used by many goroutines at once.
type Box struct {
	opts  options
	slots chan struct{} // one for each child that is in use
	done  chan struct{} // closed by Close
	start chan chan<- started
	work  sync.WaitGroup // goroutines of the box

	mu     sync.Mutex
	idle   []*process
	all    map[*process]bool
	closed bool
}

var _ gizmo.Runner = (*Box)(nil)

// ErrClosed is the error of a box that was closed.
var ErrClosed = errors.New("isolate: the box is closed")

// ErrEnded is the cause when a script has ended its process: by a recursion inside the engine, or in a way that nobody
// foresaw.
var ErrEnded = errors.New("the script ended its process")

var errNotMade = errors.New("isolate: this box was not made by New, or New gave an error in its place")

// made tells a box from nil and from the zero Box.
func (b *Box) made() bool { return b != nil && b.slots != nil }

// New makes a box, and starts its first child to see that it can. The error says what to do where it cannot. Close the
// box when it is no longer needed.
func New(opts ...Option) (*Box, error) {
	o, err := newOptions(opts)
	switch {
	case err != nil:
		return nil, err
	case isChild():
		return nil, errors.New("isolate: this process is a child of a box; call isolate.Init() first in main, before New")
	case len(o.command) == 0:
		if !wasTold() {
			return nil, errors.New("isolate: call isolate.Init() first in main (in a test, first in TestMain): children are this program, and serve there; or give a program of its own by isolate.WithCommand")
		}
		if o.command, err = self(); err != nil {
			return nil, err
		}
	}
	b := &Box{
		opts: o, slots: make(chan struct{}, o.children), done: make(chan struct{}), start: make(chan chan<- started),
		all: make(map[*process]bool),
	}
	b.work.Add(1)
	go b.starter()
	p, err := b.new()
	if err != nil {
		_ = b.Close() // which has nothing to tell
		return nil, fmt.Errorf("isolate: no child can be started: %w", err)
	}
	b.idle = append(b.idle, p)
	return b, nil
}

// started is a child, or why there is none.
type started struct {
	p   *process
	err error
}

// starter starts children, all from one thread, which lives as long as the box: on Linux a child ends with the thread
// that has started it.
func (b *Box) starter() {
	defer b.work.Done()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for {
		select {
		case to := <-b.start:
			p, err := begin(b.opts)
			to <- started{p, err}
		case <-b.done:
			return
		}
	}
}

// new gives a fresh child.
func (b *Box) new() (*process, error) {
	to := make(chan started, 1)
	select {
	case b.start <- to:
	case <-b.done:
		return nil, ErrClosed
	}
	s := <-to
	if s.err != nil {
		return nil, s.err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		s.p.end()
		return nil, ErrClosed
	}
	b.all[s.p] = true
	return s.p, nil
}

// Take is for package gizmo.
func (b *Box) Take(ctx context.Context) (remote.Process, error) {
	if !b.made() {
		return nil, errNotMade
	}
	select {
	case b.slots <- struct{}{}:
	default:
		select {
		case b.slots <- struct{}{}:
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-b.done:
			return nil, ErrClosed
		}
	}
	p, err := b.free()
	if err != nil {
		<-b.slots
		return nil, err
	}
	return p, nil
}

// free gives a child that is not in use, a fresh one if there is none.
func (b *Box) free() (*process, error) {
	for {
		b.mu.Lock()
		if b.closed {
			b.mu.Unlock()
			return nil, ErrClosed
		}
		n := len(b.idle)
		if n == 0 {
			b.mu.Unlock()
			p, err := b.new()
			if err != nil && !errors.Is(err, ErrClosed) {
				err = fmt.Errorf("isolate: no child can be started: %w", err)
			}
			return p, err
		}
		p := b.idle[n-1]
		b.idle = b.idle[:n-1]
		b.mu.Unlock()
		if p.alive() {
			return p, nil
		}
		b.retire(p)
	}
}

// Put is for package gizmo.
func (b *Box) Put(taken remote.Process) {
	p, ours := taken.(*process)
	if !ours || !b.made() {
		return
	}
	b.mu.Lock()
	closed, keep := b.closed, p.alive() && !p.grown()
	switch {
	case closed:
	case keep:
		b.idle = append(b.idle, p)
	default:
		b.work.Add(1)
	}
	b.mu.Unlock()
	switch {
	case closed:
		b.retire(p)
		<-b.slots
	case keep:
		<-b.slots
	default:
		go func() { // the system takes its time with what has much memory
			defer b.work.Done()
			b.retire(p)
			b.warm()
			<-b.slots
		}()
	}
}

// warm has a child ready for the next script, in the place of one that has ended.
func (b *Box) warm() {
	b.mu.Lock()
	enough := b.closed || len(b.idle) > 0
	b.mu.Unlock()
	if enough {
		return
	}
	p, err := b.new()
	if err != nil {
		return // the next script starts one, or tells why it cannot
	}
	b.mu.Lock()
	keep := !b.closed && len(b.idle) == 0
	if keep {
		b.idle = append(b.idle, p)
	}
	b.mu.Unlock()
	if !keep {
		b.retire(p)
	}
}

func (b *Box) retire(p *process) {
	p.end()
	b.mu.Lock()
	delete(b.all, p)
	b.mu.Unlock()
}

// Close ends all children, and waits until they have ended. Scripts that run end in [ErrClosed].
func (b *Box) Close() error {
	if !b.made() {
		return nil
	}
	b.mu.Lock()
	already := b.closed
	b.closed = true
	var all []*process
	for p := range b.all {
		all = append(all, p)
	}
	b.idle = nil
	b.mu.Unlock()
	if !already {
		close(b.done)
	}
	for _, p := range all {
		p.because(ErrClosed)
		p.Kill()
	}
	for _, p := range all {
		p.end()
	}
	b.work.Wait()
	return nil
}
