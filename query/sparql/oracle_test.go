package sparql_test

import (
	"context"
	"fmt"
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
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/internal/exec"
	"talentgraph.example/query/internal/iri"
	"talentgraph.example/query/internal/naive"
	parser "talentgraph.example/query/sparql/internal/syntax"
)

// shown writes a row so that equal ones are equal texts.
func shown(q *algebra.Query, at func(i int, v algebra.Var) term.Term) string {
	var b strings.Builder
	for i, v := range q.Result {
		t := at(i, v)
		t.Lang = strings.ToLower(t.Lang)
		fmt.Fprintf(&b, "%s=%v%q^%s@%s ", q.Name(v), t.Kind, t.Text, t.Datatype, t.Lang)
	}
	return b.String()
}

func engineRows(ctx context.Context, s *graph.Snapshot, q *algebra.Query, o exec.Options) ([]string, error) {
	o.Resolve = iri.Resolve
	x := exec.New(s, q, o)
	var rows []string
	err := x.Rows(ctx, func(row []graph.ID) bool {
		rows = append(rows, shown(q, func(i int, _ algebra.Var) term.Term { return x.Term(row[i]) }))
		return true
	})
	x.Release()
	slices.Sort(rows)
	return rows, err
}

func oracleQuads(quads []quad.Quad) (list []naive.Quad) {
	of := func(v quad.Value) term.Term {
		t, _ := term.Of(v)
		return t
	}
	for _, q := range quads {
		list = append(list, naive.Quad{Subject: of(q.Subject), Predicate: of(q.Predicate), Object: of(q.Object), Label: of(q.Label)})
	}
	return list
}

func oracleRows(ctx context.Context, q *algebra.Query, quads []quad.Quad, strict bool) ([]string, error) {
	solutions, err := naive.Eval(ctx, q, oracleQuads(quads), naive.Options{Strict: strict, Now: time.Now()})
	var rows []string
	for _, s := range solutions {
		rows = append(rows, shown(q, func(_ int, v algebra.Var) term.Term { return s[v] }))
	}
	slices.Sort(rows)
	return rows, err
}

// Random queries over random graphs have the oracle's answers, with and without what saves work, and with a plan that is kept.
func TestRandomQueries(t *testing.T) {
	queries := long.Runs(700, 4_000)
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	asked := 0
	for i := range queries {
		r := rand.New(rand.NewPCG(seed, uint64(i)))
		if randomOnce(t, r, fmt.Sprintf("seed %d, query %d", seed, i)) {
			asked++
		}
	}
	require.Greater(t, asked, queries/2)
}

func randomOnce(t *testing.T, r *rand.Rand, which string) bool {
	quads := randomQuads(r, 30)
	g := graph.New()
	require.NoError(t, g.Add(t.Context(), quads...))
	text := (&randomQuery{Rand: r, depth: 1 + r.IntN(3)}).text()
	parsed, err := parser.ParseQuery(text, parser.Options{Base: "http://e/"})
	if err != nil {
		return false
	}
	q, strict := parsed.Algebra(), r.IntN(4) == 0
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	want, err := oracleRows(ctx, q, quads, strict)
	if ctx.Err() != nil {
		return false // too much for the oracle
	}
	require.NoError(t, err)
	// A plan that is kept runs three times: as it is made, and twice as it was kept.
	for _, o := range []exec.Options{{}, {Plain: true}, {Keep: true}, {Keep: true}, {Keep: true}} {
		o.Strict = strict
		got, err := engineRows(t.Context(), g.Snapshot(), q, o)
		require.NoError(t, err, "%s\n%s", which, text)
		if !slices.Equal(want, got) {
			var b strings.Builder
			for _, q := range quads {
				fmt.Fprintln(&b, q.NQuad())
			}
			require.Equal(t, strings.Join(want, "\n"), strings.Join(got, "\n"), "%s, plain %v, strict %v\n%s\n%s", which, o.Plain, strict, text, b.String())
		}
	}
	return true
}
