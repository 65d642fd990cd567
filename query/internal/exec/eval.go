package exec

import (
	"errors"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/internal/expr"
	"talentgraph.example/query/internal/plan"
)

// A value is an expression's, of what the slots hold; an error is the zero Value.
type value func() expr.Value

// A scope says what an expression stands in: the variables that may be bound there, and the active graph.
type scope struct {
	vars  plan.Set
	graph plan.ActiveGraph
}

// condition tells whether an expression holds; errors of its own are not true, and only limits and the context are
// given back.
func (b *builder) condition(e algebra.Expr, vars plan.Set, g plan.ActiveGraph) func() (bool, error) {
	x, v := b.Exec, b.value(e, scope{vars, g})
	return func() (bool, error) {
		truth, ok := v().Truth()
		return truth && ok, x.env.Err()
	}
}

// number gives the number of an expression's value, 0 for an error.
func (b *builder) number(e algebra.Expr, vars plan.Set, g plan.ActiveGraph) func() (graph.ID, error) {
	x := b.Exec
	if v, ok := e.(*algebra.VarExpr); ok {
		return func() (graph.ID, error) { return x.slots[v.Var], nil }
	}
	v := b.value(e, scope{vars, g})
	return func() (graph.ID, error) {
		made := v()
		if err := x.env.Err(); err != nil {
			return 0, err
		}
		return x.terms.Number(made)
	}
}

func (b *builder) value(e algebra.Expr, s scope) value {
	x := b.Exec
	switch e := e.(type) {
	case *algebra.VarExpr:
		return func() expr.Value { return x.terms.Value(x.slots[e.Var]) }
	case *algebra.Const:
		v := expr.Of(e.Value)
		return func() expr.Value { return v }
	case *algebra.Exists:
		return b.exists(e, s)
	case *algebra.CallIRI:
		return b.callIRI(e, s)
	case *algebra.Call:
		return b.call(e, s)
	}
	b.fail(errors.New("a kind of expression is not known"))
	return func() expr.Value { return expr.Value{} }
}

func (b *builder) valuesOf(args []algebra.Expr, s scope) []value {
	vs := make([]value, len(args))
	for i, a := range args {
		vs[i] = b.value(a, s)
	}
	return vs
}

func (b *builder) call(e *algebra.Call, s scope) value {
	x := b.Exec
	if e.Func == algebra.FnBound {
		if v, ok := e.Args[0].(*algebra.VarExpr); ok {
			return func() expr.Value { return expr.NewBoolean(x.slots[v.Var] != 0) }
		}
	}
	args := b.valuesOf(e.Args, s)
	switch e.Func {
	case algebra.FnOr:
		return either(args[0], args[1], true)
	case algebra.FnAnd:
		return either(args[0], args[1], false)
	case algebra.FnNot:
		return func() expr.Value { return not(args[0]()) }
	case algebra.FnEqual, algebra.FnNotEqual:
		return b.equality(e, args)
	case algebra.FnLess, algebra.FnGreater, algebra.FnLessEqual, algebra.FnGreaterEqual:
		return comparison(e.Func, args[0], args[1])
	case algebra.FnIn:
		return in(args)
	case algebra.FnNotIn:
		among := in(args)
		return func() expr.Value { return not(among()) }
	case algebra.FnAdd, algebra.FnSubtract, algebra.FnMultiply, algebra.FnDivide:
		op := map[algebra.Func]expr.Op{algebra.FnAdd: expr.Add, algebra.FnSubtract: expr.Subtract, algebra.FnMultiply: expr.Multiply,
			algebra.FnDivide: expr.Divide}[e.Func]
		return func() expr.Value { return expr.Arithmetic(op, args[0](), args[1]()) }
	case algebra.FnMinus:
		return func() expr.Value { return expr.Negate(args[0]()) }
	case algebra.FnPlus:
		return func() expr.Value { return expr.Plus(args[0]()) }
	case algebra.FnIf:
		return func() expr.Value {
			truth, ok := args[0]().Truth()
			switch {
			case !ok:
				return expr.Value{}
			case truth:
				return args[1]()
			}
			return args[2]()
		}
	case algebra.FnCoalesce:
		return func() expr.Value {
			for _, a := range args {
				if v := a(); v.OK() {
					return v
				}
			}
			return expr.Value{}
		}
	}
	f, ok := expr.Lookup(strings.ToUpper(e.Func.Signature().Name))
	if !ok {
		b.fail(errors.New("function " + e.Func.String() + " is not known"))
	}
	given := make([]expr.Value, len(args))
	return func() expr.Value {
		for i, a := range args {
			given[i] = a()
		}
		return f.Call(&x.env, given)
	}
}

