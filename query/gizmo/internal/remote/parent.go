package remote

import (
	"cmp"
	"errors"
	"fmt"

	"talentgraph.example/query/gizmo/internal/fault"
	"talentgraph.example/query/gizmo/internal/lang"
	"talentgraph.example/query/gizmo/internal/stop"
	"talentgraph.example/query/gizmo/internal/tg"
	"talentgraph.example/query/gizmo/internal/wire"
	"talentgraph.example/query/gizmo/internal/world"
)

// A Process is a child as the parent has it.
type Process interface {
	// Conn leads to the child.
	Conn() *wire.Conn
	// Begin tells that a run begins, which may add so many bytes of memory to what the child uses. It gives the run's
	// number, and how many bytes it may add in this child.
	Begin(memory int64) (number uint64, most int64)
	// Stop asks the child to end its run, and ends the child if it does not do so soon. It does not wait.
	Stop()
	// Rest takes back what Stop has begun: the run has ended. It tells if it was too late for that, and the child has
	// ended too.
	Rest() (killed bool)
	// Kill ends the child.
	Kill()
	// Why waits for the end of a child that is about to end, and tells why it ended.
	Why() error
	// TooMuch tells that the child uses too much memory.
	TooMuch() error
}

// Out takes what a script gives, and counts it.
type Out interface {
	lang.Out
	Given() int // results so far
}

// A Talk is the parent's side of one run.
type Talk struct {
	Run   *lang.Run // with the graph, its names and the limits
	Out   Out
	Asker tg.Asker
	Watch *stop.Watch
	Child Process

	number uint64      // of the run
	left   *stop.Abort // that the caller has left the loop
	reason error       // that has ended the run on this side without the child's knowing
	cause  error       // of the last question that was refused
	depth  int         // paths that are being read
	asked  bool        // the child waits for an answer
	ended  *ending     // as the child has told it
	lost   error       // why the child is no more
}

var errBroken = errors.New("the process of the script said what it must not, and was ended")

// A stopper has a child stopped as an engine is.
type stopper struct{ Process }

// Interrupt has the run end.
func (s stopper) Interrupt(any) { s.Stop() }

// Do has the child run a script. It does not return if the caller's goroutine ends in its loop body; the child's run is
// over even then.
func (t *Talk) Do(job Job) (end world.End) {
	number, memory := t.Child.Begin(job.MaxMemory)
	t.number = number
	job.number, job.boxed, job.MaxMemory = number, memory < job.MaxMemory, memory
	t.Watch.Start(stopper{t.Child})
	defer func() {
		if x := recover(); x != nil {
			end.Err = &fault.Error{Message: fmt.Sprintf("%v: %v", world.ErrInternal, x), Err: world.ErrInternal}
		}
		if !t.over() {
			t.drain()
		}
		t.Watch.Close()
		if t.Child.Rest() && t.lost == nil {
			t.lost = t.Child.Why()
		}
	}()
	t.Child.Conn().Limit(t.largest())
	var w wire.Writer
	job.encode(&w)
	if err := w.Err(); err != nil {
		t.ended = new(ending)
		return world.End{Err: fault.Of(err)}
	}
	t.say(sayJob, w.Body)
	for !t.over() {
		t.serve()
	}
	return t.end()
}

// over tells that the run has ended.
func (t *Talk) over() bool { return t.ended != nil || t.lost != nil }

// Lost tells that the child has ended with the run, or before it.
func (t *Talk) Lost() bool { return t.lost != nil }

// largest is how many bytes a message of the child's may have, and how much may be made of it.
func (t *Talk) largest() int { return t.Run.MaxEmitted + t.Run.MaxEmitted/8 + most }

