package plan

import (
	"slices"

	"talentgraph.example/query/internal/algebra"
)

// mergeGroup has the solutions of a group's input made one as far as keys and aggregates allow.
func (p *Planner) mergeGroup(n *Group) {
	certain := n.Input.Of().Certain
	live := SetOf(n.Graph.Var)
	for _, k := range n.Keys {
		live = live.Union(read(k.Expr))
	}
	n.Aggregates = slices.Clone(n.Aggregates)
	for i, a := range n.Aggregates {
		if a.Arg == nil && a.Distinct {
			live = live.Union(SetOf(n.Visible...))
		}
		if a.Arg == nil {
			continue
		}
		if v, ok := a.Arg.(*algebra.VarExpr); ok && a.Kind == algebra.Count && !a.Distinct && certain.Has(v.Var) {
			n.Aggregates[i].Arg = nil // it counts each solution
			continue
		}
		live = live.Union(read(a.Arg))
	}
	if len(n.Keys) > 0 || !chance(n) {
		p.merge(n.Input, live, true)
	}
}

// merge tells the joins below that equal solutions may be made one, if nobody reads more than the live variables.
func (p *Planner) merge(n Node, live Set, weighted bool) {
	switch n := n.(type) {
	case *Project:
		p.merge(n.Input, live, weighted)
	case *Extend:
		if anew(n.Expr) {
			return
		}
		live = live.Minus(SetOf(n.Var))
		if n.Compare { // with what the input binds
			live = live.Union(SetOf(n.Var))
		}
		p.merge(n.Input, live.Union(read(n.Expr)), weighted)
	case *Union:
		for _, in := range n.Inputs {
			p.merge(in, live, weighted)
		}
	case *LeftJoin:
		live = live.Union(n.Right.Node.Of().Reads)
		if n.Cond != nil {
			live = live.Union(read(n.Cond))
		}
		p.merge(n.Left, live, weighted)
	case *Minus:
		p.merge(n.Left, live.Union(n.Right.Node.Of().Reads), weighted)
	case *Join:
		p.mergeJoin(n, live, weighted)
	}
}

// chance tells whether an aggregate has another value each time it is worked out.
func chance(n *Group) bool {
	for _, a := range n.Aggregates {
		if a.Arg != nil && anew(a.Arg) {
			return true
		}
	}
	return false
}

// anew tells whether an expression has another value each time.
func anew(e algebra.Expr) bool {
	switch e := e.(type) {
	case *algebra.Call:
		switch e.Func {
		case algebra.FnBNode, algebra.FnRand, algebra.FnUUID, algebra.FnStrUUID:
			return true
		}
		return slices.ContainsFunc(e.Args, anew)
	case *algebra.CallIRI, *algebra.Exists:
		return true
	}
	return false
}

// mergeJoin makes pairs of triples edges, and says after which inputs solutions are made one.
func (p *Planner) mergeJoin(j *Join, live Set, weighted bool) {
	if !alongside(j.Inputs) {
		return
	}
	p.contract(j, live)
	j.Inputs[0].Hide = nil // nothing is given to what is grouped or made distinct
	j.Merge, j.Weighted = true, weighted
	needed := make([]Set, len(j.Inputs)) // by what comes after an input
	after := live
	fanOuts := make([]float64, len(j.Inputs))
	for i := len(j.Inputs) - 1; i >= 0; i-- {
		needed[i] = after
		after = after.Union(j.Inputs[i].Node.Of().Reads)
		for _, e := range j.Inputs[i].Filters {
			after = after.Union(read(e))
		}
	}
	var bound, kept Set
	for i := range j.Inputs {
		fanOuts[i] = p.fanOut(j.Inputs[i].Node, bound)
		bound = bound.Union(j.Inputs[i].Node.Of().Maybe)
	}
	bound = Set{}
	for i := range j.Inputs[:len(j.Inputs)-1] {
		in := &j.Inputs[i]
		bound = bound.Union(in.Node.Of().Maybe)
		later := 1.0
		for _, f := range fanOuts[i+1:] {
			later *= max(f, 1)
		}
		keep := bound.Intersect(needed[i])
		dead := bound.Minus(needed[i])
		if dead.Minus(kept).Empty() || later < 1.5 {
			continue
		}
		kept = dead
		in.Merged, in.Keep = true, keep.List()
	}
}

