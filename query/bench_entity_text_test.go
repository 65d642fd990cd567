package query_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/byhand"
	"talentgraph.example/query"
)

// Each pair of functions writes a row of a question, with all that it holds, and a row by hand, in the same
// way.

// lines writes each row.
func lines[T any](rows []T, line func(T) string) []string {
	lines := make([]string, len(rows))
	for i, row := range rows {
		lines[i] = line(row)
	}
	return lines
}

// joined writes a list within a row.
func joined[T any](rows []T, line func(T) string) string { return strings.Join(lines(rows, line), ",") }

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

func iriText(iri quad.IRI) string { return string("<" + iri + ">") }

func moveText(m query.Move) string {
	return fmt.Sprint(iriText(m.ID()), nodeLine(m.Person), entityText(m.From), entityText(m.To), m.Year)
}

func (y *yardstick) moveText(m byhand.Move) string {
	return fmt.Sprint(y.text(m.Move), y.text(m.Person), y.text(m.From), y.text(m.To), m.Year)
}

func stageText(s query.Stage) string {
	return fmt.Sprint(iriText(s.ID()), entityText(s.Person), entityText(s.From), entityText(s.At), s.When(),
		s.IsPost(), s.Kind == query.StageFounding, s.Status() == vocab.StatusCurrent, s.Status() == vocab.StatusFormer)
}

func (y *yardstick) stageText(s byhand.Stage) string {
	when := ""
	if s.Year != 0 {
		when = strconv.Itoa(s.Year)
	}
	return fmt.Sprint(y.text(s.Node), y.text(s.Person), y.text(s.From), y.text(s.At), when, s.Post, s.Founding, s.Current, s.Former)
}

func leaderText(l query.Leader) string { return nodeLine(l.Person) + nodeLine(l.Leads) }

func (y *yardstick) leaderText(l byhand.Leader) string { return y.text(l.Person) + y.text(l.Leads) }

func memberText(m query.Member) string {
	return fmt.Sprint(nodeLine(m.Person), joined(m.Places, nodeLine), joined(m.Stages(), stageText), joined(m.Leads(), leaderText))
}

func (y *yardstick) memberText(m byhand.Member) string {
	return fmt.Sprint(y.text(m.Person), joined(m.Places, y.text), joined(m.Stages, y.stageText), joined(m.Leads, y.leaderText))
}

func founderText(f query.Founder) string {
	return fmt.Sprint(entityText(f.Person), entityText(f.Organization), joined(f.Stages(), stageText))
}

func (y *yardstick) founderText(f byhand.Founder) string {
	return fmt.Sprint(y.text(f.Person), y.text(f.Organization), joined(f.Stages, y.stageText))
}

func teamText(t query.Team) string {
	return fmt.Sprint(iriText(t.ID()), t.WithMove(), joined(t.Organizations, nodeLine), joined(t.Leaders, nodeLine))
}

func (y *yardstick) teamText(t byhand.Team) string {
	return fmt.Sprint(y.text(t.Node), t.WithMove, joined(t.Organizations, y.text), joined(t.Leaders, y.text))
}

func strategyText(t query.Strategy) string {
	return fmt.Sprint(iriText(t.ID()), entityText(t.Organization), joined(t.Sectors, nodeLine))
}

func (y *yardstick) strategyText(t byhand.Strategy) string {
	return fmt.Sprint(y.text(t.Strategy), y.text(t.Of), joined(t.Sectors, y.text))
}

func presenceText(p query.Presence) string {
	return fmt.Sprint(nodeLine(p.Organization), nodeLine(p.Sector), joined(p.Through, nodeLine))
}

func (y *yardstick) presenceText(p byhand.Presence) string {
	return fmt.Sprint(y.text(p.Organization), y.text(p.Sector), joined(p.Through, y.text))
}

func netText(n query.Net) string { return fmt.Sprint(nodeLine(n.Organization), n.Gained, n.Lost) }

