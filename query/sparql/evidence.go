package sparql

import (
	"context"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

// Evidence is the claims behind the row, the strongest first, each once: those of the quads that the query's patterns
// match in solutions that have the row's values. The query runs once more for it, within its limits; where they do not suffice
// there is none, and [Row.Grounds] says why. NOT EXISTS, MINUS and an OPTIONAL without a match give none; a path gives
// the quads of one shortest way. Facts without a label have none.
func (r Row) Evidence() []graph.Evidence {
	evidence, _ := r.Grounds(withoutEnd{})
	return evidence
}

// Grounds is Evidence with a context, and with the error of what kept it from being worked out.
func (r Row) Grounds(ctx context.Context) ([]graph.Evidence, error) {
	if r.kept != nil {
		return r.kept.evidence, r.kept.err
	}
	g, err := r.grounds(ctx)
	if err != nil || len(g.labels) == 0 {
		return nil, err
	}
	return r.run.state.Numbers().Evidence(g.labels...), nil
}

// Certainty is that of the row: of each solution behind it the weakest fact, by its strongest claim, and of all solutions
// the strongest. It is Unknown if no fact has a claim record, or if that could not be worked out. [Certainties] has those of
// many rows at once.
func (r Row) Certainty() graph.Certainty {
	if r.kept != nil {
		return r.kept.certainty
	}
	g, _ := r.grounds(withoutEnd{})
	return g.certainty
}

// ground is what a row stands on.
type ground struct {
	labels    []graph.ID
	seen      map[graph.ID]bool
	certainty graph.Certainty
}

// grounds runs the patterns of the query with the row's values, and collects the quads that they match.
func (r Row) grounds(ctx context.Context) (ground, error) {
	if r.run == nil {
		return ground{}, nil
	}
	of, err := r.run.groundsOf(ctx, []Row{r})
	return of[0], err
}

// withoutModifiers gives the patterns of a query alone: what orders, groups and cuts its answer is left out, and so is
// what reads a value that is no longer there.
func withoutModifiers(o algebra.Op) algebra.Op {
	switch o := o.(type) {
	case *algebra.Slice:
		return withoutModifiers(o.Input)
	case *algebra.Distinct:
		return withoutModifiers(o.Input)
	case *algebra.Reduced:
		return withoutModifiers(o.Input)
	case *algebra.OrderBy:
		return withoutModifiers(o.Input)
	case *algebra.Project:
		return withoutModifiers(o.Input)
	case *algebra.Group:
		input := withoutModifiers(o.Input)
		for _, k := range o.Keys {
			if v, plain := k.Expr.(*algebra.VarExpr); !plain || v.Var != k.Var {
				input = &algebra.Extend{Input: input, Var: k.Var, Expr: k.Expr}
			}
		}
		return input
	case *algebra.Extend:
		if input := withoutModifiers(o.Input); reads(input, o.Expr) {
			return &algebra.Extend{Input: input, Var: o.Var, Expr: o.Expr, Place: o.Place}
		} else {
			return input
		}
	case *algebra.Filter:
		if input := withoutModifiers(o.Input); reads(input, o.Cond) {
			return &algebra.Filter{Input: input, Cond: o.Cond}
		} else {
			return input
		}
	case *algebra.Join:
		return &algebra.Join{Left: withoutModifiers(o.Left), Right: withoutModifiers(o.Right)}
	case *algebra.Union:
		return &algebra.Union{Left: withoutModifiers(o.Left), Right: withoutModifiers(o.Right)}
	case *algebra.LeftJoin:
		return &algebra.LeftJoin{Left: withoutModifiers(o.Left), Right: withoutModifiers(o.Right), Cond: o.Cond}
	case *algebra.Minus:
		return &algebra.Minus{Left: withoutModifiers(o.Left), Right: o.Right}
	case *algebra.Graph:
		return &algebra.Graph{Name: o.Name, Input: withoutModifiers(o.Input)}
	}
	return o
}

// reads tells whether an expression reads only what an operator may bind; EXISTS brings variables of its own.
func reads(input algebra.Op, e algebra.Expr) bool {
	bound := map[algebra.Var]bool{}
	algebra.Bound(input, func(v algebra.Var) { bound[v] = true })
	return readsOnly(e, bound)
}

func readsOnly(e algebra.Expr, bound map[algebra.Var]bool) bool {
	var args []algebra.Expr
	switch e := e.(type) {
	case *algebra.VarExpr:
		return bound[e.Var]
	case *algebra.Call:
		args = e.Args
	case *algebra.CallIRI:
		args = e.Args
	}
	for _, a := range args {
		if !readsOnly(a, bound) {
			return false
		}
	}
	return true
}

// witness collects the labels of the quads that one solution's patterns match.
type witness struct {
	ctx     context.Context
	run     *run
	numbers *graph.Numbers
	strict  bool
	at      map[algebra.Var]int // columns
	ids     []graph.ID          // the solution
	labels  []graph.ID
	weakest graph.Certainty
	facts   int
	err     error
}

// op goes through the patterns that stand for what is there. A branch that the solution does not come from has unbound
// variables, or is not in the graph.
func (w *witness) op(o algebra.Op, label term.Term) {
	switch o := o.(type) {
	case *algebra.BGP:
		for _, t := range o.Triples {
			w.fact(w.id(t.Subject), w.id(t.Predicate), w.id(t.Object), label)
		}
		return
	case *algebra.Path:
		way, err := w.way(o.Path, w.id(o.From), w.id(o.To))
		if err != nil {
			w.err = err
		}
		for _, f := range way {
			w.fact(f.Subject, f.Predicate, f.Object, label)
		}
		return
	case *algebra.Minus:
		w.op(o.Left, label)
		return
	case *algebra.Service:
		return
	case *algebra.Graph:
		if label = o.Name.Value; o.Name.IsVar() {
			label = w.numbers.Term(w.id(o.Name))
		}
	}
	for input := range algebra.Inputs(o) {
		w.op(input, label)
	}
}

// id is the number of a place of a pattern in the solution, 0 if it has none in the state.
func (w *witness) id(t algebra.Term) graph.ID {
	if !t.IsVar() {
		return w.numbers.ID(t.Value.Value())
	}
	i, ok := w.at[t.Var]
	if !ok || w.ids[i] == 0 || w.run.exec.Made(w.ids[i]) {
		return 0
	}
	return w.ids[i]
}

func (w *witness) fact(s, p, o graph.ID, label term.Term) {
	if s == 0 || p == 0 || o == 0 {
		return
	}
	var only graph.ID
	if label.Kind != term.None {
		only = w.numbers.ID(label.Value())
	}
	best, found := graph.Unknown, false
	for _, l := range w.numbers.LabelsOf(nil, s, p, o) {
		if label.Kind != term.None && l != only || w.strict && label.Kind == term.None && l != 0 {
			continue
		}
		found = true
		best = graph.Stronger(best, w.numbers.Certainty(l))
		w.labels = append(w.labels, l)
	}
	if found {
		w.facts++
		w.weakest = graph.Weaker(w.weakest, best)
	}
}
