package exec

import (
	"sync"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/internal/plan"
)

// plans are those of a state's queries that run again and again. To make one takes longer than to run many a query.
type plans struct {
	mu    sync.Mutex
	known map[planKey]keptPlan
}

type planKey struct {
	query  *algebra.Query
	strict bool
}

type keptPlan struct {
	root    plan.Node
	slots   int
	dataset plan.Dataset
}

// mostPlans bounds what a state keeps: with one more it begins anew.
const mostPlans = 256

var plansOf = graph.NewDerived(func(*graph.Snapshot) *plans { return &plans{known: map[planKey]keptPlan{}} })

// get gives a plan that is kept.
func (p *plans) get(key planKey) (kept keptPlan, known bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	kept, known = p.known[key]
	return kept, known
}

// put keeps a plan.
func (p *plans) put(key planKey, plan keptPlan) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.known) >= mostPlans {
		clear(p.known)
	}
	p.known[key] = plan
}
