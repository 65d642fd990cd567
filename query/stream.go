package query

import (
	"context"
	"errors"
	"iter"
	"slices"

	"talentgraph.example/graph"
)

// finder is a question of a family, bound to one state: it hands its rows to yield, and returns what
// yield returns if that is not nil.
type finder[T any] func(ctx context.Context, c *claims, yield func(T) error) error

// stream is the streaming form of a question. It yields no more rows than [Top] allows.
func stream[T any](ctx context.Context, r graph.Reader, question string, takes optionSet, opts []Option, f finder[T]) iter.Seq2[T, error] {
	return streamPages(ctx, r, question, takes, opts, func(ctx context.Context, c *claims, yield func([]T) error) error {
		page := make([]T, 1)
		return f(ctx, c, func(row T) error {
			page[0] = row
			return yield(page)
		})
	})
}

// streamPages is stream for a question that hands its rows to yield a page at a time, which costs less a row.
func streamPages[T any](ctx context.Context, r graph.Reader, question string, takes optionSet, opts []Option, f func(ctx context.Context, c *claims, yield func([]T) error) error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		err := ask(ctx, r, question, takes, opts, func(ctx context.Context, c *claims) error {
			left := c.o.top
			return f(ctx, c, func(page []T) error {
				for i := range page {
					c.trace.row()
					if !yield(page[i], nil) {
						return errEnough
					}
					if left--; left == 0 {
						return errEnough
					}
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

// streamAll is stream for a question that has all its rows at once.
func streamAll[T any](ctx context.Context, r graph.Reader, question string, takes optionSet, opts []Option, f func(ctx context.Context, c *claims) ([]T, error)) iter.Seq2[T, error] {
	return streamPages(ctx, r, question, takes, opts, func(ctx context.Context, c *claims, yield func([]T) error) error {
		rows, err := f(ctx, c)
		if err != nil {
			return err
		}
		return yield(rows)
	})
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

// answerPages is answer for a question that makes its rows a page at a time.
func answerPages[T any](ctx context.Context, r graph.Reader, question string, takes optionSet, opts []Option, f func(ctx context.Context, c *claims, yield func([]T) error) error) ([]T, error) {
	var all []T
	err := ask(ctx, r, question, takes, opts, func(ctx context.Context, c *claims) error {
		return f(ctx, c, gather(c.o, &all))
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}

// gather puts pages of rows together, no more rows than [Top] allows.
func gather[T any](o *options, all *[]T) func(page []T) error {
	return func(page []T) error {
		*all = join(*all, page)
		var err error
		if o.top > 0 && len(*all) >= o.top {
			*all = (*all)[:o.top]
			err = errEnough
		}
		o.trace.rows(len(*all))
		return err
	}
}

// join appends a page to what there is, and takes over the first one as it is.
func join[T any](all, page []T) []T {
	if all == nil {
		return page
	}
	return append(all, page...)
}

// errEnough ends a question that has given all that is wanted of it.
var errEnough = errors.New("enough")

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
