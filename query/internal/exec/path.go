package exec

import (
	"errors"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/internal/plan"
)

// A walker follows a property path in the active graph.
type walker struct {
	*Exec
	graph plan.ActiveGraph
	label graph.ID // of a named graph; set at each run
}

// A step calls yield with each end of a path that begins at a node, or ends there if it goes backward. An end comes as
// many times as the standard counts it.
type step func(node graph.ID, yield func(graph.ID) error) error

func (b *builder) path(n *plan.Path, next run) run {
	x := b.Exec
	w := &walker{Exec: x, graph: n.Graph, label: n.Graph.ID}
	forward, backward := w.step(n.Path, true), w.step(n.Path, false)
	from, to := b.end(n.From), b.end(n.To)
	same := n.From.IsVar() && n.From.Var == n.To.Var
	bind := func(v algebra.Var) func(graph.ID) error {
		return func(id graph.ID) error {
			if err := x.budget.Row(); err != nil {
				return err
			}
			x.slots[v] = id
			err := next()
			x.slots[v] = 0
			return err
		}
	}
	bindTo, bindFrom := bind(n.To.Var), bind(n.From.Var)
	wanted := graph.ID(0)
	compare := func(id graph.ID) error {
		if id != wanted {
			return x.budget.Passed(1)
		}
		return next()
	}
	reach := w.reaches(n.Path)
	// A path between two variables has its ends in the graph, also where they are one and the same node.
	between := n.From.IsVar() && n.To.IsVar()
	run := func() error {
		a, z := from(), to()
		if between && (a != 0 || z != 0) {
			if yes, err := w.holds(a, z); err != nil || !yes {
				return err
			}
		}
		switch {
		case a != 0 && z != 0:
			if reach != nil {
				yes, err := reach(a, z)
				if err != nil || !yes {
					return err
				}
				return next()
			}
			wanted = z
			return forward(a, compare)
		case a != 0:
			return forward(a, bindTo)
		case z != 0:
			return backward(z, bindFrom)
		}
		return w.eachNode(n.Path, func(start graph.ID) error {
			x.slots[n.From.Var] = start
			var err error
			if same {
				wanted = start
				err = forward(start, compare)
			} else {
				err = forward(start, bindTo)
			}
			x.slots[n.From.Var] = 0
			return err
		})
	}
	if n.Graph.Kind != plan.GraphOf {
		return run
	}
	inGraph := func() error {
		w.label = x.slots[n.Graph.Var]
		return run()
	}
	return func() error {
		label := x.slots[n.Graph.Var]
		if label == 0 {
			return x.eachLabel(n.Graph.Var, inGraph)
		}
		if yes, err := x.isGraph(label); err != nil || !yes {
			return err
		}
		return inGraph()
	}
}

// end gives the number at an end of a path when it runs; 0 is a variable without a value.
func (b *builder) end(t algebra.Term) func() graph.ID {
	x := b.Exec
	if t.IsVar() {
		return func() graph.ID { return x.slots[t.Var] }
	}
	id, err := x.terms.ID(t.Value)
	b.fail(err)
	return func() graph.ID { return id }
}

func (w *walker) step(p algebra.PathExpr, forward bool) step {
	switch p := p.(type) {
	case *algebra.PathLink:
		id := w.numbers.ID(p.IRI.Value())
		return func(node graph.ID, yield func(graph.ID) error) error {
			if id == 0 {
				return nil
			}
			return w.edges(node, forward, id, func(_, other graph.ID) error { return yield(other) })
		}
	case *algebra.PathInverse:
		return w.step(p.Path, !forward)
	case *algebra.PathSeq:
		first, second := w.step(p.First, forward), w.step(p.Second, forward)
		if !forward {
			first, second = second, first
		}
		return func(node graph.ID, yield func(graph.ID) error) error {
			return first(node, func(middle graph.ID) error { return second(middle, yield) })
		}
	case *algebra.PathAlt:
		left, right := w.step(p.Left, forward), w.step(p.Right, forward)
		return func(node graph.ID, yield func(graph.ID) error) error {
			if err := left(node, yield); err != nil {
				return err
			}
			return right(node, yield)
		}
	case *algebra.PathRepeat:
		inner := w.step(p.Path, forward)
		return func(node graph.ID, yield func(graph.ID) error) error {
			return w.closure(inner, p, node, yield)
		}
	case *algebra.PathNegated:
		return w.negated(p, forward)
	}
	return func(graph.ID, func(graph.ID) error) error { return errors.New("a kind of path is not known") }
}

