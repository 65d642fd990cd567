package sparql_test

import (
	"encoding/json"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/query/sparql"
)

// Text is that of the term which Value has, whether the state or the query has made it, and after Detach as well.
func TestTextOfAValue(t *testing.T) {
	g := graph.New()
	err := g.Add(t.Context(), quad.Quad{Subject: quad.BNode("b"), Predicate: quad.IRI("http://e/p"), Object: quad.LangString{Value: "阿里", Lang: "zh"}})
	require.NoError(t, err)
	want := map[string]string{"s": "b", "p": "http://e/p", "o": "阿里", "n": "2.50", "u": "", "nobody": ""}
	rows := 0
	for row, err := range sparql.Select(t.Context(), g, `SELECT * { ?s ?p ?o BIND(2.50 AS ?n) OPTIONAL { ?o ?p ?u } }`) {
		require.NoError(t, err)
		rows++
		for _, r := range []sparql.Row{row, row.Detach()} {
			for name, text := range want {
				require.Equal(t, text, r.Text(name), name)
			}
		}
	}
	require.Equal(t, 1, rows)
	require.Empty(t, sparql.Row{}.Text("s"))
}

// A Query that Compile has not made says so.
func TestZeroQuery(t *testing.T) {
	g := graph.New()
	for _, q := range []*sparql.Query{nil, {}} {
		const said = "make one with Compile"
		for _, err := range q.Select(t.Context(), g) {
			require.ErrorContains(t, err, said)
		}
		for _, err := range q.Construct(t.Context(), g) {
			require.ErrorContains(t, err, said)
		}
		_, err := q.Ask(t.Context(), g)
		require.ErrorContains(t, err, said)
		require.ErrorContains(t, q.CheckPrebound("x"), said)
		require.Equal(t, sparql.SelectForm, q.Form())
		require.Empty(t, q.Vars())
		require.Empty(t, q.Params())
		require.Empty(t, q.String())
	}
	require.Error(t, sparql.WriteBoolean(nil, sparql.JSON, true))
	require.Error(t, sparql.WriteResults(t.Context(), nil, sparql.JSON, nil))
	require.Equal(t, "unknown", sparql.Form(9).String())
	require.Equal(t, "unknown", sparql.ResultFormat(9).String())
	var row sparql.Row
	grounds, err := row.Grounds(t.Context())
	require.NoError(t, err)
	require.Empty(t, grounds)
	require.Empty(t, row.Evidence())
	require.Empty(t, row.Vars())
	require.Nil(t, row.Value("x"))
	require.Equal(t, graph.Entity{}, row.Entity("x"))
	require.Equal(t, graph.Unknown, row.Certainty())
	require.Equal(t, row, row.Detach())
	text, err := json.Marshal(row)
	require.NoError(t, err)
	require.Equal(t, "{}", string(text))
}
