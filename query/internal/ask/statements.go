package ask

import (
	"cmp"
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// EvidenceOf reads the claims that count for the statements of a node with one of some predicates. A nil wanted means
// any object.
func (s *State) EvidenceOf(node graph.ID, predicates []graph.ID, wanted func(predicate, other graph.ID) bool) []graph.Evidence {
	var room [8]graph.ID
	return s.Numbers.Evidence(s.labelsOf(room[:0], node, predicates, wanted)...)
}

// EvidenceAbout reads the claims that count for all that is said of a node. What a thing is and what it is called are the
// data set's own statements, not claims of a source, and are left out.
func (s *State) EvidenceAbout(node graph.ID) []graph.Evidence {
	said := s.About(node)
	defer s.Done(said)
	return s.Numbers.Evidence(said.Claims()...)
}

// LabelsAbout appends the labels that EvidenceAbout reads, ascending and each once.
func (s *State) LabelsAbout(labels []graph.ID, node graph.ID) []graph.ID {
	said := s.About(node)
	defer s.Done(said)
	return append(labels, said.Claims()...)
}

// labelsOf appends labels, those that it appends ascending and each once.
func (s *State) labelsOf(labels []graph.ID, node graph.ID, predicates []graph.ID, wanted func(predicate, other graph.ID) bool) []graph.ID {
	before := len(labels)
	q := Question{State: s, All: !s.filtered()}
	s.Numbers.Row(node, quad.Subject, predicates, func(r graph.Run) {
		for i, label := range r.Labels {
			if (len(labels) > before && labels[len(labels)-1] == label) || wanted != nil && !wanted(r.Predicate, r.Others[i]) {
				continue
			}
			if q.Keep(label) {
				labels = append(labels, label)
			}
		}
	})
	return labels[:before+len(Distinct(labels[before:]))]
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
	var room [8]graph.ID
	return s.strongest(s.Numbers.LabelsOf(room[:0], subject, predicate, object))
}

func (s *State) strongest(labels []graph.ID) graph.Certainty {
	best := graph.Unknown
	for _, label := range labels {
		if !s.filtered() || s.counts(label) {
			best = graph.Stronger(best, s.Numbers.Certainty(label))
		}
	}
	return best
}

// Weakest is the grade of what needs some facts, each as Grade has it; those with a number that is 0 it does without. It is
// Unknown if there is none.
func (s *State) Weakest(facts ...Statement) graph.Certainty {
	weakest, found := graph.Stated, false
	var last, room [4]graph.ID // the labels of the last fact, since those of one node mostly have the same
	n, grade := 0, graph.Unknown
	for _, f := range facts {
		if f.Subject == 0 || f.Predicate == 0 || f.Object == 0 {
			continue
		}
		labels := s.Numbers.LabelsOf(room[:0], f.Subject, f.Predicate, f.Object)
		if n == 0 || !slices.Equal(labels, last[:n]) {
			grade = s.strongest(labels)
			n = copy(last[:], labels)
			if n < len(labels) {
				n = 0
			}
		}
		weakest, found = graph.Weaker(weakest, s.asContradicted(f, grade)), true
	}
	if !found {
		return graph.Unknown
	}
	return weakest
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
