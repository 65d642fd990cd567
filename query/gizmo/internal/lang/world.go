package lang

import (
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"

	"talentgraph.example/query/gizmo/internal/fault"
	"talentgraph.example/query/gizmo/internal/stop"
)

// A World is a JavaScript world: an engine with the graph object and the other names of Gizmo. It belongs to one
// session, and is used by one run at a time.
type World struct {
	vm  *goja.Runtime
	run *Run
	// objects are those beside g that have functions, such as tg.
	objects map[string]Object
	tables  tables
	// functions made so far; they are made when a script first names them, which makes a new world cheap.
	functions map[string]goja.Value
	graph     goja.Value
	prefixes  map[string]string // that scripts have added
	thrown    thrownError
	missing   missing
	scripted  bool // a script that is no chain has run
	// notedTwice is that a note of the run has told of rows that come more than once.
	notedTwice bool
	inChain    bool
	at         int // where in the script the chain is
}

// thrownError remembers the last error that one of our functions threw, so that it can be told from the
// script's own.
type thrownError struct {
	object *goja.Object
	err    *fault.Error
}

// tables find the functions of the language. They are given to a world when it is made, so that none of the files
// that the functions stand on has to know them all.
type tables struct {
	graph, path, global func(name string) Method
	noMethod            func(name string) string // what to say of a method that there is not
}

// missing is the name that an object was last asked for in vain.
type missing struct {
	name string
	of   Object
}

// A Method is a function of Gizmo as Go code.
type Method func(c *Call) goja.Value

// An Object has functions of its own, which scripts find under its name; tg is one.
type Object interface {
	// Method finds a function by its name; nil if there is none.
	Method(name string) Method
	// Names lists the functions.
	Names() []string
	// Missing says what to do about a name that is none of them.
	Missing(name string) string
}

// Begin makes the world ready for a run.
func (w *World) Begin(run *Run) {
	w.run = run
	w.thrown, w.missing = thrownError{}, missing{}
	w.inChain, w.notedTwice = false, false
	w.vm.ClearInterrupt()
	w.vm.SetMaxCallStackSize(run.MaxCallDepth)
}

// Prepare makes the world ready for scripts in JavaScript, once; a chain of calls needs none of it.
func (w *World) Prepare() {
	if w.scripted {
		return
	}
	w.scripted = true
	w.functions = make(map[string]goja.Value)
	// A sourceMappingURL comment in a text given to eval would have the parser read files.
	w.vm.SetParserOptions(parser.WithDisableSourceMaps)
	// Names are looked up here last, so a script may use any of them for a variable of its own.
	w.vm.GlobalObject().SetPrototype(w.vm.NewDynamicObject(&globalNames{w}))
}

// Finish hands on the value of the script's last statement, if it is data. It gives what a getter in it threw, or what
// ended the run within it.
func (w *World) Finish(value goja.Value) (err error) {
	defer recovered(&err)
	if thrown := w.vm.Try(func() {
		w.run.Ctx.Check()
		if data, ok := w.lastValue(value); ok {
			w.run.Out.Emit(data)
		}
	}); thrown != nil {
		return thrown
	}
	return nil
}

// recovered, deferred, makes an error of what ended the run.
func recovered(err *error) {
	switch x := recover().(type) {
	case nil:
	case *stop.Abort:
		*err = x
	case *goja.InterruptedError:
		*err = x
	default:
		panic(x)
	}
}

// function gives the script's function for a method, making it at first use.
func (w *World) function(name string, kind string, m Method) goja.Value {
	key := kind + name
	f := w.functions[key]
	if f == nil {
		shown := name
		if kind == pathKind {
			shown = lowered(name)
		}
		f = w.vm.ToValue(func(fc goja.FunctionCall) goja.Value {
			defer stop.MarkPlace(w.vm)
			w.run.Ctx.Check()
			return m(&Call{Args: fc.Arguments, w: w, name: shown, this: fc.This})
		})
		w.functions[key] = f
	}
	return f
}

// globalNames answers for the names that are not variables of the script.
type globalNames struct{ w *World }

func (g *globalNames) Get(name string) goja.Value {
	switch {
	case name == "g" || name == "graph":
		if g.w.graph == nil {
			g.w.graph = g.w.vm.NewDynamicObject(&object{w: g.w, kind: graphKind, find: g.w.tables.graph})
		}
		return g.w.graph
	case g.w.objects[name] != nil:
		of := g.w.objects[name]
		return g.w.vm.NewDynamicObject(&object{w: g.w, kind: name + ".", find: of.Method, of: of})
	case g.w.tables.global(name) != nil:
		return g.w.function(name, "", g.w.tables.global(name))
	case strings.HasPrefix(name, "$"):
		if value, given := g.w.run.Params[name[1:]]; given {
			return g.w.fromGo(value)
		}
	}
	return nil
}

func (g *globalNames) Has(name string) bool {
	if name == "g" || name == "graph" || g.w.objects[name] != nil || g.w.tables.global(name) != nil {
		return true
	}
	if strings.HasPrefix(name, "$") && g.w.run != nil {
		_, given := g.w.run.Params[name[1:]]
		return given
	}
	return false
}

func (g *globalNames) Set(string, goja.Value) bool { return false }
func (g *globalNames) Delete(string) bool          { return true }
func (g *globalNames) Keys() []string              { return nil }
