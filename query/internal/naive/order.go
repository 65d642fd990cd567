package naive

import (
	"cmp"
	"slices"
	"strings"

	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

func (e *evaluator) orderBy(o *algebra.OrderBy) []row {
	rows := e.eval(o.Input)
	slices.SortStableFunc(rows, func(a, b row) int {
		for _, k := range o.Keys {
			// An error is as unbound: the zero Term.
			x, _ := e.expr(k.Expr, a)
			y, _ := e.expr(k.Expr, b)
			if d := compare(x, y); d != 0 {
				if k.Desc {
					return -d
				}
				return d
			}
		}
		return 0
	})
	return rows
}

// compare sorts terms: unbound, blank nodes, IRIs, then literals by what they are.
func compare(a, b term.Term) int {
	if d := class(a) - class(b); d != 0 {
		return d
	}
	x, y := valueOf(a), valueOf(b)
	if x.kind == y.kind && x.kind != isUnknown && x.kind != isLang {
		if d, err := order(x, y); err == nil {
			return d
		}
	}
	return cmp.Or(cmp.Compare(a.Datatype, b.Datatype), cmp.Compare(a.Text, b.Text), strings.Compare(strings.ToLower(a.Lang), strings.ToLower(b.Lang)))
}

func class(t term.Term) int {
	switch t.Kind {
	case term.None:
		return 0
	case term.Blank:
		return 1
	case term.IRI:
		return 2
	}
	return 3 + int(valueOf(t).kind)
}