// either is "||", or "&&" with decided false: one argument may decide whatever the other is, an error too.
func either(a, b value, decided bool) value {
	return func() expr.Value {
		truthA, okA := a().Truth()
		if okA && truthA == decided {
			return expr.NewBoolean(decided)
		}
		truthB, okB := b().Truth()
		switch {
		case okB && truthB == decided:
			return expr.NewBoolean(decided)
		case okA && okB:
			return expr.NewBoolean(!decided)
		}
		return expr.Value{}
	}
}

func not(v expr.Value) expr.Value {
	truth, ok := v.Truth()
	if !ok {
		return expr.Value{}
	}
	return expr.NewBoolean(!truth)
}

// equality is "=" or "!=". Of two variables the numbers are compared first: IRIs and blank nodes need no more.
func (b *builder) equality(e *algebra.Call, args []value) value {
	x := b.Exec
	wanted := e.Func == algebra.FnEqual
	generic := func() expr.Value {
		equal, ok := expr.Equal(args[0](), args[1]())
		if !ok {
			return expr.Value{}
		}
		return expr.NewBoolean(equal == wanted)
	}
	if language := b.language(e.Args[0], e.Args[1]); language != nil {
		return func() expr.Value {
			same, ok := language()
			if !ok {
				return expr.Value{}
			}
			return expr.NewBoolean(same == wanted)
		}
	}
	left, right := b.operand(e.Args[0]), b.operand(e.Args[1])
	if left == nil || right == nil {
		return generic
	}
	return func() expr.Value {
		l, r := left(), right()
		if l == 0 || r == 0 {
			return expr.Value{}
		}
		if x.terms.Kind(l) != term.Literal || x.terms.Kind(r) != term.Literal {
			return expr.NewBoolean((l == r) == wanted)
		}
		return generic()
	}
}

// isLanguage is [builder.language] for a condition; nil for others.
func (b *builder) isLanguage(e algebra.Expr) func() (same, ok bool) {
	if c, ok := e.(*algebra.Call); ok && c.Func == algebra.FnEqual {
		return b.language(c.Args[0], c.Args[1])
	}
	return nil
}

// language is LANG(?v) = "en", which needs no more of a term than its language; nil if the two expressions are others. It is
// an error for what is no literal.
func (b *builder) language(call, tag algebra.Expr) func() (same, ok bool) {
	x := b.Exec
	if _, swapped := call.(*algebra.Const); swapped {
		call, tag = tag, call
	}
	lang, isCall := call.(*algebra.Call)
	wanted, isConst := tag.(*algebra.Const)
	if !isCall || !isConst || lang.Func != algebra.FnLang || wanted.Value.Kind != term.Literal || wanted.Value.Lang != "" || wanted.Value.Datatype != "" {
		return nil
	}
	v, isVar := lang.Args[0].(*algebra.VarExpr)
	if !isVar {
		return nil
	}
	return func() (same, ok bool) {
		id := x.slots[v.Var]
		if lang := x.terms.Lang(id); lang != "" {
			return lang == wanted.Value.Text, true
		}
		return wanted.Value.Text == "", id != 0 && x.terms.Kind(id) == term.Literal
	}
}

// operand gives the number of a variable or an IRI; nil for other expressions.
func (b *builder) operand(e algebra.Expr) func() graph.ID {
	x := b.Exec
	switch e := e.(type) {
	case *algebra.VarExpr:
		return func() graph.ID { return x.slots[e.Var] }
	case *algebra.Const:
		if e.Value.Kind != term.IRI {
			return nil // literals are compared by value
		}
		id, err := x.terms.ID(e.Value)
		b.fail(err)
		return func() graph.ID { return id }
	}
	return nil
}

