package syntax

import "talentgraph.example/query/internal/algebra"

// grouping is a grouping whose aggregates are being collected.
type grouping struct {
	op         *algebra.Group
	keys       map[string]bool // names that have one value in a group: keys, and what SELECT has named since
	samples    map[string]algebra.Var
	known      map[string]algebra.Var // aggregates by their text
	aggregates []algebra.Aggregate
	inside     bool // within an aggregate, where variables are the members'
}

// grouping translates GROUP BY: SPARQL 1.1, section 18.2.4.1. Aggregates are added as the expressions above are translated.
func (t *translator) grouping(q *Query, input algebra.Op) algebra.Op {
	g := &grouping{op: &algebra.Group{Input: input, Place: q.Place}, keys: map[string]bool{},
		samples: map[string]algebra.Var{}, known: map[string]algebra.Var{}}
	for _, k := range q.GroupBy {
		key := algebra.Key{}
		switch {
		case k.Expr == nil:
			key.Var = t.named(k.Var, k.Place)
			key.Expr = &algebra.VarExpr{Var: key.Var, Place: k.Place}
		case k.Var == "":
			key.Expr = t.expr(k.Expr)
			key.Var = t.fresh(k.Place)
		default:
			key.Expr = t.expr(k.Expr)
			key.Var = t.named(k.Var, k.Place)
		}
		if k.Var != "" {
			g.keys[k.Var] = true
		}
		g.op.Keys = append(g.op.Keys, key)
	}
	t.scope.groups = g
	return g.op
}

// variable translates a variable in an expression. Above a grouping one that is no key is a sample of the group's.
func (t *translator) variable(name string, at algebra.Place) algebra.Expr {
	v := t.named(name, at)
	g := t.scope.groups
	if g == nil || g.inside || g.keys[name] {
		return &algebra.VarExpr{Var: v, Place: at}
	}
	sample, ok := g.samples[name]
	if !ok {
		sample = t.fresh(at)
		g.samples[name] = sample
		g.aggregates = append(g.aggregates, algebra.Aggregate{Kind: algebra.Sample, Arg: &algebra.VarExpr{Var: v, Place: at}, Var: sample, Place: at})
	}
	return &algebra.VarExpr{Var: sample, Place: at}
}

// aggregate translates an aggregate to the variable that gets its value; the same one twice is worked out once.
func (t *translator) aggregate(e *Expr) algebra.Expr {
	g := t.scope.groups
	text := exprText(e)
	v, ok := g.known[text]
	if !ok {
		v = t.fresh(e.Place)
		g.known[text] = v
		a := algebra.Aggregate{Kind: e.Aggregate, Distinct: e.Distinct, Separator: e.Separator, Var: v, Place: e.Place}
		if len(e.Args) > 0 {
			g.inside = true
			a.Arg = t.expr(e.Args[0])
			g.inside = false
		}
		g.aggregates = append(g.aggregates, a)
	}
	return &algebra.VarExpr{Var: v, Place: e.Place}
}
