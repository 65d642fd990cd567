package guard

import (
	"embed"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"talentgraph.example/query/gizmo/internal/stop"
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
		program, err := Compile("prelude/"+name, string(source), func(string) bool { return false })
		if err != nil {
			return nil, err
		}
		programs = append(programs, program.Program)
	}
	return programs, nil
})

// A Guard guards one world.
type Guard struct {
	vm       *goja.Runtime
	own      func(name string) bool
	hardened bool
	// Of the run:
	ctx           *stop.Context
	maxScriptSize int
	// lastText is the text a regular expression last looked at.
	lastText  goja.Value
	lastUnits []uint16
}

// New makes the guard of a world, in a language that has methods of its own.
func New(vm *goja.Runtime, own func(name string) bool) *Guard { return &Guard{vm: vm, own: own} }

// Begin makes the guard ready for a run. Texts that it gives to eval and Function are held to maxScriptSize.
func (g *Guard) Begin(ctx *stop.Context, maxScriptSize int) {
	g.ctx, g.maxScriptSize = ctx, maxScriptSize
}

// reserve gives the world a global that a script can neither write nor change.
func (g *Guard) reserve(name string, value goja.Value) {
	// It fails only on a frozen global object, and then the name is looked up as if it were not there.
	_ = g.vm.GlobalObject().DefineDataProperty(name, value, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
}

// Harden makes the built-in functions safe, once.
func (g *Guard) Harden() error {
	if g.hardened {
		return nil
	}
	programs, err := preludes()
	if err != nil {
		return err
	}
	host := g.host()
	g.reserve(textName, g.vm.ToValue(g.checkText))
	var safe goja.Value
	for i, program := range programs {
		g.ctx.Check() // the first time in a process, all this takes some milliseconds
		v, err := g.vm.RunProgram(program)
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
	g.hardened = true
	return nil
}

// Advise adds to a message of JavaScript's that a name is taken away, where it is.
func Advise(message string) string {
	name, found := strings.CutPrefix(message, "ReferenceError: ")
	if !found {
		return message
	}
	name, _, _ = strings.Cut(name, " ")
	if name == "Proxy" || strings.HasPrefix(name, "Big") || strings.HasSuffix(name, "Array") || name == "ArrayBuffer" || name == "DataView" {
		return message + "; a script has no Proxy, big integers or typed arrays"
	}
	return message
}
