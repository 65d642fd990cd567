package loader

import (
	"context"
	"io"
	"sync"

	"talentgraph.example/graph/snapstore"
	"talentgraph.example/loader/syntax"
)

// A format whose statements depend on what came before is read by one goroutine, while the caller's adds
// what was read:
//
//	read --batch--> AddBatch
//	  ^---empty batch---'

// A batch is handed over when it has so many quads, or so many bytes of text.
const (
	batchQuads = 1 << 14
	batchBytes = 4 << 20
)

// loadBy reads a stream into a transaction by a format's NewReader.
func loadBy[R syntax.Reader](newReader func(io.Reader, ...syntax.Option) R) func(context.Context, *fileLoad) error {
	return func(ctx context.Context, l *fileLoad) error {
		return loadStream(ctx, l, func(_ context.Context, opts []syntax.Option) syntax.Reader { return newReader(l.in, opts...) })
	}
}

func loadStream(ctx context.Context, l *fileLoad, newReader func(context.Context, []syntax.Option) syntax.Reader) error {
	inner, cancel := context.WithCancel(ctx)
	ctx = stoppable{ctx, inner}
	full, empty := make(chan parsed), make(chan *snapstore.Batch, 3)
	for range cap(empty) {
		empty <- l.tx.NewBatch()
	}
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	wg.Go(func() {
		defer close(full)
		wrong := wrongLines{lenient: l.o.lenient, flush: func(lines []*syntax.Error) error {
			select {
			case full <- parsed{wrong: lines}:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}}
		r := newReader(ctx, append(l.syntaxOptions(ctx), wrong.option()))
		for b := range empty {
			err := l.fill(b, r)
			if file, ok := r.(interface{ Prefixes() map[string]string }); ok && err == io.EOF {
				if found := file.Prefixes(); len(found) > 0 {
					l.prefixes = found // before anybody hears of the end
				}
			}
			select {
			case full <- parsed{batch: b, wrong: wrong.take(), err: err}:
			case <-ctx.Done():
				return
			}
			if err != nil {
				return
			}
		}
	})
	for {
		got, ok, err := receive(ctx, l.meter, full)
		if err != nil {
			return err
		}
		if !ok {
			return ctx.Err()
		}
		if err := l.skip(got.wrong); err != nil {
			return err
		}
		if got.batch == nil {
			continue
		}
		if got.err != nil && got.err != io.EOF {
			return got.err
		}
		if err := l.addBatch(ctx, got.batch); err != nil {
			return err
		}
		if got.err == io.EOF {
			return nil
		}
		empty <- got.batch // there is room: it came from there
	}
}

// fill reads quads into a batch until it is full. The error is io.EOF at the end of the stream.
func (l *fileLoad) fill(b *snapstore.Batch, r syntax.Reader) error {
	a := l.newAdder(b)
	var q syntax.Quad
	for b.Len() < batchQuads && a.bytes < batchBytes {
		if err := r.Next(&q); err != nil {
			return err
		}
		a.add(&q)
	}
	return nil
}
