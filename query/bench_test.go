package query_test

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/snapstore"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/byhand"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/query"
)

// The benchmarks ask the questions of synthetic data, and package byhand, straight loops over sorted
// arrays, in the same run. Both must give the same answer. The ratio x-by-hand is our time to theirs: 2
// means that the question takes twice as long as the loop.
//
//	go test -run XXX -bench ByHand ./query

// yardstick is the same data twice.
type yardstick struct {
	g    *graph.Graph
	hand *byhand.Data
	n    int
}

func newYardstick(b testing.TB, n int) *yardstick {
	b.Helper()
	quads := talentgen.Quads(1, n)
	return &yardstick{g: graphOf(b, quads), hand: byhand.Build(quads), n: n}
}

func graphOf(b testing.TB, quads iter.Seq[quad.Quad]) *graph.Graph {
	b.Helper()
	g := graph.New()
	err := g.Update(b.Context(), func(tx *graph.Tx) error {
		return addBatch(b.Context(), tx, quads)
	})
	if err != nil {
		b.Fatal(err)
	}
	return g
}

// addBatch writes quads as a loader does.
func addBatch(ctx context.Context, tx *graph.Tx, quads iter.Seq[quad.Quad]) error {
	var batch snapstore.Batch
	number := func(v quad.Value) uint32 {
		if v == nil {
			return 0
		}
		t, err := term.Of(v)
		if err != nil {
			panic(err) // a test's own values
		}
		return batch.Term(t.Kind, []byte(t.Text), []byte(t.Datatype), []byte(t.Lang))
	}
	for q := range quads {
		batch.Quad(number(q.Subject), number(q.Predicate), number(q.Object), number(q.Label))
	}
	_, err := tx.AddBatch(ctx, &batch)
	return err
}

// same compares two answers as sorted lines, and wants some.
func same[A, B any](b testing.TB, ours []A, line func(A) string, theirs []B, theirLine func(B) string) {
	b.Helper()
	var x, y []string
	for _, row := range ours {
		x = append(x, line(row))
	}
	for _, row := range theirs {
		y = append(y, theirLine(row))
	}
	slices.Sort(x)
	slices.Sort(y)
	if len(x) == 0 || !slices.Equal(x, y) {
		b.Fatalf("%d rows by the question, %d by hand, or other ones, such as %v and %v", len(x), len(y), x[:min(1, len(x))], y[:min(1, len(y))])
	}
}

func nodeLine[E interface{ Node() quad.Value }](e E) string {
	return string(term.Append(nil, e.Node()))
}

// byHand gives a question and its loop, whose answers it has found to be the same.
type byHand struct {
	name string
	ask  func(b testing.TB, y *yardstick) (ours, theirs func())
}

func questionsByHand() []byHand {
	return []byHand{
		{"WhoLeft", whoLeftByHand},
		{"StrategiesBySector", strategiesByHand},
		{"Downstream3", downstreamByHand},
		{"FlowsTop100", flowsByHand},
		{"NetFlow", netByHand},
		{"ShortestPath", pathByHand},
	}
}

// The loops know nothing of the library, so what they find is one more opinion.
func TestQuestionsAnswerAsLoopsByHand(t *testing.T) {
	y := newYardstick(t, 30_000)
	for _, q := range questionsByHand() {
		t.Run(q.name, func(t *testing.T) { q.ask(t, y) })
	}
}

func BenchmarkByHand(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprintf("%dk", n/1000), func(b *testing.B) {
			y := newYardstick(b, n)
			for _, q := range append(questionsByHand(), readingByHand()...) {
				b.Run(q.name, func(b *testing.B) {
					ours, theirs := q.ask(b, y)
					compare(b, ours, theirs)
				})
			}
		})
	}
}

// compare runs two functions in turns, a fiftieth of a second or once each, and takes the best turn of
// both: what else the machine does should not decide. It counts the allocations of ours, too.
func compare(b *testing.B, ours, theirs func()) {
	turn := func(f func()) time.Duration {
		n := time.Duration(0)
		start := time.Now()
		for time.Since(start) < 20*time.Millisecond {
			f()
			n++
		}
		return time.Since(start) / n
	}
	our, their := turn(ours), turn(theirs)
	for start := time.Now(); time.Since(start) < 2*time.Second; {
		our, their = min(our, turn(ours)), min(their, turn(theirs))
	}
	b.ReportMetric(float64(our.Nanoseconds()), "ns/op")
	b.ReportMetric(float64(their.Nanoseconds()), "by-hand-ns/op")
	b.ReportMetric(float64(our)/float64(their), "x-by-hand")
	b.ReportMetric(testing.AllocsPerRun(3, ours), "allocs/ask") // a metric "allocs/op" would not be printed
}

