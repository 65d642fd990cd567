package loader_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader"
)

// events counts the nodes of a class.
func events(t *testing.T, g *graph.Graph, class quad.IRI) int {
	t.Helper()
	found := map[quad.Value]bool{}
	for q, err := range g.Quads(t.Context(), graph.Pattern{Predicate: vocab.RDFType, Object: class}) {
		require.NoError(t, err)
		found[q.Subject] = true
	}
	return len(found)
}

func TestReportsOfOnePostOrInvestment(t *testing.T) {
	for _, c := range []struct {
		name, table string
		class       quad.IRI
		want        int
	}{
		{"posts", "person,organization,role,since,until,source\n" +
			"Mara Voss,Heron AI,CTO,2020,,https://news.example/1\n" +
			"Mara Voss,Heron AI,cto,2020-03,,https://news.example/2\n" +
			"Mara Voss,Heron AI,,2020,2023,https://news.example/3\n", vocab.ClassPost, 1},
		{"posts apart", "person,organization,role,when,source\n" +
			"Mara Voss,Heron AI,CTO,2010/2012,https://news.example/1\n" +
			"Mara Voss,Heron AI,CTO,2015/2018,https://news.example/2\n" +
			"Mara Voss,Heron AI,adviser,2015/2018,https://news.example/2\n" +
			"Mara Voss,Plover,CTO,2015/2018,https://news.example/2\n", vocab.ClassPost, 4},
		{"investments", "investor,investee,when,source\n" +
			"Tern Labs,Heron AI,2023,https://news.example/1\n" +
			"Tern Labs,Heron AI,2023-05,https://news.example/2\n" +
			"Tern Labs,Heron AI,2024,https://news.example/2\n", vocab.ClassInvestment, 2},
		{"founders", "founder,organization,from,when,source\n" +
			"Mara Voss,Heron AI,,2023,https://news.example/1\n" +
			"Mara Voss,Heron AI,Tern Labs,2023-05,https://news.example/2\n", vocab.ClassMove, 1},
	} {
		g := loadTables(t, 1, c.table)
		assert.Equal(t, c.want, events(t, g, c.class), c.name)
		size := g.Size()
		_, err := loader.Load(t.Context(), g, strings.NewReader(c.table), loader.WithLabel("https://example.com/my-tables"))
		require.NoError(t, err)
		assert.Equal(t, size, g.Size(), "%s once more", c.name)
	}
	report, err := loader.Load(t.Context(), graph.New(), strings.NewReader("person,organization,role,when,source\n"+
		"Mara Voss,Heron AI,CTO,2020,https://news.example/1\n"+
		"Mara Voss,Heron AI,adviser,2020,https://news.example/2\n"+
		"Mara Voss,Heron AI,,2020,https://news.example/3\n"))
	require.NoError(t, err)
	assert.Equal(t, []string{"line 4 fits two posts: CTO at Heron AI (2020) and adviser at Heron AI (2020)"}, report.Apart)

	// A founding is the move that the table of moves tells of.
	g := loadTables(t, 1, "founder,organization,when\nMara Voss,Heron AI,2023\n", "person,from,to,when\nMara Voss,Tern Labs,Heron AI,2023-05\n")
	assert.Equal(t, 1, events(t, g, vocab.ClassMove))
}

// Posts and investments, like moves, are what the rows say in any order, in any files, loaded together or not.
func TestPostsAndInvestmentsInAnyOrder(t *testing.T) {
	for seed := range uint64(24) {
		r := rand.New(rand.NewPCG(seed, 4))
		pick := func(from ...string) string { return from[r.IntN(len(from))] }
		headings := []string{"person,organization,role,when,source\n", "investor,investee,when,source\n"}[seed%2]
		rows := make([]string, 2+r.IntN(10))
		for i := range rows {
			when, source := pick("", "2024", "2024-03", "2024-05", "2023/..", "../2024-02"), pick("", fmt.Sprintf("https://news.example/%d", r.IntN(5)))
			if seed%2 == 0 {
				rows[i] = strings.Join([]string{pick("Mara Voss", "Ivo Klein"), pick("Heron AI", "Heron Vision", "Plover"), pick("", "CTO", "cto", "adviser"), when, source}, ",")
			} else {
				rows[i] = strings.Join([]string{pick("Tern Labs", "Plover"), pick("Heron AI", "Heron Vision"), when, source}, ",")
			}
		}
		all := loadTables(t, 1, joinUnits, headings+strings.Join(rows, "\n")+"\n")
		for range 2 {
			r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
			tables := []string{joinUnits}
			for part := range slices.Chunk(rows, 1+r.IntN(len(rows))) {
				tables = append(tables, headings+strings.Join(part, "\n")+"\n")
			}
			tables = append(tables, tables[len(tables)-1])
			if !assert.True(t, equal(t, all, loadTables(t, 1+r.IntN(len(tables)), tables...)), "seed %d: %s", seed, strings.Join(rows, "\n")) {
				return
			}
		}
	}
}