func comparison(f algebra.Func, a, b value) value {
	return func() expr.Value {
		order, ordered, ok := expr.Compare(a(), b())
		if !ok {
			return expr.Value{}
		}
		holds := false
		switch f {
		case algebra.FnLess:
			holds = order < 0
		case algebra.FnGreater:
			holds = order > 0
		case algebra.FnLessEqual:
			holds = order <= 0
		default:
			holds = order >= 0
		}
		return expr.NewBoolean(ordered && holds)
	}
}

// in is true if one of the list is equal to the first argument, else an error if the comparison with one is.
func in(args []value) value {
	return func() expr.Value {
		v, failed := args[0](), false
		for _, a := range args[1:] {
			equal, ok := expr.Equal(v, a())
			if equal && ok {
				return expr.NewBoolean(true)
			}
			failed = failed || !ok
		}
		if failed {
			return expr.Value{}
		}
		return expr.NewBoolean(false)
	}
}

// callIRI calls a function that the program has registered, or casts.
func (b *builder) callIRI(e *algebra.CallIRI, s scope) value {
	args := b.valuesOf(e.Args, s)
	if f, known := b.options.Functions[e.IRI]; known {
		given := make([]term.Term, len(args))
		return func() expr.Value {
			for i, a := range args {
				given[i] = a().Term()
			}
			result, err := f(given)
			if err != nil {
				return expr.Value{}
			}
			return expr.Of(result)
		}
	}
	if expr.IsCast(e.IRI) && len(args) == 1 {
		return func() expr.Value { return expr.Cast(e.IRI, args[0]()) }
	}
	return func() expr.Value { return expr.Value{} }
}

// exists is an EXISTS that is being asked: the pattern sees the solution at hand through its frame.
type exists struct {
	vars   []algebra.Var
	frame  []graph.ID
	forget []func() // empties what was kept for the solution before
}

func (e *exists) value(v algebra.Var) graph.ID {
	for i, known := range e.vars {
		if known == v {
			return e.frame[i]
		}
	}
	return 0
}

// exists runs a pattern with the values of the solution at hand put in where its variables stand, until it has a
// solution.
func (b *builder) exists(e *algebra.Exists, s scope) value {
	x := b.Exec
	var mentioned plan.Set
	algebra.Mentioned(e.Pattern, func(v algebra.Var) { mentioned = mentioned.Union(plan.SetOf(v)) })
	vars := mentioned.Intersect(s.vars).List()
	node, slots, err := x.planner.Pattern(e.Pattern, vars, s.graph)
	b.fail(err)
	b.slotCount = max(b.slotCount, slots)
	frame := &exists{vars: vars, frame: make([]graph.ID, len(vars))}
	around := b.within
	b.within = frame
	found := errors.New("found")
	inner := b.build(node, func() error {
		for i, v := range vars {
			if id := x.slots[v]; id != 0 && frame.frame[i] != 0 && id != frame.frame[i] {
				return x.budget.Passed(1) // BIND may have given it another value
			}
		}
		return found
	})
	b.within = around
	hidden := mentioned.Minus(plan.SetOf(s.graph.Var)).List()
	saved := make([]graph.ID, len(hidden))
	if around != nil { // what an outer EXISTS gives is seen from within as well
		around.forget = append(around.forget, func() {
			for _, f := range frame.forget {
				f()
			}
		})
	}
	return func() expr.Value {
		for i, v := range vars {
			frame.frame[i] = x.slots[v]
		}
		for i, v := range hidden {
			saved[i] = x.slots[v]
			x.slots[v] = 0
		}
		for _, f := range frame.forget {
			f()
		}
		err := inner()
		for i, v := range hidden {
			x.slots[v] = saved[i]
		}
		if err != nil && err != found {
			x.env.Fail(err)
			return expr.Value{}
		}
		return expr.NewBoolean((err == found) != e.Not)
	}
}
