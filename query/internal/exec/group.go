package exec

import (
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/internal/expr"
	"talentgraph.example/query/internal/plan"
	"talentgraph.example/query/internal/rows"
)

func (b *builder) group(n *plan.Group, next run) run {
	x := b.Exec
	within := n.Input.Of().Maybe
	keys := make([]func() (graph.ID, error), len(n.Keys))
	for i, k := range n.Keys {
		keys[i] = b.number(k.Expr, within, n.Graph)
	}
	found := len(keys)
	if n.Sorted {
		found = 0 // only one is there, which nobody has to find
	}
	g := &grouping{Exec: x, node: n, next: next, groups: rows.NewTable(x.budget, len(keys), found),
		folds: make([]*folding, len(n.Aggregates)), before: make([]graph.ID, len(n.Keys)+len(n.Aggregates))}
	if n.Sorted {
		inner := within
		for _, k := range n.Keys {
			inner = inner.Minus(plan.SetOf(k.Var))
		}
		g.inner = inner.List()
		g.saved = make([]graph.ID, len(g.inner))
	}
	for i, a := range n.Aggregates {
		g.folds[i] = b.folding(a, n, within)
	}
	row := make([]graph.ID, len(keys))
	feed := b.build(n.Input, func() error {
		x.env.Solution()
		for i, key := range keys {
			id, err := key()
			if err != nil {
				return err
			}
			row[i] = id
		}
		return g.add(row)
	})
	return func() error {
		g.clear()
		defer g.clear()
		g.weight = x.weight
		x.weight = 1
		err := feed()
		if x.weight = g.weight; err != nil {
			return err
		}
		if len(keys) == 0 && g.groups.Len() == 0 { // one group, of nothing
			if err := g.begin(nil); err != nil {
				return err
			}
		}
		return g.emit()
	}
}

// grouping has the groups that solutions have begun. If they come in order it has one at a time.
type grouping struct {
	*Exec
	node   *plan.Group
	next   run
	groups *rows.Table // of keys
	folds  []*folding
	weight int64      // of a group
	before []graph.ID // what the slots had that a group is put into

	inner []algebra.Var // variables of the input that nobody outside may see, and their values meanwhile
	saved []graph.ID
}

func (g *grouping) clear() {
	g.groups.Reset()
	for _, f := range g.folds {
		f.reset()
	}
}

// begin begins another group.
func (g *grouping) begin(keys []graph.ID) error {
	if _, err := g.groups.Add(keys); err != nil {
		return err
	}
	for _, f := range g.folds {
		if err := f.grow(); err != nil {
			return err
		}
	}
	return nil
}

// add adds the solution at hand to the group that its keys say.
func (g *grouping) add(keys []graph.ID) error {
	at := -1
	if !g.node.Sorted {
		at = g.groups.Find(keys)
	} else if g.groups.Len() > 0 {
		if at = 0; !slices.Equal(g.groups.Row(0), keys) {
			if err := g.turn(); err != nil {
				return err
			}
			at = -1
		}
	}
	if at < 0 {
		at = g.groups.Len()
		if err := g.begin(keys); err != nil {
			return err
		}
	}
	for _, f := range g.folds {
		if err := f.add(at); err != nil {
			return err
		}
	}
	return nil
}

// turn gives out the one group that there is, in the middle of what feeds it.
func (g *grouping) turn() error {
	weight := g.Exec.weight
	g.Exec.weight = g.weight
	for i, v := range g.inner {
		g.saved[i], g.slots[v] = g.slots[v], 0
	}
	err := g.emit()
	for i, v := range g.inner {
		g.slots[v] = g.saved[i]
	}
	g.Exec.weight = weight
	g.groups.Empty()
	for _, f := range g.folds {
		f.reset()
	}
	return err
}

// emit gives out all groups.
func (g *grouping) emit() error {
	for at := range g.groups.Len() {
		if err := g.budget.Row(); err != nil {
			return err
		}
		if err := g.one(at); err != nil {
			return err
		}
	}
	return nil
}

// one puts a group into the slots and goes on.
func (g *grouping) one(at int) (err error) {
	keys := g.node.Keys
	for i, k := range keys {
		g.before[i] = g.slots[k.Var]
		g.slots[k.Var] = g.groups.Row(at)[i]
	}
	for i, f := range g.folds {
		id := graph.ID(0)
		if err == nil {
			id, err = f.result(at)
		}
		g.before[len(keys)+i] = g.slots[f.to]
		g.slots[f.to] = id
	}
	if err == nil {
		err = g.next()
	}
	for i, k := range keys {
		g.slots[k.Var] = g.before[i]
	}
	for i, f := range g.folds {
		g.slots[f.to] = g.before[len(keys)+i]
	}
	return err
}

