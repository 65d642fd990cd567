package naive

import (
	"strings"

	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

func (e *evaluator) group(o *algebra.Group) (out []row) {
	type member struct {
		key  Solution
		rows []row
	}
	var groups []*member
	if len(o.Keys) == 0 {
		groups = []*member{{key: Solution{}}}
	}
	for _, r := range e.eval(o.Input) {
		key := Solution{}
		for _, k := range o.Keys {
			if v, err := e.expr(k.Expr, r); err == nil {
				key[k.Var] = v
			}
		}
		var into *member
		for _, g := range groups {
			if equal(g.key, key) {
				into = g
				break
			}
		}
		if into == nil {
			into = &member{key: key}
			groups = append(groups, into)
		}
		into.rows = append(into.rows, r)
	}
	for _, g := range groups {
		r := newRow()
		for v, t := range g.key {
			r.values[v] = t
		}
		for _, a := range o.Aggregates {
			if v, err := e.aggregate(a, g.rows); err == nil {
				r.values[a.Var] = v
			}
		}
		out = append(out, r)
	}
	return out
}

func (e *evaluator) aggregate(a algebra.Aggregate, rows []row) (term.Term, error) {
	if a.Arg == nil {
		if a.Distinct {
			var visible []row
			for _, r := range rows {
				var vars []algebra.Var
				for v := range r.values {
					if !e.q.Vars[v].Blank {
						vars = append(vars, v)
					}
				}
				visible = append(visible, project(r, vars))
			}
			rows = distinct(visible)
		}
		return intTerm(int64(len(rows))), nil
	}
	var list []term.Term
	var failed error
	var seen termSet
	for _, r := range rows {
		v, err := e.expr(a.Arg, r)
		switch {
		case err != nil:
			failed = err
		case !a.Distinct || seen.add(v):
			list = append(list, v)
		}
	}
	switch a.Kind {
	case algebra.Count:
		return intTerm(int64(len(list))), nil
	case algebra.Sample:
		if len(list) == 0 {
			return term.Term{}, errExpr
		}
		return list[0], nil
	}
	if failed != nil {
		return term.Term{}, failed
	}
	return combine(a, list)
}

func combine(a algebra.Aggregate, list []term.Term) (term.Term, error) {
	switch a.Kind {
	case algebra.GroupConcat:
		texts := make([]string, len(list))
		for i, t := range list {
			if t.Kind == term.Blank {
				return term.Term{}, errExpr
			}
			texts[i] = t.Text
		}
		return plain(strings.Join(texts, a.Separator)), nil
	case algebra.Min, algebra.Max:
		if len(list) == 0 {
			return term.Term{}, errExpr
		}
		best := list[0]
		for _, t := range list {
			if d := compare(t, best); a.Kind == algebra.Min && d < 0 || a.Kind == algebra.Max && d > 0 {
				best = t
			}
		}
		return best, nil
	}
	sum := intTerm(0)
	for _, t := range list {
		var err error
		if sum, err = arithmetic(algebra.FnAdd, sum, t); err != nil {
			return sum, err
		}
	}
	if a.Kind == algebra.Avg && len(list) > 0 {
		return arithmetic(algebra.FnDivide, sum, intTerm(int64(len(list))))
	}
	return sum, nil
}
