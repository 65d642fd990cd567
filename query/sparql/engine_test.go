package sparql_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/internal/engines"
	"talentgraph.example/internal/long"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/internal/exec"
	parser "talentgraph.example/query/sparql/internal/syntax"
)

// constructs are queries that between them have each part of a plan.
func constructs() []string {
	return []string{
		"SELECT * { ?a ?b ?c }",
		"SELECT * { GRAPH ?g { ?a :p ?b } }",
		"SELECT * { ?a :p ?b OPTIONAL { ?b :q ?c } }",
		"SELECT * { ?a :p ?b MINUS { ?b :q ?a } }",
		"SELECT * { ?a :p ?b MINUS { ?c :q ?d } }",
		"SELECT * { { ?a :p ?b } UNION { ?b :q ?a } FILTER (?a != ?b) }",
		"SELECT * { ?a (:p|:q)* ?b }",
		"SELECT * { :a (:p|^:q)+ ?b }",
		"SELECT * { ?a (:p|^:q)+ :a }",
		"ASK { :a (:p|^:q)* :zz }",
		"SELECT * { ?a !:p ?b }",
		"SELECT ?a (COUNT(?b) AS ?n) { ?a :p|:q ?b } GROUP BY ?a",
		"SELECT (SUM(?b) AS ?n) (COUNT(DISTINCT *) AS ?m) (GROUP_CONCAT(?a) AS ?t) { ?a ?p ?b }",
		"SELECT ?a ?b { ?a ?p ?b } ORDER BY DESC(?b) ?a",
		"SELECT ?a ?b { ?a ?p ?b } ORDER BY ?b ?a ?p LIMIT 5",
		"SELECT DISTINCT ?a ?d { ?m :p ?a ; :q ?b . ?n :p ?b ; :q ?d }",
		"SELECT (COUNT(*) AS ?all) { ?m :p ?a ; :q ?b . ?n :p ?b ; :q ?c . ?o :p ?c ; :q ?a }",
		"SELECT * { ?a :p ?b { SELECT ?b (MAX(?c) AS ?most) { ?b ?p ?c } GROUP BY ?b } }",
		"SELECT * { ?a :p ?b FILTER NOT EXISTS { ?b :q ?c FILTER EXISTS { ?c ?p ?a } } }",
		"SELECT * { VALUES ?a { :a :b UNDEF } ?a :p ?b BIND (CONCAT(STR(?a), \"x\") AS ?c) }",
		"SELECT ?a { ?a ?p ?b . ?c ?q ?d } OFFSET 50",
	}
}

func parsed(t testing.TB, text string) *parser.Query {
	t.Helper()
	q, err := parser.ParseQuery(prefix+text, parser.Options{Base: "http://e/"})
	require.NoError(t, err, text)
	return q
}

func smallGraph(t testing.TB, quads int) *graph.Graph {
	t.Helper()
	g := graph.New()
	require.NoError(t, g.Add(t.Context(), randomQuads(rand.New(rand.NewPCG(5, uint64(quads))), quads)...))
	return g
}

// Each way to keep a graph gives the same rows, in the same order as in memory by the same changes.
func TestOnEveryEngine(t *testing.T) {
	engines.Each(t, smallGraph(t, 200), func(t *testing.T, e engines.Engine) {
		for _, text := range constructs() {
			q := parsed(t, text).Algebra()
			got, err := engineRows(t.Context(), e.Graph.Snapshot(), q, exec.Options{})
			require.NoError(t, err)
			want, err := engineRows(t.Context(), e.Memory.Snapshot(), q, exec.Options{})
			require.NoError(t, err)
			require.Equal(t, want, got, text)
		}
	})
}

// ending is a context that ends at the nth look at it.
type ending struct {
	context.Context
	looks, end int
}

func (c *ending) Err() error {
	if c.looks++; c.looks > c.end {
		return context.Canceled
	}
	return nil
}

