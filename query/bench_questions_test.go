package query_test

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/byhand"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/query"
)

// BenchmarkQuestionsByHand goes on where BenchmarkByHand ends.
//
//	go test -run XXX -bench QuestionsByHand ./query
func BenchmarkQuestionsByHand(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprintf("%dk", n/1000), func(b *testing.B) {
			y := newYardstick(b, n)
			for _, q := range []struct {
				name string
				ask  func(b *testing.B, y *yardstick) (ours, theirs func())
			}{
				{"Career", careerByHand}, {"NetFlow", netByHand}, {"Brokers", brokersByHand}, {"Matrix", matrixByHand}, {"ShortestPath", pathByHand},
			} {
				b.Run(q.name, func(b *testing.B) {
					ours, theirs := q.ask(b, y)
					compare(b, ours, theirs)
				})
			}
			b.Run("SearchByPrefix", func(b *testing.B) {
				for b.Loop() {
					rows := 0
					for _, err := range query.Search(context.Background(), y.g, "Company 1", query.Top(10)) {
						if err != nil {
							b.Fatal(err)
						}
						rows++
					}
					if rows != 10 {
						b.Fatal(rows, "rows")
					}
				}
			})
		})
	}
}

func careerByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	person := talentgen.Person(7)
	hand := y.hand.ID(person)
	ask := func() []query.Stage {
		stages, err := query.Career(context.Background(), y.g, string(person))
		if err != nil {
			b.Fatal(err)
		}
		return stages
	}
	place := 0 // the order counts
	line := func(node, from, at, when, kind string) string {
		place++
		return fmt.Sprint(place, node, from, at, when, kind)
	}
	var stages []string
	for _, s := range ask() {
		from := ""
		if !s.From.IsZero() {
			from = nodeLine(s.From)
		}
		stages = append(stages, line("<"+string(s.ID())+">", from, nodeLine(s.At), s.When(), s.Kind.String()))
	}
	place = 0
	var handStages []string
	for _, s := range y.hand.Career(hand) {
		from, when, kind := "", "", "move"
		if s.From != 0 {
			from = y.hand.Text(s.From)
		}
		if s.Year != 0 {
			when = strconv.Itoa(s.Year)
		}
		switch {
		case s.Founding:
			kind = "founding"
		case s.Post:
			kind = "post"
		}
		handStages = append(handStages, line(y.hand.Text(s.Node), from, y.hand.Text(s.At), when, kind))
	}
	same(b, stages, strings.Clone, handStages, strings.Clone)
	return func() { ask() }, func() { y.hand.Career(hand) }
}

func netByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	ask := func() []query.Net {
		rows, err := query.NetFlow(context.Background(), y.g)
		if err != nil {
			b.Fatal(err)
		}
		return rows
	}
	same(b, ask(), func(n query.Net) string { return fmt.Sprint(nodeLine(n.Organization), n.Gained, n.Lost) },
		y.hand.NetFlow(), func(n byhand.Net) string { return fmt.Sprint(y.hand.Text(n.Organization), n.Gained, n.Lost) })
	return func() { ask() }, func() { y.hand.NetFlow() }
}

func brokersByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	ask := func() []query.Net {
		rows, err := query.Brokers(context.Background(), y.g)
		if err != nil {
			b.Fatal(err)
		}
		return rows
	}
	same(b, ask(), func(n query.Net) string { return fmt.Sprint(nodeLine(n.Organization), n.Gained, n.Lost) },
		y.hand.Brokers(), func(n byhand.Net) string { return fmt.Sprint(y.hand.Text(n.Organization), n.Gained, n.Lost) })
	return func() { ask() }, func() { y.hand.Brokers() }
}

func matrixByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	ask := func() query.SectorMatrix {
		m, err := query.Matrix(context.Background(), y.g)
		if err != nil {
			b.Fatal(err)
		}
		return m
	}
	place := 0 // the order counts
	line := func(organization, sector string) string {
		place++
		return fmt.Sprint(place, organization, sector)
	}
	var cells []string
	m := ask()
	for i, o := range m.Organizations {
		for j, s := range m.Sectors {
			if p, ok := m.Cell(i, j); ok && len(p.Through) > 0 {
				cells = append(cells, line(nodeLine(o), nodeLine(s)))
			}
		}
	}
	place = 0
	same(b, cells, strings.Clone,
		y.hand.Matrix(), func(p [2]byhand.ID) string { return line(y.hand.Text(p[0]), y.hand.Text(p[1])) })
	return func() { ask() }, func() { y.hand.Matrix() }
}

func pathByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
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
