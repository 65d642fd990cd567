package sparql

import (
	"fmt"
	"slices"

	"talentgraph.example/query/internal/algebra"
)

// CheckPrebound tells whether variables can be bound before the query is evaluated, wherever they stand in it, as
// constraints of SHACL have it (Recommendation of 2017, appendix A, Pre-binding): there is no MINUS, VALUES or SERVICE, no
// subquery that leaves such a variable out, and none of them is given another value by AS. The error says which.
func (q *Query) CheckPrebound(names ...string) error {
	if q.isZero() {
		return errNotCompiled
	}
	return q.checkPrebound(q.algebra.Root, names, true)
}

func (q *Query) checkPrebound(o algebra.Op, names []string, outermost bool) error {
	named := func(v algebra.Var) bool { return slices.Contains(names, q.algebra.Name(v)) }
	switch o := o.(type) {
	case *algebra.Minus:
		return fmt.Errorf("MINUS cannot be used where variables are bound beforehand; FILTER NOT EXISTS can")
	case *algebra.Values:
		return fmt.Errorf("VALUES cannot be used where variables are bound beforehand; FILTER with IN can")
	case *algebra.Service:
		return fmt.Errorf("SERVICE cannot be used where variables are bound beforehand")
	case *algebra.Extend:
		if named(o.Var) {
			return fmt.Errorf("?%s is bound beforehand, and can be given no other value by AS", q.algebra.Name(o.Var))
		}
	case *algebra.Project:
		if !outermost {
			for _, name := range names {
				if !slices.ContainsFunc(o.Vars, func(v algebra.Var) bool { return q.algebra.Name(v) == name }) {
					return fmt.Errorf("the subquery must also select ?%s, which is bound beforehand", name)
				}
			}
		}
		outermost = false
	case *algebra.Union, *algebra.Join, *algebra.LeftJoin, *algebra.Graph, *algebra.BGP, *algebra.Path:
		outermost = false
	}
	for e := range algebra.Exprs(o) {
		if err := q.checkPreboundIn(e, names); err != nil {
			return err
		}
	}
	for in := range algebra.Inputs(o) {
		if err := q.checkPrebound(in, names, outermost); err != nil {
			return err
		}
	}
	return nil
}

// checkPreboundIn looks at the patterns within an expression.
func (q *Query) checkPreboundIn(e algebra.Expr, names []string) error {
	var args []algebra.Expr
	switch e := e.(type) {
	case *algebra.Exists:
		return q.checkPrebound(e.Pattern, names, false)
	case *algebra.Call:
		args = e.Args
	case *algebra.CallIRI:
		args = e.Args
	}
	for _, a := range args {
		if err := q.checkPreboundIn(a, names); err != nil {
			return err
		}
	}
	return nil
}
