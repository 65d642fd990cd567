package plan

import (
	"slices"

	"talentgraph.example/query/internal/algebra"
)

// grouped tells whether the solutions of each group come one after the other, so that no table of groups is needed: the keys are
// variables by which the input begins.
func grouped(n *Group) bool {
	keys, ok := plain(n.Keys)
	if !ok || len(keys) == 0 {
		return false
	}
	order := steady(n.Input)
	if len(keys) > len(order) {
		return false
	}
	for _, v := range order[:len(keys)] {
		if !slices.Contains(keys, v) {
			return false
		}
	}
	return true
}

// plain gives the variables that keys are; ok is false if one is another expression.
func plain(keys []algebra.Key) (vars []algebra.Var, ok bool) {
	for _, k := range keys {
		if v, ok := k.Expr.(*algebra.VarExpr); !ok || v.Var != k.Var {
			return nil, false
		}
		vars = append(vars, k.Var)
	}
	return vars, true
}

// steady are variables of a node by which its solutions come in order, the first one changing least. None of them has a value from
// elsewhere.
func steady(n Node) []algebra.Var {
	switch n := n.(type) {
	case *Join:
		first := n.Inputs[0]
		if first.Kept || len(first.Hide) > 0 || first.Merged && n.Weighted {
			return nil
		}
		return steady(first.Node)
	case *Project:
		return steady(n.Input)
	case *LeftJoin:
		return steady(n.Left)
	case *Minus:
		return steady(n.Left)
	case *Extend:
		return steady(n.Input)
	case *Intersect:
		return []algebra.Var{n.Var}
	case *Edge:
		if n.From.Var != 0 && n.To.Var != 0 && n.From.Var != n.To.Var {
			return []algebra.Var{n.From.Var, n.To.Var}
		}
	case *Triple: // by subject, in the scan of a predicate
		if n.Graph.Kind == DefaultGraph && n.Subject.Var != 0 && n.Predicate.ID != 0 && n.Object.Var != 0 && n.Subject.Var != n.Object.Var {
			return []algebra.Var{n.Subject.Var, n.Object.Var}
		}
	}
	return nil
}
