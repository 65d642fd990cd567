package sparql_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/query/sparql"
)

func numbersGraph(t testing.TB, n int) *graph.Graph {
	g := graph.New()
	quads := make([]quad.Quad, n)
	for i := range quads {
		quads[i] = quad.Quad{Subject: quad.IRI(fmt.Sprintf("http://e/%d", i)), Predicate: quad.IRI("http://e/p"), Object: quad.Int(i)}
	}
	require.NoError(t, g.Add(t.Context(), quads...))
	return g
}

// Wherever a loop is left or its context ends, no row comes any more, and the answer is not taken for a whole one.
func TestLeftAndCancelledAtEachRow(t *testing.T) {
	g := numbersGraph(t, 50)
	q, err := sparql.Compile("SELECT ?s ?o { ?s <http://e/p> ?o }")
	require.NoError(t, err)
	for at := range 50 {
		n := 0
		for _, err := range q.Select(t.Context(), g) {
			require.NoError(t, err)
			if n++; n > at {
				break
			}
		}
		require.Equal(t, at+1, n)

		ctx, cancel := context.WithCancel(t.Context())
		n = 0
		var last error
		for _, err := range q.Select(ctx, g) {
			if last = err; err != nil {
				break
			}
			if n++; n > at {
				cancel()
			}
		}
		cancel()
		if n < 50 {
			require.Equal(t, at+1, n)
			require.ErrorIs(t, last, context.Canceled)
		}
	}
}

// Rows that were found before an error come before it, and the limit of rows is exact.
func TestRowsBeforeAnError(t *testing.T) {
	g := numbersGraph(t, 50)
	q, err := sparql.Compile("SELECT ?s { ?s <http://e/p> ?o }")
	require.NoError(t, err)
	for most := 1; most <= 50; most++ {
		n := 0
		var last error
		for _, err := range q.Select(t.Context(), g, sparql.WithMaxRows(most)) {
			if last = err; err == nil {
				n++
			}
		}
		require.Equal(t, most, n)
		require.Equal(t, most < 50, errors.Is(last, graph.ErrLimit))
	}
}

// A compiled query that runs again and again, within itself too, in many goroutines and with errors between, has its answers.
func TestCompiledRunsAgain(t *testing.T) {
	g := numbersGraph(t, 20)
	q, err := sparql.Compile(`SELECT ?s ?o { ?s <http://e/p> ?o OPTIONAL { ?s <http://e/q> ?x } FILTER (?o < 10 || BOUND(?x)) } LIMIT 8`)
	require.NoError(t, err)
	count := func(opts ...sparql.Option) (n int, last error) {
		for row, err := range q.Select(t.Context(), g, opts...) {
			if last = err; err == nil {
				require.NotNil(t, row.Value("s"))
				n++
			}
		}
		return n, last
	}
	done := make(chan int)
	for range 4 {
		go func() {
			sum := 0
			for range 20 {
				n, err := count()
				if err == nil {
					sum += n
				}
				_, _ = count(sparql.WithMaxRows(3))
			}
			done <- sum
		}()
	}
	for range 4 {
		require.Equal(t, 20*8, <-done)
	}
	pairs := 0
	for _, err := range q.Select(t.Context(), g) {
		require.NoError(t, err)
		n, err := count()
		require.NoError(t, err)
		pairs += n
	}
	require.Equal(t, 64, pairs)
	require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.IRI("http://e/new"), Predicate: quad.IRI("http://e/p"), Object: quad.Int(-1)}))
	rows := 0
	for range q.Select(t.Context(), g, sparql.WithMaxRows(100)) {
		rows++
	}
	require.Equal(t, 8, rows)
}

// INSERT DATA of few quads and of many writes the same, counts what is new, and refuses compact IRIs with their place.
func TestInsertDataOfAnySize(t *testing.T) {
	for _, n := range []int{1, 999, 1000, 1001, 5000} {
		var text strings.Builder
		text.WriteString("PREFIX e: <http://e/> INSERT DATA {\n")
		for i := range n {
			fmt.Fprintf(&text, "e:s%d e:p \"%d\"@en, %d . GRAPH e:g%d { _:b e:q _:b%d } GRAPH e:h {}\n", i, i, i, i%3, i)
		}
		g := graph.New()
		changes, err := sparql.Update(t.Context(), g, text.String()+"}")
		require.NoError(t, err)
		require.Equal(t, sparql.Changes{Added: int64(3 * n)}, changes)
		require.EqualValues(t, 3*n, g.Size())
		changes, err = sparql.Update(t.Context(), g, strings.ReplaceAll(text.String(), "_:", "e:")+"}")
		require.NoError(t, err)
		require.Equal(t, sparql.Changes{Added: int64(n)}, changes)
		subjects := 0
		for row, err := range sparql.Select(t.Context(), g, "SELECT ?b (COUNT(*) AS ?n) { GRAPH ?g { ?b <http://e/q> ?o } } GROUP BY ?b") {
			require.NoError(t, err)
			require.Equal(t, quad.Int(n), row.Value("n"))
			subjects++
		}
		require.Equal(t, 2, subjects)
		_, err = sparql.Update(t.Context(), g, text.String()+"e:x e:p <tg:from> }")
		var bad *sparql.SyntaxError
		require.ErrorAs(t, err, &bad)
		require.Equal(t, []int{n + 2, 9}, []int{bad.Line, bad.Column})
		require.EqualValues(t, 4*n, g.Size())
	}
}
