package loader

import (
	"context"
	"crypto/rand"
	"io"
	"runtime"
	"sync"

	"talentgraph.example/graph"
	"talentgraph.example/graph/snapstore"
	"talentgraph.example/graph/term"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/ntriples"
	"talentgraph.example/loader/syntax"
)

// Files of lines are cut into chunks, which several goroutines parse into batches of terms and quads. The
// batches go into the transaction in the order of the file, so that everything (the numbers of terms, the
// first error) is as if one goroutine had read it all:
//
//	cut --chunk--> parse --\
//	          \--> parse ---+--batch--> AddBatch, in order
//
// A job carries a chunk to a parser and its batch to the adder. The queue of jobs is short, and so is what
// is in memory at a time.

// chunkSize is large enough that a batch sees most terms again, small enough that all cores get some of a
// middling file.
const chunkSize = 1 << 20

// job is one chunk on its way.
type job struct {
	chunk nquads.Chunk
	done  chan parsed // holds the result, once there is one
}

type parsed struct {
	batch *snapstore.Batch
	err   error
}

// loadLines reads N-Triples or N-Quads into a transaction.
func loadLines(ctx context.Context, tx *graph.Tx, r io.Reader, format Format, o *options) (read, added int64, err error) {
	inner, cancel := context.WithCancel(ctx)
	ctx = stoppable{ctx, inner}
	p := &lineParser{
		format:  format,
		label:   []byte(o.label),
		blanks:  []byte("x" + rand.Text()[:13] + "-"),
		options: []syntax.Option{syntax.WithFile(o.name), syntax.WithContext(ctx)},
	}
	workers := runtime.GOMAXPROCS(0)
	todo := make(chan *job)             // to the parsers
	inOrder := make(chan *job, workers) // the same jobs, to the adder
	batches := make(chan *snapstore.Batch, 2*workers+2)

	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel() // before waiting, so that whoever is blocked goes home

	var cutErr error // read by the adder after inOrder is closed
	wg.Go(func() {
		defer close(inOrder)
		defer close(todo)
		for chunk, err := range nquads.Chunks(r, chunkSize, p.options...) {
			if err != nil {
				cutErr = err
				return
			}
			j := &job{chunk: chunk, done: make(chan parsed, 1)}
			select {
			case inOrder <- j:
			case <-ctx.Done():
				return
			}
			select {
			case todo <- j:
			case <-ctx.Done():
				return
			}
		}
	})
	for range workers {
		wg.Go(func() {
			for j := range todo {
				var b *snapstore.Batch
				select {
				case b = <-batches:
				default:
					b = new(snapstore.Batch)
				}
				j.done <- parsed{b, p.parse(j.chunk, b)}
			}
		})
	}

	for j := range inOrder {
		var got parsed
		select {
		case got = <-j.done:
		case <-ctx.Done():
			return 0, 0, ctx.Err()
		}
		if got.err != nil {
			return 0, 0, got.err
		}
		n, err := tx.AddBatch(ctx, got.batch)
		if err != nil {
			return 0, 0, err
		}
		read += int64(got.batch.Len())
		added += int64(n)
		got.batch.Reset()
		select {
		case batches <- got.batch:
		default:
		}
	}
	if cutErr == nil {
		cutErr = ctx.Err()
	}
	return read, added, cutErr
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

// lineParser parses chunks. It does not change and is shared by all goroutines.
type lineParser struct {
	format  Format
	label   []byte // of quads that have none; empty for the default graph
	blanks  []byte // what the names of blank nodes begin with
	options []syntax.Option
}

// nextReader is what the readers of line formats have in common.
type nextReader interface {
	Next(*syntax.Quad) error
}

func (p *lineParser) parse(chunk nquads.Chunk, b *snapstore.Batch) error {
	var r nextReader
	options := append(p.options[:len(p.options):len(p.options)], syntax.WithLine(chunk.Line))
	if p.format == NTriples {
		r = ntriples.NewBytesReader(chunk.Data, options...)
	} else {
		r = nquads.NewBytesReader(chunk.Data, options...)
	}
	a := adder{batch: b, blanks: p.blanks}
	var q syntax.Quad
	for {
		if err := r.Next(&q); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		// One after the other: numbers follow the order of first appearance.
		subject, predicate, object := a.term(&q.Subject), a.term(&q.Predicate), a.term(&q.Object)
		label := a.term(&q.Label)
		if label == 0 && len(p.label) > 0 {
			label = b.Term(term.IRI, p.label, nil, nil)
		}
		b.Quad(subject, predicate, object, label)
	}
}

// adder puts terms into a batch, blank nodes under names of their own.
type adder struct {
	batch  *snapstore.Batch
	blanks []byte
	name   []byte // scratch
}

func (a *adder) term(t *syntax.Term) uint32 {
	if t.Kind == term.Blank {
		a.name = append(append(a.name[:0], a.blanks...), t.Text...)
		return a.batch.Term(term.Blank, a.name, nil, nil)
	}
	return a.batch.Term(t.Kind, t.Text, t.Datatype, t.Lang)
}
