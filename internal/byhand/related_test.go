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

func TestTeamsAndFoundings(t *testing.T) {
	d, s := rich()
	var teams, ledTeams, founded, leads []string
	var wantTeams, wantLedTeams, wantFounded, wantLeads []string
	teamLine := func(x byhand.Team) string {
		return fmt.Sprint(d.Text(x.Node), x.WithMove, texts(d, x.Organizations), texts(d, x.Leaders))
	}
	for i := range talentgen.Organizations(20_000) {
		organization := talentgen.Organization(i)
		for _, x := range d.TeamsAt(d.ID(organization)) {
			teams = append(teams, teamLine(x))
		}
		wantTeams = append(wantTeams, s.teams(vocab.Of, vocab.To, organization)...)
	}
	for i := range 100 {
		person := quad.Value(talentgen.Person(i))
		for _, x := range d.TeamsUnder(d.ID(person)) {
			ledTeams = append(ledTeams, teamLine(x))
		}
		wantLedTeams = append(wantLedTeams, s.teams(vocab.LedBy, vocab.Person, person)...)
		for _, x := range d.FoundedBy(d.ID(person)) {
			founded = append(founded, founderLine(d, x))
		}
		wantFounded = append(wantFounded, s.foundersByAppearance(s.steps(func(x step) bool { return x.person == person && x.founding }))...)
		for _, x := range d.LedBy(d.ID(person)) {
			leads = append(leads, d.Text(x.Person)+d.Text(x.Leads))
		}
		for _, n := range s.subjects {
			if s.has(n, vocab.LedBy, person) {
				wantLeads = append(wantLeads, text(person)+text(n))
			}
		}
	}
	compareLines(t, "TeamsAt", teams, wantTeams)
	compareLines(t, "TeamsUnder", ledTeams, wantLedTeams)
	compareLines(t, "FoundedBy", founded, wantFounded)
	compareLines(t, "LedBy", leads, wantLeads)
}

// teams gives the groups with one fact and the moves with another that took a team along.
func (s *said) teams(ofGroup, ofMove quad.IRI, object quad.Value) []string {
	var rows []string
	for _, n := range s.subjects {
		if s.has(n, vocab.RDFType, vocab.ClassGroup) && s.has(n, ofGroup, object) {
			rows = append(rows, fmt.Sprint(text(n), false, s.byIRI(n, vocab.Of), s.byIRI(n, vocab.LedBy)))
		}
		if s.has(n, ofMove, object) && s.has(n, vocab.WithTeam, quad.Bool(true)) {
			rows = append(rows, fmt.Sprint(text(n), true, s.byIRI(n, vocab.To), s.byIRI(n, vocab.Person)))
		}
	}
	return rows
}

// ends are the organizations that a move leads between, for all moves.
func (s *said) ends() [][2]quad.Value {
	var ends [][2]quad.Value
	for _, about := range s.of {
		for _, from := range about[vocab.From] {
			for _, to := range about[vocab.To] {
				ends = append(ends, [2]quad.Value{from, to})
			}
		}
	}
	return ends
}

func TestUpstream(t *testing.T) {
	d, s := rich()
	ends := s.ends()
	for i := range talentgen.Organizations(20_000) {
		frontier := map[quad.Value]bool{talentgen.Organization(i): true}
		for moves := 1; moves <= 3; moves++ {
			next := map[quad.Value]bool{}
			for _, e := range ends {
				if frontier[e[1]] && e[0] != e[1] {
					next[e[0]] = true
				}
			}
			frontier = next
			var want []string
			for _, o := range s.subjects {
				if frontier[o] {
					want = append(want, text(o))
				}
			}
			var got []string
			for _, id := range d.Upstream(d.ID(talentgen.Organization(i)), moves) {
				got = append(got, d.Text(id))
			}
			compareLines(t, fmt.Sprint("Upstream ", i, moves), got, want)
		}
	}
}

func TestRivals(t *testing.T) {
	d, s := rich()
	for i := range talentgen.Organizations(20_000) {
		organization := quad.Value(talentgen.Organization(i))
		var got []string
		for _, r := range d.Rivals(d.ID(organization)) {
			got = append(got, fmt.Sprint(d.Text(r.Organization), r.Took, r.Gave, texts(d, r.Sectors)))
		}
		compareLines(t, fmt.Sprint("Rivals ", organization), got, s.rivals(organization))
	}
}

func (s *said) rivals(organization quad.Value) []string {
	type rival struct {
		organization quad.Value
		took, gave   int
		sectors      string
	}
	var rivals []rival
	own := s.sectors(organization)
	ends := s.ends()
	for _, other := range s.subjects {
		if other == organization || !s.has(other, vocab.RDFType, vocab.ORGOrganization) {
			continue
		}
		r := rival{organization: other}
		for _, e := range ends {
			if e[0] == organization && e[1] == other {
				r.took++
			}
			if e[1] == organization && e[0] == other {
				r.gave++
			}
		}
		shared := slices.DeleteFunc(s.sectors(other), func(sector string) bool { return !slices.Contains(own, sector) })
		r.sectors = strings.Join(shared, " ")
		if r.took+r.gave+len(shared) > 0 {
			rivals = append(rivals, r)
		}
	}
	slices.SortFunc(rivals, func(a, b rival) int {
		return cmp.Or(b.took+b.gave-a.took-a.gave, strings.Count(b.sectors, "<")-strings.Count(a.sectors, "<"), byIRI(a.organization, b.organization))
	})
	var rows []string
	for _, r := range rivals {
		rows = append(rows, fmt.Sprint(text(r.organization), r.took, r.gave, r.sectors))
	}
	return rows
}

