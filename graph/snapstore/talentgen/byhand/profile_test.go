package byhand_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/snapstore/talentgen"
	"talentgraph.example/graph/snapstore/talentgen/byhand"
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
		want := []string{s.first(person, talentgen.KnownFor)}
		for _, predicate := range []quad.IRI{talentgen.Field, talentgen.Sibling, talentgen.ContactWith} {
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
			if s.has(n, talentgen.LedBy, person) {
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
