package gizmo

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
)

func peopleGraph(t testing.TB) *graph.Graph {
	g := graph.New()
	addAsRead(t, g, absolute(people())...)
	return g
}

// values runs a script, here and in a box, and gives what it emitted, and rows as text.
func values(t testing.TB, r graph.Reader, script string, opts ...Option) ([]any, error) {
	t.Helper()
	got, err := valuesOf(t, r, script, opts...)
	boxed, boxedErr := valuesOf(t, r, script, append(slices.Clip(opts), In(box))...)
	requireSameEnd(t, err, boxedErr, script)
	if err == nil || !errors.Is(err, graph.ErrLimit) {
		require.Equal(t, got, boxed, "in a box: %s", script)
	}
	return got, err
}

// requireSameEnd compares errors of both ways to run a script. Where a script is when its time is up is chance.
func requireSameEnd(t testing.TB, here, boxed error, script string) {
	t.Helper()
	var limit *graph.LimitError
	switch {
	case here == nil:
		require.NoError(t, boxed, "in a box: %s", script)
	case errors.As(here, &limit) && (strings.Contains(limit.Limit, "time") || strings.Contains(limit.Limit, "memory")):
		require.ErrorIs(t, boxed, graph.ErrLimit, "in a box: %s", script)
	default:
		require.EqualError(t, boxed, here.Error(), "in a box: %s", script)
		require.Equal(t, errors.Is(here, graph.ErrLimit), errors.Is(boxed, graph.ErrLimit), script)
		require.Equal(t, errors.Is(here, graph.ErrNotFound), errors.Is(boxed, graph.ErrNotFound), script)
	}
}

func valuesOf(t testing.TB, r graph.Reader, script string, opts ...Option) ([]any, error) {
	var got []any
	for res, err := range Run(t.Context(), r, script, opts...) {
		if err != nil {
			return got, err
		}
		if v, ok := res.Emitted(); ok {
			got = append(got, v)
		} else {
			got = append(got, rowText(res.Values()))
		}
	}
	return got, nil
}

func TestResult(t *testing.T) {
	g := peopleGraph(t)
	for r, err := range Run(t.Context(), g, `g.V("<e:ann>").save("<e:age>", "age").save("<e:name>", "name").save("<e:score>", "score").tag("me").all()`) {
		require.NoError(t, err)
		require.Equal(t, map[string]any{"id": "<e:ann>", "me": "<e:ann>", "age": int64(20), "name": "Ann", "score": 1.5}, r.Map())
		require.Equal(t, map[string]quad.Value{
			"id": quad.IRI("e:ann"), "me": quad.IRI("e:ann"), "age": quad.Int(20), "name": quad.String("Ann"), "score": quad.Float(1.5),
		}, r.Values())
		_, emitted := r.Emitted()
		require.False(t, emitted)
	}
	got, err := values(t, g, `
		g.emit({a: [1, 2.5, "x", true, null], b: {c: iri("e:ann")}});
		g.emit(g.V("<e:cai>").out("<e:seen>").toValue());
		g.V("<e:ann>").tag("t").forEach(function (d) { d.extra = 1; g.emit(d) });
		"last"`)
	require.NoError(t, err)
	require.Len(t, got, 4)
	require.True(t, time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC).Equal(got[1].(time.Time)))
	got[1] = nil
	require.Equal(t, []any{
		map[string]any{"a": []any{int64(1), 2.5, "x", true, nil}, "b": map[string]any{"c": quad.IRI("e:ann")}},
		nil,
		map[string]any{"id": "<e:ann>", "t": "<e:ann>", "extra": int64(1)},
		"last",
	}, got)
}

func TestStreaming(t *testing.T) {
	t.Run("here", func(t *testing.T) { testStreaming(t) })
	t.Run("in a box", func(t *testing.T) { testStreaming(t, In(box)) })
}

func testStreaming(t *testing.T, way ...Option) {
	g := peopleGraph(t)
	ranOn := false
	seen := 0
	for _, err := range Run(t.Context(), g, `g.V().all(); g.emit("never")`, append(way, WithNotes(func(Note) { ranOn = true }))...) {
		require.NoError(t, err)
		if seen++; seen == 3 {
			break
		}
	}
	require.Equal(t, 3, seen)
	require.False(t, ranOn)

	// A script cannot hold on to the loop that was left.
	for range Run(t.Context(), g, `try { g.emit(1) } finally { for (;;) g.emit(2) }`, way...) {
		break
	}

	// A panic of the loop body comes through as it is.
	type own struct{ n int }
	require.PanicsWithValue(t, own{7}, func() {
		for range Run(t.Context(), g, `try { g.V().all() } catch (e) {}`, way...) {
			panic(own{7})
		}
	})

	// Each range runs the script afresh, and one in the loop body of another is no trouble.
	run := Run(t.Context(), g, `g.V("<e:ann>").out("<e:knows>").all()`, way...)
	rows := 0
	for range run {
		for range run {
			rows++
		}
	}
	require.Equal(t, 4, rows)
}

