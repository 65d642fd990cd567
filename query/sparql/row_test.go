package sparql_test

import (
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
