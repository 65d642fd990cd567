package exec

import (
	"slices"
	"sync"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/internal/plan"
)

// plans are those of a state's queries that run again and again. To make one takes longer than to run many a query.
type plans struct {
	mu    sync.Mutex
	known map[planKey]*keptPlan
}

type planKey struct {
	query  *algebra.Query
	strict bool
}

type keptPlan struct {
	root    plan.Node
	slots   int
	dataset plan.Dataset
	idle    sync.Pool // of runs that have been built of it
}

// mostPlans bounds what a state keeps: with one more it begins anew.
const mostPlans = 256

var plansOf = graph.NewDerived(func(*graph.Snapshot) *plans { return &plans{known: map[planKey]*keptPlan{}} })

// get gives a plan that is kept.
func (p *plans) get(key planKey) (kept *keptPlan, known bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	kept, known = p.known[key]
	return kept, known
}

// put keeps a plan.
func (p *plans) put(key planKey, plan *keptPlan) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.known) >= mostPlans {
		clear(p.known)
	}
	p.known[key] = plan
}

// again tells whether what is built of a node can run many times: it has no tables, and nothing of a run's options.
func again(n plan.Node) bool {
	switch n := n.(type) {
	case *plan.Triple, *plan.Intersect, *plan.One:
		return true
	case *plan.Join:
		for _, in := range n.Inputs {
			if in.Merged || !againWithin(in) {
				return false
			}
		}
		return true
	case *plan.LeftJoin:
		return again(n.Left) && againWithin(n.Right) && (n.Cond == nil || simple(n.Cond))
	case *plan.Union:
		return !slices.ContainsFunc(n.Inputs, func(n plan.Node) bool { return !again(n) })
	case *plan.Project:
		return again(n.Input)
	case *plan.Slice:
		return again(n.Input)
	}
	return false
}

func againWithin(in plan.Input) bool {
	return !in.Kept && again(in.Node) && !slices.ContainsFunc(in.Filters, func(e algebra.Expr) bool { return !simple(e) })
}

// simple tells whether an expression has no pattern within it, and calls no function of the program's.
func simple(e algebra.Expr) bool {
	switch e := e.(type) {
	case *algebra.VarExpr, *algebra.Const:
		return true
	case *algebra.Call:
		return !slices.ContainsFunc(e.Args, func(e algebra.Expr) bool { return !simple(e) })
	}
	return false
}
