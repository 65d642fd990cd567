package ask

import (
	"context"
	"slices"

	"talentgraph.example/graph"
)

// Another makes room for one more row, to be written field by field in place: to copy a whole row, or to
// clear what make has cleared already, is dear while the garbage collector runs.
func Another[T any](rows []T) ([]T, *T) {
	if n := len(rows); n < cap(rows) {
		rows = rows[:n+1]
	} else {
		var zero T
		rows = append(rows, zero)
	}
	return rows, &rows[len(rows)-1]
}

// How many nodes are read at a time. A stream's page is large enough to make a step worth its while, and
// small enough that the first rows come soon and that its memory, under 32 KB, is cheap to get; where all rows
// are wanted at once, most answers are a page.
const (
	PageSize  = 384
	AllAtOnce = 1 << 15
)

// EachPage reads candidates, ascending, a page at a time, and yields the rows of each page that has some. It begins
// at the one whose row the option After marks.
func EachPage[T any](ctx context.Context, q *Question, does string, candidates []graph.ID, size int,
	read func(context.Context, []graph.ID) ([]T, error), yield func([]T) error) error {
	if q.Options.Counting() {
		size = min(size, PageSize) // no page is kept
	}
	first, _ := slices.BinarySearch(candidates, q.from)
	for page := range slices.Chunk(candidates[first:], size) {
		end := q.Trace.Begin(does, IndexSubject, len(page))
		rows, err := read(ctx, page)
		end(len(rows))
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			continue
		}
		if err := yield(rows); err != nil {
			return err
		}
	}
	return ctx.Err()
}
