package query

import (
	"cmp"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// statement is one fact, whoever claims it.
type statement struct{ subject, predicate, object graph.ID }

// grounds is what a row stands on. Some rows can be reached in several ways, each a few facts that are
// needed together: a person founded a company by a post as its founder, by a move that founded it, or by
// both. Rows embed it for the methods that it has.
type grounds struct {
	asked *asked
	ways  [][]statement
	twos  []statement  // ways of two statements each, end to end, for answers that have many
	kept  *keptGrounds // instead of the above, after Detach
}

type keptGrounds struct {
	certainty graph.Certainty
	evidence  []graph.Evidence
}

// way makes grounds of one way. Statements with a number that is 0 are those that the row does without.
func (a *asked) way(facts ...statement) grounds {
	facts = slices.DeleteFunc(facts, func(f statement) bool {
		return f.subject == 0 || f.predicate == 0 || f.object == 0
	})
	return grounds{asked: a, ways: [][]statement{facts}}
}

// Certainty is that of the row: of each way to it the weakest fact, by its strongest claim, and of all
// ways the strongest. It is Unknown if no fact has a claim record.
func (g grounds) Certainty() graph.Certainty {
	switch {
	case g.kept != nil:
		return g.kept.certainty
	case g.asked == nil:
		return graph.Unknown
	}
	best := graph.Unknown
	for way := range g.each {
		weakest, found := graph.Stated, false
		for _, f := range way {
			if f.subject != 0 {
				weakest, found = graph.Weaker(weakest, g.asked.strongest(f.subject, f.predicate, f.object)), true
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
	case g.asked == nil:
		return nil
	}
	return g.asked.n.Evidence(g.labels()...)
}

// each gives the ways.
func (g grounds) each(yield func([]statement) bool) {
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
	c := g.asked.claims()
	for way := range g.each {
		for _, f := range way {
			labels = c.labelsOf(labels, f)
		}
	}
	return labels
}

// about is what a profile stands on: all that is said of a node directly, labels and types apart. Profiles
// embed it for the methods that it has.
type about struct {
	asked *asked
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
	case a.asked == nil:
		return grounds{}
	}
	return grounds{asked: a.asked, ways: [][]statement{a.asked.statementsOf(a.node)}}
}

func (a about) detach() about { return about{kept: a.grounds().detach().kept} }

// labelsOf appends the labels of one fact that count.
func (c *claims) labelsOf(labels []graph.ID, f statement) []graph.ID {
	c.n.Row(f.subject, quad.Subject, []graph.ID{f.predicate}, func(r graph.Run) {
		i, _ := slices.BinarySearchFunc(r.Others, f.object, cmp.Compare)
		for ; i < len(r.Others) && r.Others[i] == f.object; i++ {
			if c.keep(r.Labels[i]) {
				labels = append(labels, r.Labels[i])
			}
		}
	})
	return labels
}

// holds tells whether a claim that counts stands for a fact.
func (a *asked) holds(f statement) bool { return len(a.claims().labelsOf(nil, f)) > 0 }

func (g grounds) detach() grounds {
	if g.asked == nil {
		return g
	}
	return grounds{kept: &keptGrounds{certainty: g.Certainty(), evidence: g.Evidence()}}
}

// join adds the other ways.
func (g grounds) join(other grounds) grounds {
	if g.asked == nil {
		return other
	}
	g.ways = append(slices.Clip(g.ways), other.ways...)
	g.twos = append(slices.Clip(g.twos), other.twos...)
	return g
}
