package algebra

import "iter"

// Inputs yields the operators that an operator takes its solutions from, but not those in its expressions.
func Inputs(o Op) iter.Seq[Op] {
	return func(yield func(Op) bool) {
		switch o := o.(type) {
		case *Join:
			_ = yield(o.Left) && yield(o.Right)
		case *LeftJoin:
			_ = yield(o.Left) && yield(o.Right)
		case *Union:
			_ = yield(o.Left) && yield(o.Right)
		case *Minus:
			_ = yield(o.Left) && yield(o.Right)
		case *Filter:
			yield(o.Input)
		case *Extend:
			yield(o.Input)
		case *Group:
			yield(o.Input)
		case *Project:
			yield(o.Input)
		case *Distinct:
			yield(o.Input)
		case *Reduced:
			yield(o.Input)
		case *OrderBy:
			yield(o.Input)
		case *Slice:
			yield(o.Input)
		case *Graph:
			yield(o.Input)
		case *Service:
			yield(o.Input)
		}
	}
}

// Exprs yields the expressions of an operator itself, whole.
func Exprs(o Op) iter.Seq[Expr] {
	return func(yield func(Expr) bool) {
		switch o := o.(type) {
		case *LeftJoin:
			_ = o.Cond == nil || yield(o.Cond)
		case *Filter:
			yield(o.Cond)
		case *Extend:
			yield(o.Expr)
		case *Group:
			for _, k := range o.Keys {
				if !yield(k.Expr) {
					return
				}
			}
			for _, a := range o.Aggregates {
				if a.Arg != nil && !yield(a.Arg) {
					return
				}
			}
		case *OrderBy:
			for _, k := range o.Keys {
				if !yield(k.Expr) {
					return
				}
			}
		}
	}
}

// Bound calls yield for each variable that solutions of an operator may bind; one may come several times.
func Bound(o Op, yield func(Var)) {
	term := func(t Term) {
		if t.IsVar() {
			yield(t.Var)
		}
	}
	switch o := o.(type) {
	case *BGP:
		for _, t := range o.Triples {
			term(t.Subject)
			term(t.Predicate)
			term(t.Object)
		}
		return
	case *Path:
		term(o.From)
		term(o.To)
		return
	case *Values:
		for _, v := range o.Vars {
			yield(v)
		}
		return
	case *Project:
		for _, v := range o.Vars {
			yield(v)
		}
		return
	case *Group:
		for _, k := range o.Keys {
			yield(k.Var)
		}
		for _, a := range o.Aggregates {
			yield(a.Var)
		}
		return
	case *Minus:
		Bound(o.Left, yield)
		return
	case *Extend:
		yield(o.Var)
	case *Graph:
		term(o.Name)
	case *Service:
		term(o.Endpoint)
	}
	for input := range Inputs(o) {
		Bound(input, yield)
	}
}

// Mentioned calls yield for each variable that an operator has anywhere: bound, read by an expression, within EXISTS.
func Mentioned(o Op, yield func(Var)) {
	Bound(o, yield)
	for e := range Exprs(o) {
		Read(e, yield)
	}
	for input := range Inputs(o) {
		Mentioned(input, yield)
	}
}

// Read calls yield for each variable that an expression reads, those of patterns within EXISTS included.
func Read(e Expr, yield func(Var)) {
	switch e := e.(type) {
	case *VarExpr:
		yield(e.Var)
	case *Call:
		for _, a := range e.Args {
			Read(a, yield)
		}
	case *CallIRI:
		for _, a := range e.Args {
			Read(a, yield)
		}
	case *Exists:
		Mentioned(e.Pattern, yield)
	}
}
