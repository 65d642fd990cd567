package ask

import (
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// Grade is how certain a fact of a row is: as its strongest claim which counts, but no more than disputed where another
// claim gives the same node a value with which it cannot be true, such as another destination. Claims that are disputed
// themselves do not weigh against others.
func (s *State) Grade(f Statement) graph.Certainty {
	return s.asContradicted(f, s.Strongest(f.Subject, f.Predicate, f.Object))
}

// asContradicted is Grade for a fact whose strongest claim has been read.
func (s *State) asContradicted(f Statement, grade graph.Certainty) graph.Certainty {
	if CompareGrades(grade, graph.Disputed) <= 0 || f.Predicate == 0 {
		return grade
	}
	isAmount := f.Predicate == s.Terms.Figure || f.Predicate == s.Terms.Value
	if isAmount && s.amountContradicted(f) || !isAmount && s.hasRivals(f) && s.contradicted(f) {
		return graph.Disputed
	}
	return grade
}

// hasRivals tells whether any claim gives the node another value that could contradict the fact, which few do.
func (s *State) hasRivals(f Statement) (found bool) {
	for _, p := range s.rivals(f.Predicate) {
		if p != 0 && !found {
			s.Numbers.Row(f.Subject, quad.Subject, []graph.ID{p}, func(r graph.Run) {
				found = p != f.Predicate || r.Others[0] != r.Others[len(r.Others)-1]
			})
		}
	}
	return found
}

// contradicted tells whether a claim, which is not one of the fact's own, says what cannot be true beside it.
func (s *State) contradicted(f Statement) bool {
	q := s.Question()
	var room [8]graph.ID
	for _, p := range s.rivals(f.Predicate) {
		for _, value := range q.Values(room[:0], f.Subject, p) {
			other := Statement{f.Subject, p, value}
			if other != f && !q.GoTogether(f, other) && CompareGrades(s.Strongest(f.Subject, p, value), graph.Disputed) != 0 && !q.shareClaim(f, other) {
				return true
			}
		}
	}
	return false
}

// rivals gives the predicates of which a node can have one value, and that go with one: the times go together.
func (s *State) rivals(predicate graph.ID) [2]graph.ID {
	t := s.Terms
	switch predicate {
	case 0:
	case t.When, t.Year:
		if t.When == 0 {
			return [2]graph.ID{t.Year}
		}
		return [2]graph.ID{t.When, t.Year}
	case t.From, t.To, t.At, t.MoveKind:
		return [2]graph.ID{predicate}
	}
	return [2]graph.ID{}
}

// GoTogether tells whether two facts about one node, by predicates that are rivals, can both be true: organizations of
// which one is part of the other, times that share a day, kinds other than a founding and a hire.
func (q *Question) GoTogether(a, b Statement) bool {
	t := q.Terms
	switch a.Predicate {
	case t.When, t.Year:
		one, ok := q.TimeOf(a.Predicate, a.Object)
		two, both := q.TimeOf(b.Predicate, b.Object)
		return !ok || !both || one.Overlaps(two)
	case t.MoveKind:
		return !(a.Object == t.Founding && b.Object == t.Hire || a.Object == t.Hire && b.Object == t.Founding)
	}
	return q.partOf(a.Object, b.Object) || q.partOf(b.Object, a.Object)
}

// partOf tells whether an organization is another one or a unit of it, all the way up, as far as any company goes.
func (q *Question) partOf(unit, whole graph.ID) bool {
	return unit == whole || slices.Contains(q.above(unit), whole)
}

// above gives what an organization is a unit of, all the way up, beginning with itself; no more than a company can have.
func (q *Question) above(unit graph.ID) []graph.ID {
	const most = 64
	above := make([]graph.ID, 1, 4)
	above[0] = unit
	for i := 0; i < len(above) && len(above) < most; i++ {
		q.Numbers.Row(above[i], quad.Subject, []graph.ID{q.Terms.UnitOf}, func(r graph.Run) {
			var room [8]graph.ID
			for _, up := range q.Others(room[:0], r) {
				if len(above) < most && !slices.Contains(above, up) {
					above = append(above, up)
				}
			}
		})
	}
	return above
}

// Exact leaves out of the organizations at one end of a move, or of a post, those that another one there is a unit of: a
// unit counts for its organization, so that reports which name either tell one end. They are ascending.
func (q *Question) Exact(ends []graph.ID) []graph.ID {
	if len(ends) < 2 || q.Terms.UnitOf == 0 {
		return ends
	}
	whole := map[graph.ID]bool{}
	for _, end := range ends {
		for _, up := range q.above(end)[1:] {
			if _, there := slices.BinarySearch(ends, up); there && !q.partOf(up, end) {
				whole[up] = true
			}
		}
	}
	return slices.DeleteFunc(ends, func(end graph.ID) bool { return whole[end] })
}

// shareClaim tells whether one claim says both: then they are no contradiction, but what it holds.
func (q *Question) shareClaim(a, b Statement) bool {
	var one, two [8]graph.ID
	labels := q.LabelsOf(one[:0], a)
	return slices.ContainsFunc(q.LabelsOf(two[:0], b), func(l graph.ID) bool { return slices.Contains(labels, l) })
}

// sources counts the sources behind some facts, each once; a claim without a source is one.
func (q *Question) sources(facts ...Statement) int {
	var room [16]graph.ID
	labels, found := room[:0], []graph.ID(nil)
	for _, f := range facts {
		labels = q.LabelsOf(labels, f)
	}
	for _, l := range labels {
		source := q.Numbers.Source(l)
		if source == 0 {
			source = l
		}
		if source != 0 {
			found = AppendNew(found, source)
		}
	}
	return len(found)
}

// Grade is [State.Grade] for a fact about the node.
func (n *Said) Grade(predicate, object graph.ID) graph.Certainty {
	grade := n.Strongest(predicate, object)
	if CompareGrades(grade, graph.Disputed) > 0 && n.hasRivals(predicate, object) && n.contradicted(Statement{n.node, predicate, object}) {
		return graph.Disputed
	}
	return grade
}

// hasRivals tells whether the node has another value of which there can be one; of times, one of other days.
func (n *Said) hasRivals(predicate, object graph.ID) bool {
	f := Statement{n.node, predicate, object}
	for _, p := range n.rivals(predicate) {
		for i := n.first(p); i < len(n.predicates) && n.predicates[i] == p; i++ {
			if other := (Statement{n.node, p, n.others[i]}); other != f && (predicate != n.Times.when && predicate != n.Times.Year || !n.GoTogether(f, other)) {
				return true
			}
		}
	}
	return false
}
