package ask

import (
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// Said is all that is said of one node, as far as it counts, read once for who wants many things of it, such as all
// fields of a row. It serves one node after the other. Not safe for concurrent use.
type Said struct {
	*Question
	node                       graph.ID
	predicates, others, labels []graph.ID // ordered by the first two; the snapshot's own where all counts

	claims []graph.ID // the labels of Claims
	times  []Dated
	graded [8]graded // by label modulo the size; the last one to come has it
	ahead  ahead
}

type graded struct {
	label graph.ID
	grade graph.Certainty
}

// Said makes a reader of what is said of nodes.
func (s *State) Said() *Said {
	n := &Said{Question: s.Question()}
	n.known = &knownTimes{}
	return n
}

// About lends what is said of a node to a method of a row, which gives it back by Done: what is asked of one row after the
// other, or several times of one, is read once. While it is lent, others read for themselves.
func (s *State) About(node graph.ID) *Said {
	n := s.spare.Swap(nil)
	if n == nil {
		n = s.Said()
	}
	n.Read(node)
	return n
}

// Done gives back what About has lent.
func (s *State) Done(n *Said) { s.spare.Store(n) }

// Read reads a node, but for one that has just been read.
func (n *Said) Read(node graph.ID) {
	if node == n.node {
		return
	}
	n.node = node
	n.ahead.of(n.State, node)
	n.claims = n.claims[:0]
	rows := n.Numbers.Rows(node, quad.Subject, 0)
	if n.All {
		n.predicates, n.others, n.labels = rows.Predicates, rows.Others, rows.Labels
		return
	}
	n.predicates, n.others, n.labels = n.predicates[:0], n.others[:0], n.labels[:0]
	for i, label := range rows.Labels {
		if n.Keep(label) {
			n.predicates, n.others, n.labels = append(n.predicates, rows.Predicates[i]), append(n.others, rows.Others[i]), append(n.labels, label)
		}
	}
}

// Values appends the node's values by a predicate, as [Question.Values] does.
func (n *Said) Values(dst []graph.ID, predicate graph.ID) []graph.ID {
	for i := n.first(predicate); i < len(n.predicates) && n.predicates[i] == predicate; i++ {
		dst = AppendNew(dst, n.others[i])
	}
	return dst
}

// first is where the quads of a predicate begin.
func (n *Said) first(predicate graph.ID) int {
	if predicate == 0 {
		return len(n.predicates)
	}
	if len(n.predicates) > 32 {
		i, _ := slices.BinarySearch(n.predicates, predicate)
		return i
	}
	for i, p := range n.predicates {
		if p >= predicate {
			return i
		}
	}
	return len(n.predicates)
}

// One is the node's value of which there can be only one, as [State.One] chooses it.
func (n *Said) One(predicate graph.ID) graph.ID {
	var room [4]graph.ID
	values := n.Values(room[:0], predicate)
	switch len(values) {
	case 0:
		return 0
	case 1:
		return values[0]
	}
	best, _ := n.State.One(n.node, predicate)
	return best
}

// Strongest is the grade of a fact about the node.
func (n *Said) Strongest(predicate, object graph.ID) graph.Certainty {
	best := graph.Unknown
	i := n.first(predicate)
	if len(n.predicates) > 32 {
		k, _ := slices.BinarySearch(n.others[i:n.first(predicate+1)], object)
		i += k
	}
	for ; i < len(n.predicates) && n.predicates[i] == predicate && n.others[i] <= object; i++ {
		if n.others[i] == object {
			best = graph.Stronger(best, n.grade(n.labels[i]))
		}
	}
	return best
}

// Knows takes the grade of a claim from who has read it.
func (n *Said) Knows(label graph.ID, grade graph.Certainty) {
	n.graded[label%graph.ID(len(n.graded))] = graded{label, grade}
}

func (n *Said) grade(label graph.ID) graph.Certainty {
	g := &n.graded[label%graph.ID(len(n.graded))]
	if g.label != label {
		*g = graded{label, n.Numbers.Certainty(label)}
	}
	return g.grade
}

// Weakest is the grade of what needs some facts about the node, by predicates and values; those with a 0 it does
// without. It is Unknown if there is none.
func (n *Said) Weakest(facts ...[2]graph.ID) graph.Certainty {
	weakest, found := graph.Stated, false
	for _, f := range facts {
		if f[0] != 0 && f[1] != 0 {
			weakest, found = graph.Weaker(weakest, n.Grade(f[0], f[1])), true
		}
	}
	if !found {
		return graph.Unknown
	}
	return weakest
}

// Time is the time of the node to show, as [Question.Choose] chooses it of those in one year.
func (n *Said) Time(year int) (Dated, bool) {
	var whens, years [4]graph.ID
	n.times = n.AppendSpans(n.times[:0], n.node, n.Values(whens[:0], n.Times.when), n.Values(years[:0], n.Times.Year))
	return n.Choose(slices.DeleteFunc(n.times, func(d Dated) bool { return d.Year() != year }))
}

// IsTrue is [State.IsTrue] for the node.
func (n *Said) IsTrue(predicate graph.ID) bool {
	var room [4]graph.ID
	return n.Terms.Yes != 0 && slices.Contains(n.Values(room[:0], predicate), n.Terms.Yes)
}

// Claims are the claims behind all that is said of the node, as [State.EvidenceAbout] reads them: ascending, and valid
// until the next node is read.
func (n *Said) Claims() []graph.ID {
	if len(n.claims) > 0 {
		return n.claims
	}
	named, last := false, graph.ID(0) // whether the last predicate names the node
	for i, label := range n.labels {
		if p := n.predicates[i]; p != last {
			named, last = slices.Contains(n.Terms.Names, p), p
		}
		if !named {
			n.claims = AppendNew(n.claims, label)
		}
	}
	n.claims = Distinct(n.claims)
	return n.claims
}
