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
// ends, whose error comes last. [Snapshot.Version] says where to begin. A graph that is kept in a file gives all changes
// that its log has: those since it was last written anew by [Graph.Compact], by itself, or by a change too large for the
// log. Any graph has its last changes, of 4,096 quads in all, and of 65,536 while somebody follows. Before that is
// ErrSnapshotGone, which says where changes begin: take a Snapshot, and go on after its Version.
// A graph opened with [ReadOnly] looks for new changes once a second, or as the parameter follow says.
func (g *Graph) Changes(ctx context.Context, after Version) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		defer g.store.Follow()()
		stopped := false
		give := func(c Change) bool {
			after = c.Version
			stopped = !yield(c, nil)
			return !stopped && ctx.Err() == nil
		}
		for {
			now, news := g.store.News()
			c, from := g.store.ChangeAfter(after)
			var err error
			switch {
			case g.closed.Load():
				err = errGraphClosed()
			case c != nil:
				give(Change{c.Version, decode(c.Terms, c.Added), decode(c.Gone, c.Removed)})
			case after < now:
				err = g.changesInLog(ctx, after, from, give)
			default:
				err = g.awaitNews(ctx, news)
			}
			if stopped {
				return
			}
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(Change{}, err)
				return
			}
		}
	}
}

// changesInLog gives the changes after a version that the file's log has, as far as readers see them. Those after from
// are listed in memory.
func (g *Graph) changesInLog(ctx context.Context, after, from Version, give func(Change) bool) error {
	now := g.store.Snapshot()
	if g.kept == nil {
		return errGone(after, from, now.Version())
	}
	v, err := g.kept.file.View()
	if err != nil {
		return err
	}
	defer v.Close()
	base := v.Head().Version
	if after < base {
		return errGone(after, min(from, base), now.Version())
	}
	reading := store.NewReading(now, func() (*store.Dictionary, error) { return termsOf(ctx, v) })
	for r, err := range v.Records(ctx, base) {
		if err != nil || r.Version > now.Version() {
			return err
		}
		c := Change{Version: r.Version}
		if c.Added, c.Removed, err = reading.Read(r.Payload, r.Version > after); err != nil {
			return fmt.Errorf("%s: change %d: %w", g.kept.file.Path(), r.Version, err)
		}
		if r.Version > after && !give(c) {
			return nil
		}
	}
	return nil
}

func errGone(after, from, now Version) error {
	return fmt.Errorf("%w: the change that follows version %d is older than those that are kept, from version %d on; take a Snapshot, now of version %d, and go on after it", ErrSnapshotGone, after, from+1, now)
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
