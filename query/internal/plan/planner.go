package plan

import (
	"context"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

// Planner makes plans over one state.
type Planner struct {
	Numbers *graph.Numbers
	Query   *algebra.Query
	Dataset Dataset
	// ID gives a constant its number, which one that no quad has gets for the query.
	ID func(term.Term) graph.ID
	// Plain leaves out whatever only saves work.
	Plain bool

	ctx  context.Context
	err  error
	next algebra.Var // of variables that the planner adds
	// given are variables that have a value before the pattern at hand runs, whose order depends on it.
	given Set
}

// Plan makes the plan of an operator, and gives the number of slots that running it takes. The error is the context's, or
// that of a closed graph.
func (p *Planner) Plan(ctx context.Context, o algebra.Op) (n Node, slots int, err error) {
	p.Begin(ctx, len(p.Query.Vars))
	n = p.op(o, ActiveGraph{})
	return n, int(p.next), p.err
}

// Begin readies the planner for more patterns of a query whose plan takes a number of slots.
func (p *Planner) Begin(ctx context.Context, slots int) { p.ctx, p.next = ctx, algebra.Var(slots) }

// Pattern makes the plan of the pattern of EXISTS, whose variables vars have the values of the solution at hand.
func (p *Planner) Pattern(o algebra.Op, vars []algebra.Var, g ActiveGraph) (n Node, slots int, err error) {
	n = p.op(algebra.Bind(o, vars, algebra.Terms(vars)), g)
	return n, int(p.next), p.err
}

// op plans an operator. In a named graph any node may look at the graph's variable, be it in an EXISTS.
func (p *Planner) op(o algebra.Op, g ActiveGraph) Node {
	n := p.plan(o, g)
	if g.Kind == GraphOf {
		n.Of().Reads = n.Of().Reads.Union(SetOf(g.Var))
	}
	return n
}

// right plans a pattern that runs for each solution of another one.
func (p *Planner) right(o algebra.Op, left *Facts, g ActiveGraph) Node {
	defer func(before Set) { p.given = before }(p.given)
	p.given = p.given.Union(left.Certain)
	return p.op(o, g)
}

func (p *Planner) plan(o algebra.Op, g ActiveGraph) Node {
	switch o.(type) {
	case *algebra.Group, *algebra.Distinct, *algebra.Reduced, *algebra.OrderBy, *algebra.Slice: // these run with nothing given
		defer func(before Set) { p.given = before }(p.given)
		p.given = Set{}
	}
	switch o := o.(type) {
	case *algebra.BGP, *algebra.Join, *algebra.Filter:
		return p.join(o, g)
	case *algebra.Path:
		return p.path(o, g)
	case *algebra.LeftJoin:
		return p.leftJoin(o, g)
	case *algebra.Union:
		return p.union(o, g)
	case *algebra.Minus:
		return p.minus(o, g)
	case *algebra.Extend:
		return p.extend(o, g)
	case *algebra.Values:
		return values(o)
	case *algebra.Group:
		return p.group(o, g)
	case *algebra.Project:
		return p.project(o, g, -1)
	case *algebra.Distinct:
		return p.distinct(o.Input, g)
	case *algebra.Reduced:
		return p.distinct(o.Input, g)
	case *algebra.OrderBy:
		return p.orderBy(o, bound(o.Input), g, -1)
	case *algebra.Slice:
		return p.slice(o, g)
	case *algebra.Graph:
		return p.graph(o)
	case *algebra.Service:
		vars := bound(o)
		return &Service{Facts: Facts{Maybe: vars, Reads: vars, Push: SetOf(o.Endpoint.Var), Certain: SetOf(o.Endpoint.Var), Rows: farRows}, Op: o}
	}
	return &One{Facts: Facts{Rows: 1}}
}

// What a service is taken to have: more than all else, so that it does not come first, and is told as much as can be known by then;
// but asking it about that is better than a product.
const (
	farRows  = 1e12
	toldRows = 1e6
)

// tells tells whether a node is a service that can be told of variables which are given.
func tells(n Node, given Set) bool {
	_, service := n.(*Service)
	return service && n.Of().Maybe.Meets(given)
}

func (p *Planner) path(o *algebra.Path, g ActiveGraph) Node {
	vars := SetOf(o.From.Var, o.To.Var, g.Var)
	rows := 1000.0
	if constant(o.From) || constant(o.To) {
		rows = 100
	}
	return &Path{Facts: Facts{Certain: vars, Maybe: vars, Push: vars, Reads: vars, Rows: rows}, From: o.From, To: o.To, Path: o.Path, Graph: g, Place: o.Place}
}

func labels(v algebra.Var) Node {
	vars := SetOf(v)
	return &Labels{Facts: Facts{Certain: vars, Maybe: vars, Push: vars, Reads: vars, Rows: 1000}, Var: v}
}

func (p *Planner) leftJoin(o *algebra.LeftJoin, g ActiveGraph) Node {
	left := p.op(o.Left, g)
	right := p.right(o.Right, left.Of(), g)
	l, r := left.Of(), right.Of()
	input := p.input(right, l.Maybe, Set{}, g)
	reads := l.Reads.Union(r.Reads)
	if o.Cond != nil {
		reads = reads.Union(read(o.Cond))
	}
	return &LeftJoin{
		Facts: Facts{Certain: l.Certain, Maybe: l.Maybe.Union(r.Maybe), Push: l.Push, Reads: reads, Outer: l.Outer || r.Outer, Whole: l.Whole || r.Whole,
			Rows: l.Rows * max(1, p.fanOut(right, l.Maybe))},
		Left: left, Right: input, Cond: o.Cond, Graph: g,
	}
}

func (p *Planner) minus(o *algebra.Minus, g ActiveGraph) Node {
	left := p.op(o.Left, g)
	right := p.right(o.Right, left.Of(), g)
	l, r := left.Of(), right.Of()
	common := bound(o.Left).Intersect(bound(o.Right))
	return &Minus{
		Facts: Facts{Certain: l.Certain, Maybe: l.Maybe, Push: l.Push, Reads: l.Reads.Union(r.Reads), Outer: l.Outer || r.Outer,
			Whole: l.Whole || r.Whole, Rows: l.Rows},
		Left: left, Right: p.input(right, l.Maybe, Set{}, g), Common: common.List(),
	}
}

func (p *Planner) union(o *algebra.Union, g ActiveGraph) Node {
	var inputs []Node
	var gather func(o algebra.Op)
	gather = func(o algebra.Op) {
		if u, ok := o.(*algebra.Union); ok {
			gather(u.Left)
			gather(u.Right)
			return
		}
		inputs = append(inputs, p.op(o, g))
	}
	gather(o)
	f := *inputs[0].Of()
	for _, n := range inputs[1:] {
		of := n.Of()
		f = Facts{Certain: f.Certain.Intersect(of.Certain), Maybe: f.Maybe.Union(of.Maybe), Push: f.Push.Intersect(of.Push),
			Reads: f.Reads.Union(of.Reads), Outer: f.Outer || of.Outer, Whole: f.Whole || of.Whole, Rows: f.Rows + of.Rows}
	}
	return &Union{Facts: f, Inputs: inputs}
}

func (p *Planner) extend(o *algebra.Extend, g ActiveGraph) Node {
	input := p.op(o.Input, g)
	f := *input.Of()
	f.Maybe = f.Maybe.Union(SetOf(o.Var))
	f.Reads = f.Reads.Union(read(o.Expr)).Union(f.Maybe)
	f.Push = f.Push.Minus(SetOf(o.Var))
	return &Extend{Facts: f, Input: input, Var: o.Var, Expr: o.Expr, Graph: g}
}

func values(o *algebra.Values) Node {
	f := Facts{Maybe: SetOf(o.Vars...), Rows: float64(len(o.Rows))}
	for i, v := range o.Vars {
		certain := true
		for _, row := range o.Rows {
			if row[i].IsVar() {
				f.Outer = true
			}
			certain = certain && (constant(row[i]) || o.Given)
		}
		if certain {
			f.Certain.add(v)
		}
	}
	f.Push, f.Reads = f.Certain, f.Maybe
	return &Values{Facts: f, Vars: o.Vars, Rows: o.Rows}
}

// whole is what comes of a node that has to see all its solutions: no variable may be given to it but that of the
// active graph.
func whole(f Facts, g ActiveGraph, rows float64) Facts {
	f.Push = f.Push.Intersect(SetOf(g.Var))
	f.Rows, f.Whole = rows, true
	return f
}

func (p *Planner) group(o *algebra.Group, g ActiveGraph) Node {
	input := p.op(o.Input, g)
	f := *input.Of()
	for e := range algebra.Exprs(o) {
		f.Reads = f.Reads.Union(read(e))
	}
	f.Certain, f.Maybe = f.Certain.Intersect(SetOf(g.Var)), f.Maybe.Intersect(SetOf(g.Var))
	for _, k := range o.Keys {
		f.Maybe.add(k.Var)
	}
	for _, a := range o.Aggregates {
		f.Maybe.add(a.Var)
	}
	rows := 1.0
	if len(o.Keys) > 0 {
		rows = max(1, f.Rows/4)
		if keys, ok := plain(o.Keys); ok {
			rows = min(rows, p.varieties(input, SetOf(keys...)))
		}
	}
	var visible []algebra.Var
	for v := range bound(o.Input).All() {
		if !p.Query.Vars[v].Blank {
			visible = append(visible, v)
		}
	}
	f.Reads = f.Reads.Union(f.Maybe)
	n := &Group{Facts: whole(f, g, rows), Input: input, Keys: o.Keys, Aggregates: o.Aggregates, Visible: visible, Graph: g}
	if !p.Plain {
		p.mergeGroup(n)
		n.Sorted = grouped(n)
	}
	return n
}

func (p *Planner) distinct(o algebra.Op, g ActiveGraph) Node {
	input := p.op(o, g)
	vars := bound(o)
	if !p.Plain {
		p.merge(input, vars.Union(SetOf(g.Var)), false)
	}
	return &Distinct{Facts: whole(*input.Of(), g, p.varieties(input, vars)), Input: input, Vars: vars.List()}
}

// orderBy keeps the variables given.
func (p *Planner) orderBy(o *algebra.OrderBy, vars Set, g ActiveGraph, limit int64) Node {
	input := p.op(o.Input, g)
	f := *input.Of()
	for _, k := range o.Keys {
		f.Reads = f.Reads.Union(read(k.Expr))
	}
	keep := vars.Union(SetOf(g.Var))
	f.Certain, f.Maybe = f.Certain.Intersect(keep), f.Maybe.Intersect(keep)
	rows := f.Rows
	if limit >= 0 {
		rows = min(rows, float64(limit))
	}
	return &OrderBy{Facts: whole(f, g, rows), Input: input, Keys: o.Keys, Vars: vars.List(), Limit: limit, Graph: g}
}

func (p *Planner) project(o *algebra.Project, g ActiveGraph, limit int64) Node {
	keep := SetOf(o.Vars...)
	var n Node
	if order, ok := o.Input.(*algebra.OrderBy); ok {
		n = p.orderBy(order, keep, g, limit)
	} else {
		n = p.op(o.Input, g)
	}
	keep = keep.Union(SetOf(g.Var))
	f := *n.Of()
	f.Certain, f.Maybe, f.Push = f.Certain.Intersect(keep), f.Maybe.Intersect(keep), f.Push.Intersect(keep)
	return &Project{Facts: f, Input: n}
}

// slice tells ORDER BY how many rows are wanted of it.
func (p *Planner) slice(o *algebra.Slice, g ActiveGraph) Node {
	wanted := int64(-1)
	if o.Limit >= 0 && o.Offset <= 1<<40 && o.Limit <= 1<<40 {
		wanted = o.Offset + o.Limit
	}
	var input Node
	switch in := o.Input.(type) {
	case *algebra.OrderBy:
		input = p.orderBy(in, bound(in.Input), g, wanted)
	case *algebra.Project:
		input = p.project(in, g, wanted)
	default:
		input = p.op(in, g)
	}
	rows := input.Of().Rows
	if o.Limit >= 0 {
		rows = min(rows, float64(o.Limit))
	}
	return &Slice{Facts: whole(*input.Of(), g, rows), Input: input, Offset: o.Offset, Limit: o.Limit}
}

// graph makes a named graph the active one. If the pattern inside does not mention the variable of its name, the
// variable is that of the active graph itself; else there is another one, which is compared with it.
func (p *Planner) graph(o *algebra.Graph) Node {
	if !o.Name.IsVar() {
		id := p.ID(o.Name.Value)
		known := p.Dataset.Listed() || p.Numbers.ID(o.Name.Value.Value()) != 0 && p.count(graph.PatternIDs{Label: id}) > 0
		if !known || !p.Dataset.IsNamed(id) {
			return &Union{} // of nothing
		}
		return p.op(o.Input, ActiveGraph{Kind: OneGraph, ID: id})
	}
	var mentioned Set
	algebra.Mentioned(o.Input, func(v algebra.Var) { mentioned.add(v) })
	active := ActiveGraph{Kind: GraphOf, Var: o.Name.Var}
	if mentioned.Has(o.Name.Var) {
		active.Var = p.next
		p.next++
	}
	inside := p.op(o.Input, active)
	if f := inside.Of(); f.Whole || !f.Push.Has(active.Var) {
		inside = p.joined([]Node{labels(active.Var), inside}, nil, active)
	}
	if active.Var == o.Name.Var {
		return inside
	}
	f := *inside.Of()
	name := SetOf(o.Name.Var)
	f.Certain, f.Maybe, f.Reads, f.Push = f.Certain.Union(name), f.Maybe.Union(name), f.Reads.Union(name), f.Push.Minus(name)
	return &Extend{Facts: f, Input: inside, Var: o.Name.Var, Expr: &algebra.VarExpr{Var: active.Var}, Compare: true}
}
