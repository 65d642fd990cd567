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
		o, err := read(question, takes, opts)
		if err == nil {
			left := o.top
			err = o.view(ctx, r, func(s *graph.Snapshot) error {
				a, err := bind(ctx, s, &o)
				if err != nil {
					return err
				}
				err = f(ctx, o.claims(a), func(row T) error {
					o.trace.row()
					if !yield(row, nil) {
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
		if err != nil {
			var none T
			yield(none, err)
		}
	}
}

// collect turns the streaming form of a question into a slice.
func collect[T any](rows iter.Seq2[T, error]) ([]T, error) {
	var all []T
	for row, err := range rows {
		if err != nil {
			return nil, err
		}
		all = append(all, row)
	}
	return all, nil
}

// answer is the form of a question that gives all rows at once.
func answer[T any](ctx context.Context, r graph.Reader, question string, takes optionSet, opts []Option, f finder[T]) ([]T, error) {
	return collect(stream(ctx, r, question, takes, opts, f))
}

// one is the form of a question that has exactly one row.
func one[T any](ctx context.Context, r graph.Reader, question string, takes optionSet, opts []Option, f func(ctx context.Context, c *claims) (T, error)) (T, error) {
	rows, err := answer(ctx, r, question, takes, opts, func(ctx context.Context, c *claims, yield func(T) error) error {
		row, err := f(ctx, c)
		if err != nil {
			return err
		}
		return yield(row)
	})
	if err != nil {
		var none T
		return none, err
	}
	return rows[0], nil
}