func (y *yardstick) netText(n byhand.Net) string {
	return fmt.Sprint(y.text(n.Organization), n.Gained, n.Lost)
}

func rivalText(r query.Rival) string {
	return fmt.Sprint(nodeLine(r.Organization), r.Took, r.Gave, joined(r.Sectors, nodeLine))
}

func (y *yardstick) rivalText(r byhand.Rival) string {
	return fmt.Sprint(y.text(r.Organization), r.Took, r.Gave, joined(r.Sectors, y.text))
}

func factText(f query.Fact) string {
	return nodeLine(f.Subject) + iriText(f.Predicate) + nodeLine(f.Object)
}

func (y *yardstick) factText(f byhand.Hop) string {
	return y.text(f.Subject) + y.text(f.Predicate) + y.text(f.Object)
}

func neighbourText(n query.Neighbour) string {
	return fmt.Sprint(nodeLine(n.Entity), n.Distance, nodeLine(n.Hop.From), nodeLine(n.Hop.To), joined(n.Hop.Facts, factText))
}

func (y *yardstick) nearText(n byhand.Near) string {
	return fmt.Sprint(y.text(n.Entity), n.Distance, y.text(n.From), y.text(n.Entity), joined(n.Facts, y.factText))
}

func personLines(p query.PersonProfile) []string {
	rows := []string{nodeLine(p.Person), fmt.Sprintf("%q@en", p.KnownFor())}
	return slices.Concat(rows, lines(p.Fields, nodeLine), lines(p.Siblings, nodeLine), lines(p.Contacts, nodeLine),
		lines(p.Career, stageText), lines(p.Leads, leaderText), lines(p.Founded, founderText))
}

func (y *yardstick) personLines(p byhand.PersonProfile) []string {
	rows := []string{y.text(p.Person), joined(p.KnownFor, y.text)}
	return slices.Concat(rows, lines(p.Fields, y.text), lines(p.Siblings, y.text), lines(p.Contacts, y.text),
		lines(p.Career, y.stageText), lines(p.Leads, y.leaderText), lines(p.Founded, y.founderText))
}

func organizationLines(p query.OrganizationProfile) []string {
	rows := []string{nodeLine(p.Organization), netText(p.Moves), joined(p.Kinds, iriText)}
	for _, list := range [][]graph.Entity{p.Models, p.Products, p.Programmes, p.Clusters, p.Investments} {
		rows = append(rows, joined(list, nodeLine))
	}
	return slices.Concat(rows, lines(p.Teams, teamText), lines(p.Strategies, strategyText), lines(p.Sectors, presenceText),
		lines(p.Leaders, leaderText), lines(p.Founders, founderText))
}

func (y *yardstick) organizationLines(p byhand.OrganizationProfile) []string {
	rows := []string{y.text(p.Organization), y.netText(p.Moves), joined(p.Kinds, y.text)}
	for _, list := range [][]byhand.ID{p.Models, p.Products, p.Programmes, p.Clusters, p.Investments} {
		rows = append(rows, joined(list, y.text))
	}
	return slices.Concat(rows, lines(p.Teams, y.teamText), lines(p.Strategies, y.strategyText), lines(p.Sectors, y.presenceText),
		lines(p.Leaders, y.leaderText), lines(p.Founders, y.founderText))
}

func comparedLines(x query.Compared) []string {
	return slices.Concat(organizationLines(x.A), organizationLines(x.B), []string{
		joined(x.Shared, nodeLine), joined(x.OnlyA, nodeLine), joined(x.OnlyB, nodeLine), fmt.Sprint(x.AtoB, x.BtoA),
	})
}

func (y *yardstick) comparedLines(x byhand.Compared) []string {
	return slices.Concat(y.organizationLines(x.A), y.organizationLines(x.B), []string{
		joined(x.Shared, y.text), joined(x.OnlyA, y.text), joined(x.OnlyB, y.text), fmt.Sprint(x.AtoB, x.BtoA),
	})
}
