package gizmo

import (
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// TestQuestions holds tg's answers against those of package query.
func TestQuestions(t *testing.T) {
	g := graph.New()
	add := func(s, p string, o quad.Value) {
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.IRI(vocab.ID + s), Predicate: quad.IRI(p), Object: o}))
	}
	id := func(s string) quad.Value { return quad.IRI(vocab.ID + s) }
	for _, organization := range []string{"acme", "globex"} {
		add(organization, vocab.RDF+"type", quad.IRI(vocab.ORG+"Organization"))
		add(organization, vocab.SKOS+"prefLabel", quad.LangString{Value: quad.String(organization + " 公司"), Lang: "zh-Hant"})
	}
	add("ann", vocab.RDF+"type", quad.IRI(vocab.NS+"Person"))
	add("move", vocab.RDF+"type", quad.IRI(vocab.NS+"Move"))
	add("move", vocab.NS+"person", id("ann"))
	add("move", vocab.NS+"from", id("acme"))
	add("move", vocab.NS+"to", id("globex"))
	add("move", vocab.NS+"year", quad.Int(2024))

	moves, err := query.WhoLeft(t.Context(), g, "acme 公司", "globex 公司")
	require.NoError(t, err)
	require.Len(t, moves, 1)
	for _, script := range []string{
		`tg.whoLeft("acme 公司", "globex 公司").map(function (m) { return m.id })`,
		`tg.whoLeft("id:acme").map(function (m) { return m.id })`,
		`tg.whoLeft("<id:acme>", null, {years: [2024, 2024], top: 5}).map(function (m) { return m.id })`,
		`tg.whoLeft(iri("id:acme"), {asOf: "2025-01-01", undated: true}).map(function (m) { return m.id })`,
		`tg.moves({from: "id:acme", person: "id:ann"}).map(function (m) { return m.id })`,
		`tg.left("id:acme").map(function (m) { return m.id })`,
	} {
		got, err := values(t, g, script)
		require.NoError(t, err, script)
		require.Equal(t, []any{[]any{string(moves[0].ID())}}, got, script)
	}
	got, err := values(t, g, `g.emit(tg.flows()[0].count); g.emit(tg.downstream("id:acme", 1).length); g.emit(tg.whoLeft("id:acme", null, {years: [1999, 2000]}).length)`)
	require.NoError(t, err)
	require.Len(t, got, 3)
	require.EqualValues(t, 1, got[0])
	require.Equal(t, []any{int64(1), int64(0)}, got[1:])

	_, err = values(t, g, `tg.whoLeft("Nobody Ltd")`)
	require.ErrorIs(t, err, graph.ErrNotFound)
	require.ErrorContains(t, err, `gizmo: 1:11: whoLeft: no`)
	_, err = values(t, g, `tg.whoLeft("id:acme", null, {year: 2024})`)
	require.ErrorContains(t, err, `whoLeft: there is no option "year"`)
	_, err = values(t, g, `tg.moves({certainty: "sure"})`)
	require.ErrorContains(t, err, `there is no certainty "sure"; from the surest down they are [stated`)

	// None of them can be made to do anything but answer or object.
	for _, name := range []string{"whoLeft", "moves", "strategies", "leaders", "founders", "presences", "teams", "flows",
		"flowsByYear", "flowsBySector", "startUps", "disputed", "sectors", "netFlow", "brokers", "matrix", "left", "joined",
		"roster", "strategiesOf", "claims", "strategiesBySector", "career", "rivals", "profileOrganization", "profilePerson",
		"downstream", "upstream"} {
		require.NotNil(t, question(name), name)
		for _, args := range []string{``, `"id:acme"`, `"id:acme", 1`, `{top: 1}`, `{}`, `null`, `1, 2, 3`} {
			_, err := values(t, g, `tg.`+name+`(`+args+`)`)
			require.NotErrorIs(t, err, errInternal, name+args)
		}
	}
}
