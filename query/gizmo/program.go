package gizmo

import (
	"sync"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"
)

// parserOptions keep the parser from following a sourceMappingURL comment, which would read files.
var parserOptions = []parser.Option{parser.WithDisableSourceMaps}

// A Program is a script that was read and compiled. It belongs to no session, never changes, and may be run
// any number of times, by several goroutines at once.
type Program struct {
	source string
	// chain is the script if it is a chain; then script compiles it at its first call, which seldom comes.
	chain  chain
	script func() (compiled, error)
}

// compiled is a script as goja runs it.
type compiled struct {
	program *goja.Program
	// plain is set if it cannot reach any built-in function of JavaScript; see treepass.go.
	plain bool
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
	if err := checkSize(script, maxSize); err != nil {
		return nil, err
	}
	p := &Program{source: script, chain: readChain(script)}
	if p.chain != nil {
		p.script = sync.OnceValues(func() (compiled, error) { return compileScript(scriptName, script) })
		return p, nil
	}
	c, err := compileScript(scriptName, script)
	if err != nil {
		return nil, err
	}
	p.script = func() (compiled, error) { return c, nil }
	return p, nil
}

// checkSize refuses what would take the parser too long.
func checkSize(script string, maxSize int) error {
	if len(script) > maxSize {
		cause := scriptSizeLimit(maxSize)
		return &ScriptError{Message: cause.Error(), Err: cause}
	}
	return precheck(script)
}

// compileScript has goja compile a script, and makes two changes: a regular expression literal becomes a call
// of our own RegExp, and what a script must not have is refused.
func compileScript(name, script string) (compiled, error) {
	tree, err := parser.ParseFile(nil, name, script, 0, parserOptions...)
	if err != nil {
		return compiled{}, syntaxError(script, err)
	}
	pass := treePass{file: tree.File, plain: true}
	pass.statements(tree.Body)
	if pass.err != nil {
		pass.err.Column = runeColumn(script, pass.err.Line, pass.err.Column)
		return compiled{}, pass.err
	}
	program, err := goja.CompileAST(tree, false)
	if err != nil {
		return compiled{}, syntaxError(script, err)
	}
	return compiled{program, pass.plain}, nil
}
