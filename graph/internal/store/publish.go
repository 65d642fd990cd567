package store

import (
	"cmp"
	"context"
	"sync"
)

// Log keeps each change somewhere else before readers see it.
type Log interface {
	// Write is called in the writer's turn, with the context that the transaction began with, and the states before and
	// after its change. After an error the change has not happened. Wait is called when the turn has ended, by several goroutines at once; when it returns nil,
	// this change and all before it are kept. After an error of wait nothing can be written any more.
	Write(ctx context.Context, c *Change, before, after *Snapshot) (wait func() error, err error)
}

// queue has the commits that are written but not kept yet. Their states appear in their order.
//
//	published  <- waits to be kept <- ... <- newest, on which the next writer begins
type queue struct {
	mu      sync.Mutex
	waiting []*committed
	broken  error // why nothing can be written any more
}

type committed struct {
	state     *Snapshot
	published func(*Snapshot)
	wait      func() error
	kept      bool
}

// newest is the state on which the next writer begins. The caller is the writer.
func (s *Store) newest() *Snapshot {
	s.queue.mu.Lock()
	defer s.queue.mu.Unlock()
	if n := len(s.queue.waiting); n > 0 {
		return s.queue.waiting[n-1].state
	}
	return s.current.Load()
}

// publish makes the state after a transaction the present one, when it has been kept. It ends the transaction's turn.
func (s *Store) publish(t *Tx, next *Snapshot, published func(*Snapshot)) error {
	if err := cmp.Or(s.Snapshot().err, t.start.base.damage()); err != nil {
		t.end()
		return err
	}
	c := t.number(next)
	if s.shared && t.replayed == 0 && next.version == t.start.version && next.terms.len() > t.start.terms.len() {
		t.end() // terms that no change tells are forgotten
		return nil
	}
	if s.log == nil {
		defer t.end()
		return s.publishNow(t, c, next, published)
	}
	var wait func() error
	if t.replayed == 0 && !t.became && next.version != t.start.version {
		var err error
		if wait, err = s.log.Write(t.ctx, c, t.start, next); err != nil {
			t.end()
			return err
		}
	}
	return s.publishKept(t, c, next, wait, published)
}

// number gives a transaction's state its version, and tells what has changed.
func (t *Tx) number(next *Snapshot) *Change {
	c := &t.store.changed
	*c = Change{Added: c.Added[:0], Removed: c.Removed[:0]}
	if t.became {
		next.history++
	}
	if t.replayed != 0 || t.became {
		next.version, next.known = t.replayed, next.terms.lastSerial()
		return c
	}
	if c = t.change(next, c); c.Large || c.Len() > 0 {
		c.Version = t.start.version + 1
		next.version, next.known = c.Version, next.terms.lastSerial()
		if !c.Large {
			next.known = c.Terms.lastSerial()
		}
	}
	return c
}

// publishNow publishes a state that nobody keeps. The caller has the writer's turn.
func (s *Store) publishNow(t *Tx, c *Change, next *Snapshot, published func(*Snapshot)) error {
	s.note(t, c, next) // before anybody can see the version
	if !s.current.CompareAndSwap(t.start, next) {
		s.recent.forget(t.start.version)
		return ErrClosed
	}
	s.interner = t.terms
	if published != nil {
		published(next)
	}
	s.recent.wake()
	return nil
}

// publishKept ends the writer's turn, so that the next one may begin on this state, and publishes it when it is kept.
func (s *Store) publishKept(t *Tx, c *Change, next *Snapshot, wait func() error, published func(*Snapshot)) error {
	s.queue.mu.Lock()
	if n := len(s.queue.waiting); wait == nil && n > 0 {
		wait = s.queue.waiting[n-1].wait // nothing to keep, but its turn comes after theirs
	}
	mine := &committed{state: next, published: published, wait: wait}
	s.interner = t.terms
	s.queue.waiting = append(s.queue.waiting, mine)
	s.note(t, c, next)
	s.queue.mu.Unlock()
	t.end()
	if wait != nil {
		if err := wait(); err != nil {
			return s.fail(err)
		}
	}
	return s.show(mine)
}

// note lists the transaction's changes for those who follow. The caller has the writer's turn.
func (s *Store) note(t *Tx, c *Change, next *Snapshot) {
	if !t.start.SameNumbers(next) {
		s.recent.renumbered(t.start.terms)
	}
	if t.became {
		s.recent.restart(next.version)
	}
	for i := range t.applied {
		t.applied[i].Terms, t.applied[i].Gone = next.terms, next.terms
		s.recent.add(&t.applied[i], next.terms)
	}
	if c.Version != 0 {
		s.recent.add(c, next.terms)
	}
	if cap(s.changed.Added)+cap(s.changed.Removed) > mostKept {
		s.changed = Change{}
	}
}

// mostKept is for how many changed quads the writer keeps memory from one commit to the next.
const mostKept = 1 << 10

// Published waits until readers have the state that the transaction began with.
func (t *Tx) Published(ctx context.Context) error {
	for {
		now := t.store.Snapshot()
		if now.err != nil || now.version >= t.start.version {
			return now.err
		}
		_, news := t.store.News()
		if err := t.store.Broken(); err != nil {
			return err
		}
		select {
		case <-news:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Become makes the transaction's state that of another store, which nobody else uses.
func (t *Tx) Become(other *Store) {
	now := other.Snapshot()
	t.base, t.over, t.size, t.bulk = now.base, now.over, now.size, bulk{}
	t.terms, t.hasher, t.latest = other.interner, other.interner.dict.hasher, nil
	t.replayed = now.version
	t.applied, t.became = nil, true
	t.store.mergesElsewhere = other.mergesElsewhere
}

// show publishes a commit that has been kept, and all before it.
func (s *Store) show(mine *committed) error {
	s.queue.mu.Lock()
	defer s.queue.mu.Unlock()
	if s.queue.broken != nil && !mine.kept { // one that a later commit has shown is there, whatever fails after it
		return s.queue.broken
	}
	for !mine.kept {
		next := s.queue.waiting[0]
		s.queue.waiting = s.queue.waiting[1:]
		next.kept = true
		s.current.Store(next.state)
		if next.published != nil {
			next.published(next.state)
		}
	}
	s.recent.wake()
	return nil
}

// fail forgets what waits: the newest state is the published one again.
func (s *Store) fail(err error) error {
	s.queue.mu.Lock()
	defer s.queue.mu.Unlock()
	if s.queue.broken == nil {
		s.queue.broken = err
	}
	s.queue.waiting = nil
	defer s.recent.wake()
	s.recent.forget(s.current.Load().version)
	return s.queue.broken
}

// replaceBase puts another form of the same state in its place, unless a newer one waits.
func (s *Store) replaceBase(before, after *Snapshot, terms *interner) {
	s.queue.mu.Lock()
	defer s.queue.mu.Unlock()
	if len(s.queue.waiting) == 0 && s.current.CompareAndSwap(before, after) {
		s.interner = terms
		if before.terms.dict != after.terms.dict {
			s.recent.renumbered(before.terms)
		}
	}
}
