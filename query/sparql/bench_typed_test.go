package sparql_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/query"
	"talentgraph.example/query/sparql"
)

// sameQuestion is one question in two ways. Each gives the number of its rows; same wants them to be the same rows.
type sameQuestion struct {
	name        string
	sparql      string
	ours, typed func() int
	same        func(t testing.TB)
	most        float64 // how many times as long SPARQL may take
}

func sameQuestions(tb testing.TB, g *graph.Graph) []sameQuestion {
	from, to := ends(tb, g)
	sector := sectorWithStrategies(tb, g)
	ctx := tb.Context()
	ask := func(text string) func(yield func(sparql.Row)) int {
		q, err := sparql.Compile(text)
		require.NoError(tb, err)
		return func(yield func(sparql.Row)) (n int) {
			for row, err := range q.Select(ctx, g) {
				if err != nil {
					tb.Fatal(err)
				}
				if n++; yield != nil {
					yield(row)
				}
			}
			return n
		}
	}
	lines := func(rows func(func(sparql.Row)) int, names ...string) (lines []string) {
		rows(func(r sparql.Row) {
			line := ""
			for _, name := range names {
				line += fmt.Sprint(r.Value(name)) + " "
			}
			lines = append(lines, line)
		})
		slices.Sort(lines)
		return lines
	}
	leftText := fmt.Sprintf("SELECT ?p ?y { ?m tg:from %v ; tg:to %v ; tg:person ?p ; tg:year ?y }", from, to)
	left := ask(leftText)
	strategiesText := fmt.Sprintf(`SELECT ?s ?o ?l { ?s tg:sector %v ; a tg:Strategy ; tg:of ?o . ?o skos:prefLabel ?l FILTER(LANG(?l) = "en") }`, sector)
	strategies := ask(strategiesText)
	const flowsText = "SELECT ?a ?b (COUNT(?m) AS ?n) { ?m tg:from ?a ; tg:to ?b } GROUP BY ?a ?b ORDER BY DESC(?n) LIMIT 100"
	flows := ask(flowsText)
	reachedText := fmt.Sprintf("SELECT DISTINCT ?d { ?m tg:from %v ; tg:to ?b . ?n tg:from ?b ; tg:to ?c . ?o tg:from ?c ; tg:to ?d }", from)
	reached := ask(reachedText)
	typed := func(n int, err error) int {
		if err != nil {
			tb.Fatal(err)
		}
		return n
	}
	return []sameQuestion{
		{name: "Q1", sparql: leftText, most: 2,
			ours:  func() int { return left(nil) },
			typed: func() int { rows, err := query.WhoLeft(ctx, g, string(from), string(to)); return typed(len(rows), err) },
			same: func(t testing.TB) {
				rows, err := query.WhoLeft(ctx, g, string(from), string(to))
				require.NoError(t, err)
				var want []string
				for _, m := range rows {
					want = append(want, fmt.Sprint(quad.IRI(m.Person.ID()), " ", quad.Int(m.Year), " "))
				}
				slices.Sort(want)
				require.Equal(t, want, lines(left, "p", "y"))
			}},
		{name: "Q2", sparql: strategiesText, most: 1,
			ours: func() int { // both read the labels that are asked for
				letters := 0
				n := strategies(func(r sparql.Row) { letters += len(r.Text("l")) })
				return n + min(0, letters)
			},
			typed: func() int {
				rows, err := query.StrategiesBySector(ctx, g, string(sector))
				letters := 0
				for _, s := range rows {
					letters += len(s.Organization.Label("en"))
				}
				return typed(len(rows)+min(0, letters), err)
			},
			same: func(t testing.TB) {
				rows, err := query.StrategiesBySector(ctx, g, string(sector))
				require.NoError(t, err)
				var want []string
				for _, s := range rows {
					want = append(want, fmt.Sprint(s.ID(), " ", s.Organization.ID(), " ", quad.LangString{Value: quad.String(s.Organization.Label("en")), Lang: "en"}, " "))
				}
				slices.Sort(want)
				require.Equal(t, want, lines(strategies, "s", "o", "l"))
			}},
		{name: "Q3", sparql: flowsText, most: 2,
			ours:  func() int { return flows(nil) },
			typed: func() int { rows, err := query.Flows(ctx, g, query.Top(100)); return typed(len(rows), err) },
			same: func(t testing.TB) { // flows of one size come in any order
				rows, err := query.Flows(ctx, g)
				require.NoError(t, err)
				sizes := map[string]int{}
				for _, f := range rows {
					sizes[fmt.Sprint(f.From.ID(), " ", f.To.ID())] = f.Count
				}
				var got []int
				pairs := map[string]bool{}
				flows(func(r sparql.Row) {
					pair, n := fmt.Sprint(r.Value("a"), " ", r.Value("b")), int(r.Value("n").(quad.Int))
					require.Equal(t, sizes[pair], n, pair)
					got, pairs[pair] = append(got, n), true
				})
				require.Len(t, pairs, 100)
				want := slices.Sorted(maps.Values(sizes))
				slices.Reverse(want)
				require.Equal(t, want[:100], got)
			}},
		{name: "Q4", sparql: reachedText, most: 1.5,
			ours:  func() int { return reached(nil) },
			typed: func() int { rows, err := query.Downstream(ctx, g, string(from), 3); return typed(len(rows), err) },
			same: func(t testing.TB) {
				rows, err := query.Downstream(ctx, g, string(from), 3)
				require.NoError(t, err)
				var want []string
				for _, r := range rows {
					want = append(want, fmt.Sprint(r.Entity.ID(), " "))
				}
				slices.Sort(want)
				require.Equal(t, want, lines(reached, "d"))
			}},
	}
}

// sectorWithStrategies is a sector without narrower ones, in which there are strategies.
func sectorWithStrategies(tb testing.TB, g *graph.Graph) quad.IRI {
	for i := talentgen.Sectors - 1; i > talentgen.Sectors/2; i-- {
		n, err := g.Snapshot().Count(tb.Context(), graph.Pattern{Predicate: vocab.Sector, Object: talentgen.Sector(i)})
		if err != nil {
			tb.Fatal(err)
		}
		if n > int64(g.Size()/20_000) {
			return talentgen.Sector(i)
		}
	}
	tb.Fatal("no sector has strategies")
	return ""
}

func TestSameAsTyped(t *testing.T) {
	for _, q := range sameQuestions(t, synthetic(t, 20_000)) {
		t.Run(q.name, func(t *testing.T) { q.same(t) })
	}
}

// BenchmarkTyped asks by SPARQL and by the typed question in turns and takes the shortest answer of each. The figure x-typed is how
// many times as long SPARQL takes, and most what it is to take at most.
func BenchmarkTyped(b *testing.B) {
	for _, size := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprintf("%dk", size/1000), func(b *testing.B) {
			for _, q := range sameQuestions(b, synthetic(b, size)) {
				b.Run(q.name, func(b *testing.B) {
					q.same(b)
					best := [2]time.Duration{time.Hour, time.Hour}
					rows := 0
					for b.Loop() {
						for range 50 {
							for i, ask := range []func() int{q.ours, q.typed} {
								start := time.Now()
								rows = ask()
								best[i] = min(best[i], time.Since(start))
							}
						}
					}
					b.ReportMetric(float64(rows), "rows")
					b.ReportMetric(float64(best[0].Nanoseconds()), "ours-ns")
					b.ReportMetric(float64(best[1].Nanoseconds()), "typed-ns")
					b.ReportMetric(float64(best[0])/float64(best[1]), "x-typed")
					b.ReportMetric(q.most, "most")
				})
			}
		})
	}
}
