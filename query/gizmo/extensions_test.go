package gizmo

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
)

func TestExtensions(t *testing.T) {
	g := graph.New()
	add := func(s, p string, o quad.Value, label quad.Value) {
		addAsRead(t, g, quad.Quad{Subject: quad.IRI("e:" + s), Predicate: quad.IRI("e:" + p), Object: o, Label: label})
	}
	for i, year := range []string{"2021", "2019", "2024-03", "2024-01-15", "2020"} {
		move := fmt.Sprint("m", i)
		datatype := map[int]quad.IRI{4: "http://www.w3.org/2001/XMLSchema#gYear", 7: "http://www.w3.org/2001/XMLSchema#gYearMonth", 10: "http://www.w3.org/2001/XMLSchema#date"}[len(year)]
		add(move, "when", quad.TypedString{Value: quad.String(year), Type: datatype}, nil)
		add(move, "size", quad.Int([]int{10, 9, 100, 2, 33}[i]), nil)
		add(move, "from", quad.IRI([]string{"e:a", "e:b"}[i%2]), quad.IRI(fmt.Sprint("e:claim", i)))
		add(move, "person", quad.IRI(fmt.Sprint("e:p", i)), nil)
	}
	ids := func(script string) (list []string) {
		got, err := values(t, g, script)
		require.NoError(t, err, script)
		for _, v := range got {
			list = append(list, strings.TrimSuffix(strings.TrimPrefix(strings.Fields(v.(string))[0], "id=<e:"), ">"))
		}
		return list
	}
	require.Equal(t, []string{"m3", "m1", "m0", "m4", "m2"}, ids(`g.V().has("<e:size>").order({by: "<e:size>"}).all()`))
	require.Equal(t, []string{"m2", "m4", "m0", "m1", "m3"}, ids(`g.V().has("<e:size>").order({by: "<e:size>", desc: true}).all()`))
	require.Equal(t, []string{"m1", "m4", "m0", "m3", "m2"}, ids(`g.V().has("<e:when>").order({by: "<e:when>"}).all()`))
	require.Equal(t, []string{"p1", "p4", "p0", "p3", "p2"}, ids(`g.V().has("<e:when>").order({by: "<e:when>"}).out("<e:person>").has("<e:nothing>").or(g.V().has("<e:when>").order({by: "<e:when>"}).out("<e:person>")).all()`))
	require.Equal(t, []string{"p2", "p4"}, ids(`g.V().has("<e:size>").order({by: "<e:size>", desc: true}).limit(2).out("<e:person>").all()`))
	require.Equal(t, []string{"m4", "m0"}, ids(`g.V().has("<e:size>").order({by: "<e:size>", desc: true}).skip(1).limit(2).all()`))
	require.Equal(t, []string{"m2"}, ids(`g.V().has("<e:size>").order({by: "<e:size>", desc: true}).getLimit(1)`))
	require.Equal(t, []string{"m0", "m1", "m2", "m3", "m4"}, ids(`g.V().has("<e:size>").order().all()`))
	require.Equal(t, []string{"claim0", "claim2", "claim4"}, ids(`g.V("<e:a>").in("<e:from>").order().out("<e:from>").labels({edge: true}).order().all()`))
	require.Equal(t, []string{"claim1", "claim3"}, ids(`g.V("<e:m1>", "<e:m3>").out("<e:from>").labels({edge: true}).order().all()`))

	got, err := values(t, g, `
		var s = g.V().has("<e:size>").save("<e:from>", "from").save("<e:size>", "size");
		g.emit([s.sum("size"), s.avg("size"), s.min("size"), s.max("size"), g.V("<e:none>").sum(), g.V("<e:none>").avg(), g.V("<e:none>").min()]);
		g.emit(g.V().has("<e:when>").out("<e:when>").min());
		g.emit(s.groupBy("from", {sum: "size", max: "size"}));
		g.emit(s.or(s).groupBy("from", {distinct: "id"}).map(function (x) { return x.count }));
		g.emit(s.order({by: "<e:size>"}).toArray(2));
		g.emit(s.groupBy("from").map(function (x) { return x.key + x.count }).join());
		g.emit(g.V("<e:p0>").shortestPath("<e:p2>", null, {direction: "both"}).map(function (x) { return x.id }));
		g.emit(g.V("<e:m0>").shortestPath("<e:a>"));
		g.emit(g.V("<e:p0>").shortestPath("<e:p2>") === null);
		g.emit(g.V("<e:p0>").shortestPath("<e:p2>", ["<e:person>", "<e:from>"], {direction: "both", max: 3}) === null)`)
	require.NoError(t, err)
	require.Equal(t, []any{
		[]any{int64(154), 30.8, int64(2), int64(100), int64(0), nil, nil},
		`"2019"^^<http://www.w3.org/2001/XMLSchema#gYear>`,
		[]any{
			map[string]any{"key": "<e:a>", "count": int64(3), "sum": int64(143), "max": int64(100)},
			map[string]any{"key": "<e:b>", "count": int64(2), "sum": int64(11), "max": int64(9)},
		},
		[]any{int64(3), int64(2)},
		[]any{"<e:m3>", "<e:m1>"},
		"<e:a>3,<e:b>2",
		[]any{"<e:p0>", "<e:m0>", "<e:a>", "<e:m2>", "<e:p2>"},
		[]any{map[string]any{"id": "<e:m0>"}, map[string]any{"id": "<e:a>", "via": "<e:from>", "inverse": false}},
		true, true,
	}, got)
}
