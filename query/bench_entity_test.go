package query_test

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/snapstore/talentgen"
	"talentgraph.example/graph/snapstore/talentgen/byhand"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// BenchmarkEntityByHand asks the questions about one entity, as BenchmarkByHand does, of data that has
// teams, leaders, founders and what else these questions look for. The order of answers counts, too.
//
//	go test -run XXX -bench EntityByHand ./query
//	go test -run XXX -bench EntityByHand/1000k/Roster ./query
func BenchmarkEntityByHand(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprintf("%dk", n/1000), func(b *testing.B) {
			y := yardstickOf(b, talentgen.Rich(1, n), n)
			for _, q := range []struct {
				name string
				ask  func(b *testing.B, y *yardstick) (ours, theirs func())
			}{
				{"Left", leftByHand}, {"Joined", joinedByHand}, {"Roster", rosterByHand},
				{"ProfilePerson", personByHand}, {"ProfileOrganization", organizationByHand},
			} {
				b.Run(q.name, func(b *testing.B) {
					ours, theirs := q.ask(b, y)
					compare(b, ours, theirs)
				})
			}
		})
	}
}

// all reads a stream to its end.
func all[T any](b *testing.B, rows iter.Seq2[T, error]) []T {
	b.Helper()
	var all []T
	for row, err := range rows {
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, row)
	}
	return all
}

// drain reads a stream to its end and keeps nothing.
func drain[T any](b *testing.B, rows iter.Seq2[T, error]) {
	b.Helper()
	for _, err := range rows {
		if err != nil {
			b.Fatal(err)
		}
	}
}

// sameOrder wants two answers to have the same lines in the same order, and some.
func sameOrder(b *testing.B, ours, theirs []string) {
	b.Helper()
	for i := range max(len(ours), len(theirs)) {
		if i >= len(ours) || i >= len(theirs) || ours[i] != theirs[i] {
			b.Fatalf("%d rows by the question, %d by hand; the first other ones: %q, %q", len(ours), len(theirs),
				ours[min(i, len(ours)):min(i+1, len(ours))], theirs[min(i, len(theirs)):min(i+1, len(theirs))])
		}
	}
	if len(ours) == 0 {
		b.Fatal("no rows")
	}
}

// lines writes each row.
func lines[T any](rows []T, line func(T) string) []string {
	lines := make([]string, len(rows))
	for i, row := range rows {
		lines[i] = line(row)
	}
	return lines
}

// entityText is an entity, "" for the zero Entity.
func entityText(e graph.Entity) string {
	if e.IsZero() {
		return ""
	}
	return nodeLine(e)
}

// text is an entity by hand, "" for none.
func (y *yardstick) text(id byhand.ID) string {
	if id == 0 {
		return ""
	}
	return y.hand.Text(id)
}

func leftByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	return movesByHand(b, y, query.Left, y.hand.Left)
}

func joinedByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	return movesByHand(b, y, query.Joined, y.hand.Joined)
}

func movesByHand(b *testing.B, y *yardstick,
	question func(context.Context, graph.Reader, string, ...query.Option) iter.Seq2[query.Move, error],
	loop func(byhand.ID) []byhand.Move) (ours, theirs func()) {
	organization := talentgen.Organization(5)
	hand := y.hand.ID(organization)
	ask := func() iter.Seq2[query.Move, error] { return question(context.Background(), y.g, string(organization)) }
	sameOrder(b, lines(all(b, ask()), func(m query.Move) string {
		return fmt.Sprint("<"+string(m.ID())+">", nodeLine(m.Person), entityText(m.From), entityText(m.To), m.Year)
	}), lines(loop(hand), func(m byhand.Move) string {
		return fmt.Sprint(y.text(m.Move), y.text(m.Person), y.text(m.From), y.text(m.To), m.Year)
	}))
	return func() { drain(b, ask()) }, func() { loop(hand) }
}

// stageText writes a stage with all that a row holds.
func stageText(s query.Stage) string {
	return fmt.Sprint("<"+string(s.ID())+">", entityText(s.Person), entityText(s.From), entityText(s.At), s.When(),
		s.IsPost(), s.Kind == query.StageFounding, s.Status() == vocab.StatusCurrent, s.Status() == vocab.StatusFormer)
}

func (y *yardstick) stageText(s byhand.Stage) string {
	when := ""
	if s.Year != 0 {
		when = strconv.Itoa(s.Year)
	}
	return fmt.Sprint(y.text(s.Node), y.text(s.Person), y.text(s.From), y.text(s.At), when, s.Post, s.Founding, s.Current, s.Former)
}

// joined writes a list within a row.
func joined[T any](rows []T, line func(T) string) string { return strings.Join(lines(rows, line), ",") }

func leaderText(l query.Leader) string { return nodeLine(l.Person) + nodeLine(l.Leads) }

func (y *yardstick) leaderText(l byhand.Leader) string { return y.text(l.Person) + y.text(l.Leads) }

func rosterByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	organization := talentgen.Organization(5)
	hand := y.hand.ID(organization)
	ask := func() iter.Seq2[query.Member, error] {
		return query.Roster(context.Background(), y.g, string(organization))
	}
	sameOrder(b, lines(all(b, ask()), func(m query.Member) string {
		return fmt.Sprint(nodeLine(m.Person), joined(m.Places, nodeLine), joined(m.Stages(), stageText), joined(m.Leads(), leaderText))
	}), lines(y.hand.Roster(hand), func(m byhand.Member) string {
		return fmt.Sprint(y.text(m.Person), joined(m.Places, y.text), joined(m.Stages, y.stageText), joined(m.Leads, y.leaderText))
	}))
	return func() { drain(b, ask()) }, func() { y.hand.Roster(hand) }
}

func founderText(f query.Founder) string {
	return fmt.Sprint(entityText(f.Person), entityText(f.Organization), joined(f.Stages(), stageText))
}

func (y *yardstick) founderText(f byhand.Founder) string {
	return fmt.Sprint(y.text(f.Person), y.text(f.Organization), joined(f.Stages, y.stageText))
}

func personByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	person := talentgen.Person(7)
	hand := y.hand.ID(person)
	ask := func() query.PersonProfile {
		p, err := query.ProfilePerson(context.Background(), y.g, string(person))
		if err != nil {
			b.Fatal(err)
		}
		return p
	}
	p, h := ask(), y.hand.Person(hand)
	sameOrder(b, slices.Concat(
		[]string{nodeLine(p.Person), fmt.Sprintf("%q@en", p.KnownFor())}, lines(p.Fields, nodeLine), lines(p.Siblings, nodeLine), lines(p.Contacts, nodeLine),
		lines(p.Career, stageText), lines(p.Leads, leaderText), lines(p.Founded, founderText)),
		slices.Concat(
			[]string{y.text(h.Person), joined(h.KnownFor, y.text)}, lines(h.Fields, y.text), lines(h.Siblings, y.text), lines(h.Contacts, y.text),
			lines(h.Career, y.stageText), lines(h.Leads, y.leaderText), lines(h.Founded, y.founderText)))
	if len(p.Fields) == 0 || len(p.Career) == 0 || len(p.Leads) == 0 || len(p.Figures) > 0 {
		b.Fatalf("not the profile that is meant: %v", p)
	}
	return func() { ask() }, func() { y.hand.Person(hand) }
}

func presenceText(p query.Presence) string {
	return fmt.Sprint(nodeLine(p.Organization), nodeLine(p.Sector), joined(p.Through, nodeLine))
}

func (y *yardstick) presenceText(p byhand.Presence) string {
	return fmt.Sprint(y.text(p.Organization), y.text(p.Sector), joined(p.Through, y.text))
}

func teamText(t query.Team) string {
	return fmt.Sprint("<"+string(t.ID())+">", t.WithMove(), joined(t.Organizations, nodeLine), joined(t.Leaders, nodeLine))
}

func (y *yardstick) teamText(t byhand.Team) string {
	return fmt.Sprint(y.text(t.Node), t.WithMove, joined(t.Organizations, y.text), joined(t.Leaders, y.text))
}

func strategyText(t query.Strategy) string {
	return fmt.Sprint("<"+string(t.ID())+">", entityText(t.Organization), joined(t.Sectors, nodeLine))
}

func (y *yardstick) strategyText(t byhand.Strategy) string {
	return fmt.Sprint(y.text(t.Strategy), y.text(t.Of), joined(t.Sectors, y.text))
}

// profileLines writes a profile with all that it holds.
func profileLines(p query.OrganizationProfile) []string {
	rows := []string{nodeLine(p.Organization), fmt.Sprint(p.Moves.Gained, p.Moves.Lost), joined(p.Kinds, func(kind quad.IRI) string { return string("<" + kind + ">") })}
	for _, list := range [][]graph.Entity{p.Models, p.Products, p.Programmes, p.Clusters, p.Investments} {
		rows = append(rows, joined(list, nodeLine))
	}
	return slices.Concat(rows, lines(p.Teams, teamText), lines(p.Strategies, strategyText), lines(p.Sectors, presenceText),
		lines(p.Leaders, leaderText), lines(p.Founders, founderText))
}

func (y *yardstick) profileLines(p byhand.OrganizationProfile) []string {
	rows := []string{y.text(p.Organization), fmt.Sprint(p.Moves.Gained, p.Moves.Lost), joined(p.Kinds, y.text)}
	for _, list := range [][]byhand.ID{p.Models, p.Products, p.Programmes, p.Clusters, p.Investments} {
		rows = append(rows, joined(list, y.text))
	}
	return slices.Concat(rows, lines(p.Teams, y.teamText), lines(p.Strategies, y.strategyText), lines(p.Sectors, y.presenceText),
		lines(p.Leaders, y.leaderText), lines(p.Founders, y.founderText))
}

func organizationByHand(b *testing.B, y *yardstick) (ours, theirs func()) {
	organization := talentgen.Organization(5)
	hand := y.hand.ID(organization)
	ask := func() query.OrganizationProfile {
		p, err := query.ProfileOrganization(context.Background(), y.g, string(organization))
		if err != nil {
			b.Fatal(err)
		}
		return p
	}
	p := ask()
	sameOrder(b, profileLines(p), y.profileLines(y.hand.Organization(hand)))
	if len(p.PartOf)+len(p.Units) > 0 {
		b.Fatalf("an organization with units: %v", p)
	}
	return func() { ask() }, func() { y.hand.Organization(hand) }
}
