package query

import (
	"context"
	"slices"
)

// topRows gives rows in an order, without ordering more than the option Top asks for.
func topRows[T any](ctx context.Context, c *claims, rows []T, order func(a, b T) int) ([]T, error) {
	end := c.trace.begin("order rows", indexNone, len(rows))
	best := newTop(c.o.top, order)
	for i, row := range rows {
		if i&4095 == 4095 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		best.add(row)
	}
	sorted, err := best.sorted(ctx)
	end(len(sorted))
	return sorted, err
}

// top keeps the first n of the items it is given, in an order; all if n is 0. It holds no more than n of
// them at a time.
type top[T any] struct {
	n     int
	order func(a, b T) int
	items []T // once there are n of them, a heap: no item comes after its parent at (i-1)/2
}

func newTop[T any](n int, order func(a, b T) int) *top[T] { return &top[T]{n: n, order: order} }

func (t *top[T]) add(item T) {
	switch {
	case t.n == 0 || len(t.items) < t.n:
		t.items = append(t.items, item)
		if len(t.items) == t.n {
			for i := t.n/2 - 1; i >= 0; i-- {
				t.sink(i)
			}
		}
	case t.order(item, t.items[0]) < 0:
		t.items[0] = item
		t.sink(0)
	}
}

// sink moves an item down until no item below it comes after it.
func (t *top[T]) sink(i int) {
	for {
		child := 2*i + 1
		if child >= len(t.items) {
			return
		}
		if right := child + 1; right < len(t.items) && t.order(t.items[right], t.items[child]) > 0 {
			child = right
		}
		if t.order(t.items[child], t.items[i]) <= 0 {
			return
		}
		t.items[i], t.items[child] = t.items[child], t.items[i]
		i = child
	}
}

// sorted gives what was kept, in order; an error once the context has ended.
func (t *top[T]) sorted(ctx context.Context) ([]T, error) {
	return t.items, sortFunc(ctx, t.items, t.order)
}

// sortFunc is slices.SortFunc that looks at its context.
func sortFunc[T any](ctx context.Context, items []T, order func(a, b T) int) error {
	steps := 0
	err := ctx.Err()
	if len(items) < 300 { // fewer than 4,096 steps
		slices.SortFunc(items, order)
		return err
	}
	slices.SortFunc(items, func(a, b T) int {
		if steps++; steps&4095 == 0 && err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return 0 // what is left to compare no longer matters
		}
		return order(a, b)
	})
	return err
}
