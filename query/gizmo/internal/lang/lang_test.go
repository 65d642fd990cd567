package lang

import (
	"os"
	"slices"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/voc"
	"github.com/dop251/goja"
	"github.com/stretchr/testify/require"

	"talentgraph.example/query/gizmo/internal/path"
	"talentgraph.example/query/gizmo/internal/stop"
)

var _ Graph = (*path.Store)(nil)

// elsewhere is a graph that is no store: whatever the path, its rows are these, and their nodes are values.
type elsewhere struct {
	rows    [][]path.Tagged
	emitted []any
}

func node(name string) path.Tagged {
	return path.Tagged{Name: path.Result, Ref: graph.PreFetched(quad.IRI(name))}
}

func (e *elsewhere) Rows(_ *path.Path, limit int64, each func([]path.Tagged) bool) error {
	for i, row := range e.rows {
		if int64(i) == limit || !each(row) {
			break
		}
	}
	return nil
}

func (e *elsewhere) Nodes(p *path.Path, limit int64, each func(graph.Ref) bool) error {
	return e.Rows(p, limit, func(row []path.Tagged) bool { return each(row[0].Ref) })
}

func (e *elsewhere) Count(*path.Path) (int64, error) { return int64(len(e.rows)), nil }

func (e *elsewhere) Shortest(*path.Path, path.Search) ([]path.Leg, error) {
	return []path.Leg{{Node: e.rows[0][0].Ref}}, nil
}

func (e *elsewhere) Value(ref graph.Ref) quad.Value { return ref.(graph.PreFetchedValue).NameOf() }

func (e *elsewhere) Has(quad.Value) bool              { return true }
func (e *elsewhere) Namespace(string) string          { return "" }
func (e *elsewhere) Stored() ([]voc.Namespace, error) { return nil, nil }
func (e *elsewhere) Compact(iri quad.IRI) string      { return string(iri) }
func (e *elsewhere) Nearest(quad.IRI) quad.IRI        { return "" }
func (*elsewhere) Labelled(string) []quad.IRI         { return nil }

type toCaller struct{ *elsewhere }

func (e toCaller) Rows(p *path.Path, limit int64) (bool, error) {
	return false, e.elsewhere.Rows(p, limit, func(row []path.Tagged) bool {
		e.emitted = append(e.emitted, []string{e.Value(row[0].Ref).String(), row[0].Name})
		return true
	})
}

func (e *elsewhere) Emit(value any) { e.emitted = append(e.emitted, value) }

// TestElsewhere runs the language without a store and without a guard.
func TestElsewhere(t *testing.T) {
	e := &elsewhere{rows: [][]path.Tagged{{node("a")}, {node("b")}}}
	run := &Run{
		Ctx: stop.NewContext(t.Context()), Graph: e, Names: e, Out: toCaller{e}, MaxPathLength: 100, MaxEmitted: 1000, MaxCallDepth: 100,
	}
	for _, c := range []struct {
		script string
		want   []any
	}{
		{`g.V().out("<p>").all()`, []any{[]string{"<a>", "id"}, []string{"<b>", "id"}}},
		{`g.V().toArray(1)`, []any{[]any{"<a>"}}},
		{`g.V().forEach(function (row) { g.emit(row) })`, []any{map[string]any{"id": "<a>"}, map[string]any{"id": "<b>"}}},
		{`g.V().count() + g.V().groupBy("id").length`, []any{int64(4)}},
		{`g.V().shortestPath("<b>")[0].id`, []any{"<a>"}},
	} {
		w := NewWorld(goja.New(), nil)
		w.Begin(run)
		e.emitted = nil
		var value goja.Value
		var err error
		if chain := ReadChain(c.script); w.CanFollow(chain) {
			value, err = w.Follow(chain)
		} else {
			w.Prepare()
			value, err = w.vm.RunString(c.script)
		}
		require.NoError(t, err, c.script)
		require.NoError(t, w.Finish(value), c.script)
		require.Equal(t, c.want, e.emitted, c.script)
	}
}

// TestEveryMethodHasAScript looks for each method in the tests that run scripts.
func TestEveryMethodHasAScript(t *testing.T) {
	var scripts string
	for _, file := range []string{"generated_test.go", "extensions_test.go"} {
		text, err := os.ReadFile("../../" + file)
		require.NoError(t, err)
		scripts += string(text)
	}
	for _, method := range slices.Concat(steps, finals, ofGraph) {
		require.Regexp(t, `(?i)\.`+method.name+`\(`, scripts, "write a script with %s()", method.name)
	}
}
