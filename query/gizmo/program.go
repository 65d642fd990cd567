package gizmo

import "talentgraph.example/query/gizmo/internal/world"

// A Program is a script that was read and compiled. It belongs to no session, never changes, and may be run
// any number of times, by several goroutines at once.
type Program struct{ program *world.Program }

// Compile reads a script without running it. The only option that matters to it is [WithMaxScriptSize]. The
// error is a *ScriptError, with the place of what could not be read.
//
// It is for scripts one trusts: there are texts that take the engine very long to read, and nothing interrupts it. A
// script that runs in a process of its own ([In]) is read there.
func Compile(script string, opts ...Option) (*Program, error) {
	o, err := newOptions(opts)
	if err != nil {
		return nil, err
	}
	p, err := world.Compile(script, o.maxScriptSize)
	if err != nil {
		return nil, shown(err)
	}
	return &Program{p}, nil
}
