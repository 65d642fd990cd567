package gizmo

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	cayleygraph "github.com/cayleygraph/cayley/graph"
	"github.com/stretchr/testify/require"

	"talentgraph.example/internal/long"
	"talentgraph.example/query/gizmo/internal/lang"
	"talentgraph.example/query/gizmo/internal/world"
)

// transcript runs a program and writes down all that it gives: results, notes and the error, in their order.
func transcript(t testing.TB, qs cayleygraph.QuadStore, p *world.Program, opts ...Option) (lines []string) {
	opts = append(opts, WithNotes(func(n Note) { lines = append(lines, "note "+n.String()) }))
	o, err := newOptions(opts)
	require.NoError(t, err)
	s := Session{opts: o}
	defer s.Close()
	s.runStore(t.Context(), qs, nil, compiled(&Program{p}), nil, func(r Result, err error) bool {
		if err != nil {
			lines = append(lines, "error "+err.Error())
		} else if v, ok := r.Emitted(); ok {
			lines = append(lines, fmt.Sprintf("%T %v", v, v))
		} else {
			lines = append(lines, rowText(r.Values()))
		}
		return len(lines) < 50
	})
	return lines
}

// requireSameAsScript runs a script as a chain, and as the JavaScript that it is.
func requireSameAsScript(t testing.TB, qs cayleygraph.QuadStore, script string, opts ...Option) (isChain bool) {
	t.Helper()
	p, err := world.Compile(script, DefaultMaxScriptSize)
	require.NoError(t, err, script)
	want := transcript(t, qs, p.Scripted(), opts...)
	require.Equal(t, want, transcript(t, qs, p, opts...), script)
	require.Equal(t, want, transcript(t, qs, p, append(slices.Clip(opts), In(box))...), "in a box: %s", script)
	return p.IsChain()
}

// TestChains compares both ways to run a script, for scripts of every kind and for wrong ones.
func TestChains(t *testing.T) {
	qs := native(t, people())
	for _, script := range append(everyMethod(),
		`g.V("<ann>")`, `g.V()`, `g.V`, `g`, `graph.M().out("<knows>")`, `g.M().out("<knows>").all()`,
		"\n g . V ( '<ann>' )\n\t.out\r\n('<knows>' , 'x' )\n.all ( ) ; \n", `g.V("<ann>",).all()`,
		`g.V("ann").out("knows").all()`, "g.V('ü', 'ann').\nout('ü', 'knows').all()",
		`g.V("<ann>").out(1, 2, 3).all()`, "g.V('<ann>')\n  .out(['<knows>', [7, g.V()]])\n  .all()",
		`g.V("<ann>").has("<p>", lt(), gt(1)).all()`, `g.V().filter(regex("(", true)).all()`, `g.V().limit("x").all()`,
		`g.V().getLimit(g.V())`, `g.V().getLimit(2)`, `g.V().filter(gt("0")).getLimit(1)`, `g.V().back("x").all()`,
		`g.V().count().all()`, `g.V().all().all()`, `g.V().toArray()`, `g.V().tagArray(2)`, `g.V().tag("x").toValue()`,
		`g.V("<ann>").and(iri("x")).all()`, `g.V(iri("ann"), lang("a", "b")).all()`, `g.V(g.IRI("ann")).all()`,
		`g.V("\x3cann>").all()`, `g.V(0, 00, 1).all()`, `g.V(12345678901234567890).all()`, `g.V(1_0).all()`,
		`g.V(0x10).all()`, `g.V(5.5).all()`, `g.V(5.).all()`, `g.V(-5).all()`, `g.V(20).in().all()`, `g.V(null).all()`,
		`g.V(true, false, undefined).all()`, `g.V($who).all()`, `g.V($all).out($none).all()`, `g.V($nobody).all()`,
		`g.V([], ["<ann>", ["<bob>"]]).all()`, `g.V([,]).all()`, `g.V("<ann>")/**/.all()`, `g.V("<ann>").all() // all`,
		`g.V("<ann>").groupBy("<knows>")`, `g.V().out("<age>").sum()`, `g.V().out("<age>").order({by: "id"}).all()`,
		`g.V("<ann>").forEach(g.V())`, `g.V("<ann>").Out("<knows>", null, 7).all()`, `iri("ann")`, `g.emit(5)`,
	) {
		requireSameAsScript(t, qs, script, WithParam("who", "<ann>"), WithParam("all", []string{"<ann>", "<bob>"}), WithParam("none", nil))
	}
	for script, want := range map[string]bool{
		`g.V("<ann>").out("<knows>").all()`:                                      true,
		"graph.V()\n.has('<age>', gt(3), [4, '5'])\n.limit(2).all();":            true,
		`g.V($x).follow(g.M().out("<knows>").in(null)).tag("a").all()`:           true,
		`g.V("<ann>").out("<knows>").all(); 5`:                                   false,
		`g.V("<ann>").forEach(function () {})`:                                   false,
		`g.V("<ann>").constructor("a")`:                                          false,
		`g.emit(1).all()`:                                                        false,
		`h.V().all()`:                                                            false,
		`iri("a").toString()`:                                                    false,
		`g.V("a` + "\n" + `").all()`:                                             false,
		`g.V(` + strings.Repeat("[", 100) + strings.Repeat("]", 100) + `).all()`: false,
	} {
		require.Equal(t, want, lang.ReadChain(script) != nil, script)
	}
}

