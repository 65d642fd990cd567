package exec

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/internal/expr"
	"talentgraph.example/query/internal/plan"
	"talentgraph.example/query/internal/rows"
)

// Options say how a query runs.
type Options struct {
	Given     []term.Term // the values of the query's Given
	Strict    bool        // the quads without a label are the default graph, if the query names none
	Now       time.Time   // of the query; the zero time is that of the first call of NOW
	MaxMemory int64       // bytes of tables and made terms; 0 for no limit
	MaxText   int64       // bytes of the terms that the query makes; 0 for no limit
	Resolve   func(base, ref string) (string, bool)
	Service   ServiceFunc
	Functions map[string]func([]term.Term) (term.Term, error) // by IRI
	Explain   func(line string)                               // gets the plan before it runs, a line a step
	Keep      bool                                            // the query will run again: its plan is kept with the state
	Looked    func() error                                    // called when the run has looked at its context; an error ends it
	Plain     bool                                            // without whatever only saves work; for tests
}

// ServiceFunc answers a SERVICE pattern: query is its text as a SELECT of the columns, which the rows of yield have. An error
// of yield's is to be given back.
type ServiceFunc func(ctx context.Context, endpoint term.Term, query string, columns []string, yield func(row []term.Term) error) error

// Exec is one run of a query over one state. It is one goroutine's; once it has run, its terms may be read by many.
type Exec struct {
	state   *graph.Snapshot
	numbers *graph.Numbers
	query   *algebra.Query
	options Options
	planner plan.Planner
	budget  *rows.Budget
	terms   *rows.Terms
	env     expr.Env
	slots   []graph.ID
	weight  int64    // how many solutions the one in the slots stands for
	marks   []*marks // free ones
	result  []graph.ID
	yield   func(row []graph.ID) bool
	built   run       // what has been built of the plan
	given   *exists   // gives the values of the query's Given; nil if it has none
	ends    []func()  // make what has been built as it was before a run
	kept    *keptPlan // that it was built of, if it can run again
}

// New prepares a run. The snapshot must stay reachable until the run has ended.
func New(s *graph.Snapshot, q *algebra.Query, o Options) *Exec {
	x := o.idle(s, q)
	if x == nil {
		x = &Exec{query: q, budget: &rows.Budget{}, terms: &rows.Terms{}}
	}
	x.state, x.numbers, x.options = s, s.Numbers(), o
	return x
}

// begin readies what a run changes.
func (x *Exec) begin(ctx context.Context, yield func(row []graph.ID) bool) {
	*x.budget = rows.NewBudget(ctx, x.options.MaxMemory, x.options.Looked)
	*x.terms = rows.NewTerms(x.numbers, x.budget, x.options.MaxText)
	look, limit := x.env.Look, x.env.Limit
	if look == nil {
		look, limit = x.budget.Look, func() error { return rows.TextLimit(x.options.MaxText) }
	}
	x.env = expr.Env{Now: x.options.Now, Resolve: x.options.Resolve, MaxText: int(x.options.MaxText), Limit: limit, Look: look}
	x.yield, x.weight = yield, 1
	clear(x.slots)
}

// errEnough ends a run early, without an error.
var errEnough = errors.New("enough")

// Rows runs the query, once. It calls yield with each solution: numbers in the order of the query's Result, 0 for unbound,
// in a slice that is overwritten. For an Ask there is one empty row, or none. It ends when yield returns false.
func (x *Exec) Rows(ctx context.Context, yield func(row []graph.ID) bool) error {
	x.begin(ctx, yield)
	if err := x.budget.Look(); err != nil {
		return err
	}
	if x.built == nil {
		if err := x.build(ctx); err != nil {
			return err
		}
	}
	if err := x.give(); err != nil {
		return err
	}
	if err := x.built(); err != nil && err != errEnough {
		return err
	}
	return x.env.Err()
}

// give puts the run's own values where the plan finds them.
func (x *Exec) give() error {
	if x.given == nil {
		return nil
	}
	if len(x.options.Given) != len(x.given.frame) {
		return errors.New("the query was not given its values")
	}
	for i, t := range x.options.Given {
		id, err := x.terms.ID(t)
		if err != nil {
			return err
		}
		x.given.frame[i] = id
	}
	return nil
}

