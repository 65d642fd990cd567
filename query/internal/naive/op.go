package naive

import (
	"fmt"
	"slices"

	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

func (e *evaluator) eval(o algebra.Op) []row {
	if !e.look() {
		return nil
	}
	switch o := o.(type) {
	case *algebra.BGP:
		rows := []row{newRow()}
		for _, t := range o.Triples {
			rows = e.match(rows, t)
		}
		return rows
	case *algebra.Path:
		return e.path(o)
	case *algebra.Join:
		return e.join(e.eval(o.Left), e.eval(o.Right))
	case *algebra.LeftJoin:
		return e.leftJoin(e.eval(o.Left), e.eval(o.Right), o.Cond)
	case *algebra.Union:
		return append(e.eval(o.Left), e.eval(o.Right)...)
	case *algebra.Minus:
		return minus(e.eval(o.Left), e.eval(o.Right))
	case *algebra.Filter:
		return slices.DeleteFunc(e.eval(o.Input), func(r row) bool { return !e.holds(o.Cond, r) })
	case *algebra.Extend:
		rows := e.eval(o.Input)
		for _, r := range rows {
			if v, err := e.expr(o.Expr, r); err == nil {
				r.values[o.Var] = v
			}
		}
		return rows
	case *algebra.Values:
		return values(o)
	case *algebra.Group:
		return e.group(o)
	case *algebra.Project:
		var rows []row
		for _, r := range e.eval(o.Input) {
			rows = append(rows, project(r, o.Vars))
		}
		return rows
	case *algebra.Distinct:
		return distinct(e.eval(o.Input))
	case *algebra.Reduced:
		return e.eval(o.Input)
	case *algebra.OrderBy:
		return e.orderBy(o)
	case *algebra.Slice:
		rows := e.eval(o.Input)
		rows = rows[min(o.Offset, int64(len(rows))):]
		if o.Limit >= 0 {
			rows = rows[:min(o.Limit, int64(len(rows)))]
		}
		return rows
	case *algebra.Graph:
		return e.graph(o)
	case *algebra.Service:
		return e.service(o)
	}
	e.failure = fmt.Errorf("no operator %T", o)
	return nil
}

// match extends rows by what fits a triple pattern.
func (e *evaluator) match(rows []row, t algebra.Triple) (out []row) {
	for _, r := range rows {
		if !e.look() {
			return nil
		}
		for _, found := range e.active {
			m := r.copy()
			if m.bind(t.Subject, found.s) && m.bind(t.Predicate, found.p) && m.bind(t.Object, found.o) {
				out = append(out, m)
			}
		}
	}
	return out
}

func (r row) copy() row {
	c := newRow()
	for v, t := range r.values {
		c.values[v] = t
	}
	return c
}

// bind gives a variable its value, if it has no other; a constant must be the value.
func (r row) bind(pattern algebra.Term, value term.Term) bool {
	if !pattern.IsVar() {
		return same(pattern.Value, value)
	}
	if old, ok := r.values[pattern.Var]; ok {
		return same(old, value)
	}
	r.values[pattern.Var] = value
	return true
}

// compatible tells whether two solutions agree where both are bound, and whether there is such a place.
func compatible(a, b Solution) (ok, share bool) {
	for v, x := range a {
		if y, bound := b[v]; bound {
			share = true
			if !same(x, y) {
				return false, true
			}
		}
	}
	return true, share
}

func merge(a, b row) row {
	m := a.copy()
	for v, t := range b.values {
		m.values[v] = t
	}
	return m
}

func (e *evaluator) join(left, right []row) (out []row) {
	for _, a := range left {
		if !e.look() {
			return nil
		}
		for _, b := range right {
			if ok, _ := compatible(a.values, b.values); ok {
				out = append(out, merge(a, b))
			}
		}
	}
	return out
}

func (e *evaluator) leftJoin(left, right []row, cond algebra.Expr) (out []row) {
	for _, a := range left {
		if !e.look() {
			return nil
		}
		found := false
		for _, b := range right {
			if ok, _ := compatible(a.values, b.values); ok {
				if m := merge(a, b); cond == nil || e.holds(cond, m) {
					out, found = append(out, m), true
				}
			}
		}
		if !found {
			out = append(out, a)
		}
	}
	return out
}

func minus(left, right []row) []row {
	return slices.DeleteFunc(left, func(a row) bool {
		return slices.ContainsFunc(right, func(b row) bool {
			ok, share := compatible(a.values, b.values)
			return ok && share
		})
	})
}

func values(o *algebra.Values) (rows []row) {
	for _, list := range o.Rows {
		r := newRow()
		for i, t := range list {
			if !t.IsZero() {
				r.values[o.Vars[i]] = t.Value
			}
		}
		rows = append(rows, r)
	}
	return rows
}

func project(r row, vars []algebra.Var) row {
	p := row{Solution{}, r.blanks}
	for _, v := range vars {
		if t, ok := r.values[v]; ok {
			p.values[v] = t
		}
	}
	return p
}

func distinct(rows []row) (out []row) {
	for _, r := range rows {
		if !slices.ContainsFunc(out, func(o row) bool { return equal(o.values, r.values) }) {
			out = append(out, r)
		}
	}
	return out
}

func equal(a, b Solution) bool {
	ok, _ := compatible(a, b)
	if !ok || len(a) != len(b) {
		return false
	}
	for v := range a {
		if _, bound := b[v]; !bound {
			return false
		}
	}
	return true
}

// graph evaluates in one named graph, or in each.
func (e *evaluator) graph(o *algebra.Graph) (out []row) {
	outer := e.active
	defer func() { e.active = outer }()
	for _, name := range e.names {
		here := newRow()
		if here.bind(o.Name, name) {
			e.active = e.named[name]
			out = append(out, e.join([]row{here}, e.eval(o.Input))...)
		}
	}
	return out
}

func (e *evaluator) service(o *algebra.Service) []row {
	if o.Endpoint.IsVar() {
		e.failure = fmt.Errorf("SERVICE with a variable is for the engine")
		return nil
	}
	var list [][]term.Term
	err := errNoService
	if e.opts.Service != nil {
		names := make([]string, len(o.Vars))
		for i, v := range o.Vars {
			names[i] = e.q.Name(v)
		}
		list, err = e.opts.Service(e.ctx, o.Endpoint.Value, o.Text, names)
	}
	if err != nil {
		if o.Silent {
			return []row{newRow()}
		}
		e.failure = err
		return nil
	}
	var rows []row
	for _, l := range list {
		r := newRow()
		for i, t := range l {
			if t.Kind != term.None {
				r.values[o.Vars[i]] = t
			}
		}
		rows = append(rows, r)
	}
	return rows
}
