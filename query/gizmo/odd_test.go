package gizmo

import (
	"testing"

	"github.com/stretchr/testify/require"

	"talentgraph.example/query/gizmo/internal/world"
)

// odd scripts do what nobody expects, and end. Both ways to run them give the same, and no rule is broken inside.
var odd = []string{
	// Texts that are no texts elsewhere.
	`g.emit("\ud800")`, `g.emit("a\udc00b")`, `g.emit({"\ud83d": 1})`, `g.emit("\u0000")`, `g.V("<e:\ud800>").count()`, `g.V("\ud800").all()`,
	`g.V("<e:ann>").tag("\ud800").all()`, `g.V("<e:ann>").tag("\udfff", "\udffe").all()`, `iri("\ud800").toString()`, `lang("x", "\ud800").toString()`,
	`g.emit(lang("x", "")); g.emit(lang("", "en"))`, `g.emit(typed("1", "")); g.emit(iri("")); g.emit(bnode(""))`, `g.emit(raw("<"))`, `g.emit(raw("\"a\"@"))`,
	`throw "\ud800"`, `throw new Error("\ud800")`, `g.V().has("<e:\ud800>", "x").all()`, `regex("\ud800")`, `like("\ud800")`, `g.addNamespace("\ud800", "x")`,
	// Numbers and times at their ends.
	`g.emit([0, -0, 1e21, 1e308 * 10, -1e308 * 10, 9007199254740993, 2 ** 53, -(2 ** 63), 2 ** 63, 5e-324])`,
	`g.emit([new Date(8.64e15), new Date(-8.64e15), new Date(NaN), new Date(0)])`, `g.V(2 ** 53, -0, 1e300, 0.1).count()`, `g.V(NaN).count()`,
	`g.V(new Date(8.64e15), new Date(-8.64e15)).count()`, `g.V(new Date(NaN)).count()`, `g.V().limit(1e300)`, `g.V().limit(2 ** 53 - 1).count()`, `g.V().skip(-1)`,
	`g.V().limit(NaN)`, `g.V().limit(0.5)`, `g.V().getLimit(-5)`, `g.V("<e:ann>").getLimit(1e15)`, `g.V().followRecursive("<e:knows>", 1e9).count()`, `g.V().limit("1")`,
	`g.V().filter(gt(NaN)).count()`, `g.V().filter(lt(1e400)).count()`, `g.V().filter(gt(new Date(NaN))).count()`, `g.V().order({by: "<e:age>", desc: "x"}).all()`,
	// Names that objects have already.
	`g.V("<e:ann>").tag("__proto__").all()`, `g.V("<e:ann>").tag("__proto__", "constructor", "toString", "").all()`, `g.V("<e:ann>").tag("__proto__").tagArray()`,
	`g.V("<e:ann>").tag("constructor").forEach(function (d) { g.emit(Object.keys(d)); g.emit(d.constructor); g.emit(d.hasOwnProperty) })`,
	`g.emit({__proto__: {a: 1}, b: 2})`, `g.emit(JSON.parse('{"__proto__": 1, "a": {"__proto__": []}}'))`, `g.emit(Object.assign(Object.create({inherited: 1}), {own: 2}))`,
	`g.V("<e:ann>").tag("id").all()`, `g.V("<e:ann>").out("<e:knows>", "id").all()`, `g.V("<e:ann>").save("<e:age>", "id").all()`, `g.V("<e:ann>").tag("x").tag("x").all()`,
	// Rows that are changed.
	`g.V("<e:ann>").tag("a").forEach(function (d) { delete d.id; d.a = 1; d.b = 2; d.c = d; delete d.c; g.emit(d) })`,
	`var kept; g.V("<e:ann>").forEach(function (d) { kept = d }); g.emit(kept)`, `var all = g.V("<e:ann>").out("<e:knows>").tagArray(); all.reverse(); g.emit(all)`,
	`g.V("<e:ann>").forEach(function (d) { Object.freeze(d); d.id = 1; g.emit(d) })`, `g.V("<e:ann>").forEach(function (d) { g.emit({...d}); g.emit(JSON.stringify(d)); for (var k in d) g.emit(k) })`,
	`g.V("<e:ann>").forEach(function (d) { Object.defineProperty(d, "id", {get: function () { return 5 }}); g.emit(d) })`, `g.V("<e:ann>").forEach(function (d) { Object.setPrototypeOf(d, {p: 1}); g.emit(d.p) })`,
	// Loops within loops, left in every way.
	`g.V("<e:ann>").out().forEach(function (a) { try { g.V().out().forEach(function (b) { throw b }) } catch (e) { g.emit(e.id === undefined) } })`,
	`a: for (var i = 0; i < 3; i++) { try { g.V().forEach(function () { throw i }) } catch (e) { g.emit(e); continue a } finally { g.emit("f") } }`,
	`g.V("<e:ann>").out("<e:knows>").forEach(function (d) { g.V(d.id).out().all(); g.emit(g.V(d.id).in().count()) })`,
	`var n = 0; function f(k) { g.V("<e:ann>").forEach(function () { n++; if (k > 0) f(k - 1) }) } f(30); n`,
	`function* rows() { yield* g.V("<e:ann>").out("<e:knows>").toArray() } for (var r of rows()) { g.emit(r); break }`,
	`g.V("<e:ann>").forEach(async function (d) { await null; g.emit(d.id) }); g.emit("first")`, `g.V("<e:ann>").forEach(function* () { g.emit("never") })`,
	`Promise.resolve().then(function () { g.V("<e:ann>").all(); throw 1 }); g.emit("first")`, `Promise.reject(new Error("x")); g.emit(1)`,
	`(async function () { for (var i = 0; i < 5; i++) { g.emit(i); await i } })(); 9`, `g.V("<e:ann>").forEach(g.emit)`, `g.V("<e:ann>").forEach(2, g.V().out)`, `g.V("<e:ann>").forEach(class {})`,
	`g.V("<e:ann>").forEach(new Proxy(function (d) { g.emit(d.id) }, {}))`, `g.V("<e:ann>").forEach(-1, function (d) { g.emit(1) }); g.V("<e:ann>").forEach(0, function (d) { g.emit(1) })`,
	// Arguments with a life of their own.
	`g.V({toString: function () { return "<e:ann>" }}).all()`, `g.V(new String("<e:ann>")).all()`, `g.V(Object(1)).all()`, `g.V([["<e:ann>"], [[["<e:bob>"]]]]).all()`,
	`var a = ["<e:ann>"]; Object.defineProperty(a, 1, {get: function () { g.emit("read"); return "<e:bob>" }}); g.V(a).count()`,
	`var a = []; a[0] = a; g.V(a)`, `var a = ["<e:ann>"]; a.length = 3; g.V(a).count()`, `g.V(new Proxy(["<e:ann>"], {})).count()`, `g.V(new (class extends Array {})(2)).count()`,
	`g.V().order({get by() { g.emit("by"); return "<e:age>" }, desc: true}).limit(1).all()`, `g.V().order(new Proxy({by: "<e:age>"}, {})).all()`, `g.V().order(Object.create({by: "<e:age>"})).limit(1).all()`,
	`tg.flows({get top() { throw new Error("mine") }})`, `tg.flows({top: {valueOf: function () { return 1 }}})`, `tg.whoLeft({})`, `tg.whoLeft("\ud800")`, `tg.whoLeft("")`, `tg.flows({certainty: []})`,
	`g.emit({get a() { g.emit("inner"); return 1 }, b: 2})`, `g.emit({toJSON: function () { return 1 }})`, `g.emit([{get a() { throw new Error("mine") }}])`, `g.emit({get a() { return this }})`,
	`var o = {}; o.o = o; g.emit(o)`, `var a = [1]; g.emit([a, a])`, `g.emit([, 1, , ])`, `var f = function () {}; f.x = 1; g.emit(f)`, `g.emit()`, `g.emit(1, 2)`, `g.emit(null); g.emit(undefined)`,
	// What is there is taken away, or changed.
	`g = 1; g`, `var graph = 2; g.emit(graph)`, `delete globalThis.g; g.V("<e:ann>").count()`, `g.V = 5; g.V("<e:ann>").count()`, `tg = null; tg`, `Object.assign(g, {V: 1}); g.V("<e:ann>").count()`,
	`Object.keys(g).length + Object.keys(g.V()).length`, `"out" in g.V()`, `g.V().hasOwnProperty`, `typeof g + typeof g.V() + typeof iri("x") + typeof lt(1) + typeof tg`, `g == graph`, `g.V() == g.V()`,
	`Object.getPrototypeOf(g) === null`, `Object.isFrozen(g)`, `JSON.stringify([g.V(), iri("x"), lt(1), tg.flows])`, `String(iri("x")) + iri("x")`, `String(g.V())`, `g.V() + 1`, `String(+g)`, `new g.V()`, `g.V.call(null, "<e:ann>").count()`,
	`var out = g.V("<e:ann>").out; out("<e:knows>")`, `g.V("<e:ann>").out.apply(g.V("<e:bob>"), ["<e:knows>"]).count()`, `Reflect.construct(g.V, [])`, `Reflect.ownKeys(tg).length > 0`, `with (g) { V("<e:ann>").count() }`,
	`var globalThis = 3; g.V("<e:ann>").count()`, `this.x = 4; x`, `eval("var y = 5"); y`, `new Function("return g.V('<e:ann>').count()")()`, `(0, eval)("g").V("<e:ann>").count()`,
	`undefined = 1; NaN = 2; typeof undefined`, `let g = 3; g`, `const iri = 1; iri`, `class g2 {} ; g2`, `label: { break label } 1`, `"use strict"; nosuch = 1`, `debugger; 1`, `// nothing`, ``, `;`, `null`, "#!x\n1", "\ufeff1", "<!-- x\n1",
	// Ends.
	`throw undefined`, `throw null`, `throw 1n`, `throw Symbol("x")`, `throw [1]`, `throw g`, `throw iri("x")`, `throw function () {}`, `throw new (class extends Error { get message() { throw 1 } })()`, `throw Object.create(Error.prototype)`,
	`throw new AggregateError([1], "many")`, `throw new Proxy(new Error("x"), {})`, `var e = new Error("x"); e.name = 5; throw e`, `try { g.nosuch() } catch (e) { throw e }`, `try { g.V().out({}) } catch (e) { e.message = "mine"; throw e }`,
	`try { g.V().out({}) } catch (e) { throw new Error(e.message) }`, `try { tg.whoLeft("nobody") } catch (e) { try { g.V().out({}) } catch (f) { throw e } }`, `try { tg.whoLeft("nobody") } catch (e) { tg.whoLeft("no one") }`,
	`function f() { return f.caller } f()`, `(function () { return arguments.callee.name })()`, `new.target`, `return 1`, `await 1`, `yield 1`, `import x from "y"`, `export default 1`, `import.meta`, `super.x`,
}

func TestOddScripts(t *testing.T) {
	g := peopleGraph(t)
	for _, script := range odd {
		t.Run(script, func(t *testing.T) {
			_, err := values(t, g, script)
			require.NotErrorIs(t, err, world.ErrInternal)
		})
	}
	for _, err := range Run(t.Context(), g, `1`, In(box)) {
		require.NoError(t, err)
	}
}
