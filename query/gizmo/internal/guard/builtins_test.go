package guard

import (
	"testing"

	"github.com/dop251/goja"
	"github.com/stretchr/testify/require"
)

// TestBuiltinNames has JavaScript itself look for all properties of built-in objects that lead to a function or
// an object, and expects each to be known as such.
func TestBuiltinNames(t *testing.T) {
	list, err := goja.New().RunString(`(function () {
		var names = [], seen = new Set();
		(function visit(object) {
			if (seen.has(object)) return;
			seen.add(object);
			Reflect.ownKeys(object).forEach(function (key) {
				var property = Reflect.getOwnPropertyDescriptor(object, key);
				[property.value, property.get, property.set].forEach(function (value) {
					if (value === null || typeof value !== "object" && typeof value !== "function") return;
					if (typeof key === "string") names.push(key);
					visit(value);
				});
			});
			var proto = Reflect.getPrototypeOf(object);
			if (proto !== null) visit(proto);
		})(globalThis);
		return names;
	})()`)
	require.NoError(t, err)
	names := list.Export().([]any)
	require.Greater(t, len(names), 400)
	for _, name := range names {
		require.True(t, isBuiltin(name.(string)), name)
	}
	for _, name := range []string{"undefined", "NaN", "tagArray", "followRecursive", "whoLeft"} {
		require.False(t, isBuiltin(name), name)
	}
}
