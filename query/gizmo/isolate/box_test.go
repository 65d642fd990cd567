package isolate_test

import (
	"os"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"talentgraph.example/graph"
	"talentgraph.example/query/gizmo"
	"talentgraph.example/query/gizmo/isolate"
)

func TestMain(m *testing.M) {
	isolate.Init()
	goleak.VerifyTestMain(m)
}

func newBox(t testing.TB, opts ...isolate.Option) *isolate.Box {
	box, err := isolate.New(opts...)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, box.Close()) })
	return box
}

func small(t testing.TB) *graph.Graph {
	g := graph.New()
	for _, q := range [][3]string{{"ann", "knows", "bob"}, {"ann", "knows", "cai"}, {"bob", "knows", "dan"}} {
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.IRI("http://e/" + q[0]), Predicate: quad.IRI("http://e/" + q[1]), Object: quad.IRI("http://e/" + q[2])}))
	}
	return g
}

func run(t testing.TB, g graph.Reader, script string, opts ...gizmo.Option) (got []any, err error) {
	for r, err := range gizmo.Run(t.Context(), g, script, opts...) {
		if err != nil {
			return got, err
		}
		if v, ok := r.Emitted(); ok {
			got = append(got, v)
		} else {
			got = append(got, r.Map())
		}
	}
	return got, nil
}

func TestRun(t *testing.T) {
	g, box := small(t), newBox(t)
	got, err := run(t, g, `g.V("<http://e/ann>").out("<http://e/knows>").all()`, gizmo.In(box))
	require.NoError(t, err)
	require.ElementsMatch(t, []any{map[string]any{"id": "<http://e/bob>"}, map[string]any{"id": "<http://e/cai>"}}, got)
	got, err = run(t, g, `var n = 0; g.V("<http://e/ann>").out("<http://e/knows>").tag("x").forEach(function (d) { n += g.V(d.id).out().count(); g.emit(d) }); n`, gizmo.In(box))
	require.NoError(t, err)
	require.Len(t, got, 3)
	require.Equal(t, int64(1), got[2])
	_, err = run(t, g, `g.V().out({})`, gizmo.In(box))
	require.EqualError(t, err, "gizmo: 1:10: out: expected an IRI, a path or a list of IRIs, got an object")
	_ = os.Stdout
}
