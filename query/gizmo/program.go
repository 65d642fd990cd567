package gizmo

import (
	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"
)

// parserOptions keep the parser from following a sourceMappingURL comment, which would read files.
var parserOptions = []parser.Option{parser.WithDisableSourceMaps}

// A Program is a script that was read and compiled. It belongs to no session, never changes, and may be run
// any number of times, by several goroutines at once.
type Program struct {
	program *goja.Program
	source  string
	plain   bool
}

// Compile reads a script without running it. The only option that matters to it is [WithMaxScriptSize]. The
// error is a *ScriptError, with the place of what could not be read.
func Compile(script string, opts ...Option) (*Program, error) {
	o, err := newOptions(opts)
	if err != nil {
		return nil, err
	}
	return compile(scriptName, script, o.maxScriptSize)
}

// compile reads the script, and makes two changes: a regular expression literal becomes a call of our own
// RegExp, and what a script must not have is refused.
func compile(name, script string, maxSize int) (*Program, error) {
	if len(script) > maxSize {
		cause := scriptSizeLimit(maxSize)
		return nil, &ScriptError{Message: cause.Error(), Err: cause}
	}
	if err := precheck(script); err != nil {
		return nil, err
	}
	tree, err := parser.ParseFile(nil, name, script, 0, parserOptions...)
	if err != nil {
		return nil, syntaxError(script, err)
	}
	pass := treePass{file: tree.File, plain: true}
	pass.statements(tree.Body)
	if pass.err != nil {
		pass.err.Column = runeColumn(script, pass.err.Line, pass.err.Column)
		return nil, pass.err
	}
	program, err := goja.CompileAST(tree, false)
	if err != nil {
		return nil, syntaxError(script, err)
	}
	return &Program{program: program, source: script, plain: pass.plain}, nil
}
