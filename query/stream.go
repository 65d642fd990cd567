package query

import (
	"context"
	"iter"
	"slices"

	"talentgraph.example/graph"
)

// finder is a question of a family, bound to one state: it hands its rows to yield, and returns what
// yield returns if that is not nil.
type finder[T any] func(ctx context.Context, c *claims, yield func(T) error) error

// stream is the streaming form of a question. It yields no more rows than [Top] allows.
func stream[T any](ctx context.Context, r graph.Reader, question string, takes optionSet, opts []Option, f finder[T]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		err := ask(ctx, r, question, takes, opts, func(ctx context.Context, c *claims) error {
			left := c.o.top
			return f(ctx, c, func(row T) error {
				c.trace.row()
				if !yield(row, nil) {
					return errEnough
				}
				if left--; left == 0 {
					return errEnough
				}
				return nil
			})
		})
		if err != nil {
			var none T
			yield(none, err)
		}
	}
}

// answer is the form of a question that gives all rows at once, no more than [Top] allows; nil if there is
// none.
func answer[T any](ctx context.Context, r graph.Reader, question string, takes optionSet, opts []Option, f func(ctx context.Context, c *claims) ([]T, error)) ([]T, error) {
	var rows []T
	err := ask(ctx, r, question, takes, opts, func(ctx context.Context, c *claims) (err error) {
		if rows, err = f(ctx, c); err != nil {
			return err
		}
		if n := c.o.top; n > 0 && len(rows) > n {
			rows = slices.Clone(rows[:n])
		}
		c.trace.rows(len(rows))
		return nil
	})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return rows, nil
}

// one is the form of a question that has exactly one row.
func one[T any](ctx context.Context, r graph.Reader, question string, takes optionSet, opts []Option, f func(ctx context.Context, c *claims) (T, error)) (T, error) {
	var row T
	err := ask(ctx, r, question, takes, opts, func(ctx context.Context, c *claims) (err error) {
		if row, err = f(ctx, c); err == nil {
			c.trace.rows(1)
		}
		return err
	})
	if err != nil {
		var none T
		return none, err
	}
	return row, nil
}

// ask binds a question to one state of a graph and runs it.
func ask(ctx context.Context, r graph.Reader, question string, takes optionSet, opts []Option, f func(ctx context.Context, c *claims) error) error {
	o, err := read(question, takes, opts)
	if err != nil {
		return err
	}
	return o.view(ctx, r, func(s *graph.Snapshot) error {
		a, err := bind(ctx, s, &o)
		if err != nil {
			return err
		}
		if err := f(ctx, o.claims(a)); err != nil {
			return err
		}
		return ctx.Err()
	})
}

// yieldAll yields rows that are all there already.
func yieldAll[T any](rows []T, yield func(T) error) error {
	for _, row := range rows {
		if err := yield(row); err != nil {
			return err
		}
	}
	return nil
}
