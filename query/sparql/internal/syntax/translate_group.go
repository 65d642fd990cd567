package syntax

import (
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

// group translates a group: its elements in order, then its filters.
func (t *translator) group(g *Group) algebra.Op {
	o, cond := t.body(g)
	if cond != nil {
		return &algebra.Filter{Input: o, Cond: cond}
	}
	return o
}

// body translates a group, and gives its filters apart, as OPTIONAL needs them.
func (t *translator) body(g *Group) (o algebra.Op, cond algebra.Expr) {
	o = &algebra.BGP{}
	var filters []*Expr
	var open block
	for _, e := range g.Elements {
		switch e := e.(type) {
		case *Triples:
			for _, tr := range e.List {
				t.triple(&open, tr)
			}
			continue
		case *Filter:
			filters = append(filters, e.Cond)
			continue
		}
		o = open.close(o)
		o = t.element(o, e)
	}
	o = open.close(o)
	if len(filters) == 0 {
		return o, nil
	}
	list := make([]algebra.Expr, len(filters))
	for i, f := range filters {
		list[i] = t.expr(f)
	}
	return o, balanced(list, func(a, b algebra.Expr) algebra.Expr {
		return &algebra.Call{Func: algebra.FnAnd, Args: []algebra.Expr{a, b}, Place: a.At()}
	})
}

func (t *translator) element(o algebra.Op, e Element) algebra.Op {
	switch e := e.(type) {
	case *Optional:
		right, cond := t.body(e.Group)
		return &algebra.LeftJoin{Left: o, Right: right, Cond: cond}
	case *Minus:
		return &algebra.Minus{Left: o, Right: t.group(e.Group)}
	case *Union:
		list := make([]algebra.Op, len(e.Groups))
		for i, g := range e.Groups {
			list[i] = t.group(g)
		}
		return join(o, balanced(list, func(a, b algebra.Op) algebra.Op { return &algebra.Union{Left: a, Right: b} }))
	case *Named:
		name := t.term(e.Name)
		return join(o, &algebra.Graph{Name: name, Input: t.group(e.Group)})
	case *Service:
		return join(o, t.service(e))
	case *Bind:
		value := t.expr(e.Expr)
		return &algebra.Extend{Input: o, Var: t.named(e.Var, e.Place), Expr: value, Place: e.Place}
	case *Values:
		return join(o, t.values(e))
	case *Sub:
		return join(o, t.sub(e.Query))
	}
	return o
}

func (t *translator) service(e *Service) algebra.Op {
	endpoint := t.term(e.Endpoint)
	visible := checkGroup(e.Group)
	return &algebra.Service{
		Endpoint: endpoint, Silent: e.Silent, Input: t.group(e.Group), Text: serviceText(e.Group, visible.list, t.base),
		Vars: t.vars(visible.list), Place: e.Place,
	}
}

// join leaves out the empty group, which joins with everything and changes nothing.
func join(a, b algebra.Op) algebra.Op {
	if bgp, ok := a.(*algebra.BGP); ok && len(bgp.Triples) == 0 {
		return b
	}
	if bgp, ok := b.(*algebra.BGP); ok && len(bgp.Triples) == 0 {
		return a
	}
	return &algebra.Join{Left: a, Right: b}
}

// block is a basic graph pattern under way, with the paths that stand between its triples.
type block struct {
	triples []algebra.Triple
	paths   []algebra.Op
}

func (b *block) close(o algebra.Op) algebra.Op {
	if len(b.triples) > 0 {
		o = join(o, &algebra.BGP{Triples: b.triples})
	}
	for _, p := range b.paths {
		o = join(o, p)
	}
	*b = block{}
	return o
}

func (t *translator) triple(b *block, tr Triple) {
	if tr.Path == nil {
		b.triples = append(b.triples, algebra.Triple{Subject: t.term(tr.Subject), Predicate: t.term(tr.Predicate), Object: t.term(tr.Object)})
		return
	}
	from := t.term(tr.Subject)
	t.path(b, from, tr.Path, t.term(tr.Object), tr.Predicate.Place)
}

// path translates a path: SPARQL 1.1, section 18.2.2.4.
func (t *translator) path(b *block, from algebra.Term, path algebra.PathExpr, to algebra.Term, at algebra.Place) {
	switch p := path.(type) {
	case *algebra.PathLink:
		b.triples = append(b.triples, algebra.Triple{Subject: from, Predicate: algebra.Term{Value: p.IRI, Place: p.Place}, Object: to})
	case *algebra.PathInverse:
		t.path(b, to, p.Path, from, at)
	case *algebra.PathSeq:
		middle := algebra.Term{Var: t.newVar(algebra.Variable{Hidden: true, Blank: true, Place: at}), Place: at}
		t.path(b, from, p.First, middle, at)
		t.path(b, middle, p.Second, to, at)
	default:
		b.paths = append(b.paths, &algebra.Path{From: from, Path: path, To: to, Place: at})
	}
}

// expr translates an expression.
func (t *translator) expr(e *Expr) algebra.Expr {
	switch e.Kind {
	case ExprNode:
		if e.Node.Var != "" {
			return t.variable(e.Node.Var, e.Place)
		}
		return &algebra.Const{Value: e.Node.Value, Place: e.Place}
	case ExprAggregate:
		return t.aggregate(e)
	case ExprExists:
		return &algebra.Exists{Pattern: t.group(e.Group), Not: e.Not, Place: e.Place}
	}
	args := make([]algebra.Expr, len(e.Args), len(e.Args)+1)
	for i, a := range e.Args {
		args[i] = t.expr(a)
	}
	if e.Kind == ExprIRI {
		return &algebra.CallIRI{IRI: e.IRI, Args: args, Place: e.Place}
	}
	if e.Func == algebra.FnIRI && t.base != "" {
		args = append(args, &algebra.Const{Value: term.Term{Kind: term.IRI, Text: t.base}, Place: e.Place})
	}
	return &algebra.Call{Func: e.Func, Args: args, Place: e.Place}
}
