package byhand_test

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/byhand"
	"talentgraph.example/internal/talentgen"
)

// step is a stage of a career as maps tell it.
type step struct {
	node           quad.Value
	person, at     quad.Value
	from, year     string
	post, founding bool
	status         string
}

// steps gives all moves and posts that are wanted, in the order of a career.
func (s *said) steps(wanted func(step) bool) []step {
	if s.allSteps == nil {
		s.allSteps = s.readSteps()
	}
	return slices.DeleteFunc(slices.Clone(s.allSteps), func(x step) bool { return !wanted(x) })
}

func (s *said) readSteps() []step {
	var steps []step
	for _, n := range s.subjects {
		about := s.of[n]
		x := step{node: n, from: s.first(n, vocab.From), year: s.first(n, vocab.Year), status: s.first(n, vocab.Status)}
		switch {
		case len(about[vocab.Person]) > 0:
			x.person, x.at = about[vocab.Person][0], about[vocab.To][0]
		case len(about[vocab.Holder]) > 0:
			x.person, x.at, x.post = about[vocab.Holder][0], about[vocab.At][0], true
		default:
			continue
		}
		x.founding = s.has(n, vocab.MoveKind, vocab.KindFounding) ||
			s.has(n, vocab.Role, quad.LangString{Value: "founder", Lang: "en"})
		steps = append(steps, x)
	}
	slices.SortStableFunc(steps, func(a, b step) int { return cmp.Compare(a.order(), b.order()) })
	return steps
}

// order sorts as a career does: what comes later has the larger text.
func (x step) order() string {
	when := x.year
	if when == "" {
		when = "undated"
	}
	rank := 2
	switch {
	case !x.post || x.founding:
		rank = 1
	case strings.HasSuffix(x.status, "former>"):
		rank = 0
	case strings.HasSuffix(x.status, "current>"):
		rank = 3
	}
	return strings.Trim(when, `"`) + strconv.Itoa(rank)
}

func (x step) line() string {
	return fmt.Sprint(text(x.node), text(x.person), x.from, text(x.at), x.year, x.post, x.founding,
		strings.HasSuffix(x.status, "current>"), strings.HasSuffix(x.status, "former>"))
}

func stageLine(d *byhand.Data, s byhand.Stage) string {
	return fmt.Sprint(d.Text(s.Node), d.Text(s.Person), textOf(d, s.From), textOf(d, s.At), year(s.Year), s.Post, s.Founding, s.Current, s.Former)
}

func TestCareer(t *testing.T) {
	d, s := rich()
	for i := range 50 {
		person := quad.Value(talentgen.Person(i))
		var got, want []string
		for _, stage := range d.Career(d.ID(person)) {
			got = append(got, stageLine(d, stage))
		}
		for _, x := range s.steps(func(x step) bool { return x.person == person }) {
			want = append(want, x.line())
		}
		compareLines(t, fmt.Sprint("Career ", person), got, want)
	}
}

// places are an organization and what is of it.
func (s *said) places(organization quad.Value) map[quad.Value]bool {
	places := map[quad.Value]bool{organization: true}
	for _, n := range s.subjects {
		if s.has(n, vocab.Of, organization) {
			places[n] = true
		}
	}
	return places
}

func TestRoster(t *testing.T) {
	d, s := rich()
	for i := range talentgen.Organizations(20_000) {
		organization := quad.Value(talentgen.Organization(i))
		var got []string
		for _, m := range d.Roster(d.ID(organization)) {
			var parts []string
			for _, p := range m.Places {
				parts = append(parts, d.Text(p))
			}
			for _, x := range m.Stages {
				parts = append(parts, stageLine(d, x))
			}
			for _, l := range m.Leads {
				parts = append(parts, d.Text(l.Leads))
			}
			got = append(got, d.Text(m.Person)+strings.Join(parts, " "))
		}
		compareLines(t, fmt.Sprint("Roster ", organization), got, s.roster(organization))
	}
}

// byIRI and byText order as IRIs are ordered, which is not the order of what stands in angle brackets.
func byIRI(a, b quad.Value) int { return byText(text(a), text(b)) }

func byText(a, b string) int { return strings.Compare(strings.Trim(a, "<>"), strings.Trim(b, "<>")) }

// roster looks at each person in turn, whether it is there.
func (s *said) roster(organization quad.Value) []string {
	places := s.places(organization)
	arrivals, departures, leads := map[quad.Value][]step{}, map[quad.Value][]step{}, map[quad.Value][]string{}
	for _, x := range s.steps(func(x step) bool { return places[x.at] && !strings.HasSuffix(x.status, "former>") }) {
		arrivals[x.person] = append(arrivals[x.person], x)
	}
	for _, x := range s.steps(func(x step) bool { return x.from == text(organization) && x.at != organization }) {
		departures[x.person] = append(departures[x.person], x)
	}
	for _, n := range s.subjects {
		for _, person := range s.of[n][vocab.LedBy] {
			if places[n] {
				leads[person] = append(leads[person], text(n))
			}
		}
	}
	var rows []string
	for _, person := range slices.SortedFunc(slices.Values(s.subjects), byIRI) {
		at := slices.Clone(leads[person])
		there := len(at) > 0
		var stages []string
		for _, a := range arrivals[person] {
			there = there || strings.HasSuffix(a.status, "current>")
			at, stages = append(at, text(a.at)), append(stages, a.line())
		}
		gone := slices.ContainsFunc(departures[person], func(left step) bool {
			return !slices.ContainsFunc(arrivals[person], func(a step) bool { return left.year != "" && a.year > left.year })
		})
		if !there && (gone || len(stages) == 0) {
			continue
		}
		slices.SortFunc(at, byText)
		rows = append(rows, text(person)+strings.Join(slices.Concat(slices.Compact(at), stages, leads[person]), " "))
	}
	return rows
}
