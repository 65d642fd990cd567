package world

import (
	"errors"
	"fmt"
	"runtime"
	"strings"

	"github.com/dop251/goja"

	"talentgraph.example/query/gizmo/internal/fault"
	"talentgraph.example/query/gizmo/internal/lang"
	"talentgraph.example/query/gizmo/internal/stop"
	"talentgraph.example/query/gizmo/internal/tg"
)

// A World is a session's engine, with the language in it. It is used by one run at a time.
type World struct {
	vm   *goja.Runtime
	lang *lang.World
	tg   *tg.Object

	broken bool
}

// New makes a world in which no script has run.
func New() *World {
	w := &World{vm: goja.New(), tg: new(tg.Object)}
	w.lang = lang.NewWorld(w.vm, map[string]lang.Object{"tg": w.tg})
	return w
}

// ErrInternal is the cause when a run did not end by any rule of this library.
var ErrInternal = errors.New("the query failed inside the graph library")

// An End is how a run ended.
type End struct {
	Err    error       // a *fault.Error, or nil
	Left   bool        // the caller has left the loop
	Caller *stop.Panic // of the caller's own, to go on with
}

// Broken tells that a run has left the world in no known state; it is not to be used again.
func (w *World) Broken() bool { return w.broken }

// Run runs a program, watched. It does not return if the caller's goroutine ends in its loop body.
func (w *World) Run(run *lang.Run, asker tg.Asker, watch *stop.Watch, p *Program) (end End) {
	w.tg.Asker = asker
	w.lang.Begin(run)
	watch.Start(w.vm)
	w.broken = true
	defer func() {
		watch.Close()
		w.vm.ClearInterrupt()
		if x := recover(); x != nil {
			end.Err = panicked(x)
		} else if watch.Exits() {
			w.broken = false
		}
	}()
	value, err := w.run(p)
	if err == nil {
		err = w.lang.Finish(value)
	}
	w.broken = false
	if a, ok := err.(*stop.Abort); ok && a.Err == nil {
		return End{Left: true, Caller: a.Caller}
	}
	if err != nil {
		end.Err = w.lang.Explain(err)
	}
	return end
}

// panicked makes an error of a panic. The engine's own are those of Go, of texts, numbers and lists that no memory holds.
func panicked(x any) error {
	if err, ok := x.(runtime.Error); ok && strings.HasSuffix(err.Error(), " out of range") && strings.Contains(err.Error(), "slice: ") {
		return &fault.Error{Message: "the script asks for a text, a number or a list that is larger than any memory"}
	}
	return &fault.Error{Message: fmt.Sprintf("%v: %v", ErrInternal, x), Err: ErrInternal}
}

// run gives the value of a program's last statement.
func (w *World) run(p *Program) (goja.Value, error) {
	if w.lang.CanFollow(p.chain) {
		return w.lang.Follow(p.chain)
	}
	w.lang.Prepare()
	script, err := p.script()
	if err != nil {
		return nil, err
	}
	return w.vm.RunProgram(script)
}
