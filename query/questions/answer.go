package questions

import (
	"context"
	"errors"
	"iter"
	"strconv"

	"talentgraph.example/graph"
	"talentgraph.example/query"
)

// answer is how a question is put and what its rows show.
type answer struct {
	rows             func(ctx context.Context, r graph.Reader, args []string, opts []query.Option) iter.Seq2[Row, error]
	count            func(ctx context.Context, r graph.Reader, args []string, opts []query.Option) (int, error)
	headings         []string // in English, see shared
	single           bool
	grounded, summed bool
}

// form is what rows of one type show: cells below headings, or a text, or a grid.
type form[T any] struct {
	headings []string
	cells    func(row T) []Cell
	text     func(l *Language, row T) string
	grid     func(row T) Grid
	value    func(row T) any // what package query gives; nil if that is the row
}

func (f form[T]) row(value T) Row {
	row := Row{Value: value}
	if f.value != nil {
		row.Value = f.value(value)
	}
	if f.cells != nil {
		row.cells = func() []Cell { return f.cells(value) }
	}
	if f.text != nil {
		row.text = func(l *Language) string { return f.text(l, value) }
	}
	if f.grid != nil {
		row.grid = func() Grid { return f.grid(value) }
	}
	return row
}

// The names of the constructors say how a function gives its rows and what it takes: each a sequence, list
// a slice, one a single row; 0 to 3 the arguments that are texts, N a text and a number.

func each0[T any](f func(context.Context, graph.Reader, ...query.Option) iter.Seq2[T, error], shows form[T]) answer {
	return each(shows, func(ctx context.Context, r graph.Reader, _ []string, opts []query.Option) iter.Seq2[T, error] {
		return f(ctx, r, opts...)
	})
}

func each1[T any](f func(context.Context, graph.Reader, string, ...query.Option) iter.Seq2[T, error], shows form[T]) answer {
	return each(shows, func(ctx context.Context, r graph.Reader, a []string, opts []query.Option) iter.Seq2[T, error] {
		return f(ctx, r, a[0], opts...)
	})
}

func each2[T any](f func(context.Context, graph.Reader, string, string, ...query.Option) iter.Seq2[T, error], shows form[T]) answer {
	return each(shows, func(ctx context.Context, r graph.Reader, a []string, opts []query.Option) iter.Seq2[T, error] {
		return f(ctx, r, a[0], a[1], opts...)
	})
}

func eachN[T any](f func(context.Context, graph.Reader, string, int, ...query.Option) iter.Seq2[T, error], shows form[T]) answer {
	return each(shows, func(ctx context.Context, r graph.Reader, a []string, opts []query.Option) iter.Seq2[T, error] {
		return f(ctx, r, a[0], number(a[1]), opts...)
	})
}

func list0[T any](f func(context.Context, graph.Reader, ...query.Option) ([]T, error), shows form[T]) answer {
	return list(shows, func(ctx context.Context, r graph.Reader, _ []string, opts []query.Option) ([]T, error) {
		return f(ctx, r, opts...)
	})
}

func list1[T any](f func(context.Context, graph.Reader, string, ...query.Option) ([]T, error), shows form[T]) answer {
	return list(shows, func(ctx context.Context, r graph.Reader, a []string, opts []query.Option) ([]T, error) {
		return f(ctx, r, a[0], opts...)
	})
}

func list2[T any](f func(context.Context, graph.Reader, string, string, ...query.Option) ([]T, error), shows form[T]) answer {
	return list(shows, func(ctx context.Context, r graph.Reader, a []string, opts []query.Option) ([]T, error) {
		return f(ctx, r, a[0], a[1], opts...)
	})
}

func list3[T any](f func(context.Context, graph.Reader, string, string, string, ...query.Option) ([]T, error), shows form[T]) answer {
	return list(shows, func(ctx context.Context, r graph.Reader, a []string, opts []query.Option) ([]T, error) {
		return f(ctx, r, a[0], a[1], a[2], opts...)
	})
}

func listN[T any](f func(context.Context, graph.Reader, string, int, ...query.Option) ([]T, error), shows form[T]) answer {
	return list(shows, func(ctx context.Context, r graph.Reader, a []string, opts []query.Option) ([]T, error) {
		return f(ctx, r, a[0], number(a[1]), opts...)
	})
}

func one0[T any](f func(context.Context, graph.Reader, ...query.Option) (T, error), shows form[T]) answer {
	return one(shows, func(ctx context.Context, r graph.Reader, _ []string, opts []query.Option) (T, error) {
		return f(ctx, r, opts...)
	})
}

func one1[T any](f func(context.Context, graph.Reader, string, ...query.Option) (T, error), shows form[T]) answer {
	return one(shows, func(ctx context.Context, r graph.Reader, a []string, opts []query.Option) (T, error) {
		return f(ctx, r, a[0], opts...)
	})
}

func one2[T any](f func(context.Context, graph.Reader, string, string, ...query.Option) (T, error), shows form[T]) answer {
	return one(shows, func(ctx context.Context, r graph.Reader, a []string, opts []query.Option) (T, error) {
		return f(ctx, r, a[0], a[1], opts...)
	})
}

func oneN[T any](f func(context.Context, graph.Reader, string, int, ...query.Option) (T, error), shows form[T]) answer {
	return one(shows, func(ctx context.Context, r graph.Reader, a []string, opts []query.Option) (T, error) {
		return f(ctx, r, a[0], number(a[1]), opts...)
	})
}

func one[T any](shows form[T], f func(context.Context, graph.Reader, []string, []query.Option) (T, error)) answer {
	a := list(shows, func(ctx context.Context, r graph.Reader, args []string, opts []query.Option) ([]T, error) {
		row, err := f(ctx, r, args, opts)
		switch {
		case errors.Is(err, query.ErrNoPath):
			return nil, nil // an answer without rows, as Paths gives it
		case err != nil:
			return nil, err
		}
		return []T{row}, nil
	})
	a.single = true
	return a
}

func list[T any](shows form[T], f func(context.Context, graph.Reader, []string, []query.Option) ([]T, error)) answer {
	return each(shows, func(ctx context.Context, r graph.Reader, args []string, opts []query.Option) iter.Seq2[T, error] {
		return func(yield func(T, error) bool) {
			rows, err := f(ctx, r, args, opts)
			if err != nil {
				yield(*new(T), err)
				return
			}
			for _, row := range rows {
				if !yield(row, nil) {
					return
				}
			}
		}
	})
}

func each[T any](shows form[T], f func(context.Context, graph.Reader, []string, []query.Option) iter.Seq2[T, error]) answer {
	_, isGrounded := any(*new(T)).(grounded)
	_, isSum := any(*new(T)).(summed)
	return answer{
		headings: shows.headings,
		grounded: isGrounded,
		summed:   isSum,
		rows: func(ctx context.Context, r graph.Reader, args []string, opts []query.Option) iter.Seq2[Row, error] {
			return func(yield func(Row, error) bool) {
				for row, err := range f(ctx, r, args, opts) {
					if err != nil {
						yield(Row{}, err)
						return
					}
					if !yield(shows.row(row), nil) {
						return
					}
				}
			}
		},
		count: func(ctx context.Context, r graph.Reader, args []string, opts []query.Option) (n int, err error) {
			for _, err := range f(ctx, r, args, opts) {
				if err != nil {
					return 0, err
				}
				n++
			}
			return n, nil
		},
	}
}

// number reads an argument that Question.arguments has looked at.
func number(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}
