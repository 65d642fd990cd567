package gizmo

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"talentgraph.example/query/gizmo/internal/lang"
	"talentgraph.example/query/gizmo/internal/world"
)

// fuzzed runs whatever text as a script: it must end, in rows or in an error that is a script's own.
func fuzzed(t *testing.T, script string, opts ...Option) {
	g := peopleGraph(t)
	start := time.Now()
	opts = append(opts, WithTimeout(100*time.Millisecond), WithMaxMemory(64<<20), WithMaxRows(1000))
	for _, err := range Run(t.Context(), g, script, opts...) {
		if errors.Is(err, world.ErrInternal) {
			t.Fatalf("%q: %v", script, err)
		}
		if err != nil {
			require.NotEmpty(t, err.Error())
		}
	}
	require.Less(t, time.Since(start), 30*time.Second)
}

func FuzzScript(f *testing.F) {
	for _, seed := range []string{
		`g.V("<e:ann>").out("<e:knows>").tag("x").back("x").order({by: "<e:age>"}).limit(2).all()`,
		"for (var x of [1, ...g.V().toArray()]) { g.emit(`${x}`.replace(/(?<a>.)\\k<a>/g, '$<a>')) }",
		`class A { #x = 1; get y() { return this.#x } } JSON.stringify({...new A(), z: [1, , 2]}, null, 2)`,
		`a: for (let i = 0; i < 3; i++) { try { continue a } finally { i++ } } eval("1+1")`,
		`g.V().groupBy("id", {max: "id"}); g.V("<e:ann>").shortestPath("<e:eve>", null, {direction: "both"})`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, script string) { fuzzed(t, script) })
}

// functions are those of Gizmo that are no methods.
const functions = " iri bnode raw str lang typed lt lte gt gte regex like "

func FuzzArguments(f *testing.F) {
	f.Add("out", "<e:knows>", 1.5)
	f.Add("order", "by", -1.0)
	f.Add("followRecursive", "", 0.0)
	f.Fuzz(func(t *testing.T, method, text string, number float64) {
		if !lang.IsMethod(method) && !strings.Contains(functions, " "+method+" ") {
			return
		}
		const call = `
			var on = [g, g.V(), g.M(), globalThis], args = [$text, $number, null, undefined, [], [$text, [$number]], {},
				{by: $text}, {edge: $number}, g.V($text), g.M().out($text), iri($text), lt($text), function () {}, /a/];
			for (var o of on) for (var a of args) for (var b of args)
				try { var p = o[$method](a, b); if (p && p.count) p.limit(3).all(); o[$method](a); o[$method]() } catch (e) { if (!(e instanceof Error)) throw e }`
		fuzzed(t, call, WithParam("method", method), WithParam("text", text), WithParam("number", number))
	})
}
