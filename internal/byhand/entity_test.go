package byhand_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/byhand"
	"talentgraph.example/internal/talentgen"
)

// said is what quads say of each subject, whoever claims it: the other opinion on answers about one entity.
type said struct {
	d        *byhand.Data
	of       map[quad.Value]map[quad.IRI][]quad.Value
	subjects []quad.Value // by number
	allSteps []step       // once they are needed
}

func saidOf(d *byhand.Data, quads []quad.Quad) *said {
	s := &said{d: d, of: map[quad.Value]map[quad.IRI][]quad.Value{}}
	for _, q := range quads {
		about := s.of[q.Subject]
		if about == nil {
			about = map[quad.IRI][]quad.Value{}
			s.of[q.Subject] = about
			s.subjects = append(s.subjects, q.Subject)
		}
		p := q.Predicate.(quad.IRI)
		if !slices.Contains(about[p], q.Object) {
			about[p] = append(about[p], q.Object)
		}
	}
	slices.SortFunc(s.subjects, func(a, b quad.Value) int { return cmp.Compare(d.ID(a), d.ID(b)) })
	return s
}

// has tells whether a fact is stated.
func (s *said) has(subject quad.Value, p quad.IRI, object quad.Value) bool {
	return slices.Contains(s.of[subject][p], object)
}

// first is the one object of facts that have one; "" for none.
func (s *said) first(subject quad.Value, p quad.IRI) string {
	if all := s.of[subject][p]; len(all) > 0 {
		return text(all[0])
	}
	return ""
}

func year(n int) string {
	if n == 0 {
		return ""
	}
	return text(quad.Int(n))
}

// rich is the data that answers about one entity are tried on.
func rich() (*byhand.Data, *said) {
	quads := slices.Collect(talentgen.Rich(7, 20_000))
	d := byhand.Build(slices.Values(quads))
	return d, saidOf(d, quads)
}

// textOf is the term of a number, "" for 0.
func textOf(d *byhand.Data, id byhand.ID) string {
	if id == 0 {
		return ""
	}
	return d.Text(id)
}

// compareLines wants two answers to be equal, order included, and to say something.
func compareLines(t *testing.T, question string, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("%s: %d rows, want %d; row %d is %q, want %q", question, len(got), len(want), i, line(got, i), line(want, i))
		}
	}
	if len(want) == 0 {
		t.Fatalf("%s: no rows", question)
	}
}

func line(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "none"
}

func TestLeftAndJoined(t *testing.T) {
	d, s := rich()
	for i := range talentgen.Organizations(20_000) {
		organization := talentgen.Organization(i)
		for _, end := range []struct {
			name       string
			at, across quad.IRI
			ask        func(byhand.ID) []byhand.Move
		}{
			{"Left", vocab.From, vocab.To, d.Left},
			{"Joined", vocab.To, vocab.From, d.Joined},
		} {
			var got, want []string
			for _, m := range end.ask(d.ID(organization)) {
				got = append(got, fmt.Sprint(d.Text(m.Move), d.Text(m.Person), textOf(d, m.From), d.Text(m.To), year(m.Year)))
			}
			for _, m := range s.subjects {
				if s.has(m, end.at, organization) && !s.has(m, end.across, organization) {
					want = append(want, fmt.Sprint(text(m), s.first(m, vocab.Person), s.first(m, vocab.From),
						s.first(m, vocab.To), s.first(m, vocab.Year)))
				}
			}
			compareLines(t, fmt.Sprint(end.name, " ", organization), got, want)
		}
	}
}