func TestErrors(t *testing.T) {
	g := peopleGraph(t)
	for script, want := range map[string]string{
		`g.V("<a>").out({}).all()`:                `gizmo: 1:15: out: expected an IRI, a path or a list of IRIs, got an object`,
		"\n\n  g.V('中文').out(function() {})":      `gizmo: 3:16: out: expected an IRI, a path or a list of IRIs, got a function`,
		`g.V({"id": "<a>"}).all()`:                `gizmo: 1:4: V: expected an IRI, another value or a list of them, got an object`,
		`g.V().out("<a>", "t", "u")`:              `gizmo: 1:10: out: expected 0 to 2 arguments, got 3`,
		`g.V().has()`:                             `gizmo: 1:10: has: expected at least 1 arguments, got 0`,
		`g.V().filter("x")`:                       `gizmo: 1:13: filter: expected filters made by lt(), lte(), gt(), gte(), regex() or like(), got the text "x"`,
		`g.V().filter(/<a>/)`:                     `gizmo: 1:13: filter: expected filters made by lt(), lte(), gt(), gte(), regex() or like(), got a regular expression`,
		`g.V().follow("x")`:                       `gizmo: 1:13: follow: expected a path, got the text "x"`,
		`g.V().limit("2")`:                        `gizmo: 1:12: limit: expected how many nodes to keep, got the text "2"`,
		`g.V().limit(1.5)`:                        `gizmo: 1:12: limit: expected how many nodes to keep, got the number 1.5`,
		`g.V().tag("x").back("y")`:                `gizmo: 1:20: back: no tag "y" earlier in this path; its tags are ["x"]`,
		`g.V().save(g.V())`:                       `gizmo: 1:11: save: expected the name of a tag as second argument, since what is saved is not one IRI`,
		`g.V().forEach(1)`:                        `gizmo: 1:14: forEach: expected a function, got the number 1`,
		`g.V().owt("<a>")`:                        `gizmo: 1:10: there is no method "owt" here; did you mean "out"?`,
		"g.V()\n  .inn(\"<a>\").all()":            `gizmo: 2:7: there is no method "inn" here; did you mean "in"?`,
		`g.v("<a>").all()`:                        `gizmo: 1:4: there is no method "v" here; did you mean "V"?`,
		`g.emitt(1)`:                              `gizmo: 1:8: there is no method "emitt" here; did you mean "emit"?`,
		`g.V().sort()`:                            `gizmo: 1:11: there is no method "sort" here`,
		`g.V().count().all()`:                     `gizmo: 1:18: there is no method "all" here; it is one of paths, such as g.V() gives, and what stands before it is none`,
		`g.out("<a>")`:                            `gizmo: 1:6: there is no method "out" here; it is one of paths, such as g.V() gives, and what stands before it is none`,
		`g.V().emit(1)`:                           `gizmo: 1:11: there is no method "emit" here; it is one of g, as in g.emit()`,
		`g.M().out("<a>").all()`:                  `gizmo: 1:21: all: a path that begins with g.M() is for follow(); begin with g.V() to run it`,
		`g.V().followR(g.M().labels()).all()`:     `gizmo: 1:14: followR: there is no way back through labels(); follow the path forwards`,
		`regex(iri("x"))`:                         `gizmo: 1:6: regex: a pattern is not matched against IRIs and blank nodes; give the pattern as plain text, and true as second argument to match them too`,
		`regex("(")`:                              "gizmo: 1:6: regex: error parsing regexp: missing closing ): `(`",
		`iri(1)`:                                  `gizmo: 1:4: iri: expected the text of an IRI, got the number 1`,
		`g.emit(g.V())`:                           `gizmo: 1:7: emit: expected plain data, got a path; end it with .toArray() or .tagArray()`,
		`g.V().order({by: "<e:age>", dsc: true})`: `gizmo: 1:12: order: there is no option "dsc"; the options are ["by" "desc"]`,
		`g.V("<e:ann>").out("<e:name>").sum()`:    `gizmo: 1:35: sum: expected numbers, got "Ann"`,
		`throw new Error("中文")`:                   `gizmo: 1:7: Error: 中文`,
		`throw "plain"`:                           `gizmo: 1:1: plain`,
		"g.V(":                                    `gizmo: 1:5: syntax error: Unexpected end of input`,
		"var 中文 = ;":                              `gizmo: 1:10: syntax error: Unexpected token ;`,
		`$who`:                                    `gizmo: 1:1: the parameter $who was not given; pass it with WithParam("who", ...)`,
		`null.x`:                                  `gizmo: 1:6: TypeError: Cannot read property 'x' of undefined or null`,
		`var u; u.y.z`:                            `gizmo: 1:10: TypeError: Cannot read property 'y' of undefined or null`,
		"var 人\nvar 中; 人.重要":                      `gizmo: 2:10: TypeError: Cannot read property '重要' of undefined or null`,
		`null["a中"]`:                              `gizmo: 1:5: TypeError: Cannot read a property of undefined or null`,
		`({}).中.好`:                                `gizmo: 1:8: TypeError: Cannot read property '好' of undefined or null`,
		`null.𠮷x`:                                 `gizmo: 1:6: TypeError: Cannot read property '𠮷x' of undefined or null`,
		`undefinedName()`:                         `gizmo: 1:14: ReferenceError: undefinedName is not defined`,
		`g.emit(1n)`:                              `gizmo: 1:7: emit: expected plain data; make it a number or a text, got a big integer`,
		`g.V().labels({edge: true}).all()`:        `gizmo: 1:13: labels: {edge: true} goes directly after out(), in() or both(), whose edges it means`,
		`g.V(1n)`:                                 `gizmo: 1:4: V: expected an IRI, another value or a list of them, got a big integer`,
	} {
		_, err := values(t, g, script)
		require.Error(t, err, script)
		require.Equal(t, want, err.Error(), script)
		var bad *ScriptError
		require.ErrorAs(t, err, &bad)
		require.Positive(t, bad.Line)
	}
	got, err := values(t, g, `try { g.V().out({}) } catch (e) { g.emit(e.message); g.emit(e instanceof TypeError) }`)
	require.NoError(t, err)
	require.Equal(t, []any{"out: expected an IRI, a path or a list of IRIs, got an object", true}, got)
}

