package sparql

import (
	"context"
	"errors"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

// Evidence is the claims behind the row, the strongest first, each once: those of the quads that the query's patterns
// match with the row's values in place. The query runs once more for it, within its limits; where they do not suffice
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
// the strongest. It is Unknown if no fact has a claim record, or if that could not be worked out.
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
func (r Row) grounds(ctx context.Context) (g ground, err error) {
	g.seen = map[graph.ID]bool{}
	if r.run == nil {
		return g, nil
	}
	q := r.run.query
	body := withoutModifiers(q.Root)
	again := *q
	again.Form, again.Result = algebra.Select, nil
	listed := map[algebra.Var]bool{}
	algebra.Bound(body, func(v algebra.Var) {
		if !listed[v] {
			listed[v] = true
			again.Result = append(again.Result, v)
		}
	})
	var vars []algebra.Var
	var row []algebra.Term
	for i, v := range q.Result {
		if t := r.term(i); listed[v] && t.Kind != term.None {
			vars, row = append(vars, v), append(row, algebra.Term{Value: t})
		}
	}
	again.Root = &algebra.Project{Input: body, Vars: again.Result}
	second := newRun(r.run.state, again.Bind(vars, row), r.run.options, false)
	w := &witness{ctx: ctx, run: second, numbers: r.run.state.Numbers(), strict: r.run.options.strict && !q.Dataset.Given}
	w.at = map[algebra.Var]int{}
	for i, v := range again.Result {
		w.at[v] = i
	}
	err = second.each(ctx, r.run.options.maxRows, func(ids []graph.ID) bool {
		w.ids, w.weakest, w.facts = ids, graph.Stated, 0
		w.op(body, term.Term{})
		for _, label := range w.labels {
			if !g.seen[label] {
				g.seen[label] = true
				g.labels = append(g.labels, label)
			}
		}
		if w.labels = w.labels[:0]; w.facts > 0 {
			g.certainty = graph.Stronger(g.certainty, w.weakest)
		}
		return w.err == nil
	})
	if w.err != nil {
		err = w.err
	}
	if errors.Is(err, errLeft) {
		err = nil
	}
	return g, err
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
