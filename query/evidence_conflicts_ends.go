package query

import (
	"cmp"
	"context"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// otherEnd finds moves of one person that have one end in common, or a unit of it, overlap, and contradict each other in the
// other end.
func (c *conflicts) otherEnd(ctx context.Context, kind Conflict, predicate graph.ID, same, other func(oneMove) graph.ID) error {
	top := c.top(same)
	if err := c.sort(ctx, c.moves, top); err != nil {
		return err
	}
	against := func(a, b *oneMove) bool { return c.alike(same(*a), same(*b)) && c.contradict(other(*a), other(*b)) }
	for i := 0; i < len(c.moves); {
		var group []*oneMove
		first := &c.moves[i]
		for ; i < len(c.moves) && c.moves[i].person == first.person && top(c.moves[i]) == top(*first); i++ {
			if t := &c.moves[i]; t.dated && same(*t) != 0 && c.contradict(t.from, t.to) {
				group = append(group, t)
			}
		}
		if len(group) < 2 {
			continue
		}
		named, known := map[*oneMove]bool{}, []*oneMove(nil)
		found := func(one, two *oneMove) {
			for _, t := range []*oneMove{one, two} {
				if !named[t] {
					named[t], known = true, append(known, t)
				}
			}
			c.found(kind, false, ask.Statement{Subject: one.move, Predicate: predicate, Object: other(*one)}, ask.Statement{Subject: two.move, Predicate: predicate, Object: other(*two)})
		}
		c.sweep(group, against, func(t *oneMove) (int, int) { return t.First, t.Last }, found)
		for i, t := range group { // whoever contradicts them is known by now
			if i&15 == 15 && ctx.Err() != nil {
				return ctx.Err()
			}
			for _, x := range known[:min(len(known), mostHeld)] {
				if !named[t] && t.Overlaps(x.Span) && against(x, t) {
					found(x, t)
				}
			}
		}
	}
	return ctx.Err()
}

// mostHeld is how many others a move is held against.
const mostHeld = 256

// sweep goes over moves in the order of their beginnings, and finds for each one that began before and contradicts it, of
// those that end last. Of moves of one person between the same ends it is enough to know one.
func (c *conflicts) sweep(moves []*oneMove, against func(a, b *oneMove) bool, span func(*oneMove) (int, int), found func(one, two *oneMove)) {
	var open []*oneMove
	for _, t := range moves {
		begin, end := span(t)
		for _, x := range open {
			if _, last := span(x); last < begin {
				break
			}
			if against(x, t) {
				found(x, t)
				break
			}
		}
		same := slices.IndexFunc(open, func(x *oneMove) bool { return x.person == t.person && x.from == t.from && x.to == t.to })
		if same >= 0 {
			if _, last := span(open[same]); last >= end {
				continue
			}
			open = slices.Delete(open, same, same+1)
		}
		at, _ := slices.BinarySearchFunc(open, end, func(x *oneMove, end int) int {
			_, last := span(x)
			return -cmp.Compare(last, end)
		})
		open = slices.Insert(open, at, t)
		open = open[:min(len(open), mostHeld)]
	}
}

// sort orders the moves of each person, which lie together, by what is given, then by their first days.
func (c *conflicts) sort(ctx context.Context, moves []oneMove, by ...func(oneMove) graph.ID) error {
	for begin, end := 0, 0; begin < len(moves); begin = end {
		for end = begin + 1; end < len(moves) && moves[end].person == moves[begin].person; end++ {
		}
		if end == begin+1 {
			continue
		}
		err := ask.SortFunc(ctx, moves[begin:end], func(a, b oneMove) int {
			for _, key := range by {
				if d := cmp.Compare(key(a), key(b)); d != 0 {
					return d
				}
			}
			return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last), c.ByIRI(a.move, b.move))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// contradict tells whether two organizations cannot be meant as one: neither is the other, or a unit of it.
func (c *conflicts) contradict(a, b graph.ID) bool {
	return a != 0 && b != 0 && !c.alike(a, b)
}

// alike tells whether two organizations can be meant as one.
func (c *conflicts) alike(a, b graph.ID) bool {
	return a != 0 && b != 0 && (a == b || c.partOf(a, b) || c.partOf(b, a))
}

// top gives what an end is a unit of, all the way up; of several the first by its text. What can be meant as one has one top,
// unless it is a unit of two.
func (c *conflicts) top(end func(oneMove) graph.ID) func(oneMove) graph.ID {
	return func(t oneMove) graph.ID {
		id := end(t)
		for range 64 { // units may go in a ring
			above := c.orgs.Parents[id]
			if len(above) == 0 {
				break
			}
			id = slices.MinFunc(above, c.ByIRI)
		}
		return id
	}
}

func (c *conflicts) partOf(unit, whole graph.ID) bool {
	above := c.orgs.Parents[unit]
	for i := 0; i < len(above) && i < 64; i++ {
		if above[i] == whole {
			return true
		}
		above = append(slices.Clip(above), c.orgs.Parents[above[i]]...)
	}
	return false
}
