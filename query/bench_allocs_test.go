package query_test

import (
	"context"
	"runtime"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/query"
	"talentgraph.example/query/questions"
	"talentgraph.example/query/structs"
)

// counted is a question that is asked to the end, and its rows counted. Rows are not boxed, so that what it
// allocates is the question's own.
type counted struct {
	name string
	ask  func(ctx context.Context, r graph.Reader, opts ...query.Option) (rows int, err error)
}

// countOf counts the rows of a question of the table.
func countOf(name string, args ...string) counted {
	q := named(name)
	return counted{name, func(ctx context.Context, r graph.Reader, opts ...query.Option) (int, error) {
		return q.Count(ctx, r, args, opts...)
	}}
}

func countFound[T any](ctx context.Context, r graph.Reader, opts ...query.Option) (rows int, err error) {
	for _, err := range structs.Find[T](ctx, r, opts...) {
		if err != nil {
			return rows, err
		}
		rows++
	}
	return rows, nil
}

// hireOfMany is what Find reads of the synthetic data.
type hireOfMany struct {
	Move   quad.IRI `quad:"@id"`
	Person quad.IRI `quad:"tg:person"`
	From   quad.IRI `quad:"tg:from"`
	Year   int      `quad:"tg:year"`
	Role   string   `quad:"tg:role"`
	To     struct {
		ID     quad.IRI `quad:"@id"`
		Sector quad.IRI `quad:"tg:sector"`
	} `quad:"tg:to"`
}

// ofMany lists the questions as they are asked of the synthetic data.
func ofMany() []counted {
	all := []counted{{"Find", countFound[hireOfMany]}}
	for _, q := range questions.All() {
		c := countOf(q.Name, argumentsOfMany(q)...)
		if q.Name == "Paths" {
			ask := c.ask
			c.ask = func(ctx context.Context, r graph.Reader, opts ...query.Option) (int, error) {
				return ask(ctx, r, append(opts, query.Top(10))...)
			}
		}
		all = append(all, c)
	}
	return all
}

// argumentsOfMany are nodes of the synthetic data, as a question takes them.
func argumentsOfMany(q questions.Question) []string {
	org, person := string(talentgen.Organization(5)), string(talentgen.Person(7))
	switch q.Name {
	case "Compare":
		return []string{org, string(talentgen.Organization(3))}
	case "Why":
		return []string{string(talentgen.Move(9))}
	case "ShortestPath", "Paths":
		return []string{person, string(talentgen.Person(500))}
	case "Neighbourhood":
		return []string{person, "2"}
	case "Search":
		return []string{"Company 1"}
	}
	var args []string
	for _, arg := range q.Args {
		value := map[questions.Kind]string{
			questions.Organization: org, questions.Person: person, questions.Sector: string(talentgen.Sector(2)),
			questions.Source: string(talentgen.Source(1)), questions.Number: "2", questions.Period: "month",
		}[arg.Kind]
		if arg.Optional {
			value = ""
		}
		args = append(args, value)
	}
	return args
}

// BenchmarkAllocations lists what a question allocates, and for each of its rows, when the rows are looked
// at and no more. Of a question that gives all rows at once the list of rows is part of it.
//
//	go test -run XXX -bench Allocations ./query
func BenchmarkAllocations(b *testing.B) {
	g := graphOf(b, talentgen.Rich(1, 100_000))
	for _, q := range ofMany() {
		b.Run(q.name, func(b *testing.B) {
			rows := 0
			ask := func() {
				var err error
				if rows, err = q.ask(b.Context(), g); err != nil {
					b.Fatal(err)
				}
			}
			if ask(); rows == 0 {
				b.Fatal("no rows")
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			n := 0
			for b.Loop() {
				ask()
				n++
			}
			runtime.ReadMemStats(&after)
			allocs := float64(after.Mallocs-before.Mallocs) / float64(n)
			b.ReportMetric(float64(rows), "rows")
			b.ReportMetric(allocs, "allocs/ask")
			b.ReportMetric(allocs/float64(max(1, rows)), "allocs/row")
			b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(n)/float64(max(1, rows)), "B/row")
		})
	}
}
