package sparql_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/snapstore"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/query"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/internal/exec"
	parser "talentgraph.example/query/sparql/internal/syntax"
)

// synthetic is a graph of about n quads, written as a loader does.
func synthetic(tb testing.TB, n int) *graph.Graph {
	tb.Helper()
	g := graph.New()
	var batch snapstore.Batch
	number := func(v quad.Value) uint32 {
		if v == nil {
			return 0
		}
		t, _ := term.Of(v)
		return batch.Term(t.Kind, []byte(t.Text), []byte(t.Datatype), []byte(t.Lang))
	}
	for q := range talentgen.Quads(1, n) {
		batch.Quad(number(q.Subject), number(q.Predicate), number(q.Object), number(q.Label))
	}
	err := g.Update(tb.Context(), func(tx *graph.Tx) error {
		_, err := tx.AddBatch(tb.Context(), &batch)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return g
}

// ends are the two organizations that a benchmark asks about: those of the first move that has both.
func ends(tb testing.TB, g *graph.Graph) (from, to quad.IRI) {
	for i := 0; from == "" || to == ""; i++ {
		from, to = "", ""
		for q, err := range g.Quads(tb.Context(), graph.Pattern{Subject: talentgen.Move(i)}) {
			if err != nil {
				tb.Fatal(err)
			}
			switch q.Predicate {
			case vocab.From:
				from, _ = q.Object.(quad.IRI)
			case vocab.To:
				to, _ = q.Object.(quad.IRI)
			}
		}
	}
	return from, to
}

const benchPrefixes = `PREFIX tg: <https://talentgraph.example/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
`

func benchQueries(from, to string) map[string]string {
	return map[string]string{
		"Q1":   fmt.Sprintf("SELECT ?p ?y { ?m tg:from <%s> ; tg:to <%s> ; tg:person ?p ; tg:year ?y }", from, to),
		"Q3":   "SELECT ?a ?b (COUNT(?m) AS ?n) { ?m tg:from ?a ; tg:to ?b } GROUP BY ?a ?b ORDER BY DESC(?n) LIMIT 100",
		"Q4":   fmt.Sprintf("SELECT DISTINCT ?d { ?m tg:from <%s> ; tg:to ?b . ?n tg:from ?b ; tg:to ?c . ?o tg:from ?c ; tg:to ?d }", from),
		"Q5":   "SELECT (COUNT(*) AS ?all) { ?m tg:from ?a ; tg:to ?b . ?n tg:from ?b ; tg:to ?c . ?o tg:from ?c ; tg:to ?a }",
		"star": "SELECT ?m ?p { ?m tg:from ?a ; tg:to ?b ; tg:person ?p ; tg:year ?y } LIMIT 10",
	}
}

func compiled(tb testing.TB, text string) *algebra.Query {
	tb.Helper()
	q, err := parser.ParseQuery(benchPrefixes+text, parser.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return q.Algebra()
}

func countRows(ctx context.Context, tb testing.TB, g *graph.Graph, q *algebra.Query) int {
	n := 0
	x := exec.New(g.Snapshot(), q, exec.Options{MaxMemory: 1 << 28})
	if err := x.Rows(ctx, func([]graph.ID) bool { n++; return true }); err != nil {
		tb.Error(err)
	}
	return n
}

// The questions of sparql.md's table.
func BenchmarkQueries(b *testing.B) {
	for _, size := range []int{100_000} {
		g := synthetic(b, size)
		from, to := ends(b, g)
		for name, text := range benchQueries(string(from), string(to)) {
			q := compiled(b, text)
			b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
				ctx, cancel := context.WithTimeout(b.Context(), 20*time.Second)
				defer cancel()
				b.ReportAllocs()
				for b.Loop() {
					b.ReportMetric(float64(countRows(ctx, b, g, q)), "rows")
				}
			})
		}
		b.Run(fmt.Sprintf("typed1/%d", size), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				rows, err := query.WhoLeft(b.Context(), g, string(from), string(to))
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(rows)), "rows")
			}
		})
		b.Run(fmt.Sprintf("typed3/%d", size), func(b *testing.B) {
			for b.Loop() {
				rows, err := query.Flows(b.Context(), g, query.Top(100))
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(rows)), "rows")
			}
		})
		b.Run(fmt.Sprintf("typed4/%d", size), func(b *testing.B) {
			for b.Loop() {
				rows, err := query.Downstream(b.Context(), g, string(from), 3)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(rows)), "rows")
			}
		})
	}
}
