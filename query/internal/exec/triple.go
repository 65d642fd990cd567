package exec

import (
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/internal/plan"
)

// A matcher looks for the quads of a triple pattern, by whatever the slots hold when it runs.
type matcher struct {
	*Exec
	node *plan.Triple
	next run
	// repeats says that a variable stands at two places.
	repeats bool
	places  [4]place // subject, predicate, object, label
	byLabel bool     // whether quads count with their labels
	whole   bool     // whether labels do not matter
	row     func(graph.Run)
	err     error
	object  bool // whether the row at hand is an object's
	wanted  graph.ID
	one     [1]graph.ID
}

// A place of a pattern: the number that must stand there, 0 for any; and the variable that is to get it.
type place struct {
	id   graph.ID
	free int32 // 0 for none
}

func (b *builder) triple(n *plan.Triple, next run) run {
	m := &matcher{Exec: b.Exec, node: n, next: next}
	m.byLabel = n.Graph.Kind == plan.GraphOf
	m.whole = n.Graph.Kind == plan.DefaultGraph && b.planner.Dataset.Whole()
	vars := 0
	for _, r := range []plan.Ref{n.Subject, n.Predicate, n.Object, {Var: n.Graph.Var}} {
		if r.Var != 0 {
			vars++
		}
	}
	if n.Absent() {
		return func() error { return nil }
	}
	m.repeats = vars > plan.SetOf(n.Subject.Var, n.Predicate.Var, n.Object.Var, n.Graph.Var).Len()
	m.row = m.ofRow
	if m.whole && !m.repeats && n.Predicate.ID != 0 {
		return (&lookup{m}).run
	}
	return m.run
}

func (m *matcher) place(r plan.Ref) (place, bool) {
	if r.Var == 0 {
		return place{id: r.ID}, true
	}
	id := m.slots[r.Var]
	if id == 0 {
		return place{free: int32(r.Var)}, true
	}
	return place{id: id}, !m.terms.Made(id)
}

func (m *matcher) run() error {
	n := m.node
	for i, r := range []plan.Ref{n.Subject, n.Predicate, n.Object} {
		var known bool
		if m.places[i], known = m.place(r); !known {
			return nil
		}
	}
	m.places[3] = place{}
	switch n.Graph.Kind {
	case plan.OneGraph:
		if m.places[3].id = n.Graph.ID; m.terms.Made(n.Graph.ID) {
			return nil // an empty graph
		}
	case plan.GraphOf:
		var known bool
		if m.places[3], known = m.place(plan.Ref{Var: n.Graph.Var}); !known {
			return nil
		}
		if id := m.places[3].id; id != 0 && !m.planner.Dataset.IsNamed(id) {
			return nil
		}
	}
	err := m.search()
	for _, p := range m.places {
		if p.free != 0 {
			m.slots[p.free] = 0
		}
	}
	return err
}

func (m *matcher) search() error {
	s, p, o, label := m.places[0].id, m.places[1].id, m.places[2].id, m.places[3].id
	m.err = nil
	var predicates []graph.ID
	if p != 0 {
		m.one[0] = p
		predicates = m.one[:]
	}
	switch {
	case s != 0:
		m.object, m.wanted = false, o
		m.numbers.Row(s, quad.Subject, predicates, m.row)
		return m.err
	case o != 0:
		m.object, m.wanted = true, 0
		m.numbers.Row(o, quad.Object, predicates, m.row)
		return m.err
	case p != 0 && label == 0:
		var last [2]graph.ID
		err := m.numbers.Scan(m.budget.Context(), p, !m.whole, func(subjects, objects, labels []graph.ID) bool {
			for i, s := range subjects {
				at := graph.ID(0)
				if !m.whole {
					at = labels[i]
				}
				m.err = m.consider(graph.QuadIDs{Subject: s, Predicate: p, Object: objects[i], Label: at}, &last)
				if m.err != nil {
					return false
				}
			}
			return true
		})
		if m.err != nil {
			return m.err
		}
		return err
	}
	var last [2]graph.ID
	var predicate graph.ID
	err := m.numbers.Match(m.budget.Context(), graph.PatternIDs{Predicate: p, Label: label}, func(q graph.QuadIDs) bool {
		if q.Predicate != predicate {
			predicate, last = q.Predicate, [2]graph.ID{}
		}
		m.err = m.consider(q, &last)
		return m.err == nil
	})
	if m.err != nil {
		return m.err
	}
	return err
}

