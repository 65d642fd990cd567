package query

import (
	"errors"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// grounds is what a row stands on: the one way to its certainty and its evidence. Some rows can be reached in
// several ways, each a few facts that are needed together: a person founded a company by a post as its founder, by
// a move that founded it, or by both. Other rows tell of one node: all claims about it are their evidence, and
// where no way is given, all that is said of it is what they need. Rows embed it for the methods that it has.
type grounds struct {
	state *ask.State
	node  graph.ID // that the row tells of; 0 for none
	ways  [][]ask.Statement
	twos  []ask.Statement // ways of two statements each, end to end, for answers that have many
	parts []grounds       // of other rows that this one is put together from, all of which it needs
	kept  *keptGrounds    // instead of the above, after Detach
}

type keptGrounds struct {
	certainty graph.Certainty
	evidence  []graph.Evidence
	grades    Grades // of the ways, for rows that count them
}

// told makes grounds of one way to a row that tells of a node. The facts are the node's, by predicate and value.
func told(s *ask.State, node graph.ID, facts ...ask.Statement) grounds {
	g := way(s, facts...)
	g.node = node
	return g
}

// way makes grounds of one way. Statements with a number that is 0 are those that the row does without.
func way(s *ask.State, facts ...ask.Statement) grounds {
	facts = slices.DeleteFunc(facts, func(f ask.Statement) bool {
		return f.Subject == 0 || f.Predicate == 0 || f.Object == 0
	})
	return grounds{state: s, ways: [][]ask.Statement{facts}}
}

// Certainty is that of the row: of each way to it the weakest fact, by its strongest claim, and of all
// ways the strongest; but no more than that of its weakest part. It is Unknown if no fact has a claim record.
func (g grounds) Certainty() graph.Certainty {
	switch {
	case g.kept != nil:
		return g.kept.certainty
	case g.state == nil:
		return graph.Unknown
	}
	best := graph.Unknown
	for way := range g.each {
		best = graph.Stronger(best, g.weakest(way))
	}
	for _, part := range g.parts {
		best = graph.Weaker(best, part.Certainty())
	}
	return best
}

// weakest is the grade of a way; Unknown for one without facts.
func (g grounds) weakest(way []ask.Statement) graph.Certainty {
	return g.state.Weakest(way...)
}

// grades counts the ways by their certainty.
func (g grounds) grades() (all Grades) {
	switch {
	case g.kept != nil:
		return g.kept.grades
	case g.state == nil:
		return all
	}
	for way := range g.each {
		all.add(g.weakest(way))
	}
	return all
}

// Evidence is the claims for the facts that the row stands on, or for all that is said of what it tells of, those
// that the question let count, the strongest first. Facts without a label have none.
func (g grounds) Evidence() []graph.Evidence {
	if g.kept != nil {
		return g.kept.evidence
	}
	if g.state == nil {
		return nil
	}
	var room [8]graph.ID
	return g.state.Numbers.Evidence(g.claims(room[:0])...)
}

// claims appends the labels that Evidence reads, ascending and each once.
func (g grounds) claims(dst []graph.ID) []graph.ID {
	if g.node != 0 {
		return g.state.LabelsAbout(dst, g.node)
	}
	return ask.Distinct(append(dst, g.labels()...))
}

// each gives the ways.
func (g grounds) each(yield func([]ask.Statement) bool) {
	if g.node != 0 && g.ways == nil {
		yield(g.state.StatementsOf(g.node))
		return
	}
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
	for _, part := range g.parts {
		labels = append(labels, part.labels()...)
	}
	return labels
}

func (g grounds) detach() grounds {
	if g.state == nil {
		return g
	}
	return grounds{kept: &keptGrounds{certainty: g.Certainty(), evidence: g.Evidence()}}
}

// errDetached is that of a method that asks a question of its own.
func errDetached(method string) error {
	return ask.WrongArgument(method, "row", errors.New("the row is detached from its snapshot; ask before Detach"))
}

// join adds the other ways. The lists of g are written to, so that many can be joined at the cost of their lengths.
func (g grounds) join(other grounds) grounds {
	if g.state == nil {
		return other
	}
	g.ways, g.twos = append(g.ways, other.ways...), append(g.twos, other.twos...)
	return g
}