// edges goes over the triples of a node, in one direction: all, or those with a predicate.
func (w *walker) edges(node graph.ID, forward bool, predicate graph.ID, f func(predicate, other graph.ID) error) error {
	if w.terms.Made(node) || w.terms.Made(w.label) {
		return nil
	}
	var predicates []graph.ID
	if predicate != 0 {
		predicates = []graph.ID{predicate}
	}
	direction := quad.Subject
	if !forward {
		direction = quad.Object
	}
	var err error
	w.numbers.Row(node, direction, predicates, func(r graph.Run) {
		last := graph.ID(0)
		for i, other := range r.Others {
			if err != nil {
				return
			}
			if err = w.budget.Passed(1); err == nil && other != last && w.counts(r.Labels[i]) {
				last = other
				err = f(r.Predicate, other)
			}
		}
	})
	return err
}

// counts tells whether a quad with a label is in the active graph.
func (w *walker) counts(label graph.ID) bool {
	if w.graph.Kind == plan.DefaultGraph {
		return w.planner.Dataset.InDefault(label)
	}
	return label == w.label
}

func (w *walker) negated(p *algebra.PathNegated, forward bool) step {
	not, notInverse := w.numbersOf(p.Not), w.numbersOf(p.NotInverse)
	return func(node graph.ID, yield func(graph.ID) error) error {
		all := func(forward bool, but []graph.ID) error {
			return w.edges(node, forward, 0, func(predicate, other graph.ID) error {
				if slices.Contains(but, predicate) {
					return nil
				}
				return yield(other)
			})
		}
		if p.Forward {
			if err := all(forward, not); err != nil {
				return err
			}
		}
		if p.Backward {
			return all(!forward, notInverse)
		}
		return nil
	}
}

// closure gives each node that steps lead to, once, breadth first.
func (w *walker) closure(inner step, p *algebra.PathRepeat, node graph.ID, yield func(graph.ID) error) error {
	if w.terms.Made(node) { // no triple has it, so that it leads to itself at most
		zero := p.Zero
		if !zero {
			var err error
			if zero, err = w.leads(inner, node, node); err != nil {
				return err
			}
		}
		if zero {
			return yield(node)
		}
		return nil
	}
	seen := w.takeMarks()
	defer w.giveMarks(seen)
	if p.Zero {
		if _, err := seen.add(node, w.budget); err != nil {
			return err
		}
		if err := yield(node); err != nil {
			return err
		}
	}
	found := func(other graph.ID) error {
		added, err := seen.add(other, w.budget)
		if err != nil || !added {
			return err
		}
		return yield(other)
	}
	if err := inner(node, found); err != nil || !p.Many {
		return err
	}
	// What has been found is the queue. The start is gone from once: a loop that comes back to it changes nothing.
	for i := 0; i < len(seen.list); i++ {
		if seen.list[i] != node {
			if err := inner(seen.list[i], found); err != nil {
				return err
			}
		}
	}
	return nil
}

// reaches tells for a path that counts each end once whether one node leads to another; nil for other paths.
func (w *walker) reaches(p algebra.PathExpr) func(a, z graph.ID) (bool, error) {
	r, ok := p.(*algebra.PathRepeat)
	if !ok {
		return nil
	}
	forward, backward := w.step(r.Path, true), w.step(r.Path, false)
	return func(a, z graph.ID) (bool, error) {
		if a == z && r.Zero {
			return true, nil
		}
		if w.terms.Made(a) || w.terms.Made(z) {
			if a != z {
				return false, nil
			}
			return w.leads(forward, a, z)
		}
		return w.meet(r, forward, backward, a, z)
	}
}

