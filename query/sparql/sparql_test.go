package sparql_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader"
	"talentgraph.example/query"
	"talentgraph.example/query/sparql"
)

// bundled gives a graph of the bundled facts.
func bundled(t testing.TB) *graph.Graph {
	g := graph.New()
	_, err := loader.Article(t.Context(), g)
	require.NoError(t, err)
	return g
}

// numbered gives a graph of n people in a row, each of whom knows the next.
func numbered(t testing.TB, n int) *graph.Graph {
	var quads []quad.Quad
	person := func(i int) quad.IRI { return quad.IRI(fmt.Sprintf("http://x/%d", i)) }
	for i := range n {
		quads = append(quads, quad.Quad{Subject: person(i), Predicate: quad.IRI("http://x/knows"), Object: person((i + 1) % n)},
			quad.Quad{Subject: person(i), Predicate: quad.IRI("http://x/age"), Object: quad.Int(i)})
	}
	g := graph.New()
	require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error { return tx.Add(quads...) }))
	return g
}

func TestSelect(t *testing.T) {
	g := bundled(t)
	const text = `SELECT ?p ?y { ?m tg:from $org ; tg:to id:bytedance ; tg:person ?p OPTIONAL { ?m tg:year ?y } }`
	rows, err := query.All(sparql.Select(t.Context(), g, text, sparql.WithParam("org", quad.IRI(vocab.ID+"alibaba"))))
	require.NoError(t, err)
	moves, err := query.All(query.Moves(t.Context(), g, query.From("Alibaba"), query.To("ByteDance")))
	require.NoError(t, err)
	require.NotEmpty(t, rows)
	people := map[string]bool{}
	for _, m := range moves {
		people[m.Person.String()] = true
	}
	for _, r := range rows {
		assert.True(t, people[r.Entity("p").String()], r.Entity("p").String())
		assert.NotEmpty(t, r.Evidence())
		assert.NotEqual(t, graph.Unknown, r.Certainty())
		assert.Nil(t, r.Value("nobody"))
		kept := r.Detach()
		assert.Equal(t, r.Evidence(), kept.Evidence())
		assert.Equal(t, r.Value("p"), kept.Value("p"))
		assert.Equal(t, r.Entity("p").String(), kept.Entity("p").String())
		a, err := json.Marshal(r)
		require.NoError(t, err)
		b, err := json.Marshal(kept)
		require.NoError(t, err)
		assert.Equal(t, string(a), string(b))
	}
}

// The default graph is the union as a set, and GRAPH sees each claim.
func TestClaims(t *testing.T) {
	g := graphOf(t, []quad.Quad{
		{Subject: quad.IRI("http://a"), Predicate: quad.IRI("http://p"), Object: quad.IRI("http://b"), Label: quad.IRI("http://c1")},
		{Subject: quad.IRI("http://a"), Predicate: quad.IRI("http://p"), Object: quad.IRI("http://b"), Label: quad.IRI("http://c2")},
		{Subject: quad.IRI("http://a"), Predicate: quad.IRI("http://p"), Object: quad.IRI("http://b")},
		{Subject: quad.IRI("http://b"), Predicate: quad.IRI("http://p"), Object: quad.IRI("http://d"), Label: quad.IRI("http://c3")},
	})
	for text, want := range map[string]int{
		`SELECT * { <http://a> ?p ?o }`:                                              1,
		`SELECT * { GRAPH ?claim { <http://a> ?p ?o } }`:                             2,
		`SELECT * FROM <http://c3> { ?s ?p ?o }`:                                     1,
		`SELECT * FROM NAMED <http://c1> { GRAPH ?g { ?s ?p ?o } }`:                  1,
		`SELECT * FROM <http://c1> FROM <http://c3> { ?s <http://p>/<http://p> ?o }`: 1,
	} {
		rows, err := query.All(sparql.Select(t.Context(), g, text))
		require.NoError(t, err)
		assert.Len(t, rows, want, text)
	}
	rows, err := query.All(sparql.Select(t.Context(), g, `SELECT * { ?s ?p ?o }`, sparql.StrictDataset()))
	require.NoError(t, err)
	assert.Len(t, rows, 1)

	claims := func(text string) (list []string) {
		for r, err := range sparql.Select(t.Context(), g, text) {
			require.NoError(t, err)
			for _, e := range r.Evidence() {
				list = append(list, strings.TrimPrefix(string(e.Claim.(quad.IRI)), "http://"))
			}
		}
		return list
	}
	assert.ElementsMatch(t, []string{"c1", "c2"}, claims(`SELECT ?o { <http://a> ?p ?o }`))
	assert.ElementsMatch(t, []string{"c1", "c2"}, claims(`SELECT ?g { GRAPH ?g { <http://a> ?p ?o } }`), "each row its own")
	assert.ElementsMatch(t, []string{"c1", "c2", "c3"}, claims(`SELECT ?o { <http://a> <http://p>+ ?o FILTER(?o = <http://d>) }`))
	assert.ElementsMatch(t, []string{"c1", "c2", "c3"}, claims(`SELECT (COUNT(*) AS ?n) { ?s ?p ?o }`))
	assert.ElementsMatch(t, []string{"c3"}, claims(`SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o FILTER NOT EXISTS { ?q ?p ?s FILTER(?q = ?s) } } GROUP BY ?s HAVING(?s = <http://b>)`))
	assert.ElementsMatch(t, []string{"c1", "c2"}, claims(`SELECT ?s { ?s <http://p> <http://b> OPTIONAL { ?s <http://p> ?x . ?x <http://q> ?y } MINUS { ?s <http://p> <http://d> } }`))
}

