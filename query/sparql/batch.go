package sparql

import (
	"context"

	"talentgraph.example/graph"
)

// A batch is solutions that wait to be handed on. The clock stands still meanwhile, and to stop it takes as long as to find a row:
// so some go together. None waits for longer than until the run looks at its context.
type batch struct {
	clock *clock
	ctx   context.Context // the caller's
	yield func(ids []graph.ID) bool
	width int        // columns
	ids   []graph.ID // the rows, one after the other; they belong to who gets them
	count int        // of rows
	most  int
	err   error // why no more are wanted
}

// The first batch is small, and each one is four times as large as the one before: many a query has few rows, and many a caller
// wants one.
const (
	firstBatch   = 8
	largestBatch = 128
)

// each runs the query and yields its solutions, within the limits of time and rows. most is 0 for no limit of rows.
func (r *run) each(ctx context.Context, most int, yield func(ids []graph.ID) bool) error {
	c := startClock(ctx, r.options.timeout)
	defer c.end()
	b := &r.rows
	*b = batch{clock: c, ctx: ctx, yield: yield, width: len(r.query.Result), most: firstBatch}
	if len(r.options.functions) > 0 || r.options.service != nil {
		b.most = 1 // nobody knows how long they take
	}
	n, over := 0, false
	err := r.exec.Rows(c, func(ids []graph.ID) bool {
		if n++; most > 0 && n > most {
			over = true
			return false
		}
		return b.add(ids) == nil
	})
	if err = c.translate(err); over {
		err = &graph.LimitError{Limit: "rows", Value: int64(most), Raise: "sparql.WithMaxRows"}
	}
	if handed := b.hand(); handed != nil { // what was found before an error comes before it
		err = handed
	}
	*b = batch{}
	r.exec.Release()
	return err
}

// add puts a row into the batch, and hands all on when it is full.
func (b *batch) add(ids []graph.ID) error {
	if b.ids == nil {
		b.ids = make([]graph.ID, 0, b.most*b.width)
	}
	b.ids = append(b.ids, ids...)
	if b.count++; b.count < b.most {
		return nil
	}
	return b.flush()
}

// flush hands the rows on while the clock stands still.
func (b *batch) flush() error {
	if b.count == 0 || b.err != nil {
		return b.err
	}
	b.clock.pause()
	defer b.clock.goOn()
	return b.hand()
}

// hand hands the rows on. The error is the context's, or that the caller has left.
func (b *batch) hand() error {
	if b.err != nil {
		return b.err
	}
	ids, count := b.ids, b.count
	b.ids, b.count = nil, 0
	if b.most > 1 {
		b.most = min(4*b.most, largestBatch)
	}
	for i := range count {
		if b.err = b.ctx.Err(); b.err == nil && !b.yield(ids[i*b.width:(i+1)*b.width:(i+1)*b.width]) {
			b.err = errLeft
		}
		if b.err != nil {
			break
		}
	}
	return b.err
}
