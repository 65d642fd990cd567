package shared

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/internal/store"
)

// Turn waits until this process may make the next change, and brings the store up to the newest state. End ends the
// turn, whatever has become of it.
func (f *Follower) Turn(ctx context.Context) (end func(), err error) {
	select {
	case f.mine <- struct{}{}:
	case <-f.life.Done():
		return nil, store.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if f.turn, err = f.take(ctx, true); err != nil {
		<-f.mine
		return nil, err
	}
	return func() {
		f.turn.Release()
		<-f.mine
	}, nil
}

// take waits for the engine's turn; if the caller is to write, until the store has the newest state, too.
func (f *Follower) take(ctx context.Context, catchUp bool) (t engine.Turn, err error) {
	err = f.again(ctx, func(ctx context.Context) error {
		for {
			if t, err = f.engine.Turn(ctx); err != nil || !catchUp {
				return err
			}
			if err = f.catchUp(ctx, t.Head()); err != nil {
				t.Release()
				return err
			}
			f.tell(nil)
			if *f.mark.Load() == t.Head().Mark {
				return nil
			}
			t.Release() // it was lost meanwhile: somebody has made another change
		}
	})
	return t, err
}

// Write makes a change of the store one of the engine's: it is the store's log.
func (f *Follower) Write(ctx context.Context, c *store.Change, before, after *store.Snapshot) (wait func() error, err error) {
	l := c.List(before, after)
	change := &engine.Change{Mark: engine.Mark{Version: l.Version}, First: l.First, Terms: l.Terms, Added: l.Added, Removed: l.Removed}
	rand.Read(change.Writer[:])
	if head := f.turn.Head(); l.Version != head.Version+1 { // others have, or a promoted copy has lost some
		err = fmt.Errorf("others have made change %d since", l.Version-1)
		return nil, &engine.Error{Class: engine.ErrConflict, Err: err}
	}
	err = f.turn.Commit(ctx, change)
	if errors.Is(err, engine.ErrUnknownOutcome) {
		err = f.lookUp(ctx, change.Writer, err)
	}
	if err == nil {
		f.next.Store(&change.Mark)
		if f.cache != nil {
			f.cache.Made(change)
		}
	}
	return nil, err
}

// Written is to be called when readers have the state of a version, that of a change that was written perhaps.
func (f *Follower) Written(version engine.Version) {
	if next := f.next.Load(); next != nil && next.Version == version && f.next.CompareAndSwap(next, nil) {
		f.mark.Store(next)
	}
}

// lookUp finds out what has become of a commit whose answer was lost. When the next turn has been given, it has ended.
func (f *Follower) lookUp(ctx context.Context, writer engine.ID, lost error) error {
	f.tell(lost)
	made := false
	err := f.again(ctx, func(ctx context.Context) error {
		t, err := f.engine.Turn(ctx)
		if err != nil {
			return err
		}
		defer t.Release()
		made, err = t.Made(ctx, writer)
		return err
	})
	switch {
	case err != nil:
		return fmt.Errorf("change %x: %w; then: %w", writer, lost, err)
	case made:
		return nil
	}
	cause := lost // without its class, which would say that the outcome is not known
	if e, ok := errors.AsType[*engine.Error](lost); ok && e.Err != nil {
		cause = e.Err
	}
	return &engine.Error{Class: engine.ErrConflict, Err: cause}
}