// TestGeneratedChains compares both ways for many random paths.
func TestGeneratedChains(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	qs, chains, runs := native(t, people()), 0, long.Runs(300, 1000)
	for range runs {
		script := randomPath(rng, 4) + pick(rng, `.all()`, `.count()`, `.toArray()`, `.getLimit(2)`, ``)
		if requireSameAsScript(t, qs, script) {
			chains++
		}
	}
	require.Greater(t, chains, runs*4/5)
}

// TestChainLimits compares the errors of limits.
func TestChainLimits(t *testing.T) {
	qs := native(t, people())
	require.True(t, requireSameAsScript(t, qs, `g.V().tag("a").all()`, WithMaxRows(3)))
	require.True(t, requireSameAsScript(t, qs, `g.V().both("<knows>").both("<knows>").all()`, WithMaxPathLength(5)))
	require.True(t, requireSameAsScript(t, qs, `g.V().toArray()`, WithMaxEmitted(30)))
	for _, lineEnd := range []string{"\n", "\r", "\r\n", "\n\r", "\r\r"} {
		script := "g." + lineEnd + "V()" + lineEnd + ".tag('ü').all()"
		require.True(t, requireSameAsScript(t, qs, script, WithMaxRows(3)), script)
	}
}

// TestChainAfterScript makes g something else: a chain then means that.
func TestChainAfterScript(t *testing.T) {
	s, err := NewSession()
	require.NoError(t, err)
	qs := native(t, people())
	for _, c := range []struct{ script, want string }{
		{`g.V("<ann>").count()`, "1"},
		{`g = {V: function () { return {count: function () { return "changed" }} }}; null`, ""},
		{`g.V("<ann>").count()`, "changed"},
	} {
		s.runStore(t.Context(), qs, nil, source(c.script), nil, func(r Result, err error) bool {
			require.NoError(t, err)
			got, _ := r.Emitted()
			require.Equal(t, c.want, fmt.Sprint(got))
			return true
		})
	}
}

// FuzzReadChain checks that what is taken for a chain is JavaScript, and means the same as such.
func FuzzReadChain(f *testing.F) {
	for _, script := range everyMethod() {
		f.Add(script)
	}
	f.Add("g.V('ü', 0, [$x, null])\n.\tout\r(iri('a')) . all( ) ;")
	qs := native(f, people())
	f.Fuzz(func(t *testing.T, script string) {
		if len(script) > 500 || lang.ReadChain(script) == nil {
			return
		}
		p, err := world.Compile(script, DefaultMaxScriptSize)
		require.NoError(t, err)
		if err := p.Read(); err != nil {
			t.Fatalf("%q is taken for a chain, but %v", script, err)
		}
		limits := []Option{WithMaxRows(20), WithTimeout(time.Second), WithMaxPathLength(50), WithParam("x", "<ann>")}
		requireSameAsScript(t, qs, script, limits...)
	})
}