// Wherever a context ends, the run ends with its error.
func TestCancelledAtEachLook(t *testing.T) {
	g := smallGraph(t, 1000)
	for _, text := range constructs() {
		q := parsed(t, text).Algebra()
		var whole *ending
		for range 2 { // what a state keeps is there the second time
			whole = &ending{Context: t.Context(), end: 1 << 30}
			_, err := engineRows(whole, g.Snapshot(), q, exec.Options{})
			require.NoError(t, err)
		}
		step := max(1, whole.looks/long.Runs(10, 100))
		for n := 0; n < whole.looks; n += step {
			_, err := engineRows(&ending{Context: t.Context(), end: n}, g.Snapshot(), q, exec.Options{})
			require.ErrorIs(t, err, context.Canceled, "%s, look %d of %d", text, n, whole.looks)
		}
	}
}

// endless are queries whose work never ends, in long lists, many rows, paths and sorting.
func endless() []string {
	return []string{
		"SELECT (COUNT(*) AS ?all) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o FILTER (?a = ?l) }",
		"SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
		"SELECT * { ?a (!:p|^!:p)* ?b . ?c (!:p|^!:p)* ?d }",
		"SELECT DISTINCT ?a ?f { ?a ?b ?c . ?d ?e ?f }",
	}
}

// BenchmarkHeard ends a context in the midst of queries that never end. The figure late-ms is the longest time by which one ended
// after it, and wanted 5 at most on an idle machine.
func BenchmarkHeard(b *testing.B) {
	g := synthetic(b, 20_000)
	late := time.Duration(0)
	for b.Loop() {
		for i, text := range endless() {
			ctx, cancel := context.WithCancel(b.Context())
			var ended time.Time
			timer := time.AfterFunc(time.Duration(10+i)*time.Millisecond, func() {
				ended = time.Now()
				cancel()
			})
			_, err := runAll(ctx, g.Snapshot(), text, exec.Options{}, b)
			if !timer.Stop() && errors.Is(err, context.Canceled) {
				late = max(late, time.Since(ended))
			} else {
				b.Errorf("%s: %v", text, err)
			}
			cancel()
		}
	}
	b.ReportMetric(float64(late.Microseconds())/1000, "late-ms")
}

// Deadlines end what never would.
func TestDeadlinesAreHeard(t *testing.T) {
	g := synthetic(t, 20_000)
	for _, text := range endless() {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		began := time.Now()
		_, err := runAll(ctx, g.Snapshot(), text, exec.Options{MaxMemory: 1 << 28}, t)
		took := time.Since(began)
		cancel()
		if !errors.Is(err, graph.ErrLimit) {
			require.ErrorIs(t, err, context.DeadlineExceeded, text)
		}
		assert.Less(t, took, 30*time.Second, text)
	}
}

func runAll(ctx context.Context, s *graph.Snapshot, text string, o exec.Options, t testing.TB) (x *exec.Exec, err error) {
	x = exec.New(s, parsed(t, text).Algebra(), o)
	return x, x.Rows(ctx, func([]graph.ID) bool { return true })
}

// What would need more memory than is allowed ends in the limit's error, and what is counted is near what is used.
func TestMemoryIsCounted(t *testing.T) {
	g := synthetic(t, 30_000)
	s := g.Snapshot()
	for _, text := range []string{
		"SELECT DISTINCT ?a ?b ?c ?d { GRAPH ?d { ?a ?b ?c } }",
		"SELECT ?a ?b ?c ?d { GRAPH ?d { ?a ?b ?c } } ORDER BY ?d",
		"SELECT ?a ?b (COUNT(?c) AS ?n) (MAX(?c) AS ?m) { ?a ?b ?c } GROUP BY ?a ?b",
		"SELECT ?t { ?a ?b ?c BIND (CONCAT(STR(?a), STR(?c)) AS ?t) }",
	} {
		_, err := runAll(t.Context(), s, text, exec.Options{MaxMemory: 1 << 18}, t)
		var limit *graph.LimitError
		require.ErrorAs(t, err, &limit, text)
		assert.Equal(t, int64(1<<18), limit.Value)
		assert.NotEmpty(t, limit.Raise)

		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		used := uint64(0)
		x := exec.New(s, parsed(t, text).Algebra(), exec.Options{MaxMemory: 1 << 30})
		rows := 0
		require.NoError(t, x.Rows(t.Context(), func([]graph.ID) bool {
			if rows++; rows == 1 && !strings.Contains(text, "BIND") {
				runtime.GC()
				runtime.ReadMemStats(&after)
				used = max(used, after.HeapAlloc-before.HeapAlloc)
			}
			return true
		}))
		if strings.Contains(text, "ORDER") || strings.Contains(text, "GROUP") { // all is there at the first row
			assert.Greater(t, float64(x.Memory()), 0.75*float64(used), text)
			assert.Less(t, float64(x.Memory()), 2*float64(used), text)
		}
	}
	_, err := runAll(t.Context(), s, "SELECT ?t { ?a ?b ?c BIND (CONCAT(STR(?a), STR(?c)) AS ?t) }", exec.Options{MaxText: 1000}, t)
	require.ErrorIs(t, err, graph.ErrLimit)
	runtime.KeepAlive(g)
}

