package sparql_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/long"
	"talentgraph.example/query/internal/naive"
	"talentgraph.example/query/sparql"
	parser "talentgraph.example/query/sparql/internal/syntax"
)

// answeredBy answers a service from a graph. With deaf it does not listen to VALUES.
func answeredBy(g *graph.Graph, deaf bool, asked func(query string)) sparql.Option {
	return sparql.WithService(func(ctx context.Context, _ quad.IRI, query string) iter.Seq2[map[string]quad.Value, error] {
		return func(yield func(map[string]quad.Value, error) bool) {
			asked(query)
			if i := strings.LastIndex(query, "\nVALUES ("); i >= 0 && deaf {
				query = query[:i]
			}
			for row, err := range sparql.Select(ctx, g, query, sparql.StrictDataset(), sparql.WithMaxQuerySize(1<<20)) {
				if err != nil {
					yield(nil, err)
					return
				}
				values := map[string]quad.Value{}
				for _, name := range row.Vars() {
					values[name] = row.Value(name)
				}
				if !yield(values, nil) {
					return
				}
			}
		}
	})
}

// Queries with services have the oracle's answers, which tells services nothing.
func TestRandomServices(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	told, asked, queries := 0, 0, long.Runs(300, 4_000)
	for i := range queries {
		r := &randomQuery{Rand: rand.New(rand.NewPCG(seed, uint64(i))), depth: 1}
		near, far := randomQuads(r.Rand, 20), randomQuads(r.Rand, 20)
		service := "SERVICE " + r.one("", "SILENT ") + "<http://s> " + r.group(1)
		parts := []string{r.triple(), service, r.element(1)}
		switch r.IntN(5) {
		case 0:
			parts[1] = "OPTIONAL { " + service + "} "
		case 1:
			parts[1] = "OPTIONAL { " + r.triple() + service + "} "
		case 2:
			parts = append(parts, "SERVICE <http://s> "+r.group(1))
		}
		text := prefix + "SELECT " + r.one("", "DISTINCT ") + r.one("*", "?a ?b", "(COUNT(*) AS ?n)") + " { " + strings.Join(parts, "") + "}"
		parsed, err := parser.ParseQuery(text, parser.Options{})
		if err != nil {
			continue
		}
		q := parsed.Algebra()
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		solutions, err := naive.Eval(ctx, q, oracleQuads(near), naive.Options{Strict: true, Now: time.Now(),
			Service: func(ctx context.Context, _ term.Term, query string, _ []string) (rows [][]term.Term, err error) {
				parsed, err := parser.ParseQuery(query, parser.Options{})
				require.NoError(t, err)
				q := parsed.Algebra()
				solutions, err := naive.Eval(ctx, q, oracleQuads(far), naive.Options{Strict: true, Now: time.Now()})
				for _, s := range solutions {
					row := make([]term.Term, len(q.Result))
					for i, v := range q.Result {
						row[i] = s[v]
					}
					rows = append(rows, row)
				}
				return rows, err
			}})
		late := ctx.Err() != nil
		cancel()
		if late {
			continue
		}
		require.NoError(t, err, text)
		var want []string
		for _, s := range solutions {
			line := ""
			for _, v := range q.Result {
				line += fmt.Sprintf("%q %v, ", q.Name(v), s[v].Value())
			}
			want = append(want, line)
		}
		slices.Sort(want)
		nearGraph, farGraph := graph.New(), graph.New()
		require.NoError(t, nearGraph.Add(t.Context(), near...))
		require.NoError(t, farGraph.Add(t.Context(), far...))
		for _, deaf := range []bool{false, true} {
			var got []string
			counting := func(query string) {
				if asked++; strings.Contains(query, "\nVALUES (") {
					told++
				}
			}
			for row, err := range sparql.Select(t.Context(), nearGraph, text, sparql.StrictDataset(), answeredBy(farGraph, deaf, counting)) {
				require.NoError(t, err, text)
				line := ""
				for _, name := range row.Vars() {
					line += fmt.Sprintf("%q %v, ", name, row.Value(name))
				}
				got = append(got, line)
			}
			slices.Sort(got)
			require.Equal(t, want, got, "seed %d, query %d, deaf %v\n%s\n%v\n%v", seed, i, deaf, text, near, far)
		}
	}
	require.Greater(t, told, queries/20)
}

// A service is told of what is known in batches, each combination once, and asked for everything if there are too many.
func TestServicesAreToldInBatches(t *testing.T) {
	for _, c := range []struct{ rows, asked, told int }{{1, 1, 1}, {1000, 1, 1}, {2500, 3, 3}, {30_000, 21, 20}} {
		g := numbersGraph(t, c.rows)
		far := graph.New()
		require.NoError(t, far.Add(t.Context(), quad.Quad{Subject: quad.IRI("http://e/0"), Predicate: quad.IRI("http://e/q"), Object: quad.LangString{Value: "a\"\\b\n", Lang: "en"}}))
		asked, told, most := 0, 0, 0
		counting := func(query string) {
			if asked++; strings.Contains(query, "\nVALUES (") {
				told++
			}
			most = max(most, strings.Count(query, "\n  ("))
		}
		n := 0
		for row, err := range sparql.Select(t.Context(), g, "SELECT ?s ?x { SERVICE <http://s> { ?s <http://e/q> ?x } ?s <http://e/p> ?o }", answeredBy(far, false, counting)) {
			require.NoError(t, err)
			require.Equal(t, quad.IRI("http://e/0"), row.Value("s"))
			n++
		}
		require.Equal(t, 1, n)
		require.Equal(t, c.asked, asked)
		require.Equal(t, c.told, told)
		require.Equal(t, min(c.rows, 1000), most)
	}
}

// What a service must not be told is not sent, and its failure is the query's, or is silent.
func TestWhatServicesAreNotTold(t *testing.T) {
	g := graph.New()
	p := quad.IRI("http://e/p")
	require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.BNode("b"), Predicate: p, Object: quad.String(strings.Repeat("x", 5000))},
		quad.Quad{Subject: quad.IRI("http://e/s"), Predicate: p, Object: quad.String("short")}))
	var asked []string
	far := graph.New()
	require.NoError(t, far.Add(t.Context(), quad.Quad{Subject: quad.IRI("http://e/s"), Predicate: p, Object: quad.String("short")}))
	count := func(text string, opts ...sparql.Option) (n int, last error) {
		for _, err := range sparql.Select(t.Context(), g, text, opts...) {
			if last = err; err == nil {
				n++
			}
		}
		return n, last
	}
	n, err := count("SELECT * { ?s <http://e/p> ?o SERVICE <http://s> { ?s <http://e/p> ?o } }", answeredBy(far, false, func(q string) { asked = append(asked, q) }))
	require.NoError(t, err)
	require.Equal(t, 1, n)
	require.Len(t, asked, 1)
	require.NotContains(t, asked[0], "VALUES")
	broken := sparql.WithService(func(context.Context, quad.IRI, string) iter.Seq2[map[string]quad.Value, error] {
		return func(yield func(map[string]quad.Value, error) bool) { yield(nil, errors.New("away")) }
	})
	_, err = count("SELECT * { ?s <http://e/p> ?o SERVICE <http://s> { ?s <http://e/p> ?x } }", broken)
	require.ErrorContains(t, err, "away")
	n, err = count("SELECT * { ?s <http://e/p> ?o SERVICE SILENT <http://s> { ?s <http://e/p> ?x } }", broken)
	require.NoError(t, err)
	require.Equal(t, 2, n)
}
