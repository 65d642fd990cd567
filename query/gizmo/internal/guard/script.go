package guard

import (
	"errors"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"

	"talentgraph.example/query/gizmo/internal/fault"
	"talentgraph.example/query/gizmo/internal/limit"
)

// A Script is a script as the engine runs it. It belongs to no world, and may be shared.
type Script struct {
	Program *goja.Program
	// Plain is set if it cannot reach any built-in function of JavaScript; see treepass.go.
	Plain bool
}

// Check refuses a text that would take the parser too long.
func Check(script string, maxSize int) error {
	if len(script) > maxSize {
		return fault.Of(limit.ScriptSize(maxSize))
	}
	return precheck(script)
}

// Compile has the engine compile a script, and makes two changes: a regular expression literal becomes a call of our
// own RegExp, and what a script must not have is refused. The language says which methods are its own.
func Compile(name, script string, own func(name string) bool) (Script, error) {
	// A sourceMappingURL comment would have the parser read files.
	tree, err := parser.ParseFile(nil, name, script, 0, parser.WithDisableSourceMaps)
	if err != nil {
		return Script{}, syntaxError(script, err)
	}
	pass := treePass{file: tree.File, own: own, plain: true}
	pass.statements(tree.Body)
	if pass.err != nil {
		pass.err.Column = fault.RuneColumn(script, pass.err.Line, pass.err.Column)
		return Script{}, pass.err
	}
	program, err := goja.CompileAST(tree, false)
	if err != nil {
		return Script{}, syntaxError(script, err)
	}
	return Script{program, pass.plain}, nil
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