func TestProgramAndParams(t *testing.T) {
	g := peopleGraph(t)
	p, err := Compile(`g.V($who).out($along).has("<e:age>", gt($least)).all()`)
	require.NoError(t, err)
	for who, want := range map[string]int{"ann": 2, "dan": 1} {
		rows := 0
		for _, err := range p.Run(t.Context(), g, WithParam("who", quad.IRI("e:"+who)), WithParam("along", []string{"<e:knows>"}), WithParam("least", 20)) {
			require.NoError(t, err)
			rows++
		}
		require.Equal(t, want, rows, who)
	}
	got, err := values(t, g, `g.emit($p)`, WithParam("p", map[string]any{
		"text": `"); throw 1; ("`, "n": 1.5, "list": []any{1, quad.IRI("x"), nil, true}, "at": time.Unix(0, 0),
	}))
	require.NoError(t, err)
	m := got[0].(map[string]any)
	require.Equal(t, `"); throw 1; ("`, m["text"])
	require.Equal(t, []any{int64(1), quad.IRI("x"), nil, true}, m["list"])
	_, err = values(t, g, `1`, WithParam("a b", 1))
	require.ErrorContains(t, err, "letters")
	_, err = values(t, g, `1`, WithParam("f", func() {}))
	require.ErrorContains(t, err, "cannot be passed")
	_, err = Compile("(")
	require.Error(t, err)
}

// TestPathsDoNotChange has what in Cayley changes a path that was made before.
func TestPathsDoNotChange(t *testing.T) {
	g := peopleGraph(t)
	got, err := values(t, g, `
		var a = g.V("<e:ann>").out("<e:knows>"), b = g.V().and(a), c = a.tag("x").out("<e:works>");
		a.limit(1); a.skip(1); a.order(); c.back("x");
		g.emit([a.count(), b.count(), c.count(), a.limit(1).count(), a.skip(1).count()]);
		g.V().getLimit(1); g.V("<e:ann>", "<e:bob>").all()`)
	require.NoError(t, err)
	require.Equal(t, []any{int64(2), int64(2), int64(2), int64(1), int64(1)}, got[0])
	require.Len(t, got, 4, "getLimit does not limit what comes after it")
	got, err = values(t, g, `g.V().and(g.V()).count()`)
	require.NoError(t, err)
	require.Equal(t, []any{int64(37)}, got)
	got, err = values(t, g, `g.V("<e:ann>").except(g.V("<nobody>")).count() + g.V("<e:ann>").or(g.V("<nobody>")).count()`)
	require.NoError(t, err)
	require.Equal(t, []any{int64(2)}, got)
}
