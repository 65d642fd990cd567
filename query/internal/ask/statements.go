package ask

import (
	"cmp"
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// EvidenceOf reads the claims that count for the statements of a node: those with one of the predicates,
// or all. A nil wanted means any object. What a thing is and what it is called are the data set's own
// statements, not claims of a source, and are left out unless their predicate is asked for.
func (s *State) EvidenceOf(node graph.ID, predicates []graph.ID, wanted func(predicate, other graph.ID) bool) []graph.Evidence {
	if predicates == nil && wanted == nil {
		return s.Numbers.Evidence(s.labelsAbout(node)...)
	}
	return s.Numbers.Evidence(s.labelsOf(node, predicates, wanted)...)
}

// LabelsAbout appends the labels that EvidenceOf reads for all that is said of a node, ascending and each once.
func (s *State) LabelsAbout(labels []graph.ID, node graph.ID) []graph.ID {
	return append(labels, s.labelsAbout(node)...)
}

// about is what claims speak of a node.
type about struct {
	node   graph.ID
	labels []graph.ID // ascending, each once
}

// labelsAbout remembers the last node: many rows may tell of one, one after the other.
func (s *State) labelsAbout(node graph.ID) []graph.ID {
	if last := s.lastAbout.Load(); last != nil && last.node == node {
		return last.labels
	}
	labels := s.labelsOf(node, nil, nil)
	s.lastAbout.Store(&about{node, labels})
	return labels
}

func (s *State) labelsOf(node graph.ID, predicates []graph.ID, wanted func(predicate, other graph.ID) bool) []graph.ID {
	q := s.Question()
	var own, labels []graph.ID
	if predicates == nil {
		own = s.Terms.Names
	}
	s.Numbers.Row(node, quad.Subject, predicates, func(r graph.Run) {
		if slices.Contains(own, r.Predicate) {
			return
		}
		for i, label := range r.Labels {
			if (wanted == nil || wanted(r.Predicate, r.Others[i])) && q.Keep(label) {
				labels = AppendNew(labels, label)
			}
		}
	})
	return Distinct(labels)
}

// CompareGrades orders grades, the weaker first.
func CompareGrades(a, b graph.Certainty) int {
	switch {
	case a == b:
		return 0
	case a.AtLeast(b):
		return 1
	}
	return -1
}

// SortStatements orders by subject, predicate and object, each by its text.
func (s *State) SortStatements(ctx context.Context, facts []Statement) error {
	return SortFunc(ctx, facts, s.statementOrder(len(facts)))
}

// SortFew is SortStatements where there are as many as one node has, for who has no context.
func (s *State) SortFew(facts []Statement) { slices.SortFunc(facts, s.statementOrder(len(facts))) }

// statementOrder is that of SortStatements, for so many of them.
func (s *State) statementOrder(n int) func(x, y Statement) int {
	compare := s.ByIRI
	if n > 50 {
		compare = s.IRIs().Compare
	}
	return func(x, y Statement) int {
		switch {
		case x.Subject != y.Subject:
			return compare(x.Subject, y.Subject)
		case x.Predicate != y.Predicate:
			return compare(x.Predicate, y.Predicate)
		}
		return compare(x.Object, y.Object)
	}
}

// StatementsOf gives the facts of which a node is the subject and that some counting claim stands for,
// each once, labels and types apart.
func (s *State) StatementsOf(node graph.ID) []Statement {
	facts := make([]Statement, 0, 8)
	q := s.Question()
	var objects []graph.ID
	s.Numbers.Row(node, quad.Subject, nil, func(r graph.Run) {
		if slices.Contains(s.Terms.Names, r.Predicate) {
			return
		}
		objects = q.Others(objects[:0], r)
		for _, o := range objects {
			facts = append(facts, Statement{node, r.Predicate, o})
		}
	})
	return facts
}

// Statement is one fact, whoever claims it.
type Statement struct{ Subject, Predicate, Object graph.ID }

// LabelsOf appends the labels of one fact that count.
func (q *Question) LabelsOf(labels []graph.ID, f Statement) []graph.ID {
	n := len(labels)
	labels = q.Numbers.LabelsOf(labels, f.Subject, f.Predicate, f.Object)
	if q.All {
		return labels
	}
	kept := slices.DeleteFunc(labels[n:], func(label graph.ID) bool { return !q.keepFiltered(label) })
	return labels[:n+len(kept)]
}

// Strongest is the grade of a fact: that of its strongest claim which counts.
func (s *State) Strongest(subject, predicate, object graph.ID) graph.Certainty {
	best := graph.Unknown
	var room [8]graph.ID
	for _, label := range s.Numbers.LabelsOf(room[:0], subject, predicate, object) {
		if !s.filtered() || s.counts(label) {
			best = graph.Stronger(best, s.Numbers.Certainty(label))
		}
	}
	return best
}

// One gives the value of a node of which there can be only one, and its grade: the value with the strongest claim, then
// the first by IRI or text. It is 0 if counting claims give none.
func (s *State) One(node, predicate graph.ID) (best graph.ID, grade graph.Certainty) {
	if predicate == 0 {
		return 0, graph.Unknown
	}
	var room [8]graph.ID
	for _, value := range s.ValuesOf(room[:0], node, predicate) {
		g := s.Strongest(node, predicate, value)
		if best == 0 || cmp.Or(-CompareGrades(g, grade), s.ByIRI(value, best)) < 0 {
			best, grade = value, g
		}
	}
	return best, grade
}
