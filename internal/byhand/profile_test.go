package byhand_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/byhand"
	"talentgraph.example/internal/talentgen"
)

func texts(d *byhand.Data, ids []byhand.ID) string {
	lines := make([]string, len(ids))
	for i, id := range ids {
		lines[i] = d.Text(id)
	}
	return strings.Join(lines, " ")
}

// byIRI writes the objects of a fact, by IRI.
func (s *said) byIRI(subject quad.Value, p quad.IRI) string {
	var lines []string
	for _, o := range s.of[subject][p] {
		lines = append(lines, text(o))
	}
	slices.SortFunc(lines, byText)
	return strings.Join(lines, " ")
}

func founderLine(d *byhand.Data, f byhand.Founder) string {
	line := "founded " + d.Text(f.Organization) + " by " + d.Text(f.Person)
	for _, s := range f.Stages {
		line += " " + stageLine(d, s)
	}
	return line
}

// founders joins foundings of the same person and organization, in the order in which they come.
func founders(steps []step) []string {
	var lines []string
	done := map[string]bool{}
	for _, x := range steps {
		line := "founded " + text(x.at) + " by " + text(x.person)
		if done[line] {
			continue
		}
		done[line] = true
		for _, other := range steps {
			if other.at == x.at && other.person == x.person {
				line += " " + other.line()
			}
		}
		lines = append(lines, line)
	}
	return lines
}

func TestPerson(t *testing.T) {
	d, s := rich()
	for i := range 50 {
		person := quad.Value(talentgen.Person(i))
		p := d.Person(d.ID(person))
		got := []string{texts(d, p.KnownFor), texts(d, p.Fields), texts(d, p.Siblings), texts(d, p.Contacts)}
		want := []string{s.first(person, vocab.KnownFor)}
		for _, predicate := range []quad.IRI{vocab.Field, vocab.Sibling, vocab.ContactWith} {
			want = append(want, s.byIRI(person, predicate))
		}
		for _, x := range p.Career {
			got = append(got, stageLine(d, x))
		}
		for _, x := range s.steps(func(x step) bool { return x.person == person }) {
			want = append(want, x.line())
		}
		for _, l := range p.Leads {
			got = append(got, "leads "+d.Text(l.Leads))
		}
		for _, n := range s.subjects {
			if s.has(n, vocab.LedBy, person) {
				want = append(want, "leads "+text(n))
			}
		}
		for _, f := range p.Founded {
			got = append(got, founderLine(d, f))
		}
		want = append(want, founders(s.steps(func(x step) bool { return x.person == person && x.founding }))...)
		compareLines(t, fmt.Sprint("Person ", person), got, want)
	}
}

func TestOrganization(t *testing.T) {
	d, s := rich()
	for i := range talentgen.Organizations(20_000) {
		organization := quad.Value(talentgen.Organization(i))
		p := d.Organization(d.ID(organization))
		got := []string{texts(d, p.Kinds), texts(d, p.Models), texts(d, p.Products), texts(d, p.Programmes), texts(d, p.Clusters), texts(d, p.Investments)}
		for _, x := range p.Teams {
			got = append(got, fmt.Sprint("team ", d.Text(x.Node), texts(d, x.Organizations), texts(d, x.Leaders)))
		}
		for _, x := range p.Strategies {
			got = append(got, fmt.Sprint("strategy ", d.Text(x.Strategy), d.Text(x.Of), texts(d, x.Sectors)))
		}
		for _, x := range p.Sectors {
			got = append(got, fmt.Sprint("in ", d.Text(x.Sector), d.Text(x.Organization), texts(d, x.Through)))
		}
		for _, x := range p.Leaders {
			got = append(got, fmt.Sprint(d.Text(x.Person), " leads ", d.Text(x.Leads)))
		}
		for _, x := range p.Founders {
			got = append(got, founderLine(d, x))
		}
		got = append(got, fmt.Sprint(p.Moves.Gained, p.Moves.Lost))
		compareLines(t, fmt.Sprint("Organization ", organization), got, s.organization(organization))
		got = nil
		for _, x := range d.PresencesAt(d.ID(organization)) {
			got = append(got, fmt.Sprint("in ", d.Text(x.Sector), d.Text(x.Organization), texts(d, x.Through)))
		}
		compareLines(t, fmt.Sprint("PresencesAt ", organization), got, s.presences(organization))
		got = nil
		for _, x := range d.Leaders(d.ID(organization)) {
			got = append(got, fmt.Sprint(d.Text(x.Person), " leads ", d.Text(x.Leads)))
		}
		compareLines(t, fmt.Sprint("Leaders ", organization), got, s.leaders(organization))
	}
}

