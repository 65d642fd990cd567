package gizmo

import (
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
	"talentgraph.example/query/gizmo/internal/world"
	"talentgraph.example/query/questions"
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
	require.ErrorContains(t, err, `moves: certainty: no certainty "sure"; use one of stated, inferred`)

	// None of them can be made to do anything but answer or object.
	for _, q := range questions.All() {
		for _, args := range []string{``, `"id:acme"`, `"id:acme", 1`, `{top: 1}`, `{}`, `null`, `1, 2, 3`, `"id:acme", "id:ann", {hops: 2}`} {
			_, err := values(t, g, `tg.`+q.Script()+`(`+args+`)`)
			require.NotErrorIs(t, err, world.ErrInternal, q.Script()+args)
		}
	}
}

// tg has every question of the table, lists them, and knows the options by name.
func TestQuestionsAreListed(t *testing.T) {
	g := graph.New()
	got, err := values(t, g, `tg.questions().map(function (q) { return q.name + "/" + q.args.length + "/" + q.options.length })`)
	require.NoError(t, err)
	var want []any
	for _, q := range questions.All() {
		want = append(want, fmt.Sprintf("%s/%d/%d", q.Script(), len(q.Args), len(q.Options())))
	}
	require.Equal(t, []any{want}, got)
	got, err = values(t, g, `Object.keys(tg).filter(function (name) { return typeof tg[name] == "function" && name in tg }).length`)
	require.NoError(t, err)
	require.Equal(t, []any{int64(len(want) + 1)}, got)
}

func TestQuestionsTakeNamedOptions(t *testing.T) {
	g := graph.New()
	id := func(s string) quad.Value { return quad.IRI(vocab.ID + s) }
	for _, triple := range [][3]quad.Value{
		{id("move"), vocab.Person, id("ann")}, {id("move"), vocab.From, id("acme")}, {id("move"), vocab.To, id("globex")},
		{id("move"), vocab.Year, quad.Int(2024)}, {id("move"), vocab.MoveKind, vocab.KindHire}, {id("ann"), vocab.RDFType, vocab.ClassPerson},
	} {
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: triple[0], Predicate: triple[1], Object: triple[2]}))
	}
	for script, want := range map[string]any{
		`tg.moves({from: "id:acme", to: iri("id:globex"), years: [2020, 2024], kind: "hire", top: 10}).length`: int64(1),
		`tg.moves({years: 2024}).length`:                                                  int64(1),
		`tg.moves({kind: "founding"}).length`:                                             int64(0),
		`tg.moves({between: ["2023", "2024-06"], undated: false}).length`:                 int64(1),
		`tg.why("id:move", "tg:to").length`:                                               int64(1),
		`tg.why("id:move", null, "id:globex", {top: 5}).length`:                           int64(1),
		`tg.paths("id:acme", "id:globex", {along: ["tg:from", "tg:to"], hops: 2}).length`: int64(1),
		`tg.shortestPath("id:acme", "id:globex").hops.length`:                             int64(2),
		`tg.shortestPath("id:acme", "id:globex", {along: "tg:to"}) === null`:              true,
		`tg.neighbourhood("id:move").length`:                                              int64(3),
		`tg.compare("id:acme", "id:globex").aToB`:                                         int64(1),
		`tg.search("ann", {ofClass: "tg:Person"}).length`:                                 int64(0),
		`var first = tg.moves({top: 1}); tg.moves({after: first.next}).length`:            int64(0),
		`tg.flows()[0].grades.unknown`:                                                    int64(1),
		`typeof tg.moves().next`:                                                          "undefined",
		`typeof tg.nothing`:                                                               "undefined",
	} {
		got, err := values(t, g, script)
		require.NoError(t, err, script)
		require.Equal(t, []any{want}, got, script)
	}
	for script, want := range map[string]string{
		`tg.net()`:                     `there is no question "net"; did you mean "netFlow"?`,
		`tg.whoLfet("id:acme")`:        `1:11: there is no question "whoLfet"; did you mean "whoLeft"? tg.questions() tells of all: whoLeft, moves,`,
		`tg.departures()`:              `there is no question "departures"; tg.questions() tells of all: whoLeft`,
		`tg.moves({year: 2024})`:       `moves: there is no option "year"; did you mean "years"? It takes from, to, person, `,
		`tg.moves({at: "id:acme"})`:    `moves: does not take at; it takes after, asOf, between, certainty, from, inSector, kind, orderBy, person, role, source, to, top, undated, years`,
		`tg.moves({top: "ten"})`:       `moves: expected {top: a number}, got the text "ten"`,
		`tg.moves({top: 0})`:           `moves: top: 0 rows cannot be`,
		`tg.moves({asOf: "March"})`:    `moves: asOf: "March" is no date`,
		`tg.moves({undated: 1})`:       `moves: expected {undated: a flag}, got the number 1`,
		`tg.moves({years: [1, 2, 3]})`: `moves: years: give one year or two, the first and the last, not 3`,
		`tg.moves("id:acme")`:          `moves: expected options such as {top: 10}, got the text "id:acme"`,
		`tg.left({top: 1})`:            `left: expected a name, as text, got an object`,
		`tg.left("")`:                  `left: needs its argument "organization"`,
		`tg.upstream("id:acme", -1)`:   `upstream: the number of moves must be 0 or more`,
		`tg.upstream("id:acme", "1")`:  `upstream: expected how many moves, got the text "1"`,
		`tg.compare("id:acme")`:        `compare: expected 2 to 3 arguments, got 1`,
		`g.V().whoLeft()`:              `there is no method "whoLeft" here`,
	} {
		_, err := values(t, g, script)
		require.ErrorContains(t, err, want, script)
	}
}
