package gizmo

import (
	"strings"

	"github.com/dop251/goja"
)

// An env is one JavaScript world: a goja runtime with the graph object and the other names of Gizmo. It
// belongs to one Session, and is used by one run at a time.
type env struct {
	vm  *goja.Runtime
	run *run
	// functions made so far; they are made when a script first names them, which makes a new env cheap.
	functions map[string]goja.Value
	graph     goja.Value
	prefixes  map[string]string
	thrown    thrownError
	hardened  bool
	scripted  bool // a script that is no chain has run
	inChain   bool
	at        int // where in the script the chain is
	// lastText is the text a regular expression last looked at.
	lastText  goja.Value
	lastUnits []uint16
}

// thrownError remembers the last error that one of our functions threw, so that it can be told from the
// script's own.
type thrownError struct {
	object *goja.Object
	err    *ScriptError
}

func newEnv() *env {
	return &env{vm: goja.New()}
}

// prepare makes the world ready for scripts, once; a chain of calls needs none of it.
func (e *env) prepare() {
	if e.scripted {
		return
	}
	e.scripted = true
	e.functions = make(map[string]goja.Value)
	e.vm.SetParserOptions(parserOptions...)
	// Names are looked up here last, so a script may use any of them for a variable of its own.
	globals := e.vm.NewDynamicObject(&globalNames{e})
	e.vm.GlobalObject().SetPrototype(globals)
}

// A method is a function of Gizmo as Go code.
type method func(c *call) goja.Value

// function gives the script's function for a method, making it at first use.
func (e *env) function(name string, kind string, m method) goja.Value {
	key := kind + name
	f := e.functions[key]
	if f == nil {
		shown := lowered(name)
		if kind != "path." {
			shown = name
		}
		f = e.vm.ToValue(func(fc goja.FunctionCall) goja.Value {
			defer e.markPlace()
			e.run.ctx.check()
			return m(&call{env: e, name: shown, this: fc.This, args: fc.Arguments})
		})
		e.functions[key] = f
	}
	return f
}

// markPlace notes where the script was when one of our functions ended the run.
func (e *env) markPlace() {
	if x := recover(); x != nil {
		if a, ok := x.(*abort); ok && a.err != nil && a.stack == nil {
			a.stack = e.vm.CaptureCallStack(0, nil)
		}
		panic(x)
	}
}

// globalNames answers for the names that are not variables of the script.
type globalNames struct{ e *env }

func (g *globalNames) Get(name string) goja.Value {
	switch {
	case name == "g" || name == "graph":
		if g.e.graph == nil {
			g.e.graph = g.e.vm.NewDynamicObject(&graphObject{g.e})
		}
		return g.e.graph
	case name == "tg":
		return g.e.vm.NewDynamicObject(&tgObject{g.e})
	case globalFunctions[name] != nil:
		return g.e.function(name, "", globalFunctions[name])
	case strings.HasPrefix(name, "$"):
		if value, given := g.e.run.opts.params[name[1:]]; given {
			return g.e.fromGo(value)
		}
	}
	return nil
}

func (g *globalNames) Has(name string) bool {
	if name == "g" || name == "graph" || name == "tg" || globalFunctions[name] != nil {
		return true
	}
	if strings.HasPrefix(name, "$") && g.e.run != nil {
		_, given := g.e.run.opts.params[name[1:]]
		return given
	}
	return false
}

func (g *globalNames) Set(string, goja.Value) bool { return false }
func (g *globalNames) Delete(string) bool          { return true }
func (g *globalNames) Keys() []string              { return nil }

// object is what our own objects have in common: methods, and nothing that a script could change.
type object struct {
	e       *env
	kind    string
	methods map[string]method
}

func (o *object) Get(name string) goja.Value {
	if m := o.methods[name]; m != nil {
		return o.e.function(name, o.kind, m)
	}
	return nil
}

func (o *object) Has(name string) bool        { return o.methods[name] != nil }
func (o *object) Set(string, goja.Value) bool { return false }
func (o *object) Delete(string) bool          { return false }
func (o *object) Keys() []string              { return nil }
