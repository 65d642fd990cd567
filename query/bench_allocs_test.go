package query_test

import (
	"context"
	"iter"
	"runtime"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/query"
	"talentgraph.example/query/structs"
)

// counted is a question that is asked to the end, and its rows counted. Rows are not boxed, so that what it
// allocates is the question's own.
type counted struct {
	name string
	ask  func(ctx context.Context, r graph.Reader, opts ...query.Option) (rows int, err error)
}

func countStream[T any](name string, f func(context.Context, graph.Reader, ...query.Option) iter.Seq2[T, error]) counted {
	return counted{name, func(ctx context.Context, r graph.Reader, opts ...query.Option) (rows int, err error) {
		for _, err := range f(ctx, r, opts...) {
			if err != nil {
				return rows, err
			}
			rows++
		}
		return rows, nil
	}}
}

func countList[T any](name string, f func(context.Context, graph.Reader, ...query.Option) ([]T, error)) counted {
	return counted{name, func(ctx context.Context, r graph.Reader, opts ...query.Option) (int, error) {
		rows, err := f(ctx, r, opts...)
		return len(rows), err
	}}
}

func countOne[T any](name string, f func(context.Context, graph.Reader, ...query.Option) (T, error)) counted {
	return counted{name, func(ctx context.Context, r graph.Reader, opts ...query.Option) (int, error) {
		_, err := f(ctx, r, opts...)
		return 1, err
	}}
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
	org, other := string(talentgen.Organization(5)), string(talentgen.Organization(3))
	person, sector := string(talentgen.Person(7)), string(talentgen.Sector(2))
	return []counted{
		countList("WhoLeft", func(ctx context.Context, r graph.Reader, opts ...query.Option) ([]query.Move, error) {
			return query.WhoLeft(ctx, r, org, "", opts...)
		}),
		countStream("Moves", query.Moves),
		countStream("Left", about(query.Left, org)),
		countStream("Joined", about(query.Joined, org)),
		countList("Flows", query.Flows),
		countList("FlowsByYear", query.FlowsByYear),
		countList("FlowsBySector", query.FlowsBySector),
		countList("NetFlow", query.NetFlow),
		countList("Brokers", query.Brokers),
		countList("Downstream", func(ctx context.Context, r graph.Reader, opts ...query.Option) ([]graph.Entity, error) {
			return query.Downstream(ctx, r, org, 2, opts...)
		}),
		countList("Upstream", func(ctx context.Context, r graph.Reader, opts ...query.Option) ([]graph.Entity, error) {
			return query.Upstream(ctx, r, org, 2, opts...)
		}),
		countStream("Strategies", query.Strategies),
		countList("StrategiesBySector", about2(query.StrategiesBySector, sector)),
		countList("StrategiesOf", listAbout(query.StrategiesOf, org)),
		countList("Presences", query.Presences),
		countList("Sectors", query.Sectors),
		countOne("Matrix", query.Matrix),
		countList("Career", about2(query.Career, person)),
		countOne("ProfilePerson", about2(query.ProfilePerson, person)),
		countStream("Leaders", query.Leaders),
		countStream("Teams", query.Teams),
		countList("Founders", query.Founders),
		countList("StartUps", query.StartUps),
		countList("Roster", listAbout(query.Roster, org)),
		countOne("ProfileOrganization", about2(query.ProfileOrganization, org)),
		countList("Rivals", about2(query.Rivals, org)),
		countOne("Compare", func(ctx context.Context, r graph.Reader, opts ...query.Option) (query.Compared, error) {
			return query.Compare(ctx, r, org, other, opts...)
		}),
		countList("Why", func(ctx context.Context, r graph.Reader, opts ...query.Option) ([]query.Fact, error) {
			return query.Why(ctx, r, string(talentgen.Move(9)), "", "", opts...)
		}),
		countList("Claims", listAbout(query.Claims, string(talentgen.Source(1)))),
		countList("Disputed", query.Disputed),
		countOne("ShortestPath", func(ctx context.Context, r graph.Reader, opts ...query.Option) (query.Path, error) {
			return query.ShortestPath(ctx, r, person, string(talentgen.Person(500)), opts...)
		}),
		countStream("Paths", func(ctx context.Context, r graph.Reader, opts ...query.Option) iter.Seq2[query.Path, error] {
			return query.Paths(ctx, r, person, string(talentgen.Person(500)), append(opts, query.Top(10))...)
		}),
		countStream("Neighbourhood", func(ctx context.Context, r graph.Reader, opts ...query.Option) iter.Seq2[query.Neighbour, error] {
			return query.Neighbourhood(ctx, r, person, 2, opts...)
		}),
		countStream("Search", about(query.Search, "Company 1")),
		countStream("Find", structs.Find[hireOfMany]),
	}
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
