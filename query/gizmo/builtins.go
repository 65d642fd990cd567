package gizmo

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
	names := builtinNames()
	return names == nil || names[name]
}

// builtinNames collects, once, the names of all properties of all objects of a fresh world.
var builtinNames = sync.OnceValue(func() map[string]bool {
	const collect = `(function () {
		var names = [], seen = new Set();
		(function visit(object) {
			if (seen.has(object)) return;
			seen.add(object);
			var keys = Reflect.ownKeys(object);
			for (var i = 0; i < keys.length; i++) {
				if (typeof keys[i] === "string") names.push(keys[i]);
				var property = Reflect.getOwnPropertyDescriptor(object, keys[i]);
				[property.value, property.get, property.set].forEach(function (value) {
					if (value !== null && (typeof value === "object" || typeof value === "function")) visit(value);
				});
			}
			var proto = Reflect.getPrototypeOf(object);
			if (proto !== null) visit(proto);
		})(globalThis);
		return names;
	})()`
	names := make(map[string]bool)
	vm := goja.New()
	list, err := vm.RunString(collect)
	if err != nil {
		return nil // isBuiltin then takes every name for one
	}
	for _, name := range list.Export().([]any) {
		names[name.(string)] = true
	}
	return names
})