func (s *said) organization(organization quad.Value) []string {
	places := s.places(organization)
	ofClass := func(class quad.IRI) []string {
		var things []string
		for _, n := range s.subjects {
			if places[n] && s.has(n, vocab.RDFType, class) {
				things = append(things, text(n))
			}
		}
		return things
	}
	lists := [][]string{ofClass(vocab.ClassModel), ofClass(vocab.ClassProduct), ofClass(vocab.ClassProgramme), ofClass(vocab.ClassCluster), nil}
	var teams, strategies []string
	for _, n := range s.subjects {
		switch {
		case s.has(n, vocab.Investor, organization), s.has(n, vocab.Investee, organization):
			lists[4] = append(lists[4], text(n))
		case places[n] && s.has(n, vocab.RDFType, vocab.ClassGroup):
			teams = append(teams, fmt.Sprint("team ", text(n), s.byIRI(n, vocab.Of), s.byIRI(n, vocab.LedBy)))
		case places[n] && s.has(n, vocab.RDFType, vocab.ClassStrategy):
			strategies = append(strategies, fmt.Sprint("strategy ", text(n), text(organization), s.byIRI(n, vocab.Sector)))
		}
	}
	rows := []string{s.byIRI(organization, vocab.OrgKind)}
	for _, list := range lists {
		slices.SortFunc(list, byText)
		rows = append(rows, strings.Join(list, " "))
	}
	gained, lost := 0, 0
	for _, n := range s.subjects {
		from, to := s.has(n, vocab.From, organization), s.has(n, vocab.To, organization)
		if to && !from {
			gained++
		}
		if from && !to {
			lost++
		}
	}
	foundings := s.steps(func(x step) bool { return x.at == organization && x.founding })
	return slices.Concat(rows, teams, strategies, s.presences(organization), s.leaders(organization), s.foundersByAppearance(foundings),
		[]string{fmt.Sprint(gained, lost)})
}

// foundersByAppearance gives the rows of foundings in the order of the first node of each.
func (s *said) foundersByAppearance(foundings []step) []string {
	first := map[string]byhand.ID{}
	rows := founders(foundings)
	for _, x := range foundings {
		for _, row := range rows {
			if id := s.d.ID(x.node); strings.Contains(row, text(x.node)) && (first[row] == 0 || id < first[row]) {
				first[row] = id
			}
		}
	}
	slices.SortFunc(rows, func(a, b string) int { return cmp.Compare(first[a], first[b]) })
	return rows
}

func (s *said) presences(organization quad.Value) []string {
	through := map[string][]string{}
	for n := range s.places(organization) {
		for _, sector := range s.of[n][vocab.Sector] {
			list := through[text(sector)]
			if n != organization {
				list = append(list, text(n))
			}
			through[text(sector)] = list
		}
	}
	var rows []string
	for _, sector := range slices.SortedFunc(maps.Keys(through), byText) {
		slices.SortFunc(through[sector], byText)
		rows = append(rows, fmt.Sprint("in ", sector, text(organization), strings.Join(through[sector], " ")))
	}
	return rows
}

func (s *said) leaders(organization quad.Value) []string {
	var rows []string
	places := s.places(organization)
	for _, n := range s.subjects {
		persons := slices.SortedFunc(slices.Values(s.of[n][vocab.LedBy]), func(a, b quad.Value) int { return cmp.Compare(s.d.ID(a), s.d.ID(b)) })
		for _, person := range persons {
			if places[n] {
				rows = append(rows, fmt.Sprint(text(person), " leads ", text(n)))
			}
		}
	}
	return rows
}
