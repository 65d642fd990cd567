package algebra

// Bind gives the query with values for some of its variables, as if VALUES stood at the beginning of its outermost group
// and of every group that mentions them.
func (q *Query) Bind(vars []Var, row []Term) *Query {
	if len(vars) == 0 {
		return q
	}
	bound := *q
	bound.Root = bindTop(Bind(q.Root, vars, row), &Values{Vars: vars, Rows: [][]Term{row}})
	return &bound
}

// bindTop joins the values in below the modifiers of the outermost query.
func bindTop(o Op, values *Values) Op {
	switch op := o.(type) {
	case *Slice:
		c := *op
		c.Input = bindTop(op.Input, values)
		return &c
	case *Distinct:
		return &Distinct{bindTop(op.Input, values)}
	case *Reduced:
		return &Reduced{bindTop(op.Input, values)}
	case *Project:
		return &Project{bindTop(op.Input, values), op.Vars}
	case *OrderBy:
		return &OrderBy{bindTop(op.Input, values), op.Keys}
	case *Group:
		c := *op
		c.Input = bindTop(op.Input, values)
		return &c
	case *Filter:
		if overGroup(op.Input) {
			return &Filter{bindTop(op.Input, values), op.Cond}
		}
	case *Extend:
		if overGroup(op.Input) {
			c := *op
			c.Input = bindTop(op.Input, values)
			return &c
		}
	}
	return &Join{values, o}
}

// overGroup tells whether HAVING and the expressions of SELECT are all there is above a grouping.
func overGroup(o Op) bool {
	switch o := o.(type) {
	case *Group:
		return true
	case *Filter:
		return overGroup(o.Input)
	case *Extend:
		return overGroup(o.Input)
	}
	return false
}

// Bind joins values in at every place of an operator that mentions one of the variables, at the innermost one. It is
// what EXISTS does with the solution it is asked about. The operator given stays as it is.
func Bind(o Op, vars []Var, row []Term) Op {
	b := binder{vars, row}
	return b.op(o)
}

type binder struct {
	vars []Var
	row  []Term
}

// with joins the values of those variables in that mentioned calls yield for.
func (b binder) with(o Op, mentioned func(yield func(Var))) Op {
	hit := make([]bool, len(b.vars))
	mentioned(func(v Var) {
		for i, known := range b.vars {
			hit[i] = hit[i] || v == known
		}
	})
	values := &Values{Rows: [][]Term{nil}}
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
		return &Extend{b.reading(b.op(o.Input), o.Expr), o.Var, o.Expr, o.Place}
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
