package exec

import (
	"slices"
	"sync"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/internal/expr"
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

// again tells whether what is built of a query can run many times: nothing of it is a run's option, as a function of the
// program's is, or a table of more than a few constants.
func again(q *algebra.Query) bool { return againOp(q.Root) }

func againOp(o algebra.Op) bool {
	switch o := o.(type) {
	case *algebra.Service:
		return false
	case *algebra.Values:
		if len(o.Rows)*len(o.Vars) > mostConstants {
			return false
		}
	}
	for e := range algebra.Exprs(o) {
		if !againExpr(e) {
			return false
		}
	}
	for in := range algebra.Inputs(o) {
		if !againOp(in) {
			return false
		}
	}
	return true
}

// mostConstants is how many constants of VALUES may be kept, which no run's memory is charged for.
const mostConstants = 64

func againExpr(e algebra.Expr) bool {
	switch e := e.(type) {
	case *algebra.Exists:
		return againOp(e.Pattern)
	case *algebra.CallIRI:
		return expr.IsCast(e.IRI) && !slices.ContainsFunc(e.Args, func(e algebra.Expr) bool { return !againExpr(e) })
	case *algebra.Call:
		return !slices.ContainsFunc(e.Args, func(e algebra.Expr) bool { return !againExpr(e) })
	}
	return true
}