// folding works one aggregate out, for all groups.
type folding struct {
	*Exec
	to        algebra.Var
	kind      expr.Aggregate
	separator string
	arg       value       // nil for COUNT(*)
	column    algebra.Var // what arg is, if it is a variable
	number    func() (graph.ID, error)
	columns   []algebra.Var // of COUNT(DISTINCT *)
	seen      *rows.Table   // of DISTINCT: the group and what came; nil for others
	row       []graph.ID
	counts    []int64       // of COUNT
	numbers   [128]graph.ID // of small counts
	folds     []*expr.Fold
	taken     int64
}

func (b *builder) folding(a algebra.Aggregate, n *plan.Group, within plan.Set) *folding {
	f := &folding{Exec: b.Exec, to: a.Var, separator: a.Separator}
	f.kind = map[algebra.AggregateKind]expr.Aggregate{algebra.Count: expr.Count, algebra.Sum: expr.Sum, algebra.Min: expr.Min,
		algebra.Max: expr.Max, algebra.Avg: expr.Avg, algebra.Sample: expr.Sample, algebra.GroupConcat: expr.GroupConcat}[a.Kind]
	if v, ok := a.Arg.(*algebra.VarExpr); ok {
		f.column = v.Var
	}
	if a.Arg != nil {
		f.arg = b.value(a.Arg, scope{within, n.Graph})
		f.number = b.number(a.Arg, within, n.Graph)
	}
	if a.Distinct {
		f.row = make([]graph.ID, 2)
		if a.Arg == nil {
			f.columns = n.Visible
			f.row = make([]graph.ID, 1+len(n.Visible))
		}
		f.seen = rows.NewTable(b.budget, len(f.row), len(f.row))
	}
	b.ends = append(b.ends, func() { clear(f.numbers[:]) })
	return f
}

func (f *folding) reset() {
	if f.seen != nil {
		f.seen.Reset()
	}
	_ = f.budget.Take(-f.taken)
	f.taken, f.counts, f.folds = 0, f.counts[:0], f.folds[:0]
}

// take charges memory, to be given back by reset.
func (f *folding) take(bytes int64) error {
	f.taken += bytes
	return f.budget.Take(bytes)
}

// grow begins another group.
func (f *folding) grow() error {
	if f.kind == expr.Count {
		f.counts = append(f.counts, 0)
		return f.take(16)
	}
	f.folds = append(f.folds, expr.NewFold(f.kind, &f.env, f.separator))
	return f.take(256)
}

// add adds the solution at hand to a group.
func (f *folding) add(group int) error {
	if f.kind == expr.Count && f.seen == nil {
		return f.count(group)
	}
	if f.seen != nil {
		f.row[0] = graph.ID(group)
		for i, v := range f.columns {
			f.row[1+i] = f.slots[v]
		}
		if f.number != nil {
			id, err := f.number()
			if err != nil {
				return err
			}
			f.row[1] = id
		}
		if _, added, err := f.seen.Put(f.row); err != nil || !added {
			return err
		}
		if f.kind == expr.Count {
			if f.number == nil || f.row[1] != 0 {
				f.counts[group]++
			}
			return nil
		}
		return f.fold(group, f.terms.Value(f.row[1]), 1)
	}
	return f.fold(group, f.arg(), f.weight)
}

func (f *folding) count(group int) error {
	switch {
	case f.column != 0:
		if f.slots[f.column] == 0 {
			return nil
		}
	case f.arg != nil:
		if v := f.arg(); !v.OK() {
			return f.env.Err()
		}
	}
	f.counts[group] += f.weight
	return nil
}

func (f *folding) fold(group int, v expr.Value, weight int64) error {
	before := f.folds[group].Size()
	f.folds[group].Add(v, weight)
	if err := f.env.Err(); err != nil {
		return err
	}
	return f.take(f.folds[group].Size() - before)
}

func (f *folding) result(group int) (graph.ID, error) {
	if f.kind != expr.Count {
		return f.terms.Number(f.folds[group].Result())
	}
	count := f.counts[group]
	if count >= int64(len(f.numbers)) {
		return f.terms.Number(expr.NewInteger(count))
	}
	if f.numbers[count] == 0 { // many groups have the same count
		id, err := f.terms.Number(expr.NewInteger(count))
		if err != nil {
			return 0, err
		}
		f.numbers[count] = id
	}
	return f.numbers[count], nil
}
