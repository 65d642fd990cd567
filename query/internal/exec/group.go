package exec

import (
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
	folds := make([]*folding, len(n.Aggregates))
	for i, a := range n.Aggregates {
		folds[i] = b.folding(a, n, within)
	}
	groups := rows.NewTable(x.budget, len(keys), len(keys))
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
		g, added, err := groups.Put(row)
		if err != nil {
			return err
		}
		for _, f := range folds {
			if added {
				if err := f.grow(); err != nil {
					return err
				}
			}
			if err := f.add(g); err != nil {
				return err
			}
		}
		return nil
	})
	clearAll := func() {
		groups.Reset()
		for _, f := range folds {
			f.reset()
		}
	}
	before := make([]graph.ID, len(n.Keys)+len(n.Aggregates))
	return func() error {
		clearAll()
		defer clearAll()
		weight := x.weight
		x.weight = 1
		err := feed()
		if x.weight = weight; err != nil {
			return err
		}
		if len(keys) == 0 && groups.Len() == 0 { // one group, of nothing
			if _, err := groups.Add(nil); err != nil {
				return err
			}
			for _, f := range folds {
				if err := f.grow(); err != nil {
					return err
				}
			}
		}
		for g := range groups.Len() {
			if err := x.budget.Row(); err != nil {
				return err
			}
			for i, k := range n.Keys {
				before[i] = x.slots[k.Var]
				x.slots[k.Var] = groups.Row(g)[i]
			}
			var err error
			for i, f := range folds {
				id := graph.ID(0)
				if err == nil {
					id, err = f.result(g)
				}
				before[len(keys)+i] = x.slots[f.to]
				x.slots[f.to] = id
			}
			if err == nil {
				err = next()
			}
			for i, k := range n.Keys {
				x.slots[k.Var] = before[i]
			}
			for i, f := range folds {
				x.slots[f.to] = before[len(keys)+i]
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
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
	counts    []int64 // of COUNT
	numbers   map[int64]graph.ID
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
	return f
}

func (f *folding) reset() {
	if f.seen != nil {
		f.seen.Reset()
	}
	_ = f.budget.Take(-f.taken)
	f.taken, f.counts, f.folds = 0, nil, nil
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
	if f.kind == expr.Count { // many groups have the same count
		count := f.counts[group]
		if id, known := f.numbers[count]; known {
			return id, nil
		}
		id, err := f.terms.Number(expr.NewInteger(count))
		if f.numbers == nil {
			f.numbers = map[int64]graph.ID{}
		}
		f.numbers[count] = id
		return id, err
	}
	return f.terms.Number(f.folds[group].Result())
}
