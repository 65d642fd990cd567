package loader_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
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

const moveHeadings = "person,from,to,when,kind,role,source\n"

// randomReports are rows about a few moves, many of which tell of the same.
func randomReports(r *rand.Rand, n int, sources bool) []string {
	pick := func(from ...string) string { return from[r.IntN(len(from))] }
	rows := make([]string, n)
	for i := range rows {
		from, to := pick("", "Tern Labs", "Heron AI", "Heron Vision"), pick("", "Heron AI", "Plover", "Tern Labs")
		if from == "" && to == "" {
			from = "Tern Labs"
		}
		source := ""
		if sources && r.IntN(4) > 0 {
			source = fmt.Sprintf("https://news.example/%d", r.IntN(5))
		}
		rows[i] = strings.Join([]string{
			pick("Mara Voss", "Ivo Klein"), from, to,
			pick("", "2024", "2024-03", "2024-03-15", "2024-05", "2025"), pick("", "", "hire", "departure", "promotion"), pick("", "", "CTO"), source,
		}, ",")
	}
	return rows
}

const joinUnits = "organization,part_of\nHeron Vision,Heron AI\nTern Labs,\nPlover,\n"

// loadTables loads each text as a table, some of them together.
func loadTables(t *testing.T, together int, tables ...string) *graph.Graph {
	t.Helper()
	g := graph.New()
	for tables := range slices.Chunk(tables, together) {
		files, paths := map[string]string{}, []string(nil)
		for i, text := range tables {
			files[fmt.Sprintf("%d.csv", i)] = text
		}
		dir := writeFiles(t, files)
		for i := range tables {
			paths = append(paths, filepath.Join(dir, fmt.Sprintf("%d.csv", i)))
		}
		_, err := loader.LoadFiles(t.Context(), g, paths, loader.WithLabel("https://example.com/my-tables"))
		require.NoError(t, err)
	}
	return g
}

