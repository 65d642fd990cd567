package sparql_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/long"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/internal/exec"
	"talentgraph.example/query/sparql"
	parser "talentgraph.example/query/sparql/internal/syntax"
)

// randomValue is a term that a graph of randomQuads may have, or one that none has, or a literal that is equal to another one by its
// value alone.
func randomValue(r *rand.Rand) term.Term {
	const xsd = "http://www.w3.org/2001/XMLSchema#"
	literals := []term.Term{{Text: "1", Datatype: xsd + "integer"}, {Text: "01", Datatype: xsd + "integer"}, {Text: "1.0", Datatype: xsd + "decimal"},
		{Text: "1.5", Datatype: xsd + "double"}, {Text: "x"}, {Text: "x", Lang: "EN"}, {Text: "nobody has said it"}, {Text: "z", Datatype: xsd + "integer"}}
	switch r.IntN(5) {
	case 0:
		l := literals[r.IntN(len(literals))]
		l.Kind = term.Literal
		return l
	case 1:
		return term.Term{Kind: term.Blank, Text: "n"}
	}
	return term.Term{Kind: term.IRI, Text: "http://e/" + string("abcdghipqrz"[r.IntN(11)])}
}

// A query that is planned once and then given values, run after run, has the oracle's answers to the query with these values in it.
func TestRandomParameters(t *testing.T) {
	queries := long.Runs(300, 2_000)
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	asked, found := 0, 0
	for i := range queries {
		r := rand.New(rand.NewPCG(seed, uint64(i)))
		quads := randomQuads(r, 30)
		g := graph.New()
		require.NoError(t, g.Add(t.Context(), quads...))
		text := (&randomQuery{Rand: r, depth: 1 + r.IntN(3)}).text()
		parsed, err := parser.ParseQuery(text, parser.Options{Base: "http://e/"})
		if err != nil {
			continue
		}
		q := parsed.Algebra()
		var vars []algebra.Var
		for v, known := range q.Vars {
			if v > 0 && !known.Hidden && r.IntN(2) == 0 && len(vars) < 2 {
				vars = append(vars, algebra.Var(v))
			}
		}
		if len(vars) == 0 {
			continue
		}
		open, strict := q.Bind(vars, nil), r.IntN(4) == 0
		for range 5 {
			values, row := make([]term.Term, len(vars)), make([]algebra.Term, len(vars))
			for k := range vars {
				values[k] = randomValue(r)
				row[k].Value = values[k]
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			want, err := oracleRows(ctx, q.Bind(vars, row), quads, strict)
			tooMuch := ctx.Err() != nil
			cancel()
			if tooMuch {
				continue // for the oracle
			}
			require.NoError(t, err)
			asked++
			found += len(want)
			for _, o := range []exec.Options{{Keep: true}, {Plain: true}, {Keep: true}} {
				o.Given, o.Strict = values, strict
				got, err := engineRows(t.Context(), g.Snapshot(), open, o)
				require.NoError(t, err)
				require.Equal(t, strings.Join(want, "\n"), strings.Join(got, "\n"), "seed %d, query %d, plain %v, strict %v, %v are %v\n%s\n%v", seed, i, o.Plain, strict, vars, values, text, quads)
			}
		}
	}
	require.Greater(t, asked, queries)
	require.Greater(t, found, queries/10)
}

// The values of parameters are seen wherever a query mentions them, and change from run to run.
func TestParametersEverywhere(t *testing.T) {
	g := graph.New()
	e := func(name string) quad.IRI { return quad.IRI("http://e/" + name) }
	for _, q := range []quad.Quad{{Subject: e("a"), Predicate: e("p"), Object: e("b"), Label: e("g")}, {Subject: e("b"), Predicate: e("p"), Object: e("c"), Label: e("h")},
		{Subject: e("c"), Predicate: e("q"), Object: quad.Int(1)}, {Subject: e("b"), Predicate: e("q"), Object: quad.TypedString{Value: "1.0", Type: "http://www.w3.org/2001/XMLSchema#decimal"}}} {
		require.NoError(t, g.Add(t.Context(), q))
	}
	for _, c := range []struct {
		text string
		x    quad.Value
		rows int
	}{
		{"SELECT ?s { ?s :p+ ?x }", e("c"), 2}, {"SELECT ?s { ?s :p+ ?x }", e("b"), 1}, {"SELECT ?s { ?s :p* ?x }", e("none"), 0},
		{"SELECT ?s { ?s ?x ?o }", e("q"), 2}, {"SELECT ?s { GRAPH ?x { ?s ?p ?o } }", e("g"), 1}, {"SELECT ?s { GRAPH ?x { ?s ?p ?o } }", e("none"), 0},
		{"SELECT ?s { ?s :q ?v FILTER(?v = ?x) }", quad.Int(1), 2}, {"SELECT ?s { ?s :q ?x }", quad.Int(1), 1},
		{"SELECT ?s { ?s ?p ?o FILTER EXISTS { ?o :p ?x } }", e("c"), 1}, {"SELECT ?s { ?s :p ?o FILTER NOT EXISTS { ?o :p ?x } }", e("c"), 1},
		{"SELECT ?s { ?s :p ?o { SELECT ?x (COUNT(*) AS ?n) { ?x ?p2 ?o2 } GROUP BY ?x } FILTER(?n = 2) }", e("b"), 2},
		{"SELECT ?s { VALUES ?x { :a :b } ?x :p ?s }", e("b"), 1}, {"SELECT ?s { VALUES ?x { :a :b } ?x :p ?s }", e("c"), 0},
		{"SELECT ?x (COUNT(*) AS ?n) { ?x ?p ?o } GROUP BY ?x", e("b"), 1}, {"SELECT ?s { ?s :p ?o OPTIONAL { ?o :p ?x } }", e("c"), 2},
		{"SELECT ?s { ?s :p ?o MINUS { ?s :p ?x } }", e("c"), 1}, {"SELECT (?x AS ?y) { } ORDER BY ?x", quad.String("made of nothing"), 1},
		{"SELECT DISTINCT ?d { ?m :p ?x . ?m :p ?d . ?d :p ?e }", e("b"), 1},
	} {
		q, err := sparql.Compile(c.text, sparql.WithPrefix("", "http://e/"))
		require.NoError(t, err, c.text)
		for range 3 {
			for x, want := range map[quad.Value]int{c.x: c.rows, e("other"): -1} {
				rows := 0
				for _, err := range q.Select(t.Context(), g, sparql.WithParam("x", x)) {
					require.NoError(t, err, c.text)
					rows++
				}
				if want >= 0 {
					assert.Equal(t, want, rows, "%s with %v", c.text, x)
				}
			}
		}
	}
}

// A compiled query with parameters is planned for the first values, and then run with others: that takes hardly more memory than to run
// one whose values are in its text, and far less than to plan.
func TestParametersAreNotPlannedAgain(t *testing.T) {
	g := synthetic(t, 20_000)
	from, to := ends(t, g)
	const pattern = "SELECT ?p ?y { ?m tg:from %s ; tg:to %s ; tg:person ?p ; tg:year ?y OPTIONAL { ?p skos:prefLabel ?l FILTER(LANG(?l) = 'en') } } ORDER BY ?y"
	fixed, err := sparql.Compile(fmt.Sprintf(pattern, from, to))
	require.NoError(t, err)
	open, err := sparql.Compile(fmt.Sprintf(pattern, "$from", "?to"))
	require.NoError(t, err)
	rows := func(q *sparql.Query, opts ...sparql.Option) (rows []string) {
		for row, err := range q.Select(t.Context(), g, opts...) {
			require.NoError(t, err)
			rows = append(rows, row.Text("p")+row.Text("y"))
		}
		return rows
	}
	params := []sparql.Option{sparql.WithParam("from", from), sparql.WithParam("to", to)}
	want := rows(fixed)
	require.NotEmpty(t, want)
	require.Equal(t, want, rows(open, params...))
	require.Empty(t, rows(open, sparql.WithParam("from", to), sparql.WithParam("to", quad.IRI("http://e/nobody"))))
	require.Equal(t, want, rows(open, params...))

	literal := testing.AllocsPerRun(50, func() { rows(fixed) })
	given := testing.AllocsPerRun(50, func() { rows(open, params...) })
	planned := testing.AllocsPerRun(50, func() {
		again, err := sparql.Compile(fmt.Sprintf(pattern, from, to))
		require.NoError(t, err)
		rows(again)
	})
	parsing := testing.AllocsPerRun(50, func() { _, _ = sparql.Compile(fmt.Sprintf(pattern, from, to)) })
	t.Logf("allocations: %v with values in the text, %v with parameters, %v to plan and to run", literal, given, planned-parsing)
	assert.Less(t, given, literal+40)
	assert.Less(t, given, planned-parsing) // the race detector has some runs built anew
}

// One compiled query may run with many values at once.
func TestParametersAtOnce(t *testing.T) {
	g := synthetic(t, 5_000)
	q, err := sparql.Compile("SELECT ?a (COUNT(*) AS ?n) { ?m tg:to ?a ; tg:year ?y } GROUP BY ?a")
	require.NoError(t, err)
	counts := map[quad.Value]string{}
	var nodes []quad.Value
	for row, err := range q.Select(t.Context(), g) {
		require.NoError(t, err)
		counts[row.Value("a")] = row.Text("n")
		nodes = append(nodes, row.Value("a"))
	}
	require.Greater(t, len(nodes), 3)
	var all sync.WaitGroup
	for worker := range 4 {
		all.Go(func() {
			for _, a := range slices.Concat(nodes[worker%len(nodes):], nodes[:worker%len(nodes)]) {
				n := 0
				for row, err := range q.Select(t.Context(), g, sparql.WithParam("a", a)) {
					assert.NoError(t, err)
					assert.Equal(t, counts[a], row.Text("n"))
					n++
				}
				assert.Equal(t, 1, n)
			}
		})
	}
	all.Wait()
}
