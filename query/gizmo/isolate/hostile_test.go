package isolate_test

import (
	"errors"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"talentgraph.example/internal/long"
	"talentgraph.example/query/gizmo"
	"talentgraph.example/query/gizmo/internal/stop"
	"talentgraph.example/query/gizmo/isolate"
)

// hostile scripts try to hang, flood or crash the process, or to get out. Each must end by itself or by one of its limits,
// in about the time and the memory it was given; and the next query must work.
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

	// Native functions that call one another until the stack of Go ends.
	"error's name, itself":          `var e = new Error(); e.name = e; String(e)`,
	"toJSON of a date, itself":      `var o = {}; o.toISOString = o.toJSON = Date.prototype.toJSON; o.toJSON()`,
	"bound to itself":               `var f = Function.prototype.call; for (var i = 0; i < 1e6; i++) f = f.bind(f); f()`,
	"getter is native":              `var o = {}; Object.defineProperty(o, "x", {get: Function.prototype.call.bind(function () { return o.x })}); o.x`,
	"join of itself":                `var a = {length: 1}; a[0] = a; a.join = Array.prototype.join; a.toString = Array.prototype.toString; String(a)`,
	"nested native chain":           `var o = "x"; for (var i = 0; i < 1e6; i++) { var e = new Error(); e.message = o; o = e } String(o)`,
	"toString chain of arrays":      `var a = []; for (var i = 0; i < 3e6; i++) a = [a]; String(a)`,
	"proxy of proxies, apply":       `var p = function () {}; for (var i = 0; i < 1e6; i++) p = new Proxy(p, {}); p()`,
	"proxy, its own trap":           `var h = {}; var p = new Proxy({}, h); h.get = p; Object.setPrototypeOf(h, p); p.x`,
	"proxy as its prototype":        `var o = {}; var p = new Proxy(o, {getPrototypeOf: function () { return p }}); o instanceof p.constructor; for (var k in p) {}; Object.setPrototypeOf(o, p); o.x`,
	"reduce by reduce":              `var a = [0, 1]; a.reduce(a.reduce.bind(a, a.reduce))`,
	"flat of proxies":               `var h = {get: function (t, k) { return k === "length" ? 2 : k === "constructor" ? Array : p }, has: function () { return true }}; var p = new Proxy([], h); [p].flat(Infinity)`,
	"JSON of proxies":               `var p = new Proxy({}, {ownKeys: function () { return ["a"] }, getOwnPropertyDescriptor: function () { return {enumerable: true, configurable: true} }, get: function () { return p }}); JSON.stringify(p)`,
	"regular expression's toString": `var r = /a/; Object.defineProperty(r, "source", {value: r}); String(r)`,
	"symbol descriptions":           `var s = {toString: Symbol}; for (;;) s = {toString: Symbol.bind(null, s)}; Symbol(s)`,
	// Iterators that never pass JavaScript.
	"native steps, set":         `new Set({[Symbol.iterator]() { return {next: Object} }})`,
	"native steps, spread":      `[...{[Symbol.iterator]() { return {next: Object} }}]`,
	"native steps, from":        `Array.from({[Symbol.iterator]() { return {next: Object} }})`,
	"native steps, arguments":   `Math.max(...{[Symbol.iterator]() { return {next: Object} }})`,
	"native steps, pattern":     `var [...a] = {[Symbol.iterator]() { return {next: Object} }}`,
	"native steps, promise":     `Promise.all({[Symbol.iterator]() { return {next: Object} }})`,
	"native steps, entries":     `Object.fromEntries({[Symbol.iterator]() { return {next: Array} }})`,
	"native steps, g.V":         `g.V(...{[Symbol.iterator]() { return {next: Object} }})`,
	"native steps, typed array": `new Uint8Array({[Symbol.iterator]() { return {next: Object} }})`,
	// Texts that take 2^n to read.
	"arrows":           "\x00defaults",
	"arrows, eval":     "\x00evalDefaults",
	"arrows, Function": "\x00functionDefaults",
	"nested templates": "\x00templates",
	"nested objects":   "\x00objects",
	// Large texts and keys.
	"keys of a bare text":      `var t = "x".repeat(1e6); t += t; t += t; var s = new String(t); Object.setPrototypeOf(s, null); Object.entries(s)`,
	"spread of a bare text":    `var t = "x".repeat(4e6); var s = new String(t); Object.setPrototypeOf(s, null); ({...s})`,
	"texts by errors":          `var e = new Error(), s = "中中"; for (;;) { e.name = e.message = s; s = Error.prototype.toString.call(e) }`,
	"texts by a reserved name": `with ({["\0text"]: Object}) { var s = "x"; for (;;) s = s + s }`,
	"texts by join":            `var s = "x"; for (;;) s = [s, s].join(s)`,
	"texts by raw":             `var s = "xx"; for (;;) s = String.raw({raw: [s, s, s]}, s, s)`,
	"texts by code points":     `var a = []; for (var i = 0; i < 1e6; i++) a.push(0x4e2d); for (;;) String.fromCodePoint.apply(null, a)`,
	"texts by numbers":         `var n = 1n; for (;;) { n = n << 1000000n; String(n) }`,
	"big factorial":            `var n = 1n; for (var i = 1n; ; i++) n *= i`,
	"big to text":              `(1n << 30000000n).toString()`,
	"buffers":                  `var l = []; for (;;) l.push(new Float64Array(1e7).fill(1))`,
	"buffer, resized":          `var b = new ArrayBuffer(1e9); new Uint8Array(b).fill(7); b.slice(0)`,
	"sort, native comparator":  `var a = []; for (var i = 0; i < 3e6; i++) a.push(-i); a.sort(Math.max)`,
	"sort of texts":            `var a = []; for (var i = 0; i < 2e5; i++) a.push("x".repeat(1000) + i); for (;;) a.sort()`,
	"includes":                 `var a = Array(3e7).fill(0); for (;;) a.includes(1)`,
	"long text, regex":         `regex("(x+x+)+y"); /(x+x+)+y/.test("x".repeat(40))`,
	"long question":            `tg.whoLeft("重".repeat(1e6), "")`,
	"many nodes":               `var l = []; for (var i = 0; i < 2e6; i++) l.push("<x" + i + ">"); g.V(l).count()`,
	"many notes":               `for (var i = 0; ; i++) g.V("<no" + i + ">")`,
	"emit, large":              `for (;;) g.emit("x".repeat(1e7))`,
	"date, long":               `for (;;) Date.parse("2024-01-01T00:00:00" + "0".repeat(1e6))`,
	"weak references":          `var m = new WeakMap(), k = {}; for (;;) { var n = {}; m.set(n, k); k = n }`,
	"class fields":             `var s = "class A {" + "x = 1;".repeat(1e5) + "}"; for (;;) new (eval("(" + s + ")"))`,
	"tail of promises":         `var p = Promise.resolve(); for (;;) p = p.then(function () { return p })`,
	"generators that delegate": `function* f(n) { yield* f(n + 1) } f(0).next()`,
	"async generators":         `async function f() { await f() } f()`,
	"reflect construct":        `var C = class extends Object {}; for (var i = 0; i < 1e5; i++) { C = class extends C {} } new C()`,
}

