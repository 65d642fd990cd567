package snapstore

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store"
)

// The Store is itself Cayley's QuadStore: each call is answered from the state of that moment. Refs stay
// good when the state changes; iterators go on with the state in which they were made.

func (s *Store) now() *pinned { return &pinned{s.inner.Snapshot()} }

// ValueOf is Cayley's: the ref of a node, or nil if no quad uses it now.
func (s *Store) ValueOf(v quad.Value) graph.Ref { return s.now().ValueOf(v) }

// NameOf is Cayley's: the value of a ref, also of a node that is gone.
func (s *Store) NameOf(r graph.Ref) quad.Value { return s.now().NameOf(r) }

// ValuesOf is Cayley's NameOf for many refs.
func (s *Store) ValuesOf(ctx context.Context, refs []graph.Ref) ([]quad.Value, error) {
	return s.now().ValuesOf(ctx, refs)
}

// RefsOf is Cayley's ValueOf for many values, all in one state; a value that is in no quad is an error.
func (s *Store) RefsOf(ctx context.Context, nodes []quad.Value) ([]graph.Ref, error) {
	return s.now().RefsOf(ctx, nodes)
}

// Quad is Cayley's: the quad of a ref, also of one that is gone.
func (s *Store) Quad(r graph.Ref) quad.Quad { return s.now().Quad(r) }

// QuadDirection is Cayley's: the ref of one of the quad's nodes, nil where there is none.
func (s *Store) QuadDirection(r graph.Ref, d quad.Direction) graph.Ref {
	return s.now().QuadDirection(r, d)
}

// QuadIterator is Cayley's: the quads that have the node at the direction now.
func (s *Store) QuadIterator(d quad.Direction, r graph.Ref) graph.Iterator {
	return s.now().QuadIterator(d, r)
}

// QuadIteratorSize is Cayley's; the size is exact.
func (s *Store) QuadIteratorSize(ctx context.Context, d quad.Direction, r graph.Ref) (graph.Size, error) {
	return s.now().QuadIteratorSize(ctx, d, r)
}

// NodesAllIterator is Cayley's: all nodes of now, in the order of their first appearance.
func (s *Store) NodesAllIterator() graph.Iterator { return s.now().NodesAllIterator() }

// QuadsAllIterator is Cayley's: all quads of now, by subject.
func (s *Store) QuadsAllIterator() graph.Iterator { return s.now().QuadsAllIterator() }

// Stats is Cayley's: the number of quads and nodes. An exact number of nodes takes a look at every node.
// For memory see [Snapshot.Memory].
func (s *Store) Stats(ctx context.Context, exact bool) (graph.Stats, error) {
	return s.now().Stats(ctx, exact)
}

// noContext never ends: Cayley's methods that write take no context.
type noContext struct{}

func (noContext) Deadline() (deadline time.Time, ok bool) { return deadline, false }
func (noContext) Done() <-chan struct{}                   { return nil }
func (noContext) Err() error                              { return nil }
func (noContext) Value(any) any                           { return nil }

// beginLikeCayley starts a transaction that takes what Cayley takes: see doc.go.
func (s *Store) beginLikeCayley() (*store.Tx, error) {
	tx, err := s.inner.Begin(noContext{})
	if err != nil {
		return nil, err
	}
	tx.Generalize()
	return tx, nil
}

// ApplyDeltas is Cayley's: one transaction of additions and removals, in their order. A quad to be added
// that is there, or one to be removed that is not, is a *graph.DeltaError unless the options ignore it;
// a quad that cannot be stored is an [*InvalidQuadError], though blank nodes
// are taken as predicates here. After an error nothing has changed.
func (s *Store) ApplyDeltas(deltas []graph.Delta, ignore graph.IgnoreOpts) error {
	tx, err := s.beginLikeCayley()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, d := range deltas {
		if err := apply(tx, d, ignore); err != nil {
			return err
		}
	}
	return tx.Commit()
}

func apply(t *store.Tx, d graph.Delta, ignore graph.IgnoreOpts) error {
	switch d.Action {
	case graph.Add:
		added, err := t.Add(d.Quad)
		if err != nil {
			return err
		}
		if !added && !ignore.IgnoreDup {
			return &graph.DeltaError{Delta: d, Err: graph.ErrQuadExists}
		}
	case graph.Delete:
		removed, err := t.Remove(d.Quad)
		if err != nil {
			return err
		}
		if !removed && !ignore.IgnoreMissing {
			return &graph.DeltaError{Delta: d, Err: graph.ErrQuadNotExist}
		}
	default:
		return &graph.DeltaError{Delta: d, Err: graph.ErrInvalidAction}
	}
	return nil
}

// NewQuadWriter is Cayley's: a writer that adds quads and ignores those that are there. WriteQuads
// commits all it is given or, after an error, nothing; WriteQuad collects a batch, which is committed
// when it is large (quad.DefaultBatch quads), at the next WriteQuads, or at Close.
func (s *Store) NewQuadWriter() (quad.WriteCloser, error) {
	if err := s.inner.Snapshot().Err(); err != nil {
		return nil, err
	}
	return &quadWriter{store: s}, nil
}

type quadWriter struct {
	store *Store
	batch []quad.Quad
}

func (w *quadWriter) WriteQuad(q quad.Quad) error {
	if err := store.Check(q, true); err != nil {
		return err
	}
	w.batch = append(w.batch, q)
	if len(w.batch) >= quad.DefaultBatch {
		return w.flush()
	}
	return nil
}

func (w *quadWriter) WriteQuads(quads []quad.Quad) (int, error) {
	if err := w.flush(); err != nil {
		return 0, err
	}
	return w.write(quads, (*store.Tx).Add)
}

// write commits quads.
func (w *quadWriter) write(quads []quad.Quad, add func(*store.Tx, quad.Quad) (bool, error)) (int, error) {
	tx, err := w.store.beginLikeCayley()
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	for _, q := range quads {
		if _, err := add(tx, q); err != nil {
			return 0, err
		}
	}
	if err := tx.Commit(); err != nil {
		return 0, err
	}
	return len(quads), nil
}

func (w *quadWriter) flush() error {
	batch := w.batch
	w.batch = nil
	if len(batch) == 0 {
		return nil
	}
	_, err := w.write(batch, (*store.Tx).AddChecked) // by WriteQuad
	return err
}

func (w *quadWriter) Close() error { return w.flush() }

// bulkQuads is how many quads BulkLoad makes a Batch of.
const bulkQuads = 1 << 16

// BulkLoad is Cayley's: it adds all quads of a reader in one transaction, and ignores those that are
// there. After an error nothing has been added. A loader that can give terms as bytes is faster with
// [Tx.AddBatch].
func (s *Store) BulkLoad(r quad.Reader) error {
	tx, err := s.beginLikeCayley()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	b := tx.NewBatch()
	for {
		q, err := r.ReadQuad()
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		end := err != nil
		if !end {
			if err := b.Add(q); err != nil {
				return err
			}
		}
		if end || b.Len() >= bulkQuads {
			if _, err := tx.AddBatch(noContext{}, b); err != nil {
				return err
			}
			b.Reset()
		}
		if end {
			return tx.Commit()
		}
	}
}