// An ordered answer is in order, and a limit gives the beginning of it.
func TestLimitIsABeginning(t *testing.T) {
	s := smallGraph(t, 2000).Snapshot()
	ordered := func(text string) (rows []string) {
		q := parsed(t, text).Algebra()
		x := exec.New(s, q, exec.Options{})
		require.NoError(t, x.Rows(t.Context(), func(row []graph.ID) bool {
			rows = append(rows, fmt.Sprint(row))
			return true
		}))
		return rows
	}
	for _, by := range []string{"?a ?b ?c", "DESC(?c) ?a ?b", "(STR(?c)) DESC(?a) ?b"} {
		query := "SELECT ?a ?b ?c { ?a ?b ?c } ORDER BY " + by
		all := ordered(query)
		require.Greater(t, len(all), 50)
		for _, n := range []int{0, 1, 7, len(all), len(all) + 1} {
			assert.Equal(t, all[:min(n, len(all))], append([]string{}, ordered(fmt.Sprint(query, " LIMIT ", n))...))
			assert.Equal(t, all[min(3, len(all)):min(3+n, len(all))], append([]string{}, ordered(fmt.Sprint(query, " OFFSET 3 LIMIT ", n))...))
		}
		assert.Empty(t, ordered(query+" OFFSET 1000000000000000000"))
	}
}

// The same query on the same state gives its rows in the same order.
func TestOrderIsSteady(t *testing.T) {
	s := smallGraph(t, 300).Snapshot()
	for _, text := range constructs() {
		var first []string
		for range 3 {
			var rows []string
			x := exec.New(s, parsed(t, text).Algebra(), exec.Options{})
			require.NoError(t, x.Rows(t.Context(), func(row []graph.ID) bool {
				rows = append(rows, fmt.Sprint(row))
				return true
			}))
			if first == nil {
				first = rows
			}
			require.True(t, slices.Equal(first, rows), text)
		}
	}
}

// What is grouped by the name of a graph is compared with the nodes inside, though nobody else reads them.
func TestGraphNamesAreCompared(t *testing.T) {
	g := graph.New()
	for _, subject := range []quad.IRI{"http://e/d", "http://e/g", "http://e/h"} {
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: subject, Predicate: quad.IRI("http://e/q"), Object: quad.Int(1), Label: quad.IRI("http://e/h")}))
	}
	q := parsed(t, "SELECT ?k (COUNT(*) AS ?all) { GRAPH ?a { ?d :q ?c . ?a :q ?b } } GROUP BY (STR(?a) AS ?k)").Algebra()
	unread := parsed(t, "SELECT ?k (COUNT(*) AS ?all) { GRAPH ?a { ?d :q ?c . ?a :q ?b } } GROUP BY (?c AS ?k)").Algebra()
	for _, plain := range []bool{true, false} {
		for _, q := range []*algebra.Query{q, unread} {
			got, err := engineRows(t.Context(), g.Snapshot(), q, exec.Options{Plain: plain})
			require.NoError(t, err)
			require.Len(t, got, 1)
			assert.Contains(t, got[0], `"3"`)
		}
	}
	none := parsed(t, "SELECT * { ?a :q 1 GRAPH ?a { :b :p? :b } FILTER (?a != :h) }").Algebra()
	got, err := engineRows(t.Context(), g.Snapshot(), none, exec.Options{})
	require.NoError(t, err)
	assert.Empty(t, got, "a path of no step is in a graph that is there")
}
