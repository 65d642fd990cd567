package rows

import (
	"context"

	"talentgraph.example/graph/limit"
)

// A Budget is what one run of a query may use: time, by its context, and memory. It is one goroutine's.
type Budget struct {
	ctx     context.Context
	looked  func() error // called after each look; nil for none
	most    int64        // bytes; 0 for no limit
	used    int64
	peak    int64
	counted int
}

// NewBudget begins a run. MaxMemory is in bytes; 0 is no limit. Looked, if given, is called after each look at the context,
// and its error is that of the look.
func NewBudget(ctx context.Context, maxMemory int64, looked func() error) Budget {
	return Budget{ctx: ctx, most: maxMemory, looked: looked}
}

// Between two looks at the context at most 1,024 rows are made or 4,096 elements of a list passed over.
const (
	passedPerLook = 4096
	rowWeight     = 4
)

// Row counts a row that was made; the error is the context's.
func (b *Budget) Row() error { return b.Passed(rowWeight) }

// Passed counts elements of a list that were looked at; the error is the context's.
func (b *Budget) Passed(n int) error {
	if b.counted += n; b.counted < passedPerLook {
		return nil
	}
	return b.Look()
}

// Look looks at the context at once.
func (b *Budget) Look() error {
	b.counted = 0
	if err := b.ctx.Err(); err != nil || b.looked == nil {
		return err
	}
	return b.looked()
}

// Context is the context of the run.
func (b *Budget) Context() context.Context { return b.ctx }

// Take charges memory before it is used; the error is that of the limit. A negative number gives memory back.
func (b *Budget) Take(bytes int64) error {
	b.used += bytes
	b.peak = max(b.peak, b.used)
	if b.most > 0 && b.used > b.most {
		return &limit.Error{Limit: "bytes of memory", Value: b.most, Raise: "sparql.WithMaxMemory"}
	}
	return nil
}

// Used is the memory in use, in bytes, Peak the most that ever was.
func (b *Budget) Used() int64 { return b.used }

// Peak is the most memory that was in use, in bytes.
func (b *Budget) Peak() int64 { return b.peak }
