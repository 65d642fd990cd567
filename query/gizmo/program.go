package gizmo

import (
	"sync"

	"talentgraph.example/query/gizmo/internal/guard"
	"talentgraph.example/query/gizmo/internal/lang"
)

// A Program is a script that was read and compiled. It belongs to no session, never changes, and may be run
// any number of times, by several goroutines at once.
type Program struct {
	source string
	// chain is the script if it is a chain; then script compiles it at its first call, which seldom comes.
	chain  lang.Chain
	script func() (guard.Script, error)
}

// Compile reads a script without running it. The only option that matters to it is [WithMaxScriptSize]. The
// error is a *ScriptError, with the place of what could not be read.
func Compile(script string, opts ...Option) (*Program, error) {
	o, err := newOptions(opts)
	if err != nil {
		return nil, err
	}
	return compile(script, o.maxScriptSize)
}

// compile reads a script.
func compile(script string, maxSize int) (*Program, error) {
	if err := guard.Check(script, maxSize); err != nil {
		return nil, shown(err)
	}
	read := func() (guard.Script, error) {
		s, err := guard.Compile(lang.ScriptName, script, lang.IsMethod)
		return s, shown(err)
	}
	if chain := lang.ReadChain(script); chain != nil {
		return &Program{source: script, chain: chain, script: sync.OnceValues(read)}, nil
	}
	s, err := read()
	if err != nil {
		return nil, err
	}
	return &Program{source: script, script: func() (guard.Script, error) { return s, nil }}, nil
}