func hostileScript(script string) string {
	const n = 30
	switch script {
	case "\x00nest":
		return strings.Repeat("(", 60_000)
	case "\x00arrows":
		return strings.Repeat("a=>", 20_000) + "1"
	case "\x00unary":
		return strings.Repeat("!", 60_000) + "1"
	case "\x00plus":
		return strings.Repeat("1+", 30_000) + "1"
	case "\x00defaults":
		return strings.Repeat("(a=", n) + "1" + strings.Repeat(")=>1", n)
	case "\x00evalDefaults":
		return `eval("(a=".repeat(30) + "1" + ")=>1".repeat(30))`
	case "\x00functionDefaults":
		return `Function("return " + "async (a=".repeat(30) + "1" + ")=>1".repeat(30))`
	case "\x00templates":
		return strings.Repeat("`${", 15_000) + "1" + strings.Repeat("}`", 15_000)
	case "\x00objects":
		return "x = " + strings.Repeat("{a:", 15_000) + "1" + strings.Repeat("}", 15_000)
	}
	return script
}

func TestHostile(t *testing.T) {
	const memory = 64 << 20
	timeout := time.Duration(long.Runs(25, 300)) * time.Millisecond
	g := small(t)
	require.NoError(t, newBox(t).Close()) // so that what the runtime opens for itself is open
	before := descriptors(t)
	box := newBox(t, isolate.WithChildren(1), isolate.WithMemory(2*memory))
	worst, most := time.Duration(0), int64(0)
	for name, script := range hostile {
		t.Run(name, func(t *testing.T) {
			debug.FreeOSMemory() // collects the garbage first
			base := stop.MemoryInUse()
			var peak, resident atomic.Int64
			done, looked := make(chan struct{}), make(chan struct{})
			go func() {
				defer close(looked)
				for {
					select {
					case <-done:
						return
					case <-time.After(time.Millisecond):
						peak.Store(max(peak.Load(), stop.MemoryInUse()-base))
						for _, pid := range children(t) {
							resident.Store(max(resident.Load(), status(pid, "VmHWM:")))
						}
					}
				}
			}()
			start := time.Now()
			var last error
			for _, err := range gizmo.Run(t.Context(), g, hostileScript(script), gizmo.In(box), gizmo.WithTimeout(timeout), gizmo.WithMaxMemory(memory), gizmo.WithMaxRows(10_000)) {
				last = err
			}
			took := time.Since(start)
			close(done)
			<-looked
			worst, most = max(worst, took-timeout), max(most, resident.Load())
			t.Logf("%v, %d MB here, %d MB there: %.200v", took.Round(time.Millisecond), peak.Load()>>20, resident.Load()>>20, last)
			require.Less(t, took-timeout, time.Second, "late")
			require.Less(t, peak.Load(), int64(48<<20), "memory here")
			require.Less(t, resident.Load(), int64(memory+100<<20), "memory there: the program itself has some")
			var bad *gizmo.ScriptError
			require.True(t, last == nil || errors.As(last, &bad), "%v", last)
			got, err := run(t, g, `g.V("<http://e/ann>").out("<http://e/knows>").all()`, gizmo.In(box))
			require.NoError(t, err, "the next query")
			require.Len(t, got, 2, "the next query")
		})
	}
	t.Log("the latest came", worst.Round(time.Millisecond), "after its deadline; the largest child had", most>>20, "MB")
	require.LessOrEqual(t, len(children(t)), 2, "one in use, and one that is being warmed")
	require.NoError(t, box.Close())
	require.Empty(t, children(t))
	require.Equal(t, before, descriptors(t))
}
