package gizmo

import (
	"github.com/dop251/goja"

	"talentgraph.example/graph"
	"talentgraph.example/query/gizmo/internal/fault"
	"talentgraph.example/query/gizmo/internal/guard"
	"talentgraph.example/query/gizmo/internal/lang"
	"talentgraph.example/query/gizmo/internal/stop"
)

// A world is a session's engine, with the language in it and the guard around it.
type world struct {
	vm    *goja.Runtime
	lang  *lang.World
	guard *guard.Guard
	state *graph.Snapshot // of the run; nil if it is on a store of Cayley's
}

func newWorld() *world {
	w := &world{vm: goja.New()}
	w.lang = lang.NewWorld(w.vm, map[string]lang.Object{"tg": &tgObject{world: w}})
	w.guard = guard.New(w.vm, lang.IsMethod)
	return w
}

// run gives the value of a program's last statement.
func (w *world) run(p *Program) (goja.Value, error) {
	if w.lang.CanFollow(p.chain) {
		return w.lang.Follow(p.chain)
	}
	w.lang.Prepare()
	script, err := p.script()
	if err != nil {
		return nil, err
	}
	if !script.Plain {
		if err := w.guard.Harden(); err != nil {
			return nil, err
		}
	}
	return w.vm.RunProgram(script.Program)
}

// ended makes the caller's error of what a run ended with. It tells whether the caller has left the loop, and gives
// the panic if that was the way.
func (w *world) ended(err error) (left bool, caller *stop.Panic, _ error) {
	if a, ok := err.(*stop.Abort); ok && a.Err == nil {
		return true, a.Caller, nil
	}
	err = w.lang.Explain(err)
	if bad, ok := err.(*fault.Error); ok {
		bad.Message = guard.Advise(bad.Message)
	}
	return false, nil, shown(err)
}
