package gizmo

import (
	"embed"
	"sync"

	"github.com/dop251/goja"
)

// JavaScript's built-in functions run inside the engine, where nothing can interrupt them: "x".repeat(1e9),
// new Array(1e8).fill(0).sort() or /(a+)+$/ take seconds, or for ever, whatever the deadline. For a script
// that can reach them, they are replaced before it runs:
//
//   - what loops over arrays, maps, sets and arguments is done in JavaScript instead (prelude/*.js), which
//     can be interrupted at any step and whose memory is sampled;
//   - what the engine does to a text in one go is kept to texts of a bounded length;
//   - RegExp has a matcher of its own, with back-references and look-around, that can be stopped anywhere;
//     literals are calls of it (treepass.go);
//   - eval and Function read their text as a script of its own, with all that is done to scripts;
//   - Proxy, BigInt, typed arrays and what belongs to them are taken away, since scripts about a graph have
//     no use for them and each is a way around the above.

//go:embed prelude/*.js
var preludeFiles embed.FS

// preludes compiles the prelude once; a compiled program is shared by all worlds, and never changes.
var preludes = sync.OnceValues(func() ([]*goja.Program, error) {
	var programs []*goja.Program
	for _, name := range []string{"base.js", "arrays.js", "texts.js", "rest.js"} {
		source, err := preludeFiles.ReadFile("prelude/" + name)
		if err != nil {
			return nil, err
		}
		// As any script: the prelude's own additions are looked at too.
		program, err := compileScript("prelude/"+name, string(source))
		if err != nil {
			return nil, err
		}
		programs = append(programs, program.program)
	}
	return programs, nil
})

// reserve gives the world a global that a script can neither write nor change.
func (e *env) reserve(name string, value goja.Value) {
	// It fails only on a frozen global object, and then the name is looked up as if it were not there.
	_ = e.vm.GlobalObject().DefineDataProperty(name, value, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
}

// harden makes the built-in functions safe.
func (e *env) harden() error {
	if e.hardened {
		return nil
	}
	programs, err := preludes()
	if err != nil {
		return err
	}
	host := e.host()
	e.reserve(textName, e.vm.ToValue(e.checkText))
	var safe goja.Value
	for i, program := range programs {
		e.run.ctx.check() // the first time in a process, all this takes some milliseconds
		v, err := e.vm.RunProgram(program)
		if err != nil {
			return err
		}
		install, _ := goja.AssertFunction(v)
		args := []goja.Value{host}
		if i > 0 {
			args = append(args, safe)
		}
		result, err := install(goja.Undefined(), args...)
		if err != nil {
			return err
		}
		if i == 0 {
			safe = result
		}
	}
	e.hardened = true
	return nil
}