func TestForms(t *testing.T) {
	g := numbered(t, 10)
	yes, err := sparql.Ask(t.Context(), g, `ASK { <http://x/1> <http://x/knows> ?x }`)
	require.NoError(t, err)
	assert.True(t, yes)
	quads, err := query.All(sparql.Construct(t.Context(), g, `CONSTRUCT { ?y <http://x/known> [ <http://x/by> ?x ] } { ?x <http://x/knows> ?y }`))
	require.NoError(t, err)
	assert.Len(t, quads, 20)
	quads, err = query.All(sparql.Construct(t.Context(), g, `DESCRIBE ?x { ?x <http://x/age> 3 }`))
	require.NoError(t, err)
	assert.Len(t, quads, 2)

	for range sparql.Select(t.Context(), g, `ASK {}`) {
		break // an error alone
	}
	_, err = query.All(sparql.Select(t.Context(), g, `ASK {}`))
	assert.EqualError(t, err, "sparql: Select was given a ASK query; use sparql.Ask")
	_, err = sparql.Ask(t.Context(), g, `DESCRIBE <http://x/1>`)
	assert.Error(t, err)
	_, err = query.All(sparql.Construct(t.Context(), g, `SELECT * {}`))
	assert.Error(t, err)
	_, err = query.All(sparql.Select(t.Context(), g, `SELECT * {`))
	var bad *sparql.SyntaxError
	require.ErrorAs(t, err, &bad)
	assert.Equal(t, 11, bad.Column)

	q, err := sparql.Compile(`SELECT ?x ($y + 1 AS ?z) { ?x tg:year $y }`)
	require.NoError(t, err)
	assert.Equal(t, []string{"x", "z"}, q.Vars())
	assert.Equal(t, []string{"x", "y", "z"}, q.Params())
	again, err := sparql.Compile(q.String())
	require.NoError(t, err)
	assert.Equal(t, q.String(), again.String())
}

// What a parameter holds is a value, whatever it looks like.
func TestParams(t *testing.T) {
	g := numbered(t, 10)
	_, err := query.All(sparql.Select(t.Context(), g, `SELECT * { ?x ?y ?z }`, sparql.WithParam("nobody", quad.Int(1))))
	assert.ErrorContains(t, err, "no variable ?nobody")
	for _, v := range []quad.Value{quad.String(`" } ; DROP ALL #`), quad.IRI("http://x/> ?y ?z . ?a ?b ?c . <http://x/")} {
		rows, err := query.All(sparql.Select(t.Context(), g, `SELECT * { $x ?y ?z }`, sparql.WithParam("x", v)))
		assert.Empty(t, rows)
		_, isIRI := v.(quad.IRI)
		assert.Equal(t, isIRI, err != nil, "an IRI that none can be is refused")
	}
	rows, err := query.All(sparql.Select(t.Context(), g, `SELECT ?x { { ?x <http://x/age> ?a FILTER(?a < $most) } UNION { ?x <http://x/none> ?a } }`, sparql.WithParam("most", quad.Int(3))))
	require.NoError(t, err)
	assert.Len(t, rows, 3)
}

