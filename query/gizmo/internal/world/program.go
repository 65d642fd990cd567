package world

import (
	"errors"
	"sync"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"

	"talentgraph.example/query/gizmo/internal/fault"
	"talentgraph.example/query/gizmo/internal/lang"
	"talentgraph.example/query/gizmo/internal/limit"
)

// A Program is a script that was read. It belongs to no world, never changes, and may be run by several at once.
type Program struct {
	Source string
	// chain is the script if it is a chain; then script compiles it at its first call, which seldom comes.
	chain  lang.Chain
	script func() (*goja.Program, error)
}

// Compile reads a script of up to maxSize bytes. The error is a *fault.Error.
func Compile(source string, maxSize int) (*Program, error) {
	if len(source) > maxSize {
		return nil, fault.Of(limit.ScriptSize(maxSize))
	}
	p := &Program{Source: source, chain: lang.ReadChain(source)}
	if p.chain != nil {
		p.script = sync.OnceValues(func() (*goja.Program, error) { return read(source) })
		return p, nil
	}
	script, err := read(source)
	if err != nil {
		return nil, err
	}
	p.script = func() (*goja.Program, error) { return script, nil }
	return p, nil
}

// Scripted is the program as the engine reads it, even if it is a chain.
func (p *Program) Scripted() *Program { return &Program{Source: p.Source, script: p.script} }

// IsChain tells that the program can run without the engine.
func (p *Program) IsChain() bool { return p.chain != nil }

// Read has the engine read the script, if that is not done.
func (p *Program) Read() error {
	_, err := p.script()
	return err
}

// read has the engine read a script. What is constant it reckons out at once, which may be too much for it.
func read(source string) (program *goja.Program, err error) {
	defer func() {
		if x := recover(); x != nil {
			program, err = nil, panicked(x)
		}
	}()
	// A sourceMappingURL comment would have the parser read files.
	tree, err := parser.ParseFile(nil, lang.ScriptName, source, 0, parser.WithDisableSourceMaps)
	if err != nil {
		return nil, syntaxError(source, err)
	}
	program, err = goja.CompileAST(tree, false)
	if err != nil {
		return nil, syntaxError(source, err)
	}
	return program, nil
}

// syntaxError makes an error of what the parser or the compiler found.
func syntaxError(source string, err error) error {
	var list parser.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		first := list[0]
		return &fault.Error{
			Line: first.Position.Line, Column: fault.RuneColumn(source, first.Position.Line, first.Position.Column),
			Message: "syntax error: " + first.Message,
		}
	}
	var compile *goja.CompilerSyntaxError
	if errors.As(err, &compile) {
		e := &fault.Error{Message: "syntax error: " + compile.Message}
		if compile.File != nil {
			at := compile.File.Position(compile.Offset)
			e.Line, e.Column = at.Line, fault.RuneColumn(source, at.Line, at.Column)
		}
		return e
	}
	return &fault.Error{Message: "syntax error: " + err.Error()}
}
