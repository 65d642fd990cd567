package ask

import (
	"context"
	"errors"
	"iter"
	"slices"

	"talentgraph.example/graph"
)

// Finder is a question of a family, bound to one state: it hands its rows to yield, and returns what
// yield returns if that is not nil.
type Finder[T any] func(ctx context.Context, q *Question, yield func(T) error) error

// Stream is the streaming form of a question. It yields no more rows than the option Top allows.
func Stream[T any](ctx context.Context, r graph.Reader, question string, takes OptionSet, opts []Option, f Finder[T]) iter.Seq2[T, error] {
	return StreamPages(ctx, r, question, takes, opts, func(ctx context.Context, q *Question, yield func([]T) error) error {
		page := make([]T, 1)
		return f(ctx, q, func(row T) error {
			page[0] = row
			return yield(page)
		})
	})
}

// StreamPages is Stream for a question that hands its rows to yield a page at a time, which costs less a row.
func StreamPages[T any](ctx context.Context, r graph.Reader, question string, takes OptionSet, opts []Option, f func(ctx context.Context, q *Question, yield func([]T) error) error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		err := Run(ctx, r, question, takes, opts, func(ctx context.Context, q *Question) error {
			left := q.Options.Top
			return f(ctx, q, func(page []T) error {
				for i := range page {
					q.Trace.row()
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

// Slice is the form of a question that gives all rows at once, no more than the option Top allows; nil if there is
// none.
func Slice[T any](ctx context.Context, r graph.Reader, question string, takes OptionSet, opts []Option, f func(ctx context.Context, q *Question) ([]T, error)) ([]T, error) {
	var rows []T
	err := Run(ctx, r, question, takes, opts, func(ctx context.Context, q *Question) (err error) {
		if rows, err = f(ctx, q); err != nil {
			return err
		}
		if n := q.Options.Top; n > 0 && len(rows) > n {
			rows = slices.Clone(rows[:n])
		}
		q.Trace.Rows(len(rows))
		return nil
	})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return rows, nil
}

// SlicePages is Slice for a question that makes its rows a page at a time.
func SlicePages[T any](ctx context.Context, r graph.Reader, question string, takes OptionSet, opts []Option, f func(ctx context.Context, q *Question, yield func([]T) error) error) ([]T, error) {
	var all []T
	err := Run(ctx, r, question, takes, opts, func(ctx context.Context, q *Question) error {
		return f(ctx, q, gather(q.Options, &all))
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}

// gather puts pages of rows together, no more rows than the option Top allows.
func gather[T any](o *Options, all *[]T) func(page []T) error {
	return func(page []T) error {
		*all = join(*all, page)
		var err error
		if o.Top > 0 && len(*all) >= o.Top {
			*all = (*all)[:o.Top]
			err = errEnough
		}
		o.Trace.Rows(len(*all))
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

// One is the form of a question that has exactly one row.
func One[T any](ctx context.Context, r graph.Reader, question string, takes OptionSet, opts []Option, f func(ctx context.Context, q *Question) (T, error)) (T, error) {
	var row T
	err := Run(ctx, r, question, takes, opts, func(ctx context.Context, q *Question) (err error) {
		if row, err = f(ctx, q); err == nil {
			q.Trace.Rows(1)
		}
		return err
	})
	if err != nil {
		var none T
		return none, err
	}
	return row, nil
}

// Run binds a question to one state of a graph and runs it.
func Run(ctx context.Context, r graph.Reader, question string, takes OptionSet, opts []Option, f func(ctx context.Context, q *Question) error) error {
	o, err := Read(question, takes, opts)
	if err != nil {
		return err
	}
	return o.View(ctx, r, func(s *graph.Snapshot) error {
		a, err := Bind(ctx, s, &o)
		if err != nil {
			return err
		}
		if err := f(ctx, o.Question(a)); err != nil {
			return err
		}
		return ctx.Err()
	})
}