func TestLimits(t *testing.T) {
	g := numbered(t, 2000)
	const product = `SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c != ?f || ?i != ?c) }`
	for name, c := range map[string]struct {
		text   string
		option sparql.Option
	}{
		"sparql.WithMaxRows":      {`SELECT * { ?x ?y ?z }`, sparql.WithMaxRows(10)},
		"sparql.WithTimeout":      {product, sparql.WithTimeout(30 * time.Millisecond)},
		"sparql.WithMaxMemory":    {`SELECT * { ?x ?y ?z . ?a ?b ?c } ORDER BY ?z`, sparql.WithMaxMemory(1 << 20)},
		"sparql.WithMaxQuerySize": {`SELECT * { ?x ?y ?z }`, sparql.WithMaxQuerySize(10)},
		"sparql.WithMaxNesting":   {`SELECT * { { { { } } } }`, sparql.WithMaxNesting(3)},
		"sparql.WithMaxText":      {`SELECT (CONCAT(STR(?x), STR(?x), STR(?x), STR(?x)) AS ?t) { ?x ?y ?z }`, sparql.WithMaxText(1000)},
	} {
		begun := time.Now()
		_, err := query.All(sparql.Select(t.Context(), g, c.text, c.option))
		var limit *graph.LimitError
		if assert.ErrorAs(t, err, &limit, name) {
			assert.Equal(t, name, limit.Raise)
		}
		assert.Less(t, time.Since(begun), 5*time.Second, name)
	}
	_, err := query.All(sparql.Select(t.Context(), g, `SELECT * {}`, sparql.WithMaxRows(0)))
	assert.EqualError(t, err, "sparql: WithMaxRows must be above zero, got 0")

	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	_, err = query.All(sparql.Select(ctx, g, product))
	assert.ErrorIs(t, err, context.Canceled)

	// The caller's time is not the query's.
	n := 0
	for _, err := range sparql.Select(t.Context(), g, `SELECT * { ?x ?y ?z } LIMIT 3`, sparql.WithTimeout(2*time.Second)) {
		require.NoError(t, err)
		time.Sleep(700 * time.Millisecond)
		n++
	}
	assert.Equal(t, 3, n)
}

func TestFunctionsAndServices(t *testing.T) {
	g := numbered(t, 5)
	twice := sparql.WithFunction("http://f/twice", func(args []quad.Value) (quad.Value, error) { return args[0].(quad.Int) * 2, nil })
	rows, err := query.All(sparql.Select(t.Context(), g, `SELECT (<http://f/twice>(?a) AS ?b) { ?x <http://x/age> ?a } ORDER BY ?b`, twice))
	require.NoError(t, err)
	assert.Equal(t, quad.Int(8), rows[4].Value("b"))
	rows, err = query.All(sparql.Select(t.Context(), g, `SELECT (<http://f/twice>(?x) AS ?b) { ?x <http://x/age> ?a }`, twice))
	require.NoError(t, err, "a panic is an error of the expression")
	assert.Nil(t, rows[0].Value("b"))
	_, err = query.All(sparql.Select(t.Context(), g, `SELECT * { SERVICE <http://s> { ?x ?y ?z } }`))
	assert.ErrorContains(t, err, "WithService")
}

// What is missing is named.
func TestNilArguments(t *testing.T) {
	var noContext context.Context
	ctx, g := t.Context(), graph.New()
	q, err := sparql.Compile(`ASK {}`)
	require.NoError(t, err)
	for want, f := range map[string]func() error{
		"the context is nil":   func() error { _, err := sparql.Ask(noContext, g, `ASK {}`); return err },
		"the graph is nil":     func() error { _, err := sparql.Ask(ctx, nil, `ASK {}`); return err },
		" the graph is nil":    func() error { _, err := q.Ask(ctx, (*graph.Graph)(nil)); return err },
		"option 2 is nil":      func() error { _, err := q.Ask(ctx, g, sparql.StrictDataset(), nil); return err },
		": option 1 is nil":    func() error { _, err := sparql.Compile(`ASK {}`, nil); return err },
		": the graph is nil":   func() error { _, err := sparql.Update(ctx, nil, `CLEAR ALL`); return err },
		": the context is nil": func() error { _, err := sparql.Update(noContext, g, `CLEAR ALL`); return err },
		"sparql: the graph is nil": func() error {
			_, err := query.All(sparql.Select(ctx, nil, `SELECT * {}`))
			return err
		},
	} {
		assert.ErrorContains(t, f(), want)
	}
}

