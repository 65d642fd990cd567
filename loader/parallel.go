package loader

import (
	"context"
	"io"
	"runtime"
	"sync"

	"talentgraph.example/graph/snapstore"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/ntriples"
	"talentgraph.example/loader/syntax"
)

// Files of lines are cut into chunks, which several goroutines parse into batches of terms and quads. The
// batches go into the transaction in the order of the file, so that everything (the numbers of terms, the
// first error, the lines that are skipped) is as if one goroutine had read it all:
//
//	cut --chunk--> parse --\
//	          \--> parse ---+--batch--> AddBatch, in order
//
// A job carries a chunk to a parser and its batch to the adder. The queue of jobs is short, and so is what
// is in memory at a time.

// chunkSize is large enough that a batch sees most terms again, small enough that all cores get some of a
// middling file.
const chunkSize = 4 << 20

// job is one chunk on its way.
type job struct {
	wrong []*syntax.Error // lines before the chunk that are too long, and skipped
	chunk nquads.Chunk
	done  chan parsed // what was parsed: the last has the batch
}

// parsed is what came of a stretch of the file, or, without a batch, lines that are wrong in it.
type parsed struct {
	batch *snapstore.Batch
	wrong []*syntax.Error // skipped
	more  bool            // of the same chunk is to come
	err   error
}

// loadLines reads N-Triples or N-Quads into a transaction.
func loadLines(ctx context.Context, l *fileLoad) error {
	inner, cancel := context.WithCancel(ctx)
	ctx = stoppable{ctx, inner}
	workers := runtime.GOMAXPROCS(0)
	c := &cutter{todo: make(chan *job), inOrder: make(chan *job, workers)}
	batches := make(chan *snapstore.Batch, 2*workers+2) // to be used again

	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel() // before waiting, so that whoever is blocked goes home
	wg.Go(func() { c.run(ctx, l) })
	for range workers {
		wg.Go(func() {
			newBatch := func() *snapstore.Batch {
				select {
				case b := <-batches:
					return b
				default:
					return l.tx.NewBatch()
				}
			}
			for j := range c.todo {
				send := func(p parsed) error {
					select {
					case j.done <- p:
						return nil
					case <-ctx.Done():
						return ctx.Err()
					}
				}
				if send(l.parse(ctx, j.chunk, newBatch, send)) != nil {
					return
				}
			}
		})
	}

	for {
		j, ok, err := receive(ctx, l.meter, c.inOrder)
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		for got := (parsed{wrong: j.wrong, more: true}); ; {
			if err := l.skip(got.wrong); err != nil {
				return err
			}
			if got.err != nil {
				return got.err
			}
			if got.batch != nil {
				if err := l.addBatch(ctx, got.batch); err != nil {
					return err
				}
				select {
				case batches <- got.batch:
				default:
				}
			}
			if !got.more {
				break
			}
			if got, _, err = receive(ctx, l.meter, j.done); err != nil {
				return err
			}
		}
	}
	if c.err != nil {
		return c.err
	}
	return ctx.Err()
}

// cutter makes jobs of a stream.
type cutter struct {
	todo    chan *job // to the parsers
	inOrder chan *job // the same jobs, to the adder
	err     error     // to be read after inOrder is closed
}

func (c *cutter) run(ctx context.Context, l *fileLoad) {
	defer close(c.inOrder)
	defer close(c.todo)
	onlyWrong := func(lines []*syntax.Error) error {
		if !c.send(ctx, &job{wrong: lines, chunk: nquads.Chunk{Line: 1}, done: make(chan parsed, 1)}) {
			return ctx.Err()
		}
		return nil
	}
	wrong := wrongLines{lenient: l.o.lenient, flush: onlyWrong}
	for chunk, err := range nquads.Chunks(l.in, chunkSize, append(l.syntaxOptions(ctx), wrong.option())...) {
		if err != nil {
			c.err = err
			break
		}
		if !c.send(ctx, &job{wrong: wrong.take(), chunk: chunk, done: make(chan parsed, 1)}) {
			return
		}
	}
	if last := wrong.take(); len(last) > 0 {
		_ = onlyWrong(last) // if the context has ended, its error is told anyway
	}
}

func (c *cutter) send(ctx context.Context, j *job) bool {
	for _, to := range []chan *job{c.inOrder, c.todo} {
		select {
		case to <- j:
		case <-ctx.Done():
			return false
		}
	}
	return true
}

// parse reads a chunk into a batch. It changes nothing of the load's. Where many lines are wrong, it sends them ahead,
// and so it does with batches where a base makes much of little.
func (l *fileLoad) parse(ctx context.Context, chunk nquads.Chunk, newBatch func() *snapstore.Batch, send func(parsed) error) parsed {
	wrong := wrongLines{lenient: l.o.lenient, flush: func(lines []*syntax.Error) error { return send(parsed{wrong: lines, more: true}) }}
	options := append(l.syntaxOptions(ctx), syntax.WithLine(chunk.Line), wrong.option())
	options = append(options, func(o *syntax.Options) { o.Expanded = &l.expanded }) // the limit is the file's
	var r syntax.Reader
	if l.format == NTriples {
		r = ntriples.NewBytesReader(chunk.Data, options...)
	} else {
		r = nquads.NewBytesReader(chunk.Data, options...)
	}
	b := newBatch()
	a := l.newAdder(b)
	var q syntax.Quad
	for {
		err := r.Next(&q)
		if err != nil {
			if err == io.EOF {
				err = nil
			}
			return parsed{batch: b, wrong: wrong.take(), err: err}
		}
		a.add(&q)
		if a.bytes > 2*max(chunkSize, len(chunk.Data)) {
			if err := send(parsed{batch: b, wrong: wrong.take(), more: true}); err != nil {
				return parsed{batch: b, err: err}
			}
			b = newBatch()
			a = l.newAdder(b)
		}
	}
}

// stoppable is the caller's context, which a load that fails also ends for its own goroutines. The
// caller's is asked itself, since a derived context learns of an end only through Done.
type stoppable struct {
	context.Context
	inner context.Context
}

func (s stoppable) Done() <-chan struct{} { return s.inner.Done() }

func (s stoppable) Err() error {
	if err := s.Context.Err(); err != nil {
		return err
	}
	return s.inner.Err()
}