// ofRow goes over the quads of a node with one predicate.
func (m *matcher) ofRow(r graph.Run) {
	if m.err != nil {
		return
	}
	others, labels := r.Others, r.Labels
	if m.wanted != 0 {
		from, found := slices.BinarySearch(others, m.wanted)
		if !found {
			m.err = m.budget.Passed(1)
			return
		}
		to := from + 1
		for to < len(others) && others[to] == m.wanted {
			to++
		}
		others, labels = others[from:to], labels[from:to]
	}
	var last graph.ID
	for i, other := range others {
		if !m.counts(labels[i]) || !m.byLabel && other == last {
			if m.err = m.budget.Passed(1); m.err != nil {
				return
			}
			continue
		}
		last = other
		s, o := m.places[0].id, other
		if m.object {
			s, o = other, m.places[2].id
		}
		if m.err = m.emit(s, r.Predicate, o, labels[i]); m.err != nil {
			return
		}
	}
}

// consider looks at a quad in the order of predicate or subject; a triple that came before, under another label, is not
// another one.
func (m *matcher) consider(q graph.QuadIDs, last *[2]graph.ID) error {
	if !m.counts(q.Label) || !m.byLabel && *last == [2]graph.ID{q.Subject, q.Object} {
		return m.budget.Passed(1)
	}
	*last = [2]graph.ID{q.Subject, q.Object}
	return m.emit(q.Subject, q.Predicate, q.Object, q.Label)
}

// counts tells whether quads with a label are looked at.
func (m *matcher) counts(label graph.ID) bool {
	switch {
	case m.whole:
		return true
	case m.places[3].id != 0:
		return label == m.places[3].id
	case m.byLabel:
		return m.planner.Dataset.IsNamed(label)
	}
	return m.planner.Dataset.InDefault(label)
}

// emit puts a quad into the slots that are free for it.
func (m *matcher) emit(s, p, o, label graph.ID) error {
	if err := m.budget.Row(); err != nil {
		return err
	}
	if m.repeats {
		return m.emitRepeated([4]graph.ID{s, p, o, label})
	}
	if v := m.places[0].free; v != 0 {
		m.slots[v] = s
	}
	if v := m.places[1].free; v != 0 {
		m.slots[v] = p
	}
	if v := m.places[2].free; v != 0 {
		m.slots[v] = o
	}
	if v := m.places[3].free; v != 0 {
		m.slots[v] = label
	}
	return m.next()
}

func (m *matcher) emitRepeated(q [4]graph.ID) error {
	for _, p := range m.places {
		if p.free != 0 {
			m.slots[p.free] = 0
		}
	}
	for i, p := range m.places {
		if p.free == 0 {
			continue
		}
		if at := &m.slots[p.free]; *at == 0 {
			*at = q[i]
		} else if *at != q[i] {
			return nil
		}
	}
	return m.next()
}

func (b *builder) labels(n *plan.Labels, next run) run {
	x := b.Exec
	return func() error {
		if label := x.slots[n.Var]; label != 0 {
			if yes, err := x.isGraph(label); err != nil || !yes {
				return err
			}
			return next()
		}
		return x.eachLabel(n.Var, next)
	}
}

// isGraph tells whether a term names a graph of the dataset.
func (x *Exec) isGraph(label graph.ID) (bool, error) {
	switch d := &x.planner.Dataset; {
	case !d.IsNamed(label):
		return false, nil
	case d.Listed():
		return true, nil
	case x.terms.Made(label):
		return false, nil
	}
	count, err := x.numbers.Count(x.budget.Context(), graph.PatternIDs{Label: label})
	return count > 0, err
}

// eachLabel puts each named graph into a slot.
func (x *Exec) eachLabel(v algebra.Var, next run) error {
	labels := x.planner.Dataset.Named
	if !x.planner.Dataset.Listed() {
		var err error
		if labels, err = x.numbers.Labels(x.budget.Context()); err != nil {
			return err
		}
	}
	defer func() { x.slots[v] = 0 }()
	for _, label := range labels {
		if err := x.budget.Passed(1); err != nil {
			return err
		}
		x.slots[v] = label
		if err := next(); err != nil {
			return err
		}
	}
	return nil
}