// contract puts an edge in the place of two triples that share a subject which nobody else reads.
func (p *Planner) contract(j *Join, live Set) {
	if !p.Dataset.Whole() {
		return
	}
	whole := j
	j = &Join{Inputs: parted(j.Inputs)}
	reads := make([]Set, len(j.Inputs))
	for i, in := range j.Inputs {
		reads[i] = in.Node.Of().Reads
		for _, e := range in.Filters {
			reads[i] = reads[i].Union(read(e))
		}
	}
	changed := false
	var inputs []Node
	var filters []algebra.Expr
	gone := make([]bool, len(j.Inputs))
	for i, in := range j.Inputs {
		filters = append(filters, in.Filters...)
		if gone[i] {
			continue
		}
		n := in.Node
		if first, ok := half(n); ok && !live.Has(first.Subject.Var) {
			var others []int
			for k := range j.Inputs {
				if k != i && reads[k].Has(first.Subject.Var) {
					others = append(others, k)
				}
			}
			if len(others) == 1 && others[0] > i && !filtersRead(j, first.Subject.Var) {
				if second, ok := half(j.Inputs[others[0]].Node); ok && second.Subject.Var == first.Subject.Var {
					n = p.edge(first, second)
					gone[others[0]], changed = true, true
				}
			}
		}
		inputs = append(inputs, n)
	}
	if !changed {
		return
	}
	made := p.joined(p.intersected(p.ordered(inputs)), filters, ActiveGraph{})
	if join, ok := made.(*Join); !ok {
		whole.Inputs = []Input{{Node: made}}
	} else if alongside(join.Inputs) {
		whole.Inputs = join.Inputs
	}
}

// alongside tells whether each input runs for the solutions of those before it as they are.
func alongside(inputs []Input) bool {
	for i, in := range inputs {
		if in.Kept || i > 0 && len(in.Hide) > 0 {
			return false
		}
	}
	return true
}

// parted gives the inputs of a join with the triples of intersections as inputs of their own.
func parted(inputs []Input) (parts []Input) {
	for _, in := range inputs {
		n, ok := in.Node.(*Intersect)
		if !ok {
			parts = append(parts, in)
			continue
		}
		for _, t := range n.Triples {
			parts = append(parts, Input{Node: t, Filters: in.Filters, Graph: in.Graph})
			in.Filters = nil
		}
	}
	return parts
}

func filtersRead(j *Join, v algebra.Var) bool {
	for _, in := range j.Inputs {
		for _, e := range in.Filters {
			if read(e).Has(v) {
				return true
			}
		}
	}
	return false
}

// half tells whether a node is a triple of a variable, a predicate and something else, in the default graph.
func half(n Node) (*Triple, bool) {
	t, ok := n.(*Triple)
	if !ok || t.Graph.Kind != DefaultGraph || t.Subject.Var == 0 || t.Predicate.ID == 0 || t.Absent() || t.Subject.Var == t.Object.Var {
		return nil, false
	}
	return t, true
}

func (p *Planner) edge(out, in *Triple) Node {
	vars := SetOf(out.Object.Var, in.Object.Var)
	e := &Edge{Facts: Facts{Certain: vars, Maybe: vars, Push: vars, Reads: vars}, From: out.Object, To: in.Object, Out: out.Predicate.ID, In: in.Predicate.ID}
	s := p.statistics(e.In)
	e.Rows = out.Rows * float64(s.Quads) / max(1, float64(s.Subjects))
	if in.Object.Var == 0 {
		e.Rows = min(e.Rows, in.Rows)
	}
	return e
}
