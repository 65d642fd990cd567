package byhand_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/byhand"
	"talentgraph.example/internal/talentgen"
)

// facts are moves by name, read from a list of quads.
type facts struct{ person, from, to map[quad.Value]quad.Value }

func read(quads []quad.Quad) facts {
	f := facts{map[quad.Value]quad.Value{}, map[quad.Value]quad.Value{}, map[quad.Value]quad.Value{}}
	for _, q := range quads {
		switch q.Predicate {
		case vocab.Person:
			f.person[q.Subject] = q.Object
		case vocab.From:
			f.from[q.Subject] = q.Object
		case vocab.To:
			f.to[q.Subject] = q.Object
		}
	}
	return f
}

func text(v quad.Value) string { return string(term.Append(nil, v)) }

func TestAgainstMaps(t *testing.T) {
	quads := slices.Collect(talentgen.Quads(7, 20_000))
	d := byhand.Build(slices.Values(quads))
	f := read(quads)
	if d.Len() != len(quads) {
		t.Fatalf("%d quads, want %d", d.Len(), len(quads))
	}
	counts := map[[2]quad.Value]int{}
	for m, from := range f.from {
		counts[[2]quad.Value{from, f.to[m]}]++
	}
	flows := d.Flows(50)
	for i, flow := range flows {
		if i > 0 && flow.Count > flows[i-1].Count {
			t.Errorf("flow %d is larger than the one before", i)
		}
	}
	sizes := slices.Sorted(maps.Values(counts))
	if len(flows) != 50 || flows[49].Count != sizes[len(sizes)-50] {
		t.Errorf("the 50th flow has %d moves, want %d", flows[49].Count, sizes[len(sizes)-50])
	}
	for pair, n := range counts {
		moves := d.WhoLeft(d.ID(pair[0]), d.ID(pair[1]))
		if len(moves) != n {
			t.Fatalf("%v: %d moves, want %d", pair, len(moves), n)
		}
		for _, m := range moves {
			found := false
			for move, person := range f.person {
				found = found || text(move) == d.Text(m.Move) && text(person) == d.Text(m.Person)
			}
			if !found || m.Year < 2000 || m.Year > 2026 {
				t.Fatalf("%v: %+v", pair, m)
			}
		}
		if len(moves) > 3 {
			break
		}
	}
	reached := map[string]bool{}
	for m, from := range f.from {
		if from == talentgen.Organization(3) {
			for m2, from2 := range f.from {
				if from2 == f.to[m] {
					reached[text(f.to[m2])] = true
				}
			}
		}
	}
	got := map[string]bool{}
	for _, id := range d.Downstream(d.ID(talentgen.Organization(3)), 2) {
		got[d.Text(id)] = true
	}
	if !maps.Equal(got, reached) {
		t.Errorf("downstream: %d organizations, want %d", len(got), len(reached))
	}
	compareStrategies(t, d, quads)
	comparePerson(t, d, quads, f)
}

func compareStrategies(t *testing.T, d *byhand.Data, quads []quad.Quad) {
	t.Helper()
	below := map[quad.Value]bool{talentgen.Sector(2): true} // sectors come before those below them
	want := 0
	for _, q := range quads {
		if q.Predicate == vocab.SKOSBroader && below[q.Object] {
			below[q.Subject] = true
		}
	}
	strategies := map[quad.Value]bool{}
	for _, q := range quads {
		if q.Predicate == vocab.RDFType && q.Object == vocab.ClassStrategy {
			strategies[q.Subject] = true
		}
	}
	for _, q := range quads {
		if q.Predicate == vocab.Sector && below[q.Object] && strategies[q.Subject] {
			want++
		}
	}
	if got := len(d.StrategiesBySector(d.ID(talentgen.Sector(2)))); got != want || want == 0 {
		t.Errorf("%d strategies, want %d", got, want)
	}
}

func comparePerson(t *testing.T, d *byhand.Data, quads []quad.Quad, f facts) {
	t.Helper()
	person := quad.Value(talentgen.Person(5))
	want := 0
	for _, q := range quads {
		if q.Subject == person || q.Object == person || f.person[q.Subject] == person {
			want++
		}
	}
	if got := len(d.AboutPerson(d.ID(person))); got != want || want == 0 {
		t.Errorf("%d quads about the person, want %d", got, want)
	}
}
