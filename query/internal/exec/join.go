package exec

import (
	"errors"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/internal/plan"
	"talentgraph.example/query/internal/rows"
)

func (b *builder) filter(e algebra.Expr, scope plan.Set, g plan.ActiveGraph, next run) run {
	x := b.Exec
	if language := b.isLanguage(e); language != nil {
		return func() error {
			if same, ok := language(); !same || !ok {
				return x.budget.Passed(1)
			}
			return next()
		}
	}
	holds := b.condition(e, scope, g)
	return func() error {
		ok, err := holds()
		if err != nil {
			return err
		}
		if !ok {
			return x.budget.Passed(1)
		}
		return next()
	}
}

// input joins a node to what is in the slots. If shared is given, it tells at each call of next whether a variable that was
// hidden is bound on both sides.
func (b *builder) input(in plan.Input, shared *bool, next run) run {
	switch {
	case in.Kept:
		return b.kept(in, shared, next)
	case len(in.Hide) == 0:
		return b.build(in.Node, next)
	}
	return b.hidden(in, shared, next)
}

// hidden runs a node without the values of some variables, and compares them with what it binds.
func (b *builder) hidden(in plan.Input, shared *bool, next run) run {
	x := b.Exec
	outside := make([]graph.ID, len(in.Hide))
	inside := make([]graph.ID, len(in.Hide))
	inner := b.build(in.Node, func() error {
		both := false
		for i, v := range in.Hide {
			inside[i] = x.slots[v]
			if outside[i] != 0 && inside[i] != 0 {
				if both = true; outside[i] != inside[i] {
					return x.budget.Passed(1)
				}
			}
		}
		for i, v := range in.Hide {
			if outside[i] != 0 {
				x.slots[v] = outside[i]
			}
		}
		if shared != nil {
			*shared = both
		}
		err := next()
		for i, v := range in.Hide {
			x.slots[v] = inside[i]
		}
		return err
	})
	return func() error {
		for i, v := range in.Hide {
			outside[i] = x.slots[v]
			x.slots[v] = 0
		}
		err := inner()
		for i, v := range in.Hide {
			x.slots[v] = outside[i]
		}
		return err
	}
}

// kept runs a node once, keeps its rows and finds those that fit by their first columns.
func (b *builder) kept(in plan.Input, shared *bool, next run) run {
	x := b.Exec
	table := rows.NewTable(x.budget, len(in.Vars), in.On)
	row := make([]graph.ID, len(in.Vars))
	filled, active := false, graph.ID(0)
	inner := b.build(in.Node, func() error {
		for i, v := range in.Vars {
			row[i] = x.slots[v]
		}
		_, err := table.Add(row)
		return err
	})
	if b.within != nil && in.Node.Of().Outer {
		b.within.forget = append(b.within.forget, func() { filled = false })
	}
	x.ends = append(x.ends, func() {
		filled = false
		table.Reset()
	})
	outside := make([]graph.ID, len(in.Hide))
	fill := func() error {
		table.Reset()
		for i, v := range in.Hide {
			outside[i] = x.slots[v]
			x.slots[v] = 0
		}
		weight := x.weight
		x.weight = 1
		err := inner()
		x.weight = weight
		for i, v := range in.Hide {
			x.slots[v] = outside[i]
		}
		filled = err == nil
		return err
	}
	set := make([]bool, len(in.Vars))
	try := func(found []graph.ID) error {
		if err := x.budget.Passed(1); err != nil {
			return err
		}
		fits, both := true, false
		for i, v := range in.Vars {
			at := &x.slots[v]
			if set[i] = *at == 0; set[i] {
				*at = found[i]
			} else if found[i] != 0 {
				fits = fits && *at == found[i]
				both = both || v != in.Active
			}
		}
		var err error
		if fits {
			if shared != nil {
				*shared = both
			}
			err = next()
		}
		for i, v := range in.Vars {
			if set[i] {
				x.slots[v] = 0
			}
		}
		return err
	}
	key := make([]graph.ID, in.On)
	return func() error {
		if !filled || in.Active != 0 && active != x.slots[in.Active] {
			if in.Active != 0 {
				active = x.slots[in.Active]
			}
			if err := fill(); err != nil {
				return err
			}
		}
		all := in.On == 0
		for i := range key {
			key[i] = x.slots[in.Vars[i]]
			all = all || key[i] == 0
		}
		if all {
			for i := range table.Len() {
				if err := try(table.Row(i)); err != nil {
					return err
				}
			}
			return nil
		}
		for i := table.Find(key); i >= 0; i = table.Next(i, key) {
			if err := try(table.Row(i)); err != nil {
				return err
			}
		}
		return nil
	}
}

func (b *builder) leftJoin(n *plan.LeftJoin, next run) run {
	found := false
	matched := func() error {
		found = true
		return next()
	}
	if n.Cond != nil {
		matched = b.filter(n.Cond, n.Maybe, n.Graph, matched)
	}
	right := b.input(n.Right, nil, matched)
	return b.build(n.Left, func() error {
		found = false
		if err := right(); err != nil || found {
			return err
		}
		return next()
	})
}

func (b *builder) minus(n *plan.Minus, next run) run {
	x := b.Exec
	found := errors.New("found")
	given, shared := false, false
	right := b.input(n.Right, &shared, func() error {
		if given || shared {
			return found
		}
		return nil
	})
	var pushed []algebra.Var
	if !n.Right.Kept {
		pushed = plan.SetOf(n.Common...).Intersect(n.Right.Node.Of().Push).List()
	}
	return b.build(n.Left, func() error {
		given, shared = false, false
		for _, v := range pushed {
			given = given || x.slots[v] != 0
		}
		switch err := right(); err {
		case found:
			return nil
		case nil:
			return next()
		default:
			return err
		}
	})
}
