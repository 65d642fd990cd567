package graph

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/cayleygraph/quad"
)

// AddFrom writes all quads of a reader in one change, and gives the number of those that were new. It is the
// way in for a graph that lies in one of Cayley's own back ends:
//
//	added, err := g.AddFrom(ctx, cayleygraph.NewQuadStoreReader(store))
//
// Quads come in as the reader gives them; a back end that has changed a literal's text has lost it. For
// files use package loader, whose readers are strict. The reader is not closed. The error of a quad that
// cannot be stored is a [*QuadError] with its place among the quads read; nothing is written then, nor after
// an error of the reader or once the context has ended.
func (g *Graph) AddFrom(ctx context.Context, r quad.Reader) (added int64, err error) {
	if r == nil {
		return 0, errors.New("the reader to add from is nil")
	}
	err = g.Update(ctx, func(tx *Tx) error {
		before := tx.inner.Snapshot().Size()
		batch := make([]quad.Quad, 0, 4096)
		for n := 0; ; n += len(batch) {
			batch = batch[:0]
			var failed error
			for len(batch) < cap(batch) && failed == nil {
				var q quad.Quad
				if q, failed = r.ReadQuad(); failed == nil {
					batch = append(batch, q)
				}
			}
			if failed != nil && !errors.Is(failed, io.EOF) {
				return fmt.Errorf("reading quads, after %d of them: %w", n+len(batch), failed)
			}
			if err := tx.Add(batch...); err != nil {
				var bad *QuadError
				if errors.As(err, &bad) {
					bad.Index += n
				}
				return err
			}
			if failed != nil {
				added = int64(tx.inner.Snapshot().Size() - before)
				return nil
			}
		}
	})
	if err != nil {
		return 0, err
	}
	return added, nil
}
