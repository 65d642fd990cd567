package shared

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/internal/store"
)

// Follower follows an engine. Its methods are safe for concurrent use.
type Follower struct {
	Store *store.Store
	Graph engine.ID // of the graph

	engine engine.Engine
	// commit commits a transaction that has applied changes, or become another state, and shows it; it calls published
	// when readers have it.
	commit func(tx *store.Tx, anew bool, published func()) error

	cache Cache // nil for none

	mark  atomic.Pointer[engine.Mark] // what readers have
	heard atomic.Pointer[Heard]

	life  context.Context
	end   context.CancelFunc
	work  sync.WaitGroup
	mine  chan struct{} // has one element while a goroutine of this process has the turn, or waits for it
	turn  engine.Turn   // of whoever has mine
	anews chan struct{} // has one element while a goroutine copies a state in the place of what there is
	stays bool          // at its version

	next atomic.Pointer[engine.Mark] // of the change that was written, until readers have it
}

// Cache keeps a state at hand, so that the next process need not copy it. Its methods are called in the store's turn,
// in the order of changes, and before readers have them.
type Cache interface {
	// Made tells of a change that has been made.
	Made(c *engine.Change)
	// Became tells that another state takes the place of what there was.
	Became(mark engine.Mark)
}

// State is a state to begin with.
type State struct {
	Store *store.Store
	Mark  engine.Mark
	Graph engine.ID
}

// Heard is how the last attempt to reach the engine ended.
type Heard struct {
	At  time.Time // of the last one that succeeded
	Err error
}

// Start begins with a state, if there is one that is the engine's graph, or copies one of the engine's: the newest, or
// that of a version, where the follower then stays. The engine is closed with it, or if there is an error.
func Start(ctx context.Context, e engine.Engine, from *State, at *engine.Version) (*Follower, error) {
	f := &Follower{engine: e, mine: make(chan struct{}, 1), anews: make(chan struct{}, 1), stays: at != nil}
	f.life, f.end = context.WithCancel(context.WithoutCancel(ctx))
	head, err := e.Head(ctx)
	if err == nil {
		f.Graph = head.Graph
		var mark engine.Mark
		switch {
		case from != nil && from.Graph == head.Graph && from.Mark.Version > 0:
			f.Store, mark = from.Store, from.Mark
		case at != nil:
			f.Store, mark, err = f.copy(ctx, *at)
		default:
			f.Store, mark, err = f.copy(ctx, head.Version)
		}
		f.mark.Store(&mark)
	}
	if err != nil {
		return nil, errors.Join(err, e.Close())
	}
	f.tell(nil)
	return f, nil
}

// Mark tells which state readers have.
func (f *Follower) Mark() engine.Mark { return *f.mark.Load() }

// Follow begins to follow. Sweep says how often this process tries to let go of old changes, too; 0 for never. The cache
// may be nil.
func (f *Follower) Follow(commit func(tx *store.Tx, anew bool, published func()) error, sweep time.Duration, cache Cache) {
	f.commit, f.cache = commit, cache
	f.Store.Share()
	f.Store.KeepIn(f)
	if f.stays {
		return
	}
	f.work.Go(func() { f.run(f.life) })
	if sweep > 0 {
		f.work.Go(func() { f.sweep(f.life, sweep) })
	}
}

// Stop ends following, and fails who waits for a turn.
func (f *Follower) Stop() {
	f.end()
	f.work.Wait()
}

// Close closes the engine, when nobody writes any more.
func (f *Follower) Close() error { return f.engine.Close() }

// Heard tells how the last attempt to reach the engine ended.
func (f *Follower) Heard() Heard { return *f.heard.Load() }

func (f *Follower) tell(err error) {
	h := &Heard{time.Now(), err}
	if before := f.heard.Load(); err != nil && before != nil {
		h.At = before.At
	}
	f.heard.Store(h)
}

// Stays tells whether the follower stays at its version.
func (f *Follower) Stays() bool { return f.stays }

// run follows until the context ends.
func (f *Follower) run(ctx context.Context) {
	var pause backoff
	for ctx.Err() == nil {
		err := f.look(ctx)
		if err == nil {
			pause = 0
			err = f.engine.Wait(ctx)
		}
		if err != nil && ctx.Err() == nil {
			f.tell(err)
			pause.wait(ctx)
		}
	}
}

// sweep lets go of old changes. What fails is tried again the next time.
func (f *Follower) sweep(ctx context.Context, every time.Duration) {
	for ticker := time.NewTicker(every); ; {
		select {
		case <-ctx.Done():
			ticker.Stop()
			return
		case <-ticker.C:
			f.engine.Sweep(ctx)
		}
	}
}

// head looks at the engine's newest state.
func (f *Follower) head(ctx context.Context) (engine.Head, error) {
	soon, cancel := context.WithTimeout(ctx, engine.Patience)
	defer cancel()
	head, err := f.engine.Head(soon)
	if err != nil && ctx.Err() == nil && soon.Err() != nil {
		err = &engine.Error{Class: engine.ErrUnreachable, Err: fmt.Errorf("no answer within %v", engine.Patience)}
	}
	return head, err
}