func TestNotes(t *testing.T) {
	g := bundled(t)
	for text, want := range map[string][]string{
		`SELECT ?m { ?m tg:from id:alibaba ; tg:frm ?x }`:                                          {"tg:frm"},
		`SELECT ?m { ?m tg:from "Alibaba" }`:                                                       {"id:alibaba"},
		`SELECT ?l { ?m skos:prefLabel ?l FILTER(LANG(?l) = "zh") }`:                               {"LANGMATCHES"},
		`SELECT ?m { ?m tg:from id:nobody }`:                                                       {"no quad has id:nobody"},
		`SELECT ?m { ?m tg:from id:alibaba MINUS { ?x tg:to ?y } }`:                                {"MINUS shares no variable"},
		`SELECT ?m { ?m tg:from ?person . ?persn tg:knownFor ?x . ?person a ?x }`:                  {"?persn is used only here; did you mean ?person?"},
		`SELECT ?m { ?m tg:year "2024" }`:                                                          {`no quad has the literal "2024"; what the graph has is no text: write 2024`},
		`SELECT ?m { ?m tg:year ?y . ?a tg:from ?b }`:                                              {"1:29: this pattern shares no variable with those before it"},
		`SELECT ?m { ?m tg:year ?y . ?a tg:from ?b FILTER(?a != ?m) }`:                             nil,
		`SELECT ?m { ?m tg:year ?y . ?a tg:from ?b FILTER EXISTS { ?a tg:to ?y } }`:                nil,
		`SELECT ?m { ?m tg:year ?y . ?a tg:from ?b . BIND(CONCAT(STR(?a), STR(?m)) AS ?ab) }`:      nil,
		`SELECT ?m { { ?m tg:year ?y } UNION { ?a tg:from ?b } }`:                                  nil,
		`SELECT ?m { ?m tg:year ?y . ?a tg:from ?b . ?a (tg:person/^tg:person) ?m }`:               nil,
		`SELECT ?m FROM <http://none> { ?m ?p ?o }`:                                                {"FROM: no quad has the label http://none"},
		`SELECT ?m { ?m tg:summary ?s FILTER REGEX(?s, "(a)\\1", "i") }`:                           {"1:37: REGEX: no regular expression that is understood"},
		`SELECT (REPLACE(?s, "(", "") AS ?r) { ?m tg:summary ?s }`:                                 {"REPLACE: no regular"},
		`SELECT ?m { ?m tg:summary ?s FILTER REGEX(?s, "^(a|b)", "i") FILTER REGEX(?s, STR(?m)) }`: nil,
		`SELECT ?m { ?m tg:from $org }`:                                                            nil,
		`SELECT ?m (COUNT(?x) AS ?n) { ?m tg:from ?x } GROUP BY ?m`:                                nil,
		`SELECT ?x { { SELECT ?x { ?m tg:from ?x } } ?x a ?t . ?t a ?t}`:                           nil,
	} {
		var notes []string
		opts := []sparql.Option{sparql.WithNotes(func(n sparql.Note) {
			assert.True(t, n.Line > 0 || strings.HasPrefix(n.Text, "FROM"), n)
			notes = append(notes, n.String())
		})}
		if strings.Contains(text, "$org") {
			opts = append(opts, sparql.WithParam("org", quad.IRI(vocab.ID+"alibaba")))
		}
		for range sparql.Select(t.Context(), g, text, opts...) {
			break
		}
		all := strings.Join(notes, "\n")
		for _, w := range want {
			assert.Contains(t, all, w, text)
		}
		if want == nil {
			assert.Empty(t, notes, text)
		}
	}
}

