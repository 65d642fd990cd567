package algebra

import "slices"

// Bind gives the query with values for some of its variables, as if VALUES stood at the beginning of its outermost group
// and of every group that mentions them. Without a row each run gives the values: the variables are those of Given.
func (q *Query) Bind(vars []Var, row []Term) *Query {
	if len(vars) == 0 {
		return q
	}
	bound := *q
	given := row == nil
	if given {
		bound.Given, row = vars, Terms(vars)
	}
	b := binder{vars, row, given}
	bound.Root = b.top(q.Root, q.Where, nil)
	return &bound
}

// Terms gives variables as terms.
func Terms(vars []Var) []Term {
	terms := make([]Term, len(vars))
	for i, v := range vars {
		terms[i] = Term{Var: v}
	}
	return terms
}

// top joins the values in with the pattern of WHERE, below all modifiers, which may drop variables; and where expressions above a
// grouping read them. What AS gives a value is compared with it: made lists these variables, from the operators above.
func (b binder) top(o, where Op, made []Var) Op {
	if o == where {
		return b.pattern(o, made)
	}
	switch op := o.(type) {
	case *Slice:
		return &Slice{b.top(op.Input, where, made), op.Offset, op.Limit}
	case *Distinct:
		return &Distinct{b.top(op.Input, where, made)}
	case *Reduced:
		return &Reduced{b.top(op.Input, where, made)}
	case *Project:
		return &Project{b.top(op.Input, where, made), op.Vars}
	case *OrderBy:
		return &OrderBy{b.top(op.Input, where, made), op.Keys}
	case *Group:
		c := *op
		var keys []Var
		for _, k := range op.Keys {
			if v, plain := k.Expr.(*VarExpr); !plain || v.Var != k.Var {
				keys = append(keys, k.Var)
			}
		}
		c.Input = b.top(op.Input, where, append(made, keys...))
		return b.with(&c, func(yield func(Var)) {
			for _, v := range keys {
				yield(v)
			}
		})
	case *Filter:
		return &Filter{b.reading(b.top(op.Input, where, made), op.Cond), op.Cond}
	case *Extend:
		c := *op
		if c.Input = b.top(op.Input, where, append(made, op.Var)); op.Input != where {
			c.Input = b.reading(c.Input, op.Expr)
		}
		return b.with(&c, func(yield func(Var)) { yield(op.Var) })
	case *Join: // with VALUES at the end of the text
		return &Join{b.top(op.Left, where, made), b.op(op.Right)}
	}
	return b.pattern(o, made)
}

// pattern joins the values in with the pattern of WHERE and within, but for variables that get theirs later.
func (b binder) pattern(o Op, later []Var) Op {
	return b.with(b.op(o), func(yield func(Var)) {
		for _, v := range b.vars {
			if !slices.Contains(later, v) {
				yield(v)
			}
		}
	})
}

// Bind joins values in at every place of an operator that mentions one of the variables, at the innermost one. It is
// what EXISTS does with the solution it is asked about. The operator given stays as it is.
func Bind(o Op, vars []Var, row []Term) Op {
	b := binder{vars, row, false}
	return b.op(o)
}

type binder struct {
	vars  []Var
	row   []Term
	given bool
}

// with joins the values of those variables in that mentioned calls yield for.
func (b binder) with(o Op, mentioned func(yield func(Var))) Op {
	hit := make([]bool, len(b.vars))
	mentioned(func(v Var) {
		for i, known := range b.vars {
			hit[i] = hit[i] || v == known
		}
	})
	values := &Values{Rows: [][]Term{nil}, Given: b.given}
	for i, v := range b.vars {
		if hit[i] {
			values.Vars = append(values.Vars, v)
			values.Rows[0] = append(values.Rows[0], b.row[i])
		}
	}
	if len(values.Vars) == 0 {
		return o
	}
	return &Join{values, o}
}

func (b binder) reading(o Op, exprs ...Expr) Op {
	return b.with(o, func(yield func(Var)) {
		for _, e := range exprs {
			Read(e, yield)
		}
	})
}

func (b binder) op(o Op) Op {
	switch o := o.(type) {
	case *BGP, *Path, *Service:
		return b.with(o, func(yield func(Var)) { Bound(o, yield) })
	case *Join:
		return &Join{b.op(o.Left), b.op(o.Right)}
	case *Union:
		return &Union{b.op(o.Left), b.op(o.Right)}
	case *Minus:
		return &Minus{b.op(o.Left), b.op(o.Right)}
	case *LeftJoin:
		left := b.op(o.Left)
		if o.Cond != nil {
			left = b.reading(left, o.Cond)
		}
		return &LeftJoin{left, b.op(o.Right), o.Cond}
	case *Filter:
		return &Filter{b.reading(b.op(o.Input), o.Cond), o.Cond}
	case *Extend:
		input := b.with(b.op(o.Input), func(yield func(Var)) {
			Read(o.Expr, func(v Var) {
				if v != o.Var { // which has no value there, whoever reads it
					yield(v)
				}
			})
		})
		return &Extend{input, o.Var, o.Expr, o.Place}
	case *OrderBy:
		return &OrderBy{b.op(o.Input), o.Keys}
	case *Group:
		c := *o
		var exprs []Expr
		for e := range Exprs(o) {
			exprs = append(exprs, e)
		}
		c.Input = b.reading(b.op(o.Input), exprs...)
		return &c
	case *Project:
		return b.with(&Project{b.op(o.Input), o.Vars}, func(yield func(Var)) { Bound(o, yield) })
	case *Distinct:
		return &Distinct{b.op(o.Input)}
	case *Reduced:
		return &Reduced{b.op(o.Input)}
	case *Slice:
		return &Slice{b.op(o.Input), o.Offset, o.Limit}
	case *Graph:
		return b.with(&Graph{o.Name, b.op(o.Input)}, func(yield func(Var)) {
			if o.Name.IsVar() {
				yield(o.Name.Var)
			}
		})
	default: // Values
		return o
	}
}
