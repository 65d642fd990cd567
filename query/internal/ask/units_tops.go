package ask

import (
	"context"
	"slices"

	"talentgraph.example/graph"
)

// An organization at the top is a unit of nothing. Organizations that are units of each other in a circle, and of
// nothing outside, are at the top as one: the first of them by IRI stands for all.

// belonging is where a unit belongs. The units of one circle have it together.
type belonging struct {
	tops   []graph.ID // what it counts for, ascending
	within []graph.ID // of these the units of nothing, or all if there are none: what a move must share to stay within
}

// place finds out where units belong that have been learned with all that is above them: R. E. Tarjan, Depth-First
// Search and Linear Graph Algorithms, SIAM Journal on Computing 1 (1972), upwards. What is above a unit never
// changes once it is learned, so that each is visited once.
func (g *Units) place(ctx context.Context, units []graph.ID) error {
	p := placing{Units: g, index: map[graph.ID]int{}}
	for _, unit := range units {
		if g.belongs[unit] == nil {
			if err := p.visit(ctx, unit); err != nil {
				return err
			}
		}
	}
	return nil
}

// placing is one depth-first search.
type placing struct {
	*Units
	index map[graph.ID]int // of the units visited, from 1 on
	open  []graph.ID       // visited and not yet placed, in the order of their visits
	path  []climb
	steps int
}

// climb is a unit on the way up.
type climb struct {
	unit graph.ID
	next int // of its parents
	low  int // the first unit visited that is known to be above it and open
	open int // where it stands among the open ones
}

func (p *placing) visit(ctx context.Context, unit graph.ID) error {
	p.enter(unit)
	for len(p.path) > 0 {
		if p.steps++; p.steps&4095 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		at := &p.path[len(p.path)-1]
		if parents := p.Parents[at.unit]; at.next < len(parents) {
			parent := parents[at.next]
			at.next++
			switch {
			case len(p.Parents[parent]) == 0 || p.belongs[parent] != nil:
			case p.index[parent] == 0:
				p.enter(parent)
			default:
				at.low = min(at.low, p.index[parent])
			}
			continue
		}
		done := *at
		p.path = p.path[:len(p.path)-1]
		if done.low == p.index[done.unit] {
			p.settle(p.open[done.open:])
			p.open = p.open[:done.open]
		} else {
			below := &p.path[len(p.path)-1]
			below.low = min(below.low, done.low)
		}
	}
	return nil
}

func (p *placing) enter(unit graph.ID) {
	p.index[unit] = len(p.index) + 1
	p.path = append(p.path, climb{unit, 0, p.index[unit], len(p.open)})
	p.open = append(p.open, unit)
}

// settle says where a unit belongs, or the units of a circle.
func (p *placing) settle(circle []graph.ID) {
	b := &belonging{}
	for _, unit := range circle {
		p.belongs[unit] = b
	}
	var all, most []graph.ID
	var starts []int
	for _, unit := range circle {
		for _, parent := range p.Parents[unit] {
			above := p.belongs[parent]
			if above == b {
				continue
			}
			starts = append(starts, len(all))
			if above == nil {
				all = append(all, parent)
				continue
			}
			all = append(all, above.tops...)
			if len(above.tops) > len(most) {
				most = above.tops
			}
		}
	}
	switch b.tops = Merge(all, starts); {
	case len(starts) == 0:
		b.tops = []graph.ID{slices.MinFunc(circle, p.ByIRI)}
	case len(b.tops) == len(most):
		b.tops = most // which saves memory
	default:
		b.tops = slices.Clip(b.tops)
	}
	b.within = b.tops
	isUnit := func(o graph.ID) bool { return len(p.Parents[o]) > 0 }
	if slices.ContainsFunc(b.tops, isUnit) {
		if free := slices.DeleteFunc(slices.Clone(b.tops), isUnit); len(free) > 0 {
			b.within = free
		}
	}
	p.Shared = p.Shared || len(b.tops) > 1
}

// AppendTops appends the organizations at the top that a learned one belongs to and counts for; itself if it is no
// unit.
func (g *Units) AppendTops(dst []graph.ID, organization graph.ID) []graph.ID {
	if b := g.belongs[organization]; b != nil {
		return append(dst, b.tops...)
	}
	return append(dst, organization)
}

// Top is the one organization that a learned one counts for, where none is Shared.
func (g *Units) Top(organization graph.ID) graph.ID {
	if b := g.belongs[organization]; b != nil {
		return b.tops[0]
	}
	return organization
}

// Internal tells whether a move between two learned organizations stays within one.
func (g *Units) Internal(from, to graph.ID) bool {
	if from == to {
		return true
	}
	a, b := g.belongs[from], g.belongs[to]
	switch {
	case a == nil && b == nil:
		return false
	case a == nil:
		return Contains(b.within, from)
	case b == nil:
		return Contains(a.within, to)
	}
	return a == b || g.share(from, to, a.within, b.within)
}

// share tells whether two units have one of these organizations in common.
func (g *Units) share(from, to graph.ID, a, b []graph.ID) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	const few = 8
	if len(a) <= few {
		return slices.ContainsFunc(a, func(o graph.ID) bool { return Contains(b, o) })
	}
	pair := MakePair(from, to)
	shared, known := g.alike[pair]
	if !known {
		shared = slices.ContainsFunc(a, func(o graph.ID) bool { return Contains(b, o) })
		if g.alike == nil {
			g.alike = map[Pair]bool{}
		}
		g.alike[pair] = shared
	}
	return shared
}
