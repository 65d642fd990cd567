package ask

import (
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// coming are nodes that rows tell of, ascending, and the predicate by which each leads to what the rows are read with.
type coming struct {
	nodes     []graph.ID
	predicate graph.ID
}

// Comes says which nodes the methods of rows will be asked about, ascending, and by which predicate they lead to what is
// shown by its name. Where they are read one after the other, in that order, what is far away in memory is
// fetched for several at once. The nodes must not be written to any more.
func (s *State) Comes(nodes []graph.ID, predicate graph.ID) {
	if len(nodes) >= together {
		s.coming.Store(&coming{nodes, predicate})
	}
}

// together is how many nodes are fetched at once.
const together = 16

// ahead fetches what comes next for a reader of one node after the other.
type ahead struct {
	*coming
	at, touched int // the next node, and how many are near

	things, claims, texts []graph.ID
}

// of is told which node is read.
func (a *ahead) of(s *State, node graph.ID) {
	c := s.coming.Load()
	if c == nil {
		return
	}
	if c != a.coming {
		a.coming, a.at, a.touched = c, 0, 0
	}
	i, most := a.at, min(a.at+together, len(c.nodes))
	for i < most && c.nodes[i] < node {
		i++
	}
	if i == most || c.nodes[i] != node {
		return // not in order
	}
	if a.at = i + 1; a.touched > i+together/2 {
		return
	}
	from := max(i, a.touched)
	a.touched = min(from+together, len(c.nodes))
	a.touch(s, c.nodes[from:a.touched])
}

// touch fetches some nodes, the claims and the things that they lead to, and the texts of both. It only looks: whatever it
// passes over is read later all the same.
func (a *ahead) touch(s *State, nodes []graph.ID) {
	n := s.Numbers
	if !n.Touch(nodes, true) {
		a.touched = len(a.nodes)
		return
	}
	a.things, a.claims, a.texts = a.things[:0], a.claims[:0], a.texts[:0]
	for _, node := range nodes {
		rows := n.Rows(node, quad.Subject, 0)
		for i, p := range rows.Predicates {
			a.claims = AppendNew(a.claims, rows.Labels[i])
			if p == a.predicate {
				a.things = AppendNew(a.things, rows.Others[i])
			}
		}
	}
	n.Touch(a.claims, true)
	n.Touch(a.things, true)
	for _, of := range [][]graph.ID{a.claims, a.things} {
		for _, node := range of {
			if len(a.texts) <= 8*together {
				a.texts = append(a.texts, n.Rows(node, quad.Subject, 0).Others...)
			}
		}
	}
	n.Touch(a.texts, false)
}
