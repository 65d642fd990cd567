package query

import (
	"context"
	"iter"

	"talentgraph.example/graph"
)

// finder is a question of a family, bound to one state: it hands its rows to yield, and returns what
// yield returns if that is not nil.
type finder[T any] func(ctx context.Context, c *claims, yield func(T) error) error

// stream is the streaming form of a question. It yields no more rows than [Top] allows.
func stream[T any](ctx context.Context, r graph.Reader, question string, takes optionSet, opts []Option, f finder[T]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		err := ask(ctx, r, question, takes, opts, f, func(row T, _ int) bool { return yield(row, nil) })
		if err != nil {
			var none T
			yield(none, err)
		}
	}
}

// answer is the form of a question that gives all rows at once.
func answer[T any](ctx context.Context, r graph.Reader, question string, takes optionSet, opts []Option, f finder[T]) ([]T, error) {
	var all []T
	err := ask(ctx, r, question, takes, opts, f, func(row T, coming int) bool {
		if all == nil {
			all = make([]T, 0, coming)
		}
		all = append(all, row)
		return true
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}

// ask hands the rows of a question to take, with the number of those that come with the row as far as that
// is known, until take returns false. It hands out no more rows than [Top] allows.
func ask[T any](ctx context.Context, r graph.Reader, question string, takes optionSet, opts []Option, f finder[T], take func(row T, coming int) bool) error {
	o, err := read(question, takes, opts)
	if err != nil {
		return err
	}
	left := o.top
	return o.view(ctx, r, func(s *graph.Snapshot) error {
		a, err := bind(ctx, s, &o)
		if err != nil {
			return err
		}
		err = f(ctx, o.claims(a), func(row T) error {
			o.trace.row()
			coming := max(o.coming, 1)
			if left > 0 {
				coming = min(coming, left)
			}
			if !take(row, coming) {
				return errEnough
			}
			if left--; left == 0 {
				return errEnough
			}
			return nil
		})
		if err != nil {
			return err
		}
		return ctx.Err()
	})
}

// yieldAll yields rows that are all there already.
func yieldAll[T any](c *claims, rows []T, yield func(T) error) error {
	c.o.coming = len(rows)
	for _, row := range rows {
		if err := yield(row); err != nil {
			return err
		}
	}
	return nil
}

// one is the form of a question that has exactly one row.
func one[T any](ctx context.Context, r graph.Reader, question string, takes optionSet, opts []Option, f func(ctx context.Context, c *claims) (T, error)) (row T, err error) {
	err = ask(ctx, r, question, takes, opts, func(ctx context.Context, c *claims, yield func(T) error) error {
		row, err := f(ctx, c)
		if err != nil {
			return err
		}
		return yield(row)
	}, func(found T, _ int) bool {
		row = found
		return true
	})
	if err != nil {
		var none T
		return none, err
	}
	return row, nil
}
