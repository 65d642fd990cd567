package sparql_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/exec"
	"talentgraph.example/query/sparql"
)

func TestExplain(t *testing.T) {
	s := smallGraph(t, 300).Snapshot()
	explained := func(text string) string {
		var lines []string
		x := exec.New(s, parsed(t, text).Algebra(), exec.Options{Explain: func(line string) { lines = append(lines, line) }})
		require.NoError(t, x.Rows(t.Context(), func([]graph.ID) bool { return true }))
		return strings.Join(lines, "\n")
	}
	for _, text := range constructs() {
		assert.NotEmpty(t, explained(text), text)
	}
	plan := explained("SELECT ?a (COUNT(*) AS ?k) { ?m :p ?a ; :q ?b . ?n :p ?b ; :q ?c FILTER (?c != :a) } GROUP BY ?a ORDER BY ?k LIMIT 3")
	for _, part := range []string{"offset 0, limit 3", "sort by 1 keys, the first 3", "group by 1 keys, 1 aggregates", "pairs of a kept table: ?", "then 1 filters"} {
		assert.Contains(t, plan, part)
	}
	large := synthetic(t, 5000)
	plan = ""
	q := compiled(t, "SELECT (COUNT(*) AS ?all) { ?m tg:from ?a ; tg:to ?b . ?n tg:from ?b ; tg:to ?c . ?o tg:from ?c ; tg:to ?d }")
	x := exec.New(large.Snapshot(), q, exec.Options{Explain: func(line string) { plan += line + "\n" }})
	require.NoError(t, x.Rows(t.Context(), func([]graph.ID) bool { return true }))
	assert.Contains(t, plan, "then once for each ?")
	plan = explained("SELECT * { GRAPH ?g { ?a :p ?b } OPTIONAL { ?b :q :zz } { SELECT ?b { ?b ?p ?c } LIMIT 1000 } }")
	for _, part := range []string{"look up ?a <http://e/p> ?b in ?g", "(in no quad)", "optional: each of the first stays", "run once and kept by ?b", " at 2:"} {
		assert.Contains(t, plan, part)
	}

	lines := 0
	for _, err := range sparql.Select(t.Context(), large, "SELECT * { ?m tg:from ?a } LIMIT 1", sparql.Explain(func(string) { lines++ })) {
		require.NoError(t, err)
	}
	assert.NotZero(t, lines)
}
