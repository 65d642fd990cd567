package ask

import (
	"context"
)

// TopRows gives rows in an order, without ordering more than the option Top asks for.
func TopRows[T any](ctx context.Context, q *Question, rows []T, order func(a, b T) int) ([]T, error) {
	if q.Options.Counting() {
		return rows, ctx.Err()
	}
	end := q.Trace.Begin("order rows", IndexNone, len(rows))
	best := NewTop(q.Options.Most(), order)
	for i, row := range rows {
		if i&4095 == 4095 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		best.Add(row)
	}
	sorted, err := best.Sorted(ctx)
	end(len(sorted))
	return sorted, err
}

// Top keeps the first n of the items it is given, in an order; all if n is 0. It holds no more than n of
// them at a time.
type Top[T any] struct {
	n     int
	order func(a, b T) int
	Items []T // once there are n of them, a heap: no item comes after its parent at (i-1)/2
}

// NewTop makes one for the first n items, all for 0.
func NewTop[T any](n int, order func(a, b T) int) *Top[T] { return &Top[T]{n: n, order: order} }

func (t *Top[T]) Add(item T) {
	switch {
	case t.n == 0 || len(t.Items) < t.n:
		t.Items = append(t.Items, item)
		if len(t.Items) == t.n {
			for i := t.n/2 - 1; i >= 0; i-- {
				t.sink(i)
			}
		}
	case t.order(item, t.Items[0]) < 0:
		t.Items[0] = item
		t.sink(0)
	}
}

// sink moves an item down until no item below it comes after it.
func (t *Top[T]) sink(i int) {
	for {
		child := 2*i + 1
		if child >= len(t.Items) {
			return
		}
		if right := child + 1; right < len(t.Items) && t.order(t.Items[right], t.Items[child]) > 0 {
			child = right
		}
		if t.order(t.Items[child], t.Items[i]) <= 0 {
			return
		}
		t.Items[i], t.Items[child] = t.Items[child], t.Items[i]
		i = child
	}
}

// Sorted gives what was kept, in order; an error once the context has ended.
func (t *Top[T]) Sorted(ctx context.Context) ([]T, error) {
	return t.Items, SortFunc(ctx, t.Items, t.order)
}
