package naive

import (
	"errors"

	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

// errExpr is any error of an expression: they are all alike.
var errExpr = errors.New("error in an expression")

// holds is a filter: an error is as false.
func (e *evaluator) holds(cond algebra.Expr, r row) bool {
	t, err := e.expr(cond, r)
	if err != nil {
		return false
	}
	truth, err := effective(t)
	return err == nil && truth
}

// effective is the effective boolean value.
func effective(t term.Term) (bool, error) {
	v := valueOf(t)
	switch v.kind {
	case isBoolean:
		return v.truth, nil
	case isString, isLang:
		return v.text != "", nil
	case isNumber:
		if v.number.rat != nil {
			return v.number.rat.Sign() != 0, nil
		}
		return v.number.float != 0 && v.number.float == v.number.float, nil
	case isUnknown: // not well formed numbers and booleans are false
		_, integer := integers[trimXSD(t.Datatype)]
		switch name := trimXSD(t.Datatype); {
		case integer, name == "boolean", name == "decimal", name == "float", name == "double":
			return false, nil
		}
	}
	return false, errExpr
}

func trimXSD(datatype string) string {
	if len(datatype) > len(term.XSD) && datatype[:len(term.XSD)] == term.XSD {
		return datatype[len(term.XSD):]
	}
	return ""
}

func (e *evaluator) expr(x algebra.Expr, r row) (term.Term, error) {
	switch x := x.(type) {
	case *algebra.VarExpr:
		if t, ok := r.values[x.Var]; ok {
			return t, nil
		}
		return term.Term{}, errExpr
	case *algebra.Const:
		return x.Value, nil
	case *algebra.Exists:
		return boolTerm(e.exists(x.Pattern, r) != x.Not), nil
	case *algebra.CallIRI:
		args, err := e.args(x.Args, r)
		if err != nil {
			return term.Term{}, err
		}
		if f := e.opts.Functions[x.IRI]; f != nil {
			return f(args)
		}
		return cast(x.IRI, args)
	case *algebra.Call:
		return e.call(x, r)
	}
	return term.Term{}, errExpr
}

func (e *evaluator) exists(pattern algebra.Op, r row) bool {
	var vars []algebra.Var
	var values []algebra.Term
	for v, t := range r.values {
		vars = append(vars, v)
		values = append(values, algebra.Term{Value: t})
	}
	return len(e.join(e.eval(algebra.Bind(pattern, vars, values)), []row{r})) > 0
}

func (e *evaluator) args(list []algebra.Expr, r row) ([]term.Term, error) {
	args := make([]term.Term, len(list))
	for i, x := range list {
		var err error
		if args[i], err = e.expr(x, r); err != nil {
			return nil, err
		}
	}
	return args, nil
}

// call evaluates what does not need all its arguments, and hands on the rest.
func (e *evaluator) call(x *algebra.Call, r row) (term.Term, error) {
	truth := func(i int) (bool, error) {
		t, err := e.expr(x.Args[i], r)
		if err != nil {
			return false, err
		}
		return effective(t)
	}
	switch x.Func {
	case algebra.FnOr, algebra.FnAnd:
		a, errA := truth(0)
		b, errB := truth(1)
		decides := x.Func == algebra.FnOr // the value that decides alone
		switch {
		case errA == nil && a == decides || errB == nil && b == decides:
			return boolTerm(decides), nil
		case errA != nil || errB != nil:
			return term.Term{}, errExpr
		}
		return boolTerm(!decides), nil
	case algebra.FnNot:
		a, err := truth(0)
		return boolTerm(!a), err
	case algebra.FnIf:
		a, err := truth(0)
		if err != nil {
			return term.Term{}, err
		}
		if a {
			return e.expr(x.Args[1], r)
		}
		return e.expr(x.Args[2], r)
	case algebra.FnCoalesce:
		for _, a := range x.Args {
			if t, err := e.expr(a, r); err == nil {
				return t, nil
			}
		}
		return term.Term{}, errExpr
	case algebra.FnBound:
		_, ok := r.values[x.Args[0].(*algebra.VarExpr).Var]
		return boolTerm(ok), nil
	case algebra.FnIn, algebra.FnNotIn:
		return e.in(x, r)
	}
	args, err := e.args(x.Args, r)
	if err != nil {
		return term.Term{}, err
	}
	return e.function(x.Func, args, r)
}

func (e *evaluator) in(x *algebra.Call, r row) (term.Term, error) {
	left, err := e.expr(x.Args[0], r)
	if err != nil {
		return left, err
	}
	var failed error
	for _, a := range x.Args[1:] {
		t, err := e.expr(a, r)
		found := false
		if err == nil {
			found, err = equals(left, t)
		}
		if found {
			return boolTerm(x.Func == algebra.FnIn), nil
		}
		failed = errors.Join(failed, err)
	}
	return boolTerm(x.Func == algebra.FnNotIn), failed
}