// The same rows make the same graph in any order, in any files, loaded together or one after another, and more than once.
func TestReportsInAnyOrderAndFile(t *testing.T) {
	rounds := 30
	for seed := range rounds {
		r := rand.New(rand.NewPCG(uint64(seed), 3))
		rows := randomReports(r, 2+r.IntN(10), seed%2 == 0)
		for i := range rows { // some name their move
			rows[i] += []string{",", ",", ",", ",<urn:" + rows[i][:3] + ">", ",<urn:" + rows[i][:3] + ":2>"}[r.IntN(3+seed%3)]
		}
		const headings = "person,from,to,when,kind,role,source,id\n"
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

func equal(t *testing.T, a, b graph.Reader) bool {
	t.Helper()
	same, err := loader.Equal(t.Context(), a, b)
	require.NoError(t, err)
	return same
}

// moves are the nodes that have a person.
func moves(t *testing.T, g *graph.Graph) map[quad.Value][]quad.Quad {
	t.Helper()
	found := map[quad.Value][]quad.Quad{}
	for q, err := range g.Quads(t.Context(), graph.Pattern{Predicate: vocab.Person}) {
		require.NoError(t, err)
		found[q.Subject] = append(found[q.Subject], q)
	}
	return found
}

func TestToldFiveTimes(t *testing.T) {
	rows := []string{
		"Mara Voss,Tern Labs,Heron AI,2024,https://news.example/1",
		"Mara Voss,Tern Labs,Heron AI,2024-03,https://news.example/2",
		"Mara Voss,Tern Labs,Heron AI,,https://news.example/3",
		"Mara Voss,,Heron AI,2024-03,https://news.example/4",
		"Mara Voss,Tern Labs,,2024-03,https://news.example/5",
	}
	const headings = "person,from,to,when,source\n"
	g := loadTables(t, 1, headings+strings.Join(rows, "\n")+"\n")
	found := moves(t, g)
	require.Len(t, found, 1)
	for move, persons := range found {
		assert.Len(t, persons, 5, "each report is a claim of its own")
		merged, err := g.Count(t.Context(), graph.Pattern{Predicate: vocab.MergedInto, Object: move})
		require.NoError(t, err)
		assert.EqualValues(t, 4, merged)
	}

	// What fits two moves stays apart, and is named.
	report, err := loader.Load(t.Context(), graph.New(), strings.NewReader(headings+
		"Mara Voss,Tern Labs,Heron AI,2024-03,https://news.example/1\n"+
		"Mara Voss,Tern Labs,Plover,2024-05,https://news.example/2\n"+
		"Mara Voss,Tern Labs,,2024,https://news.example/3\n"))
	require.NoError(t, err)
	require.Equal(t, []string{"line 4 fits two moves: Tern Labs → Heron AI (2024-03) and Tern Labs → Plover (2024-05)"}, report.Apart)
	assert.Contains(t, report.String(), "1 could be either of two events")

	// A later row can show that one which was joined fits two.
	g = graph.New()
	for i, text := range []string{
		"Mara Voss,Tern Labs,Heron AI,2024-03,https://news.example/1\nMara Voss,Tern Labs,,2024,https://news.example/3\n",
		"Mara Voss,Tern Labs,Plover,2024-05,https://news.example/2\n",
	} {
		report, err = loader.Load(t.Context(), g, strings.NewReader(headings+text))
		require.NoError(t, err)
		require.Len(t, moves(t, g), 1+2*i)
	}
	require.Len(t, report.Apart, 1)
	assert.Contains(t, report.Apart[0], "Tern Labs → ? (2024), as told before, fits two moves: ")
}

func TestRowsJoinMovesOfTheGraph(t *testing.T) {
	g := graph.New()
	_, err := loader.Load(t.Context(), g, strings.NewReader(`@prefix tg: <https://talentgraph.example/ns#> . @prefix e: <https://example.com/> .
e:mara a tg:Person ; <http://www.w3.org/2004/02/skos/core#prefLabel> "Mara Voss"@en .
e:move tg:person e:mara ; tg:from e:tern ; tg:to e:heron ; tg:year 2024 .
e:other tg:person e:mara ; tg:from e:tern ; tg:to e:heron ; tg:year 2020 .
`), loader.WithFormat(loader.Turtle))
	require.NoError(t, err)
	_, err = loader.Load(t.Context(), g, strings.NewReader("person,from,to,when,source\n"+
		"Mara Voss,https://example.com/tern,,2024-03,https://news.example/1\n"+
		"Mara Voss,,https://example.com/heron,2020-05,https://news.example/1\n"+
		"Mara Voss,https://example.com/tern,,2022,https://news.example/1\n"))
	require.NoError(t, err)
	found := moves(t, g)
	assert.Len(t, found, 3)
	assert.Len(t, found[quad.IRI("https://example.com/move")], 2)
	assert.Len(t, found[quad.IRI("https://example.com/other")], 2)
}

func TestHalvesAreJoinedIfAskedFor(t *testing.T) {
	const table = "person,from,to,when,source\nMara Voss,Tern Labs,,2024-03,https://news.example/1\nMara Voss,,Heron AI,2024-03-15,https://news.example/2\n"
	g := graph.New()
	for range 2 {
		_, err := loader.Load(t.Context(), g, strings.NewReader(table), loader.WithJoinedHalves())
		require.NoError(t, err)
	}
	require.Len(t, moves(t, g), 1)
	inferred, err := g.Count(t.Context(), graph.Pattern{Predicate: vocab.Certainty, Object: vocab.CertaintyInferred})
	require.NoError(t, err)
	assert.EqualValues(t, 1, inferred)

	g = graph.New()
	_, err = loader.Load(t.Context(), g, strings.NewReader(table))
	require.NoError(t, err)
	assert.Len(t, moves(t, g), 2)
}

// The IRI that one row gives an event stays its name, when another row tells of the same without it and more comes later.
func TestGivenNamesStay(t *testing.T) {
	for _, source := range []string{"", "https://news.example/1"} {
		row := "Mara Voss,Tern Labs,Heron AI,2024,,," + source
		given := "person,from,to,when,kind,role,source,id\n" + row + ",<urn:move>\n"
		plain, more := moveHeadings+row+"\n", moveHeadings+"Mara Voss,,Heron AI,2024-03,,CTO,"+source+"\n"
		for _, tables := range [][]string{{given, plain, more}, {plain, given, more}, {more, plain, given}} {
			for together := range len(tables) {
				g := loadTables(t, together+1, tables...)
				found := moves(t, g)
				assert.Len(t, found, 1)
				assert.Contains(t, found, quad.Value(quad.IRI("urn:move")), "%q %d", tables, together)
				_, err := loader.Load(t.Context(), g, strings.NewReader(more), loader.WithFormat(loader.CSV), loader.WithLabel("https://example.com/my-tables"))
				require.NoError(t, err)
				assert.True(t, equal(t, g, loadTables(t, 1, given, plain, more)), "%q %d", tables, together)
			}
		}
	}
}
