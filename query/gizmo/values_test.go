package gizmo

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// What cannot be shown as plain data is an error that says what to do, not an empty object.
func TestValuesThatCannotBeShown(t *testing.T) {
	g := peopleGraph(t)
	for value, want := range map[string]string{
		`new Set([1, 2])`: "got a Set; make it a list with Array.from()", `new (class extends Set {})()`: "got a Set;",
		`new Map([["a", 1]])`: "got a Map; make it an object with Object.fromEntries()",
		`Promise.resolve(1)`:  "got a promise", `/a/`: "got a regular expression", `new TypeError("x")`: "got an error; give its message",
		`new Proxy({}, {})`: "got a Proxy", `new Float32Array(2)`: "got a typed array; make it a list", `new ArrayBuffer(2)`: "got a buffer",
		`[1].values()`: `got an object of the kind "Array Iterator"`, `(function* () {})()`: `of the kind "Generator"`,
		`new WeakMap()`: `of the kind "WeakMap"`, `Object(1n)`: "got a big integer", `Object(Symbol())`: "got a symbol",
	} {
		for _, script := range []string{`g.emit(` + value + `)`, `g.emit([{a: ` + value + `}])`, `var x = ` + value + `; x`, `[` + value + `]`} {
			got, err := values(t, g, script)
			require.ErrorContains(t, err, "expected plain data, ", script)
			require.ErrorContains(t, err, want, script)
			require.Empty(t, got, script)
		}
	}
	for script, want := range map[string]any{
		`Object.create(null)`: map[string]any{}, `new (class A { constructor() { this.x = 1 } })()`: map[string]any{"x": int64(1)},
		`(function () { return arguments })(1)`: map[string]any{"0": int64(1)}, `Array.from(new Set([1]))`: []any{int64(1)},
		`Object.fromEntries(new Map([["a", 1]]))`: map[string]any{"a": int64(1)}, `Array.from(new Uint8Array(1))`: []any{int64(0)},
		`new String("x")`: "x", `new Number(2)`: int64(2), `({})`: map[string]any{},
	} {
		got, err := values(t, g, script)
		require.NoError(t, err, script)
		require.Equal(t, []any{want}, got, script)
	}
	for _, script := range []string{`(function () {})`, `g`, `lt(1)`, `Symbol()`, `g.V`} {
		got, err := values(t, g, script)
		require.NoError(t, err, script)
		require.Empty(t, got, script)
	}
	_, err := values(t, g, `g.emit([Symbol("x")])`)
	require.ErrorContains(t, err, "emit: expected plain data; make it a number or a text, got a symbol")
}