// build makes the plan and what runs it.
func (x *Exec) build(ctx context.Context) error {
	var failed error
	id := func(t term.Term) graph.ID {
		id, err := x.terms.ID(t)
		failed = errors.Join(failed, err)
		return id
	}
	x.planner = plan.Planner{Numbers: x.numbers, Query: x.query, Plain: x.options.Plain, ID: id}
	root, slots, err := x.plan(ctx)
	if err != nil {
		return err
	}
	if x.options.Explain != nil {
		x.planner.Explain(root, x.terms.Term, x.options.Explain)
	}
	x.result = make([]graph.ID, len(x.query.Result))
	b := &builder{Exec: x, slotCount: slots}
	if given := x.query.Given; len(given) > 0 {
		x.given = &exists{vars: given, frame: make([]graph.ID, len(given))}
		b.within = x.given
	}
	x.built = b.build(root, x.solution)
	x.slots = make([]graph.ID, b.slotCount)
	err = errors.Join(failed, b.err)
	if err != nil || x.terms.AnyMade() { // numbers of made terms are this run's own
		x.kept = nil
	}
	return err
}

// solution hands on the one in the slots.
func (x *Exec) solution() error {
	for i, v := range x.query.Result {
		x.result[i] = x.slots[v]
	}
	if !x.yield(x.result) || x.query.Form == algebra.Ask {
		return errEnough
	}
	return nil
}

// plan gives the plan of the query and the number of its slots, those that are kept if there are any.
func (x *Exec) plan(ctx context.Context) (plan.Node, int, error) {
	keep, key := x.options.Keep && !x.options.Plain, planKey{x.query, x.options.Strict}
	if keep {
		if kept, known := plansOf.Of(x.state).get(key); known {
			x.planner.Dataset = kept.dataset
			x.planner.Begin(ctx, kept.slots)
			x.keepRun(kept)
			return kept.root, kept.slots, nil
		}
	}
	x.planner.Dataset = plan.DatasetOf(x.query.Dataset, x.options.Strict, x.planner.ID)
	root, slots, err := x.planner.Plan(ctx, x.query.Root)
	if keep && err == nil && !x.terms.AnyMade() { // numbers of made terms are this run's own
		kept := &keptPlan{root: root, slots: slots, dataset: x.planner.Dataset}
		plansOf.Of(x.state).put(key, kept)
		x.keepRun(kept)
	}
	return root, slots, err
}

// Term gives the term of a number of a row.
func (x *Exec) Term(id graph.ID) term.Term { return x.terms.Term(id) }

// Value gives the value of a number of a row.
func (x *Exec) Value(id graph.ID) quad.Value { return x.terms.QuadValue(id) }

// Made tells whether the term of a number is none of the state's.
func (x *Exec) Made(id graph.ID) bool { return x.terms.Made(id) }

// Memory is the most memory that the run has counted, in bytes.
func (x *Exec) Memory() int64 { return x.budget.Peak() }

// idle gives a run of the query that has been built before and is not in use; nil if there is none.
func (o *Options) idle(s *graph.Snapshot, q *algebra.Query) *Exec {
	if !o.Keep || o.Plain || o.Explain != nil {
		return nil
	}
	kept, known := plansOf.Of(s).get(planKey{q, o.Strict})
	if !known {
		return nil
	}
	x, _ := kept.idle.Get().(*Exec)
	return x
}

// keepRun says what the run was built of, if it can run again: its parts set whatever they remember when they begin, or when it
// ends.
func (x *Exec) keepRun(kept *keptPlan) {
	if x.options.Explain == nil && again(x.query) {
		x.kept = kept
	}
}

// Release hands the run back for another one of the same query. It must have ended, and is not to be used any more.
func (x *Exec) Release() {
	kept := x.kept
	if kept == nil || x.built == nil {
		return
	}
	for _, end := range x.ends {
		end()
	}
	// What belongs to this run and its snapshot is not held on to.
	x.state, x.numbers, x.options, x.yield, x.marks = nil, nil, Options{}, nil, nil
	x.planner = plan.Planner{Dataset: x.planner.Dataset}
	*x.budget, *x.terms = rows.Budget{}, rows.Terms{}
	kept.idle.Put(x)
}

