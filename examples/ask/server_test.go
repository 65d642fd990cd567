package main

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/graph"
	"talentgraph.example/internal/long"
	"talentgraph.example/internal/servers"
	"talentgraph.example/loader"
	"talentgraph.example/query/gizmo"
	"talentgraph.example/query/sparql"
)

// One server serves all tests of its kind.
func TestServers(t *testing.T) {
	p := servers.NewPostgres(t)
	t.Run("by its address", func(t *testing.T) { byAddress(t, p) })
	t.Run("stories by PostgreSQL", func(t *testing.T) { storiesBy(t, p) })
	t.Run("stories by MariaDB", func(t *testing.T) { storiesBy(t, servers.NewMariaDB(t)) })
}

// Every question has its story's answer on a server, and scripts and queries have the rows of memory: for who writes the facts,
// who follows them, who copies them when they are there, and who has them in a cache. The stories go round these, but for a
// long run, which has all of them.
func storiesBy(t *testing.T, s servers.Server) {
	shared := map[string][]*graph.Graph{} // by facts
	for i, path := range stories(t) {
		story := readStory(t, path)
		ways := shared[story.facts]
		if ways == nil {
			ways = sharedWays(t, s.Source(t), story.facts)
			shared[story.facts] = ways
		}
		for j := range long.Runs(1, len(ways)) {
			g := ways[(i+j)%len(ways)]
			for _, step := range story.steps {
				question := step.question
				if story.facts != "" {
					question += " -data facts.nq" // whose name stands over the answer
				}
				assert.Equal(t, step.answer, answerOf(t, g, question), "%s, way %d: > %s", path, (i+j)%len(ways), question)
			}
		}
	}
	memory := graph.New()
	_, err := loader.Article(t.Context(), memory)
	require.NoError(t, err)
	want := rowsOf(t, memory)
	for _, g := range shared[""] {
		require.Equal(t, want, rowsOf(t, g))
	}
}

// sharedWays gives a graph of some facts, or of the bundled ones, as all have it who share it.
func sharedWays(t *testing.T, source, facts string) []*graph.Graph {
	open := func(source string, opts ...graph.OpenOption) *graph.Graph {
		g, err := graph.Open(t.Context(), source, opts...)
		require.NoError(t, err)
		t.Cleanup(func() { assert.NoError(t, g.Close()) })
		return g
	}
	writer := open(source)
	follower := open(source, graph.ReadOnly())
	if facts == "" {
		_, err := loader.Article(t.Context(), writer)
		require.NoError(t, err)
	}
	for line := range strings.Lines(facts) { // a change each
		_, err := loader.Load(t.Context(), writer, strings.NewReader(line), loader.WithFormat(loader.NQuads))
		require.NoError(t, err)
	}
	require.NoError(t, follower.Sync(t.Context()))
	cached := source + "&cache=" + t.TempDir() + "/cache.tg"
	first, err := graph.Open(t.Context(), cached)
	require.NoError(t, err)
	require.NoError(t, first.Close())
	mapped := open(cached, graph.ReadOnly())
	require.Equal(t, "map", mapped.Status().Read)
	return []*graph.Graph{writer, follower, open(source, graph.ReadOnly()), mapped}
}

// rowsOf gives the rows of some scripts and queries.
func rowsOf(t *testing.T, g *graph.Graph) (rows []string) {
	t.Helper()
	add := func(row any, err error) {
		require.NoError(t, err)
		text, err := json.Marshal(row)
		require.NoError(t, err)
		rows = append(rows, string(text))
	}
	for _, query := range []string{
		"SELECT ?p ?to { ?m tg:from id:alibaba ; tg:person ?p OPTIONAL { ?m tg:to ?to } }",
		"SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY DESC(?n) ?g",
		"SELECT DISTINCT ?a ?b { ?a (^tg:person/tg:to|tg:sector)+ ?b FILTER (isIRI(?b)) }",
		`SELECT ?o ?label { ?o a org:Organization ; skos:prefLabel ?label FILTER (LANG(?label) != "en") MINUS { ?m tg:to ?o } }`,
	} {
		for row, err := range sparql.Select(t.Context(), g, query) {
			add(row, err)
		}
	}
	for _, script := range []string{
		`g.V("<id:alibaba>").in("<tg:from>").save("<tg:to>", "to").out("<tg:person>").all()`,
		`g.V().has("<rdf:type>", "<org:Organization>").out("<skos:prefLabel>").unique().all()`,
		`g.V("<id:bytedance>").labelContext("x").both().count()`,
	} {
		for row, err := range gizmo.Run(t.Context(), g, script) {
			add(row, err)
		}
	}
	require.Greater(t, len(rows), 100)
	return rows
}

// Questions, scripts and queries are answered from a graph on a server as from the bundled facts.
func byAddress(t *testing.T, p *servers.Postgres) {
	address := strings.Replace(p.Source(t), "tg@", "tg:s3cr3t@", 1) + "&application_name=s3cr3t"
	g, err := graph.Open(t.Context(), address)
	require.NoError(t, err)
	_, err = loader.Article(t.Context(), g)
	require.NoError(t, err)
	require.NoError(t, g.Close())
	for _, args := range [][]string{
		{"who-left", "Alibaba", "ByteDance", "-evidence"},
		{"net", "-as-of", "2024", "-format", "csv"},
		{"sparql", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"},
		{"gizmo", `g.V("<https://talentgraph.example/id/alibaba>").in().all()`},
	} {
		var file, served, errs bytes.Buffer
		require.NoError(t, run(t.Context(), append(args, "-data", "../../loader/talentwar2024.nq"), &file, io.Discard), "%q", args)
		require.NoError(t, run(t.Context(), append(args, "-data", address), &served, &errs), "%q: %s", args, errs.String())
		assert.NotEmpty(t, file.String())
		assert.Equal(t, strings.Replace(file.String(), "talentwar2024.nq\n", data.Shown(address)+"\n", 1), served.String(), "%q", args)
		assert.NotContains(t, served.String()+errs.String(), "s3cr3t")
	}
	var out, errs bytes.Buffer
	err = run(t.Context(), []string{"net", "-data", "postgres://tg:s3cr3t@127.0.0.1:1/none?connect_timeout=1&sslmode=disable"}, &out, &errs)
	require.ErrorIs(t, err, graph.ErrUnreachable)
	assert.NotContains(t, err.Error()+out.String()+errs.String(), "s3cr3t")
}