func whoLeftByHand(b testing.TB, y *yardstick) (ours, theirs func()) {
	from, to := talentgen.Organization(5), talentgen.Organization(3)
	ctx, hx, hy := context.Background(), y.hand.ID(from), y.hand.ID(to)
	ask := func() []query.Move {
		moves, err := query.WhoLeft(ctx, y.g, string(from), string(to))
		if err != nil {
			b.Fatal(err)
		}
		return moves
	}
	same(b, ask(), func(m query.Move) string {
		return fmt.Sprint("<"+string(m.ID())+">", nodeLine(m.Person), nodeLine(m.From), nodeLine(m.To), m.Year)
	}, y.hand.WhoLeft(hx, hy), func(m byhand.Move) string {
		return fmt.Sprint(y.hand.Text(m.Move), y.hand.Text(m.Person), y.hand.Text(m.From), y.hand.Text(m.To), m.Year)
	})
	return func() { ask() }, func() { y.hand.WhoLeft(hx, hy) }
}

func strategiesByHand(b testing.TB, y *yardstick) (ours, theirs func()) {
	sector := talentgen.Sector(2)
	ctx, hx := context.Background(), y.hand.ID(sector)
	ask := func() []query.Strategy {
		strategies, err := query.StrategiesBySector(ctx, y.g, string(sector))
		if err != nil {
			b.Fatal(err)
		}
		return strategies
	}
	same(b, ask(), func(s query.Strategy) string {
		var sectors []string
		for _, e := range s.Sectors {
			sectors = append(sectors, nodeLine(e))
		}
		return fmt.Sprint("<"+string(s.ID())+">", nodeLine(s.Organization), strings.Join(sectors, " "))
	}, y.hand.Strategies(hx), func(s byhand.Strategy) string {
		var sectors []string
		for _, id := range s.Sectors {
			sectors = append(sectors, y.hand.Text(id))
		}
		slices.Sort(sectors)
		return fmt.Sprint(y.hand.Text(s.Strategy), y.hand.Text(s.Of), strings.Join(sectors, " "))
	})
	return func() { ask() }, func() { y.hand.Strategies(hx) }
}

func downstreamByHand(b testing.TB, y *yardstick) (ours, theirs func()) {
	organization := talentgen.Organization(talentgen.Organizations(y.n) - 1)
	ctx, hx := context.Background(), y.hand.ID(organization)
	ask := func() []query.Reached {
		reached, err := query.Downstream(ctx, y.g, string(organization), 3)
		if err != nil {
			b.Fatal(err)
		}
		return reached
	}
	same(b, ask(), nodeLine, y.hand.Downstream(hx, 3), y.hand.Text)
	return func() { ask() }, func() { y.hand.Downstream(hx, 3) }
}

func flowsByHand(b testing.TB, y *yardstick) (ours, theirs func()) {
	ctx := context.Background()
	ask := func() []query.Flow {
		flows, err := query.Flows(ctx, y.g, query.Top(100))
		if err != nil {
			b.Fatal(err)
		}
		return flows
	}
	same(b, ask(), func(f query.Flow) string { return fmt.Sprint(nodeLine(f.From), nodeLine(f.To), f.Count, f.People) },
		y.hand.Flows(100), func(f byhand.Flow) string {
			return fmt.Sprint(y.hand.Text(f.From), y.hand.Text(f.To), f.Count, f.People)
		})
	return func() { ask() }, func() { y.hand.Flows(100) }
}

func netByHand(b testing.TB, y *yardstick) (ours, theirs func()) {
	ask := func() []query.Net {
		rows, err := query.NetFlow(context.Background(), y.g)
		if err != nil {
			b.Fatal(err)
		}
		return rows
	}
	same(b, ask(), func(n query.Net) string {
		return fmt.Sprint(nodeLine(n.Organization), n.Gained, n.Lost, n.PeopleGained, n.PeopleLost)
	}, y.hand.NetFlow(), func(n byhand.Net) string {
		return fmt.Sprint(y.hand.Text(n.Organization), n.Gained, n.Lost, n.PeopleGained, n.PeopleLost)
	})
	return func() { ask() }, func() { y.hand.NetFlow() }
}

func pathByHand(b testing.TB, y *yardstick) (ours, theirs func()) {
	from, to := talentgen.Person(7), talentgen.Person(500)
	a, z := y.hand.ID(from), y.hand.ID(to)
	byHand := func() int {
		return y.hand.PathLength(a, z, 12, vocab.Person, vocab.From, vocab.To, vocab.Of, vocab.Holder, vocab.At)
	}
	ask := func() int {
		p, err := query.ShortestPath(context.Background(), y.g, string(from), string(to), query.Hops(12))
		if err != nil {
			b.Fatal(err)
		}
		return len(p.Hops)
	}
	if ask() != byHand() || byHand() < 3 {
		b.Fatalf("%d hops by the question, %d by hand", ask(), byHand())
	}
	return func() { ask() }, func() { byHand() }
}