// meet goes from both ends, always from the one that has fewer nodes to go from, until the sides meet.
func (w *walker) meet(r *algebra.PathRepeat, forward, backward step, a, z graph.ID) (bool, error) {
	if !r.Many {
		return w.leads(forward, a, z)
	}
	sides := [2]*marks{w.takeMarks(), w.takeMarks()}
	defer w.giveMarks(sides[0])
	defer w.giveMarks(sides[1])
	steps := [2]step{forward, backward}
	gone := [2]int{}
	// The ends themselves are no nodes that a step has led to: a path of one step or more may come back to them.
	current := [2][]graph.ID{{a}, {z}}
	ends := [2]graph.ID{z, a}
	for len(current[0]) > 0 && len(current[1]) > 0 {
		side := 0
		if len(current[1]) < len(current[0]) {
			side = 1
		}
		met := false
		for _, node := range current[side] {
			err := steps[side](node, func(other graph.ID) error {
				if other == ends[side] || sides[1-side].has(other) {
					met = true
					return errEnough
				}
				_, err := sides[side].add(other, w.budget)
				return err
			})
			if met {
				return true, nil
			}
			if err != nil {
				return false, err
			}
		}
		current[side] = sides[side].list[gone[side]:]
		gone[side] = len(sides[side].list)
	}
	return false, nil
}

func (w *walker) leads(s step, a, z graph.ID) (bool, error) {
	found := false
	err := s(a, func(other graph.ID) error {
		if found = other == z; found {
			return errEnough
		}
		return nil
	})
	if found {
		return true, nil
	}
	return false, err
}

// holds tells whether the active graph has a triple with each of two nodes; 0 is no node.
func (w *walker) holds(nodes ...graph.ID) (bool, error) {
	for _, node := range nodes {
		if node == 0 {
			continue
		}
		found := func(graph.ID, graph.ID) error { return errEnough }
		err := w.edges(node, true, 0, found)
		if err == nil {
			err = w.edges(node, false, 0, found)
		}
		if err != errEnough {
			return false, err
		}
	}
	return true, nil
}

// eachNode goes over the nodes that a path may begin at: all subjects and objects of the active graph.
func (w *walker) eachNode(p algebra.PathExpr, f func(graph.ID) error) error {
	seen := w.takeMarks()
	defer w.giveMarks(seen)
	var err error
	see := func(id graph.ID) {
		if err == nil {
			_, err = seen.add(id, w.budget)
		}
	}
	starts, all := w.starts(p, true)
	if all {
		starts = []graph.PatternIDs{{}}
	}
	if w.terms.Made(w.label) {
		return nil
	}
	for _, pattern := range starts {
		if w.graph.Kind != plan.DefaultGraph {
			pattern.Label = w.label
		}
		failed := w.numbers.Match(w.budget.Context(), pattern, func(q graph.QuadIDs) bool {
			if err == nil {
				err = w.budget.Passed(1)
			}
			if w.counts(q.Label) {
				see(q.Subject)
				see(q.Object)
			}
			return err == nil
		})
		if err = errors.Join(err, failed); err != nil {
			return err
		}
	}
	for i := 0; i < len(seen.list); i++ {
		if err := f(seen.list[i]); err != nil {
			return err
		}
	}
	return nil
}

// starts gives patterns one of which has a quad at each node that a path of one step or more may begin at; all says that
// any node may be one.
func (w *walker) starts(p algebra.PathExpr, forward bool) (patterns []graph.PatternIDs, all bool) {
	switch p := p.(type) {
	case *algebra.PathLink:
		if id := w.numbers.ID(p.IRI.Value()); id != 0 {
			return []graph.PatternIDs{{Predicate: id}}, false
		}
		return nil, false
	case *algebra.PathInverse:
		return w.starts(p.Path, !forward)
	case *algebra.PathSeq:
		if forward {
			return w.starts(p.First, true)
		}
		return w.starts(p.Second, false)
	case *algebra.PathAlt:
		left, allLeft := w.starts(p.Left, forward)
		right, allRight := w.starts(p.Right, forward)
		return append(left, right...), allLeft || allRight
	case *algebra.PathRepeat:
		if !p.Zero {
			return w.starts(p.Path, forward)
		}
	}
	return nil, true
}