// sectors are those of an organization and of what is of it, by IRI.
func (s *said) sectors(organization quad.Value) []string {
	found := map[string]bool{}
	for n := range s.places(organization) {
		for _, sector := range s.of[n][vocab.Sector] {
			found[text(sector)] = true
		}
	}
	return slices.SortedFunc(maps.Keys(found), byText)
}

func TestCompare(t *testing.T) {
	d, s := rich()
	a, b := quad.Value(talentgen.Organization(5)), quad.Value(talentgen.Organization(3))
	x := d.Compare(d.ID(a), d.ID(b))
	got := []string{texts(d, x.Shared), texts(d, x.OnlyA), texts(d, x.OnlyB), fmt.Sprint(x.AtoB, x.BtoA)}
	inA, inB := s.sectors(a), s.sectors(b)
	var shared, onlyA, onlyB []string
	for _, sector := range inA {
		if slices.Contains(inB, sector) {
			shared = append(shared, sector)
		} else {
			onlyA = append(onlyA, sector)
		}
	}
	for _, sector := range inB {
		if !slices.Contains(inA, sector) {
			onlyB = append(onlyB, sector)
		}
	}
	between := [2]int{}
	for _, e := range s.ends() {
		if e == [2]quad.Value{a, b} {
			between[0]++
		}
		if e == [2]quad.Value{b, a} {
			between[1]++
		}
	}
	want := []string{strings.Join(shared, " "), strings.Join(onlyA, " "), strings.Join(onlyB, " "), fmt.Sprint(between[0], between[1])}
	compareLines(t, "Compare", got, want)
	if len(shared) == 0 || len(onlyA) == 0 || between[0] == 0 {
		t.Error("nothing to compare")
	}
	if x.A.Organization != d.ID(a) || x.B.Organization != d.ID(b) {
		t.Error("other organizations")
	}
}

func TestStrategiesOf(t *testing.T) {
	d, s := rich()
	organization := talentgen.Organization(0)
	var got, want []string
	for _, x := range d.StrategiesOf(d.ID(organization)) {
		got = append(got, fmt.Sprint(d.Text(x.Strategy), d.Text(x.Of), texts(d, x.Sectors)))
	}
	for _, n := range s.subjects {
		if s.has(n, vocab.RDFType, vocab.ClassStrategy) && s.has(n, vocab.Of, organization) {
			want = append(want, fmt.Sprint(text(n), text(organization), s.byIRI(n, vocab.Sector)))
		}
	}
	compareLines(t, "StrategiesOf", got, want)
}

func TestAround(t *testing.T) {
	d, s := rich()
	barred := []quad.IRI{vocab.RDFType, vocab.SKOSPrefLabel, vocab.Sector, vocab.Status, vocab.PROVHadPrimarySource}
	ids := make([]byhand.ID, len(barred))
	for i, p := range barred {
		ids[i] = d.ID(p)
	}
	for i := range 10 {
		person := quad.Value(talentgen.Person(i))
		var got []string
		for _, n := range d.Around(d.ID(person), 3, ids) {
			line := fmt.Sprint(n.Distance, d.Text(n.From), d.Text(n.Entity))
			for _, f := range n.Facts {
				line += " " + d.Text(f.Subject) + d.Text(f.Predicate) + d.Text(f.Object)
			}
			got = append(got, line)
		}
		compareLines(t, fmt.Sprint("Around ", person), got, s.around(person, 3, barred))
	}
}

func TestFactsOf(t *testing.T) {
	d, s := rich()
	for i := range 50 {
		move := quad.Value(talentgen.Move(i))
		var got, want []string
		for _, f := range d.FactsOf(d.ID(move), []byhand.ID{d.ID(vocab.RDFType)}) {
			got = append(got, d.Text(f.Predicate)+d.Text(f.Object))
		}
		for _, p := range slices.Sorted(maps.Keys(s.of[move])) {
			if p != vocab.RDFType {
				want = append(want, text(p)+s.byIRI(move, p))
			}
		}
		compareLines(t, fmt.Sprint("FactsOf ", move), got, want)
	}
}

// around widens a circle by looking at all facts each time.
func (s *said) around(node quad.Value, hops int, barred []quad.IRI) []string {
	facts := map[[2]quad.Value][]string{} // between two nodes
	for subject, about := range s.of {
		for p, objects := range about {
			for _, o := range objects {
				if _, isIRI := o.(quad.IRI); isIRI && !slices.Contains(barred, p) {
					fact := text(subject) + text(p) + text(o)
					facts[[2]quad.Value{subject, o}] = append(facts[[2]quad.Value{subject, o}], fact)
					facts[[2]quad.Value{o, subject}] = append(facts[[2]quad.Value{o, subject}], fact)
				}
			}
		}
	}
	byNumber := func(a, b quad.Value) int { return cmp.Compare(s.d.ID(a), s.d.ID(b)) }
	distances := map[quad.Value]int{node: 0}
	var rows []string
	for distance := 1; distance <= hops; distance++ {
		from := map[quad.Value]quad.Value{}
		for ends := range facts {
			at, known := distances[ends[0]]
			_, isOld := distances[ends[1]]
			if known && at == distance-1 && !isOld && (from[ends[1]] == nil || byNumber(ends[0], from[ends[1]]) < 0) {
				from[ends[1]] = ends[0]
			}
		}
		for _, n := range slices.SortedFunc(maps.Keys(from), byNumber) {
			distances[n] = distance
			between := facts[[2]quad.Value{from[n], n}]
			slices.SortFunc(between, func(a, b string) int {
				return strings.Compare(strings.ReplaceAll(a, ">", " "), strings.ReplaceAll(b, ">", " "))
			})
			rows = append(rows, fmt.Sprint(distance, text(from[n]), text(n), " ")+strings.Join(between, " "))
		}
	}
	return rows
}
