package gizmo

import (
	"errors"
	"runtime/debug"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/internal/long"
	"talentgraph.example/query/gizmo/internal/stop"
	"talentgraph.example/query/gizmo/internal/world"
)

// hostile scripts try to hang, flood or crash the process, or to get out. Each must end by itself or by one of
// its limits, in about the time it was given, within twice the memory; and the next query must work.
var hostile = map[string]string{
	"endless loop":              `while (true) {}`,
	"endless loop, caught":      `while (true) { try { while (true) {} } catch (e) {} finally { while (true) {} } }`,
	"labelled loops":            `a: for (;;) { b: for (;;) { continue a } }`,
	"recursion":                 `(function f() { f() })()`,
	"recursion, caught":         `function f() { try { f() } catch (e) { f() } } f()`,
	"mutual recursion":          `function f() { g2() } function g2() { f() } f()`,
	"repeat":                    `"x".repeat(1e9)`,
	"repeat in a loop":          `var s = []; for (;;) s.push("x".repeat(1e6))`,
	"padStart":                  `"x".padStart(1e9, "ab")`,
	"padEnd":                    `"x".padEnd(2147483647)`,
	"doubling":                  `var s = "x"; for (;;) s = s + s`,
	"doubling with templates":   "var s = 'x'; for (;;) s = `${s}${s}`",
	"doubling wide":             `var s = "中"; for (;;) s += s`,
	"doubling with concat":      `var s = "x"; for (;;) s = s.concat(s, s)`,
	"upper case of a long text": `var s = "é"; for (;;) { s += s; s.toUpperCase() }`,
	"huge array":                `var a = Array(1e9); a.fill(0)`,
	"huge array, sorted":        `Array(4294967295).sort()`,
	"huge array, joined":        `Array(4294967295).join("x")`,
	"huge array as text":        `"" + Array(1e9)`,
	"length set":                `var a = []; a.length = 4294967295; a.indexOf(1)`,
	"sparse element":            `var a = []; a[4294967294] = 1; a.reverse(); a.forEach(function(x) {})`,
	"fill and sort":             `var a = new Array(1e6).fill(1); for (;;) a.sort()`,
	"sort with a comparator":    `var a = []; for (var i = 0; i < 1e6; i++) a.push(i); a.sort(function(a, b) { while (true) {} })`,
	"concat":                    `var a = [1]; for (;;) a = a.concat(a)`,
	"spread":                    `var a = [1]; for (;;) a = [...a, ...a]`,
	"flat":                      `var a = []; a[0] = a; a.flat(Infinity)`,
	"flat, deep":                `var a = []; for (var i = 0; i < 1e6; i++) a = [a]; a.flat(Infinity)`,
	"join, deep":                `var a = []; for (var i = 0; i < 1e6; i++) a = [a]; "" + a`,
	"array-like":                `Array.prototype.forEach.call({length: 9007199254740991}, Math.abs)`,
	"array-like, from":          `Array.from({length: 9007199254740991})`,
	"array-like, apply":         `Math.max.apply(null, {length: 9007199254740991})`,
	"array-like, getter":        `var n = 0; Array.prototype.map.call({get length() { return n++ ? 1e15 : 1 }}, String); Array.prototype.fill.call({get length() { return 1e15 }})`,
	"array iterator":            `new Set(Array.prototype.values.call({length: 9007199254740991}))`,
	"array iterator, spread":    `[...Array.prototype.keys.call({length: 9007199254740991})]`,
	"array iterator, call":      `Math.max(...Array.prototype.values.call({length: 9007199254740991}))`,
	"array iterator, entries":   `Object.fromEntries(Array.prototype.entries.call({length: 9007199254740991}))`,
	"array iterator, promise":   `Promise.all(Array.prototype.values.call({length: 9007199254740991}))`,
	"generator":                 `function* f() { while (true) yield 1 } [...f()]`,
	"generator into a map":      `function* f() { while (true) yield [{}, 1] } new Map(f())`,
	"generator, yield*":         `function* f() { yield* f() } for (var x of f()) {}`,
	"typed array":               `new Uint8Array(1e10)`,
	"array buffer":              `var b = []; for (;;) b.push(new ArrayBuffer(1e8))`,
	"typed array, prototype":    `Object.getPrototypeOf(Int8Array)`,
	"big power":                 `2n ** (2n ** 40n)`,
	"big shift":                 `BigInt(1) << BigInt(1e12)`,
	"proxy":                     `new Proxy([], {get: function() { return 1e15 }}).forEach(Math.abs)`,
	"proxy chain":               `var p = {}; for (var i = 0; i < 1e7; i++) p = new Proxy(p, {}); p.x`,
	"bound chain":               `var f = function() {}; for (var i = 0; i < 1e6; i++) f = f.bind(null); f()`,
	"prototype chain":           `var o = {}; for (;;) { o = Object.create(o); o.x }`,
	"prototype chain, new":      `function F() {} for (var i = 0; ; i++) { F.prototype = new F(); if (i % 1e5 === 0) F.prototype.x }`,
	"class chain":               `var C = class {}; for (;;) { C = class extends C {}; C.x }`,
	"pattern":                   `/(a+)+$/.test("a".repeat(40) + "b")`,
	"pattern, look-ahead":       `/(?=(a+)+$)x/.test("a".repeat(60) + "b")`,
	"pattern, back-reference":   `/(a*)*\1$/.exec("a".repeat(60) + "b")`,
	"pattern, constructed":      `new RegExp("(a|a)*$").test("a".repeat(60) + "b")`,
	"pattern, in match":         `("a".repeat(60) + "b").match("(a+)+$")`,
	"pattern, in split":         `("a".repeat(60) + "b").split(/(a+)+$/)`,
	"pattern, in replace":       `("a".repeat(60) + "b").replace(/(a+)+$/g, "")`,
	"pattern, in search":        `("a".repeat(60) + "b").search("(a|a)+$")`,
	"pattern, in eval":          `eval("/(a+)+$/.test('a'.repeat(60) + 'b')")`,
	"pattern, in Function":      `new Function("return /(a+)+$/.test('a'.repeat(60) + 'b')")()`,
	"pattern, in a function's":  `(function() {}).constructor("return /(a+)+$/.test('a'.repeat(60) + 'b')")()`,
	"pattern, in a generator's": `(function*() {}).constructor("yield /(a+)+$/.test('a'.repeat(60) + 'b')")().next()`,
	"pattern, in an async's":    `(async function() {}).constructor("/(a+)+$/.test('a'.repeat(60) + 'b')")()`,
	"pattern, long text":        `/(.*)(.*)(.*)x/.test("a".repeat(1e6))`,
	"pattern, nested":           `new RegExp("(".repeat(20000) + ")".repeat(20000))`,
	"pattern, prototype":        `RegExp.prototype[Symbol.split].call({constructor: undefined, flags: "", source: "(a+)+$"}, "a".repeat(60))`,
	"pattern, by constructor":   `/x/.constructor("(a+)+$").test("a".repeat(60) + "b")`,
	"replace with growth":       `var s = "a"; for (;;) s = s.replace(/a/g, "aa")`,
	"replaceAll with growth":    `var s = "a"; for (;;) s = s.replaceAll("a", "aaa")`,
	"split and join":            `var s = "a"; for (;;) s = s.split("").join("bb")`,
	"JSON, deep":                `var a = []; for (var i = 0; i < 1e5; i++) a = [a]; JSON.stringify(a)`,
	"JSON, deep text":           `JSON.parse("[".repeat(1e6))`,
	"JSON, huge array":          `JSON.stringify(Array(4294967295))`,
	"JSON, sharing":             `var a = [1]; for (var i = 0; i < 60; i++) a = [a, a]; JSON.stringify(a)`,
	"JSON, toJSON":              `JSON.stringify({toJSON: function f() { return {toJSON: f} }})`,
	"JSON, reviver":             `JSON.parse("[1]", function(k, v) { this[0] = Array(4294967295); return v })`,
	"eval in eval":              `var s = "eval(s)"; eval(s)`,
	"eval, long":                `eval("(".repeat(1e6))`,
	"nested parentheses":        "\x00nest",
	"nested arrows":             "\x00arrows",
	"nested unary":              "\x00unary",
	"nested plus":               "\x00plus",
	"toString recursion":        `var o = {toString: function() { return "" + o }}; "" + o`,
	"valueOf recursion":         `var o = {valueOf: function() { return +o }}; +o`,
	"toPrimitive":               `var o = {[Symbol.toPrimitive]: function() { return "" + this }}; g.V(o)`,
	"getter recursion":          `var o = {get x() { return this.x }}; o.x`,
	"getter in emit":            `g.emit({get x() { while (true) {} }})`,
	"getter in options":         `g.V().order({get by() { while (true) {} }})`,
	"hasInstance":               `var o = {[Symbol.hasInstance]: function() { return 1 instanceof o }}; 1 instanceof o`,
	"iterator":                  `var o = {[Symbol.iterator]: function() { return {next: function() { return {done: false} }} }}; [...o]`,
	"species":                   `class A extends Array { static get [Symbol.species]() { while (true) {} } } new A(1, 2).map(function(x) { return x }); while (true) {}`,
	"promise loop":              `function f() { Promise.resolve().then(f) } f()`,
	"async loop":                `(async function() { while (true) await 1 })()`,
	"promise flood":             `for (;;) Promise.resolve().then(function() {})`,
	"thenable":                  `var t = {then: function(f) { f(t) }}; Promise.resolve(t)`,
	"emit, sharing":             `var a = [1]; for (var i = 0; i < 60; i++) a = [a, a]; g.emit(a)`,
	"emit, cyclic":              `var a = []; a.push(a); g.emit(a)`,
	"emit, deep":                `var a = []; for (var i = 0; i < 1e5; i++) a = [a]; g.emit(a)`,
	"emit, sparse":              `g.emit(Array(4294967295))`,
	"emit, endless":             `for (;;) g.emit(1)`,
	"last value":                `var a = [1]; for (var i = 0; i < 60; i++) a = [a, a]; a`,
	"objects":                   `var l = null; for (;;) l = {l: l, a: [1, 2, 3]}`,
	"properties":                `var o = {}; for (var i = 0; ; i++) o["k" + i] = i`,
	"object spread":             `var o = {}; for (var i = 0; i < 2e5; i++) o["k" + i] = i; for (;;) o = {...o}`,
	"spread of a text":          `var s = "x".repeat(1e6); ({...s})`,
	"spread of an array":        `var a = []; for (var i = 0; i < 3e6; i++) a.push(i); ({...a})`,
	"keys of an array":          `var a = []; for (var i = 0; i < 3e6; i++) a.push(i); Object.keys(a)`,
	"keys of a text":            `Object.keys("x".repeat(1e6))`,
	"for-in over an array":      `var a = []; for (var i = 0; i < 3e6; i++) a.push(i); for (var k in a) {}`,
	"map":                       `var m = new Map(); for (var i = 0; ; i++) m.set(i, {})`,
	"symbols":                   `var o = {}; for (;;) o[Symbol()] = 1`,
	"closures":                  `var f = null; for (;;) f = (function(f) { return function() { return f } })(f)`,
	"arguments":                 `(function f() { f(...arguments, ...arguments) })(1, 2)`,
	"indexOf of long texts":     `var a = "x".repeat(1e6), l = []; for (var i = 0; i < 1e6; i++) l.push(a + "y"); l.indexOf(a + "z")`,
	"numbers to text":           `for (;;) (1e21).toLocaleString() + (123.456).toFixed(100)`,
	"text to numbers":           `var s = "9".repeat(1e6); for (;;) parseFloat(s)`,
	"escape":                    `for (;;) encodeURIComponent("中".repeat(1e5))`,
	"normalize":                 `for (;;) "é".repeat(1e6).normalize("NFKD")`,
	"localeCompare":             `for (;;) "é".repeat(1e6).localeCompare("é".repeat(1e6))`,
	"dates":                     `for (;;) new Date("x".repeat(1e6))`,
	"long path":                 `var p = g.V(); for (;;) p = p.out()`,
	"both":                      `var p = g.V(); for (var i = 0; i < 40; i++) p = p.both(); p.count()`,
	"or with itself":            `var p = g.V(); for (;;) p = p.or(p)`,
	"follow with itself":        `var p = g.M().both(); for (;;) p = p.follow(p)`,
	"cross product":             `g.V().out().in().out().in().out().in().out().in().out().in().out().in().count()`,
	"cross product, rows":       `g.V().tag("a").out().in().tag("b").out().in().tag("c").out().in().tag("d").out().in().out().in().all()`,
	"cross product, array":      `g.V().out().in().out().in().out().in().out().in().out().in().tagArray()`,
	"cross product, order":      `g.V().out().in().out().in().out().in().out().in().out().in().order().all()`,
	"recursive":                 `g.V().followRecursive(g.M().both(), -1).all()`,
	"except":                    `g.V().except(g.V("<nobody>")).except(g.V().out()).count()`,
	"forEach, nested":           `function f() { g.V().forEach(f) } f()`,
	"wrong this":                `g.V().out.call(1)`,
	"wrong this, object":        `g.V().all.call({})`,
	"method as constructor":     `new (g.V().out)()`,
	"Go methods":                `g.V().t.steps`,
	"Go constructor":            `g.V().constructor.constructor("return this")().process.exit()`,
	"require":                   `require("fs").readFileSync("/etc/passwd")`,
	"source map":                "1\n//# sourceMappingURL=file:///etc/passwd",
	"import":                    `import("fs")`,
	"with":                      `with (g) { while (true) V() }`,
	"prototype pollution":       `Object.prototype.out = 1; Array.prototype[0] = 1; g.V().out().all(); while (true) {}`,
	"broken built-ins":          `Array.prototype.push = null; Object.keys = null; Reflect.apply = null; Symbol.iterator; g.V().toArray().map(String); while (true) {}`,
	"frozen world":              `Object.freeze(globalThis); Object.freeze(Object.prototype); Object.freeze(Array.prototype); while (true) {}`,
	"reserved name":             `globalThis["\x00RegExp"] = function() { while (true) {} }; /a/`,
	"error with getters":        `var e = new Error(); Object.defineProperty(e, "message", {get: function() { while (true) {} }}); throw e`,
	"error that is huge":        `throw new Error("x".repeat(1e6))`,
	"thrown Proxy-like":         `throw {toString: function() { while (true) {} }}`,
}

