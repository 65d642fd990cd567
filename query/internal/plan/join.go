package plan

import (
	"slices"

	"talentgraph.example/query/internal/algebra"
)

// join plans all that is joined here as one: triple patterns and whatever else stands beside them, with the filters of
// the group.
func (p *Planner) join(o algebra.Op, g ActiveGraph) Node {
	var filters []algebra.Expr
	for {
		f, ok := o.(*algebra.Filter)
		if !ok {
			break
		}
		filters = append(conjuncts(f.Cond), filters...)
		o = f.Input
	}
	leaves := p.pullFilters(leavesOf(o), &filters)
	units := make([]Node, 0, len(leaves))
	for _, leaf := range leaves {
		switch leaf := leaf.(type) {
		case *algebra.BGP:
			for _, t := range leaf.Triples {
				units = append(units, p.triple(t, g))
			}
		default:
			units = append(units, p.op(leaf, g))
		}
	}
	if len(units) == 0 {
		units = []Node{&One{Facts{Rows: 1}}}
	}
	units = p.ordered(units)
	if g.Kind == GraphOf {
		graphFirst(units, g.Var)
	}
	return p.joined(p.intersected(units), filters, g)
}

// graphFirst begins with a unit that finds out which the active graph is, if there is one: others may look at nothing
// else than the graph that is bound.
func graphFirst(units []Node, active algebra.Var) {
	for i, u := range units {
		if u.Of().Push.Has(active) {
			copy(units[1:], units[:i])
			units[0] = u
			return
		}
	}
}

func leavesOf(o algebra.Op) []algebra.Op {
	if j, ok := o.(*algebra.Join); ok {
		return append(leavesOf(j.Left), leavesOf(j.Right)...)
	}
	return []algebra.Op{o}
}

// pullFilters takes the filters out of inner groups that stand in a join, where they mean the same outside.
func (p *Planner) pullFilters(leaves []algebra.Op, filters *[]algebra.Expr) []algebra.Op {
	if p.Plain {
		return leaves
	}
	for i := 0; i < len(leaves); i++ {
		f, ok := leaves[i].(*algebra.Filter)
		if !ok {
			continue
		}
		var others Set
		for j, o := range leaves {
			if j != i {
				others = others.Union(bound(o))
			}
		}
		if !read(f.Cond).Meets(others) {
			*filters = append(*filters, conjuncts(f.Cond)...)
			leaves = append(append(slices.Clone(leaves[:i]), leavesOf(f.Input)...), leaves[i+1:]...)
			i--
		}
	}
	return leaves
}

// conjuncts parts a condition: it is true if and only if all its parts are.
func conjuncts(e algebra.Expr) []algebra.Expr {
	if c, ok := e.(*algebra.Call); ok && c.Func == algebra.FnAnd {
		return append(conjuncts(c.Args[0]), conjuncts(c.Args[1])...)
	}
	return []algebra.Expr{e}
}

// ordered puts what gives the fewest rows first, for what is given, and then, again and again, what multiplies them least.
func (p *Planner) ordered(units []Node) []Node {
	if p.Plain {
		return units
	}
	given := p.given
	left := slices.Clone(units)
	ordered := make([]Node, 0, len(units))
	for len(left) > 0 {
		best, least := 0, 0.0
		for i, u := range left {
			rows := p.fanOut(u, given)
			if len(ordered) > 0 && !u.Of().Push.Meets(given) && !tells(u, given) && u.Of().Rows > 1 {
				rows *= 1e6 // a product only if there is nothing else
			}
			if i == 0 || rows < least {
				best, least = i, rows
			}
		}
		u := left[best]
		ordered = append(ordered, u)
		left = slices.Delete(left, best, best+1)
		given = given.Union(u.Of().Maybe)
	}
	return ordered
}

// joined makes the join of units in this order, each filter as soon as no later unit binds what it reads.
func (p *Planner) joined(units []Node, filters []algebra.Expr, g ActiveGraph) Node {
	if len(units) == 1 && len(filters) == 0 {
		return units[0]
	}
	j := &Join{Facts: Facts{Rows: 1}}
	later := make([]Set, len(units)+1)
	for i := len(units) - 1; i >= 0; i-- {
		later[i] = later[i+1].Union(units[i].Of().Maybe)
		j.Push = j.Push.Union(units[i].Of().Push)
	}
	for i, u := range units {
		f := u.Of()
		j.Rows *= p.fanOut(u, j.Maybe)
		var input Input
		if i == 0 {
			input = Input{Node: u}
		} else {
			input = p.input(u, j.Maybe, j.Push, g)
		}
		if i == 0 { // what may be given to the whole has a value from the start
			input.Hide = j.Push.Intersect(f.Reads).Minus(f.Push).Minus(SetOf(g.Var)).List()
		}
		input.Graph = g
		filters = slices.DeleteFunc(slices.Clone(filters), func(e algebra.Expr) bool {
			now := !read(e).Meets(later[i+1])
			if now {
				input.Filters = append(input.Filters, e)
			}
			return now
		})
		for _, e := range input.Filters {
			j.Reads = j.Reads.Union(read(e))
		}
		j.Inputs = append(j.Inputs, input)
		j.Certain, j.Maybe, j.Reads = j.Certain.Union(f.Certain), j.Maybe.Union(f.Maybe), j.Reads.Union(f.Reads)
		j.Outer, j.Whole = j.Outer || f.Outer, j.Whole || f.Whole
	}
	return j
}

// input says how a node is joined to nodes that have run before it and may have bound some variables. Others of given
// may have values as well.
func (p *Planner) input(n Node, before, given Set, g ActiveGraph) Input {
	f := n.Of()
	given = given.Union(before)
	in := Input{Node: n, Hide: given.Intersect(f.Reads).Minus(f.Push).Minus(SetOf(g.Var)).List(), Graph: g}
	switch n.(type) {
	case *Triple, *Intersect, *Edge, *Path, *Labels, *One:
		return in
	case *Values:
		if f.Outer || f.Rows < 50 {
			return in
		}
	default:
		if !f.Whole && f.Push.Minus(SetOf(g.Var)).Meets(given) {
			return in
		}
	}
	if p.Plain && !f.Whole {
		return in
	}
	// Rows are found by what they share with those before, if it is bound in each of them.
	on := f.Certain.Intersect(before).Minus(SetOf(g.Var))
	in.Kept, in.Vars, in.On = true, append(on.List(), f.Maybe.Minus(on).List()...), len(on.List())
	in.Hide = given.Intersect(f.Reads).Minus(SetOf(g.Var)).List()
	if f.Reads.Has(g.Var) {
		in.Active = g.Var
	}
	return in
}
