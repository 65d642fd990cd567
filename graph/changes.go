package graph

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store"
)

// Change is what one committed Update changed.
type Change struct {
	Version        Version
	Added, Removed []quad.Quad // in no order; no quad is in both
}

// Changes gives each committed change after a version, whole and in order, then waits for more until the context
// ends, whose error comes last. [Snapshot.Version] says where to begin. A graph keeps its last changes, of 65,536 quads
// in all; an older version, or a larger change, is ErrSnapshotGone: take a Snapshot, and go on after its Version.
// A graph opened with [ReadOnly] looks for new changes once a second, or as the parameter follow says.
func (g *Graph) Changes(ctx context.Context, after Version) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		for {
			c, gone, news := g.store.ChangeAfter(after)
			switch {
			case g.closed.Load():
				yield(Change{}, errGraphClosed())
				return
			case gone:
				yield(Change{}, fmt.Errorf("%w: what follows version %d is not kept; take a Snapshot, now of version %d, and go on after it", ErrSnapshotGone, after, g.store.Snapshot().Version()))
				return
			case c != nil:
				after = c.Version
				if !yield(Change{after, decode(c.Terms, c.Added), decode(c.Gone, c.Removed)}, nil) {
					return
				}
			default:
				if err := g.awaitNews(ctx, news); err != nil {
					yield(Change{}, err)
					return
				}
			}
			if err := ctx.Err(); err != nil {
				yield(Change{}, err)
				return
			}
		}
	}
}

func decode(t *store.Dictionary, quads []store.Quad) []quad.Quad {
	var decoded []quad.Quad
	for _, q := range quads {
		decoded = append(decoded, t.Quad(q))
	}
	return decoded
}

// awaitNews waits for another change, and looks for it where nobody else does.
func (g *Graph) awaitNews(ctx context.Context, news <-chan struct{}) error {
	var look <-chan time.Time
	if g.kept != nil && g.kept.options.readOnly && g.kept.options.follow == 0 {
		if err := g.Sync(ctx); err != nil {
			return err
		}
		timer := time.NewTimer(time.Second)
		defer timer.Stop()
		look = timer.C
	}
	select {
	case <-news:
	case <-look:
	case <-g.ended:
		return errGraphClosed()
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}
