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

// Stream is the streaming form of a question. It keeps to the options Top, After, Next and Total; the marker, which
// tells its rows apart, is nil for a question that knows After itself.
func Stream[T any](ctx context.Context, r graph.Reader, question string, takes OptionSet, opts []Option, mark Marker[T], f Finder[T]) iter.Seq2[T, error] {
	return StreamPages(ctx, r, question, takes, opts, mark, func(ctx context.Context, q *Question, yield func([]T) error) error {
		page := make([]T, 1)
		return f(ctx, q, func(row T) error {
			page[0] = row
			return yield(page)
		})
	})
}

// StreamPages is Stream for a question that hands its rows to yield a page at a time, which costs less a row.
func StreamPages[T any](ctx context.Context, r graph.Reader, question string, takes OptionSet, opts []Option, mark Marker[T], f func(ctx context.Context, q *Question, yield func([]T) error) error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		err := Run(ctx, r, question, takes, opts, func(ctx context.Context, q *Question) error {
			p, err := newPager(q, mark)
			if err != nil {
				return err
			}
			return p.ended(f(ctx, q, func(page []T) error {
				page = p.wanted(page)
				for i := range page {
					p.given(&page[i])
					q.Trace.row()
					if !yield(page[i], nil) {
						return errEnough
					}
				}
				return p.enough()
			}))
		})
		if err != nil {
			var none T
			yield(none, err)
		}
	}
}

// Slice is the form of a question that gives all rows at once, as far as Top, After, Next and Total ask for them; nil if
// there is none.
func Slice[T any](ctx context.Context, r graph.Reader, question string, takes OptionSet, opts []Option, mark Marker[T], f func(ctx context.Context, q *Question) ([]T, error)) ([]T, error) {
	return SlicePages(ctx, r, question, takes, opts, mark, func(ctx context.Context, q *Question, yield func([]T) error) error {
		rows, err := f(ctx, q)
		if err != nil {
			return err
		}
		return yield(rows)
	})
}

// SlicePages is Slice for a question that makes its rows a page at a time.
func SlicePages[T any](ctx context.Context, r graph.Reader, question string, takes OptionSet, opts []Option, mark Marker[T], f func(ctx context.Context, q *Question, yield func([]T) error) error) ([]T, error) {
	var all []T
	err := Run(ctx, r, question, takes, opts, func(ctx context.Context, q *Question) error {
		p, err := newPager(q, mark)
		if err != nil {
			return err
		}
		err = f(ctx, q, func(page []T) error {
			if some := p.wanted(page); len(some) < len(page) {
				page = slices.Clone(some) // which lets the memory of the others go
			}
			all = join(all, page)
			q.Trace.Rows(len(all))
			return p.enough()
		})
		if n := len(all); n > 0 && (err == nil || errors.Is(err, errEnough)) {
			p.given(&all[n-1])
		}
		return p.ended(err)
	})
	switch {
	case err != nil:
		return nil, err
	case all == nil:
		return []T{}, nil // which JSON writes as []
	}
	return all, nil
}

// join appends a page to what there is, and takes over the first one as it is.
func join[T any](all, page []T) []T {
	if all == nil {
		return page
	}
	return append(all, page...)
}

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

// GivenContext refuses a context that is nil, which would be a panic.
func GivenContext(ctx context.Context, question string) error {
	if ctx == nil {
		return WrongArgument(question, "ctx", errors.New("the context is nil; give context.Background() if there is none to hear"))
	}
	return nil
}

// Given refuses a context and a graph that are nil.
func Given(ctx context.Context, r graph.Reader, question string) error {
	if err := GivenContext(ctx, question); err != nil {
		return err
	}
	none := r == nil
	switch r := r.(type) {
	case *graph.Graph:
		none = r == nil
	case *graph.Snapshot:
		none = r == nil
	case *graph.Tx:
		none = r == nil
	}
	if none {
		return WrongArgument(question, "r", errors.New("the graph is nil; give a *graph.Graph, a snapshot or a change under way"))
	}
	return nil
}

// Run binds a question to one state of a graph and runs it.
func Run(ctx context.Context, r graph.Reader, question string, takes OptionSet, opts []Option, f func(ctx context.Context, q *Question) error) error {
	if err := Given(ctx, r, question); err != nil {
		return err
	}
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
