package query

import (
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// grounds is what a row stands on. Some rows can be reached in several ways, each a few facts that are
// needed together: a person founded a company by a post as its founder, by a move that founded it, or by
// both. Rows embed it for the methods that it has.
type grounds struct {
	state *ask.State
	ways  [][]ask.Statement
	twos  []ask.Statement // ways of two statements each, end to end, for answers that have many
	kept  *keptGrounds    // instead of the above, after Detach
}

type keptGrounds struct {
	certainty graph.Certainty
	evidence  []graph.Evidence
}

// way makes grounds of one way. Statements with a number that is 0 are those that the row does without.
func way(s *ask.State, facts ...ask.Statement) grounds {
	facts = slices.DeleteFunc(facts, func(f ask.Statement) bool {
		return f.Subject == 0 || f.Predicate == 0 || f.Object == 0
	})
	return grounds{state: s, ways: [][]ask.Statement{facts}}
}

// Certainty is that of the row: of each way to it the weakest fact, by its strongest claim, and of all
// ways the strongest. It is Unknown if no fact has a claim record.
func (g grounds) Certainty() graph.Certainty {
	switch {
	case g.kept != nil:
		return g.kept.certainty
	case g.state == nil:
		return graph.Unknown
	}
	best := graph.Unknown
	for way := range g.each {
		weakest, found := graph.Stated, false
		for _, f := range way {
			if f.Subject != 0 {
				weakest, found = graph.Weaker(weakest, g.state.Strongest(f.Subject, f.Predicate, f.Object)), true
			}
		}
		if !found {
			continue
		}
		best = graph.Stronger(best, weakest)
	}
	return best
}

// Evidence is the claims for the facts that the row stands on, those that the question let count, the
// strongest first. Facts without a label have none.
func (g grounds) Evidence() []graph.Evidence {
	switch {
	case g.kept != nil:
		return g.kept.evidence
	case g.state == nil:
		return nil
	}
	return g.state.Snapshot.EvidenceOf(g.labels()...)
}

// each gives the ways.
func (g grounds) each(yield func([]ask.Statement) bool) {
	for _, way := range g.ways {
		if !yield(way) {
			return
		}
	}
	for way := range slices.Chunk(g.twos, 2) {
		if !yield(way) {
			return
		}
	}
}

// labels gives the labels of the facts that count, some perhaps twice.
func (g grounds) labels() []graph.ID {
	var labels []graph.ID
	q := g.state.Question()
	for way := range g.each {
		for _, f := range way {
			labels = q.LabelsOf(labels, f)
		}
	}
	return labels
}

// about is what a profile stands on: all that is said of a node directly, labels and types apart. Profiles
// embed it for the methods that it has.
type about struct {
	state *ask.State
	node  graph.ID
	kept  *keptGrounds // instead of the above, after Detach
}

// Certainty is that of the weakest fact about it, by its strongest claim. It is graph.Unknown if no fact has a
// claim record.
func (a about) Certainty() graph.Certainty { return a.grounds().Certainty() }

// Evidence is the claims for what is said of it directly, those that the question let count, the strongest
// first.
func (a about) Evidence() []graph.Evidence { return a.grounds().Evidence() }

func (a about) grounds() grounds {
	switch {
	case a.kept != nil:
		return grounds{kept: a.kept}
	case a.state == nil:
		return grounds{}
	}
	return grounds{state: a.state, ways: [][]ask.Statement{a.state.StatementsOf(a.node)}}
}

func (a about) detach() about { return about{kept: a.grounds().detach().kept} }

func (g grounds) detach() grounds {
	if g.state == nil {
		return g
	}
	return grounds{kept: &keptGrounds{certainty: g.Certainty(), evidence: g.Evidence()}}
}

// join adds the other ways.
func (g grounds) join(other grounds) grounds {
	if g.state == nil {
		return other
	}
	g.ways = append(slices.Clip(g.ways), other.ways...)
	g.twos = append(slices.Clip(g.twos), other.twos...)
	return g
}

// gradeOf leaves out the grade of a time that is not known, for JSON.
func gradeOf(when string, grade graph.Certainty) *graph.Certainty {
	if when == "" {
		return nil
	}
	return &grade
}