// look takes what there is.
func (f *Follower) look(ctx context.Context) error {
	head, err := f.head(ctx)
	if err == nil {
		err = f.catchUp(ctx, head)
	}
	if err == nil {
		f.tell(nil)
	}
	return err
}

// Sync returns when readers have all that the engine has at the time of the call.
func (f *Follower) Sync(ctx context.Context) error {
	if f.stays {
		return ctx.Err()
	}
	return f.again(ctx, f.look)
}

// again does something until it succeeds, or fails for a reason that will not pass, or the context or the follower ends.
func (f *Follower) again(ctx context.Context, do func(ctx context.Context) error) error {
	within, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(f.life, func() { cancel(store.ErrClosed) })()
	var pause backoff
	var last error
	for {
		err := do(within)
		switch {
		case err == nil:
			return nil
		case f.life.Err() != nil:
			return store.ErrClosed
		case within.Err() == nil && !errors.Is(err, engine.ErrUnreachable):
			return err
		case errors.Is(err, engine.ErrUnreachable):
			last = err
			f.tell(err)
			pause.wait(within)
		}
		if within.Err() == nil {
			continue
		}
		if f.life.Err() != nil {
			return store.ErrClosed
		}
		if last == nil {
			return context.Cause(within)
		}
		return fmt.Errorf("%w: %w", context.Cause(within), last)
	}
}

// errMoved: another goroutine has brought the store further meanwhile.
var errMoved = errors.New("the state has changed meanwhile")

// catchUp brings the store up to a state of the engine's.
func (f *Follower) catchUp(ctx context.Context, head engine.Head) error {
	if head.Graph != f.Graph {
		return errors.New("another graph has been put in the place of this one; open it again")
	}
	for {
		mark := *f.mark.Load()
		if mark == head.Mark {
			return nil
		}
		lost := false // the engine no longer has what readers have
		if mark.Version >= head.Version {
			var err error // unless it is this process that has written since
			if head, err = f.engine.Head(ctx); err != nil {
				return err
			}
			lost = mark.Version >= head.Version && mark != head.Mark
		} else {
			changes, err := f.engine.Changes(ctx, mark, head.Version)
			if err == nil {
				err = f.apply(ctx, mark, changes)
			}
			if lost = errors.Is(err, engine.ErrGone); err != nil && !lost && !errors.Is(err, errMoved) {
				return err
			}
		}
		if lost {
			if err := f.anew(ctx, mark, head.Version); err != nil && !errors.Is(err, errMoved) {
				return err
			}
		}
	}
}

// begin takes the store's turn, if readers still have a state.
func (f *Follower) begin(ctx context.Context, mark engine.Mark) (*store.Tx, error) {
	tx, err := f.Store.Begin(ctx)
	if err == nil && (*f.mark.Load() != mark || tx.Snapshot().Version() != mark.Version) {
		tx.Rollback()
		err = errMoved
	}
	return tx, err
}

func (f *Follower) apply(ctx context.Context, mark engine.Mark, changes []*engine.Change) error {
	tx, err := f.begin(ctx, mark)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, c := range changes {
		if err := tx.ApplyListing(Listing(c)); err != nil {
			return err
		}
		mark = c.Mark
	}
	for _, c := range changes {
		if f.cache != nil {
			f.cache.Made(c)
		}
	}
	return f.commit(tx, false, func() { f.mark.Store(&mark) })
}

// Listing gives a change as the store has it.
func Listing(c *engine.Change) *store.Listing {
	return &store.Listing{Version: c.Version, First: c.First, Terms: c.Terms, Added: c.Added, Removed: c.Removed}
}

// anew gives up what readers have for a copy.
func (f *Follower) anew(ctx context.Context, mark engine.Mark, at engine.Version) error {
	select {
	case f.anews <- struct{}{}:
		defer func() { <-f.anews }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if *f.mark.Load() != mark {
		return errMoved
	}
	other, now, err := f.copy(ctx, at)
	if err != nil {
		return err
	}
	tx, err := f.begin(ctx, mark)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	tx.Become(other)
	if f.cache != nil {
		f.cache.Became(now)
	}
	return f.commit(tx, true, func() { f.mark.Store(&now) })
}

// copy makes a store of a state of the engine's.
func (f *Follower) copy(ctx context.Context, at engine.Version) (*store.Store, engine.Mark, error) {
	s := store.New()
	tx, err := s.Begin(ctx)
	if err != nil {
		return nil, engine.Mark{}, err
	}
	defer tx.Rollback()
	mark, err := f.engine.Copy(ctx, at, tx.CopyTerms, tx.CopyQuads)
	if err != nil {
		return nil, mark, err
	}
	tx.Copied(at)
	return s, mark, tx.Commit()
}

// Changes gives some changes after a version, by the numbers of later states.
func (f *Follower) Changes(ctx context.Context, after, until engine.Version) (changes []*engine.Change, err error) {
	err = f.again(ctx, func(ctx context.Context) (err error) {
		changes, err = f.engine.Changes(ctx, engine.Mark{Version: after}, until)
		return err
	})
	return changes, err
}
