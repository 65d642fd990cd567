package exec

import (
	"talentgraph.example/graph"
	"talentgraph.example/query/internal/plan"
	"talentgraph.example/query/internal/rows"
)

// join chains the inputs of a join. Where solutions are to be made one it is cut: what is before fills a table, and what
// comes after runs once for each of its rows.
func (b *builder) join(n *plan.Join, next run) run {
	var cuts []stage
	for i := len(n.Inputs) - 1; i >= 0; i-- {
		in := n.Inputs[i]
		if in.Merged && n.Weighted {
			c := b.cut(in, next)
			cuts = append(cuts, c)
			next = c.add
		} else if in.Merged {
			next = b.once(in, next, &cuts)
		}
		for f := len(in.Filters) - 1; f >= 0; f-- {
			next = b.filter(in.Filters[f], n.Maybe, in.Graph, next)
		}
		if s, ok := in.Node.(*plan.Service); ok && i > 0 && !b.options.Plain {
			q := b.queue(s, n.Inputs[:i], next)
			cuts = append(cuts, q)
			next = q.add
			continue
		}
		next = b.input(in, nil, next)
	}
	if len(cuts) == 0 {
		return next
	}
	return func() error {
		for _, c := range cuts {
			c.reset()
		}
		err := next()
		for i := len(cuts) - 1; i >= 0 && err == nil; i-- {
			err = cuts[i].emit()
		}
		for _, c := range cuts {
			c.reset()
		}
		return err
	}
}

// A stage of a join takes all solutions of what is before it, or many, ere it gives some to what comes after.
type stage interface {
	reset()
	emit() error
}

// A cut is a table of solutions with their weights.
type cut struct {
	*Exec
	plan.Input
	table   *rows.Table
	row     []graph.ID
	weights []int64
	taken   int64
	next    run // nil for one that only tells what has been seen
}

func (b *builder) cut(in plan.Input, next run) *cut {
	return &cut{Exec: b.Exec, Input: in, next: next, row: make([]graph.ID, len(in.Keep)),
		table: rows.NewTable(b.budget, len(in.Keep), len(in.Keep))}
}

func (c *cut) reset() {
	_ = c.budget.Take(-c.taken)
	c.taken, c.weights = 0, nil
	c.table.Reset()
}

func (c *cut) put() (i int, added bool, err error) {
	for k, v := range c.Keep {
		c.row[k] = c.slots[v]
	}
	return c.table.Put(c.row)
}

func (c *cut) add() error {
	i, added, err := c.put()
	if err != nil {
		return err
	}
	if !added {
		c.weights[i] += c.weight
		return nil
	}
	if len(c.weights) == cap(c.weights) {
		grown := int64(max(64, len(c.weights))) * 8
		c.taken += grown
		if err := c.budget.Take(grown); err != nil {
			return err
		}
	}
	c.weights = append(c.weights, c.weight)
	return nil
}

// emit runs the rest for each row. The slots are as they were before the join.
func (c *cut) emit() error {
	if c.next == nil {
		return nil
	}
	before, weight := make([]graph.ID, len(c.Keep)), c.weight
	for k, v := range c.Keep {
		before[k] = c.slots[v]
	}
	var err error
	for i := 0; i < c.table.Len() && err == nil; i++ {
		if err = c.budget.Row(); err == nil {
			for k, v := range c.Keep {
				c.slots[v] = c.table.Row(i)[k]
			}
			c.weight = c.weights[i]
			err = c.next()
		}
	}
	c.weight = weight
	for k, v := range c.Keep {
		c.slots[v] = before[k]
	}
	return err
}

// once goes on with each solution the first time that it comes: nobody counts them.
func (b *builder) once(in plan.Input, next run, cuts *[]stage) run {
	c := b.cut(in, nil)
	*cuts = append(*cuts, c)
	return func() error {
		if _, added, err := c.put(); err != nil || !added {
			return err
		}
		return next()
	}
}