// A run puts solutions into the slots and calls what comes next for each.
type run = func() error

// A builder makes functions of a plan.
type builder struct {
	*Exec
	slotCount int
	err       error
	within    *exists // the EXISTS whose pattern is being built; nil for none
}

// fail keeps the first error of building.
func (b *builder) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *builder) build(n plan.Node, next run) run {
	switch n := n.(type) {
	case *plan.One:
		return next
	case *plan.Triple:
		return b.triple(n, next)
	case *plan.Intersect:
		return b.intersect(n, next)
	case *plan.Edge:
		return b.edge(n, next)
	case *plan.Path:
		return b.path(n, next)
	case *plan.Labels:
		return b.labels(n, next)
	case *plan.Values:
		return b.values(n, next)
	case *plan.Join:
		return b.join(n, next)
	case *plan.Union:
		return b.union(n, next)
	case *plan.LeftJoin:
		return b.leftJoin(n, next)
	case *plan.Minus:
		return b.minus(n, next)
	case *plan.Extend:
		return b.extend(n, next)
	case *plan.Group:
		return b.group(n, next)
	case *plan.Project:
		return b.build(n.Input, next)
	case *plan.Distinct:
		return b.distinct(n, next)
	case *plan.OrderBy:
		return b.orderBy(n, next)
	case *plan.Slice:
		return b.slice(n, next)
	case *plan.Service:
		return b.service(n, next)
	}
	b.fail(errors.New("a part of the plan is not known"))
	return next
}

// values joins rows of constants to the slots.
func (b *builder) values(n *plan.Values, next run) run {
	x, frame := b.Exec, b.within
	table := make([]graph.ID, 0, len(n.Rows)*len(n.Vars))
	b.fail(x.budget.Take(int64(cap(table)) * 4))
	for _, row := range n.Rows {
		for _, t := range row {
			id, err := x.terms.ID(t.Value)
			b.fail(err)
			table = append(table, id)
		}
	}
	outside := n.Outer
	set := make([]bool, len(n.Vars))
	return func() error {
		for r := range n.Rows {
			if err := x.budget.Passed(1); err != nil {
				return err
			}
			row := table[r*len(n.Vars) : (r+1)*len(n.Vars)]
			fits := true
			for i, v := range n.Vars {
				id := row[i]
				if outside && n.Rows[r][i].IsVar() {
					id = frame.value(n.Rows[r][i].Var)
				}
				at := &x.slots[v]
				if set[i] = *at == 0 && id != 0; set[i] {
					*at = id
				}
				fits = fits && (id == 0 || *at == id)
			}
			var err error
			if fits {
				err = next()
			}
			for i, v := range slices.Backward(n.Vars) {
				if set[i] {
					x.slots[v] = 0
				}
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
}

func (b *builder) union(n *plan.Union, next run) run {
	runs := make([]run, len(n.Inputs))
	for i, input := range n.Inputs {
		runs[i] = b.build(input, next)
	}
	return func() error {
		for _, run := range runs {
			if err := run(); err != nil {
				return err
			}
		}
		return nil
	}
}

func (b *builder) extend(n *plan.Extend, next run) run {
	x := b.Exec
	value := b.number(n.Expr, n.Input.Of().Maybe, n.Graph)
	_, chained := n.Input.(*plan.Extend)
	return b.build(n.Input, func() error {
		if !chained {
			x.env.Solution()
		}
		id, err := value()
		if err != nil {
			return err
		}
		before := x.slots[n.Var]
		if n.Compare && before != 0 && before != id {
			return nil
		}
		x.slots[n.Var] = id
		err = next()
		x.slots[n.Var] = before
		return err
	})
}

func (b *builder) slice(n *plan.Slice, next run) run {
	x := b.Exec
	enough := errors.New("enough rows")
	seen := int64(0)
	inner := b.build(n.Input, func() error {
		if seen++; seen <= n.Offset {
			return x.budget.Passed(1)
		}
		if err := next(); err != nil {
			return err
		}
		if n.Limit >= 0 && seen-n.Offset >= n.Limit {
			return enough
		}
		return nil
	})
	return func() error {
		if seen = 0; n.Limit == 0 {
			return nil
		}
		if err := inner(); err != enough {
			return err
		}
		return nil
	}
}
