package guard

import (
	"sync"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

func unicodeString(s string) unistring.String { return unistring.NewFromString(s) }

// isBuiltin tells whether a name may lead to a built-in function of JavaScript: it is the name of a global
// variable, or of a property that some built-in object has.
func isBuiltin(name string) bool {
	switch name {
	case "undefined", "NaN", "Infinity":
		return false
	case "arguments", "caller", "callee", "eval", "__proto__":
		return true
	}
	return builtinNames()[name]
}

// builtinNames collects, once, the names of all properties of all objects of a fresh world.
var builtinNames = sync.OnceValue(func() map[string]bool {
	vm := goja.New()
	names, seen := make(map[string]bool), make(map[*goja.Object]bool)
	var visit func(object *goja.Object)
	property := func(get func() goja.Value) {
		// What fails is a getter that wants another object; it is itself no more than a function.
		_ = vm.Try(func() {
			if value, ok := get().(*goja.Object); ok {
				visit(value)
			}
		})
	}
	visit = func(object *goja.Object) {
		if seen[object] {
			return
		}
		seen[object] = true
		for _, name := range object.GetOwnPropertyNames() {
			names[name] = true
			property(func() goja.Value { return object.Get(name) })
		}
		for _, symbol := range object.Symbols() {
			property(func() goja.Value { return object.GetSymbol(symbol) })
		}
		if proto := object.Prototype(); proto != nil {
			visit(proto)
		}
	}
	visit(vm.GlobalObject())
	return names
})
