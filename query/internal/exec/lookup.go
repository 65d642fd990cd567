package exec

import (
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/plan"
)

// lookup is what most triples are: their predicate is a constant, they look in the union of all quads, and one end has a
// value by the time that they run. It goes over one list. What has no value at either end is left to the matcher.
type lookup struct {
	*matcher
}

func (l *lookup) run() error {
	n := l.node
	s, o := l.end(n.Subject), l.end(n.Object)
	if s == 0 && o == 0 {
		return l.matcher.run()
	}
	if l.terms.Made(s) || l.terms.Made(o) {
		return l.budget.Passed(1)
	}
	node, d, other, wanted := s, quad.Subject, n.Object, o
	if s == 0 {
		node, d, other, wanted = o, quad.Object, n.Subject, 0
	}
	list := l.numbers.Rows(node, d, n.Predicate.ID).Others
	if wanted != 0 {
		if _, found := slices.BinarySearch(list, wanted); !found {
			return l.budget.Passed(1)
		}
		if err := l.budget.Row(); err != nil {
			return err
		}
		return l.next()
	}
	return l.each(list, other)
}

// each puts the numbers of a list into a slot, one after the other. Doubles are the same triple under other labels.
func (l *lookup) each(list []graph.ID, end plan.Ref) error {
	last := graph.ID(0)
	var err error
	for _, id := range list {
		if id == last {
			if err = l.budget.Passed(1); err != nil {
				break
			}
			continue
		}
		if err = l.budget.Row(); err != nil {
			break
		}
		last = id
		l.slots[end.Var] = id
		if err = l.next(); err != nil {
			break
		}
	}
	l.slots[end.Var] = 0
	return err
}

// intersect binds a variable to what the lists of several triples share. It gallops through them in turns, so that a short
// list makes the search in long ones short as well.
func (b *builder) intersect(n *plan.Intersect, next run) run {
	x := b.Exec
	for _, t := range n.Triples {
		if t.Absent() {
			return func() error { return nil }
		}
	}
	lists := make([][]graph.ID, len(n.Triples))
	// read finds the lists; it tells whether all have something.
	read := func() bool {
		for i, t := range n.Triples {
			from, d := t.Object, quad.Object
			if t.Subject.Var != n.Var {
				from, d = t.Subject, quad.Subject
			}
			node, predicate := x.end(from), x.end(t.Predicate)
			if x.terms.Made(node) || x.terms.Made(predicate) {
				return false
			}
			if lists[i] = x.numbers.Rows(node, d, predicate).Others; len(lists[i]) == 0 {
				return false
			}
		}
		return true
	}
	return func() error {
		if !read() {
			return x.budget.Passed(1)
		}
		given := x.slots[n.Var]
		if given != 0 {
			for _, list := range lists {
				if _, found := slices.BinarySearch(list, given); !found {
					return x.budget.Passed(1)
				}
			}
			return next()
		}
		defer func() { x.slots[n.Var] = 0 }()
		wanted, agreed := lists[0][0], 0 // how many lists have it
		for i := 0; ; i = (i + 1) % len(lists) {
			list := gallop(lists[i], wanted)
			if err := x.budget.Passed(1); err != nil || len(list) == 0 {
				return err
			}
			lists[i] = list
			if list[0] != wanted {
				wanted, agreed = list[0], 0
			}
			if agreed++; agreed < len(lists) {
				continue
			}
			x.slots[n.Var] = wanted
			if err := x.budget.Row(); err != nil {
				return err
			}
			if err := next(); err != nil {
				return err
			}
			wanted, agreed = wanted+1, 0
		}
	}
}

// end is the number that stands at a place of a pattern; 0 for none yet.
func (x *Exec) end(r plan.Ref) graph.ID {
	if r.Var == 0 {
		return r.ID
	}
	return x.slots[r.Var]
}

// gallop leaves out what comes before a number. It takes steps that double, and then halves the last one.
func gallop(list []graph.ID, wanted graph.ID) []graph.ID {
	step := 1
	for step < len(list) && list[step-1] < wanted {
		step *= 2
	}
	from, to := step/2, min(step, len(list))
	for from < to {
		if middle := int(uint(from+to) >> 1); list[middle] < wanted {
			from = middle + 1
		} else {
			to = middle
		}
	}
	return list[from:]
}
