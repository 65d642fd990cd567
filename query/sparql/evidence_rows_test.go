package sparql_test

import (
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
	"talentgraph.example/query/sparql"
)

// The certainties of rows together are those of each row by itself.
func TestCertaintiesTogether(t *testing.T) {
	g := bundled(t)
	seen := map[graph.Certainty]bool{}
	for _, text := range []string{
		"SELECT ?m ?p ?to { ?m tg:person ?p OPTIONAL { ?m tg:to ?to } }",
		"SELECT ?to { ?m tg:person ?p OPTIONAL { ?m tg:to ?to } }",
		"SELECT DISTINCT ?p { ?m tg:person ?p }",
		"SELECT ?o (COUNT(*) AS ?n) { ?m tg:from ?o } GROUP BY ?o",
		"SELECT ?claim ?s { GRAPH ?claim { ?m tg:from ?s } }",
		"SELECT ?m ?x { ?m tg:from ?o BIND (CONCAT(STR(?o), \"x\") AS ?x) }",
		"SELECT ?a { { ?m tg:from ?a } UNION { ?m tg:to ?a } FILTER EXISTS { ?m tg:person ?p } }",
		"SELECT * { ?m tg:from ?a MINUS { ?m tg:to id:alibaba } }",
	} {
		rows, err := query.All(sparql.Select(t.Context(), g, text))
		require.NoError(t, err)
		require.NotEmpty(t, rows, text)
		together, err := sparql.Certainties(t.Context(), rows)
		require.NoError(t, err)
		for i, row := range rows {
			require.Equal(t, row.Certainty(), together[i], "%s, row %d", text, i)
			seen[together[i]] = true
		}
		detached, err := sparql.DetachAll(t.Context(), append(rows, sparql.Row{}))
		require.NoError(t, err)
		for i, row := range rows {
			require.Equal(t, row.Detach(), detached[i], "%s, row %d", text, i)
		}
		if len(rows) > 1 {
			rows[0] = rows[0].Detach()
		}
		again, err := sparql.Certainties(t.Context(), append(rows, sparql.Row{}))
		require.NoError(t, err)
		require.Equal(t, append(together, graph.Unknown), again)
	}
	require.Greater(t, len(seen), 1)
}

// A row stands on solutions that have its values, and not on those which have none there.
func TestRowsOfOptionals(t *testing.T) {
	g := graph.New()
	iri := func(s string) quad.IRI { return quad.IRI("http://e/" + s) }
	require.NoError(t, g.Add(t.Context(),
		quad.Quad{Subject: iri("a"), Predicate: iri("p"), Object: iri("x"), Label: iri("c1")},
		quad.Quad{Subject: iri("a"), Predicate: iri("q"), Object: iri("v"), Label: iri("c2")},
		quad.Quad{Subject: iri("b"), Predicate: iri("p"), Object: iri("x"), Label: iri("c3")},
		quad.Quad{Subject: iri("c1"), Predicate: vocab.Certainty, Object: quad.String("stated")},
		quad.Quad{Subject: iri("c2"), Predicate: vocab.Certainty, Object: quad.String("stated")},
	))
	rows, err := query.All(sparql.Select(t.Context(), g, "SELECT ?v { ?s <http://e/p> ?o OPTIONAL { ?s <http://e/q> ?v } } ORDER BY DESC(?v) LIMIT 1"))
	require.NoError(t, err)
	require.Len(t, rows, 1)
	require.Equal(t, iri("v"), rows[0].Value("v"))
	require.Len(t, rows[0].Evidence(), 2, "the claim about b is none of this row's")
}