func hostileScript(script string) string {
	many := func(s string, n int) string {
		b := make([]byte, 0, len(s)*n)
		for range n {
			b = append(b, s...)
		}
		return string(b)
	}
	switch script {
	case "\x00nest":
		return many("(", 60_000)
	case "\x00arrows":
		return many("a=>", 20_000) + "1"
	case "\x00unary":
		return many("!", 60_000) + "1"
	case "\x00plus":
		return many("1+", 30_000) + "1"
	}
	return script
}

func TestHostile(t *testing.T) {
	const memory = 64 << 20
	timeout := time.Duration(long.Runs(25, 300)) * time.Millisecond
	g := graph.New()
	addAsRead(t, g, people()...)
	worst := time.Duration(0)
	for name, script := range hostile {
		t.Run(name, func(t *testing.T) {
			debug.FreeOSMemory() // collects the garbage first
			base := stop.MemoryInUse()
			var peak atomic.Int64
			done := make(chan struct{})
			go func() {
				for {
					select {
					case <-done:
						return
					case <-time.After(time.Millisecond):
						peak.Store(max(peak.Load(), stop.MemoryInUse()-base))
					}
				}
			}()
			start := time.Now()
			var last error
			for _, err := range Run(t.Context(), g, hostileScript(script), WithTimeout(timeout), WithMaxMemory(memory), WithMaxRows(10_000)) {
				last = err
			}
			took := time.Since(start)
			close(done)
			late := took - timeout
			worst = max(worst, late)
			t.Logf("%v, %d MB: %v", took.Round(time.Millisecond), peak.Load()>>20, last)
			require.Less(t, late, time.Second, "late")
			require.Less(t, peak.Load(), int64(2*memory)+8<<20, "memory")
			require.False(t, errors.Is(last, world.ErrInternal), "%v", last)
			rows := 0
			for r, err := range Run(t.Context(), g, `g.V("<ann>").out("<knows>").all()`) {
				require.NoError(t, err)
				require.NotEmpty(t, r.Map())
				rows++
			}
			require.Equal(t, 2, rows, "the next query")
		})
	}
	t.Log("the latest came", worst.Round(time.Millisecond), "after its deadline")
}