func TestUpdate(t *testing.T) {
	a, p, b, c1, c2 := quad.IRI("http://a"), quad.IRI("http://p"), quad.IRI("http://b"), quad.IRI("http://c1"), quad.IRI("http://c2")
	g := graphOf(t, []quad.Quad{
		{Subject: a, Predicate: p, Object: b, Label: c1}, {Subject: a, Predicate: p, Object: b, Label: c2},
		{Subject: a, Predicate: p, Object: b}, {Subject: b, Predicate: p, Object: a, Label: c1}})
	update := func(request string, opts ...sparql.Option) (sparql.Changes, error) {
		return sparql.Update(t.Context(), g, request, opts...)
	}
	before := quadsOf(t, g)
	_, err := update(`DELETE WHERE { ?x ?y ?z } ; CREATE GRAPH <http://new> ; INSERT DATA { <http://x> <http://y> 1 } ; COPY <http://none> TO <http://c1>`)
	assert.EqualError(t, err, "1:99: COPY: no quad has the label <http://none>")
	assert.ElementsMatch(t, before, quadsOf(t, g), "all or nothing")

	changes, err := update(`DELETE DATA { <http://a> <http://p> <http://b> }`, sparql.StrictDataset())
	require.NoError(t, err)
	assert.Equal(t, sparql.Changes{Removed: 1}, changes)
	var notes []sparql.Note
	changes, err = update(`DELETE { ?x ?y ?z } INSERT { GRAPH <http://c3> { ?x ?y ?z, ?unbound } } WHERE { ?x ?y ?z FILTER(?x = <http://a>) }`,
		sparql.WithNotes(func(n sparql.Note) { notes = append(notes, n) }))
	require.NoError(t, err)
	assert.Equal(t, sparql.Changes{Removed: 2, Added: 1}, changes)
	require.Len(t, notes, 1)
	assert.Contains(t, notes[0].Text, "2 claims")

	_, err = update(`INSERT DATA { <tg:from> tg:from 1 }`)
	assert.ErrorContains(t, err, "compact IRI")
	_, err = update(`LOAD <http://a>`)
	assert.ErrorContains(t, err, "WithLoad")
	_, err = update(`LOAD SILENT <http://a>`)
	assert.NoError(t, err)
	_, err = update(`CREATE GRAPH <http://c1>`)
	assert.Error(t, err)
	_, err = update(`CREATE SILENT GRAPH <http://c1>`)
	assert.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = sparql.Update(ctx, g, `LOAD SILENT <http://a>`)
	assert.ErrorIs(t, err, context.Canceled)

	var data strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&data, "<http://n/%d> <http://p> %d .\n", i, i)
	}
	changes, err = update("INSERT DATA {" + data.String() + "}")
	require.NoError(t, err)
	assert.EqualValues(t, 3000, changes.Added)
	changes, err = update("CLEAR ALL")
	require.NoError(t, err)
	assert.EqualValues(t, 3002, changes.Removed)
}

// An error among the rows ends the document where it is.
func TestBrokenResults(t *testing.T) {
	g := numbered(t, 3)
	broken := errors.New("broken")
	for _, f := range []sparql.ResultFormat{sparql.JSON, sparql.XML} {
		var out bytes.Buffer
		err := sparql.WriteResults(t.Context(), &out, f, func(yield func(sparql.Row, error) bool) {
			for r, err := range sparql.Select(t.Context(), g, `SELECT * { ?x ?y ?z }`) {
				if !yield(r, err) {
					return
				}
			}
			yield(sparql.Row{}, broken)
		})
		assert.ErrorIs(t, err, broken)
		assert.NotContains(t, out.String(), "]}}")
		assert.NotContains(t, out.String(), "</sparql>")
		assert.Contains(t, out.String(), "http://x/1")
	}
}

// The zero Row and rows that outlive the graph do no harm.
func TestRowsAlone(t *testing.T) {
	var r sparql.Row
	assert.Nil(t, r.Value("x"))
	assert.Empty(t, r.Vars())
	assert.Empty(t, r.Evidence())
	text, err := json.Marshal(r)
	require.NoError(t, err)
	assert.Equal(t, "{}", string(text))
}