// end tells how the run has ended.
func (t *Talk) end() world.End {
	reason := cmp.Or(t.reason, t.Run.Ctx.Err())
	switch {
	case t.left != nil:
		return world.End{Left: true, Caller: t.left.Caller}
	case t.lost != nil:
		return world.End{Err: fault.Of(cmp.Or(reason, t.lost))}
	case t.reason != nil && t.ended.how != endStopped:
		return world.End{Err: fault.Of(t.reason)}
	case t.ended.how == endWell:
		return world.End{}
	}
	e := t.ended
	bad := &fault.Error{Line: e.line, Column: e.column, Method: e.method, Message: e.message}
	switch e.how {
	case endStopped:
		bad.Err = cmp.Or(reason, errBroken)
		bad.Method, bad.Message = "", bad.Err.Error()
	case endRefused:
		bad.Err = t.cause
	case endLimit:
		bad.Err = e.limit
	case endBroken:
		bad.Err = world.ErrInternal
	}
	return world.End{Err: bad}
}

// drain stops the run, and waits until it has ended.
func (t *Talk) drain() {
	if t.left == nil {
		t.left = &stop.Abort{}
	}
	t.Child.Stop()
	if t.asked {
		t.say(sayStopped, nil)
	}
	for !t.over() {
		t.serve()
	}
}

// say sends a message. A child that cannot be reached is lost.
func (t *Talk) say(kind byte, body []byte) {
	t.asked = false
	if err := t.Child.Conn().Send(kind, body); err != nil && t.lost == nil {
		t.lost = t.Child.Why()
	}
}

// broken ends a child that says what it must not.
func (t *Talk) broken() {
	t.Child.Kill()
	if t.lost == nil {
		t.lost = errBroken
	}
}

// next reads a message; false if there is none any more.
func (t *Talk) next() (wire.Frame, bool) {
	f, err := t.Child.Conn().Read()
	switch {
	case err == nil:
		return f, true
	case errors.Is(err, wire.ErrBroken):
		t.broken()
	case t.lost == nil:
		t.lost = t.Child.Why()
	}
	return wire.Frame{}, false
}

// serve takes one message, and answers it. It gives the message back if it is for the path that is being read.
func (t *Talk) serve() (ofPath byte) {
	f, ok := t.next()
	if !ok {
		return 0
	}
	r := wire.NewReader(f.Body, t.largest())
	switch f.Kind {
	case tellEmit:
		t.told(r, func(v any) { t.Out.Emit(v) })
	case tellNote:
		t.note(r)
	case tellEnd:
		e := decodeEnding(r)
		if r.End() != nil || e.number != t.number || t.Child.Conn().Ahead() || len(e.message)+len(e.method) > 1<<16 {
			t.broken()
			return 0
		}
		t.ended = &e
	case askMore, tellClose:
		t.asked = f.Kind == askMore
		if r.End() != nil || t.depth == 0 {
			t.broken()
			return 0
		}
		return f.Kind
	default:
		t.asked = true
		t.answer(f.Kind, r)
	}
	return 0
}

// told hands on what the child has told, unless nobody wants it any more.
func (t *Talk) told(r *wire.Reader, to func(v any)) {
	v := r.Data()
	switch {
	case r.End() != nil:
		t.broken()
	case t.left == nil && t.reason == nil:
		if err := t.guarded(func() error { to(v); return nil }); err != nil {
			t.reason = err
			t.Child.Stop()
		}
	}
}

func (t *Talk) note(r *wire.Reader) {
	line, column, text := place(r), place(r), r.Text()
	if r.End() != nil || t.Run.Note == nil {
		t.broken()
		return
	}
	if t.left == nil && t.reason == nil {
		_ = t.guarded(func() error { t.Run.Note(line, column, text); return nil })
	}
}

// guarded calls what may end the run: it gives why, or has the child stopped if the caller has left.
func (t *Talk) guarded(f func() error) (err error) {
	defer func() {
		switch x := recover().(type) {
		case nil:
		case *stop.Abort:
			if err = x.Err; err == nil {
				t.left = x
				t.Child.Stop()
			}
		default:
			panic(x)
		}
	}()
	return f()
}
