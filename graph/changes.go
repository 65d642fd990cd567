package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/engine"
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
// log. Any graph has its last changes, of 4,096 quads in all, and of 65,536 while somebody follows; a shared one those of the time that the server keeps. Before that is
// ErrSnapshotGone, which says where changes begin: take a Snapshot, and go on after its Version. So it is when a shared graph
// was copied anew, because its server has lost changes that were given already, or no longer keeps the next ones.
// A graph opened with [ReadOnly] looks for new changes once a second, or as the parameter follow says.
func (g *Graph) Changes(ctx context.Context, after Version) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		defer g.store.Follow()()
		stopped := false
		history, err := g.historyOf(ctx, after)
		if err != nil {
			yield(Change{}, err)
			return
		}
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
			case g.store.Snapshot().History() != history:
				err = errAnew(now)
			case c != nil:
				give(Change{c.Version, decode(c.Terms, c.Added), decode(c.Gone, c.Removed)})
			case after < now:
				err = g.changesInLog(ctx, history, after, from, give)
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

// historyOf gives the history that the change of a version is of. Where others write, too, a version that nobody has made
// may be of changes that a server has lost.
func (g *Graph) historyOf(ctx context.Context, version Version) (uint64, error) {
	now := g.store.Snapshot()
	if g.shared == nil || version <= now.Version() {
		return now.History(), nil
	}
	if err := g.Sync(ctx); err != nil {
		return 0, err
	}
	if now = g.store.Snapshot(); version > now.Version() {
		return 0, errAnew(now.Version())
	}
	return now.History(), nil
}

// errAnew: what was the change after a version, nobody can say.
func errAnew(now Version) error {
	return fmt.Errorf("%w: the graph was copied anew from its server, which has lost changes, or no longer keeps those that followed; take a Snapshot, now of version %d, and go on after it", ErrSnapshotGone, now)
}

// changesInLog gives the changes after a version that the file's log has, as far as readers see them. Those after from
// are listed in memory.
func (g *Graph) changesInLog(ctx context.Context, history uint64, after, from Version, give func(Change) bool) error {
	now := g.store.Snapshot()
	if now.History() != history {
		return nil
	}
	if g.shared != nil {
		return g.changesShared(ctx, now, after, from, give)
	}
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

// changesShared gives the changes after a version that the engine has, as far as readers see them.
func (g *Graph) changesShared(ctx context.Context, now *store.Snapshot, after, from Version, give func(Change) bool) error {
	for after < now.Version() {
		changes, err := g.shared.Changes(ctx, after, now.Version())
		if errors.Is(err, engine.ErrGone) {
			return errGone(after, from, now.Version())
		}
		if err != nil {
			return translate(err)
		}
		for _, c := range changes {
			change := Change{Version: c.Version}
			for q, removed := range listed(c) {
				known, ok := now.Dictionary().ListedQuad(q)
				if !ok {
					return fmt.Errorf("change %d has terms that are not there", c.Version)
				}
				if removed {
					change.Removed = append(change.Removed, now.Quad(known))
				} else {
					change.Added = append(change.Added, now.Quad(known))
				}
			}
			if !give(change) {
				return nil
			}
			after = c.Version
		}
	}
	return nil
}

// listed gives the quads of a change, those that it added first.
func listed(c *engine.Change) iter.Seq2[engine.Quad, bool] {
	return func(yield func(engine.Quad, bool) bool) {
		for _, q := range c.Added {
			if !yield(q, false) {
				return
			}
		}
		for _, q := range c.Removed {
			if !yield(q, true) {
				return
			}
		}
	}
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

// Sync returns when everything that was committed before is on the disk; on a graph opened with [ReadOnly], when this
// process has what the writer has written. On a graph that many share it returns when this process has what any of them
// had committed before; while the server cannot be reached it waits. For "memory:", and on a graph opened with [At], it does nothing.
func (g *Graph) Sync(ctx context.Context) error {
	if g.closed.Load() {
		return errGraphClosed()
	}
	if err := ctx.Err(); err != nil || g.kept == nil && g.shared == nil {
		return err
	}
	switch {
	case g.shared != nil:
		return translate(g.shared.Sync(ctx))
	case !g.kept.options.readOnly:
		return g.kept.file.Flush()
	case g.kept.options.at != nil: // it stays at its version
		return nil
	}
	err := g.follow(ctx)
	g.heard(err)
	return err
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
