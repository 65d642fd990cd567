package store

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
)

// Errors of stores and transactions.
var (
	// ErrClosed is the error of everything that is asked of a closed store.
	ErrClosed = errors.New("snapstore: the store is closed")
	// ErrTxDone is the error of a transaction that was committed or rolled back before. Begin another.
	ErrTxDone = errors.New("snapstore: the transaction has ended already")
)

// Store is a set of quads in memory. Readers take a [Snapshot], which costs one atomic load; one writer
// at a time changes the store through a [Tx]. All methods are safe for concurrent use.
type Store struct {
	current atomic.Pointer[Snapshot]

	// writer has room for one: whoever put something in is the writer, and owns what follows.
	writer   chan struct{}
	interner *interner

	log     Log // nil for none
	queue   queue
	recent  recent
	changed Change // of the last commit; its slices serve the writer again
	spare   *Batch // see KeepBatch

	// mergesElsewhere leaves growing overlays alone: the base is a mapped file, which another one will replace.
	mergesElsewhere bool
	shared          bool // see Share

	closed chan struct{}
	close  sync.Once
}

// New makes an empty store.
func New() *Store { return NewWithKey(NewKey()) }

// NewWithKey is New with a key for the hash tables.
func NewWithKey(key [16]byte) *Store {
	s := &Store{writer: make(chan struct{}, 1), closed: make(chan struct{})}
	s.interner = newInterner(NewHasher(key))
	s.current.Store(&Snapshot{terms: s.interner.view(), base: buildBase(columns{}, 0)})
	return s
}

// Snapshot gives the state of the last commit. Once the store is closed, everything that is asked of the
// snapshot gives ErrClosed; those taken before stay as they are.
func (s *Store) Snapshot() *Snapshot { return s.current.Load() }

// Begin starts a transaction. It waits until the transaction before has ended; the error is the
// context's if that is done first, or [ErrClosed]. Every transaction must end with Commit or Rollback.
func (s *Store) Begin(ctx context.Context) (*Tx, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	select {
	case <-s.closed:
		return nil, ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	case s.writer <- struct{}{}:
	}
	err := s.Snapshot().err // closed while several cases were ready
	if err == nil {
		err = s.Broken()
	}
	if err != nil {
		<-s.writer
		return nil, err
	}
	start := s.newest()
	if s.shared {
		s.interner.forget(start.terms.len())
	}
	tx := newTx(s, start)
	tx.ctx = ctx
	return tx, nil
}

// Drain waits for the writer, and until what is committed has been kept. Nobody writes afterwards.
func (s *Store) Drain() {
	s.writer <- struct{}{}
	s.queue.mu.Lock()
	var last *committed
	if n := len(s.queue.waiting); n > 0 {
		last = s.queue.waiting[n-1]
	}
	s.queue.mu.Unlock()
	switch {
	case last == nil:
	case last.wait == nil:
		s.show(last)
	default:
		if err := last.wait(); err != nil {
			s.fail(err)
		} else {
			s.show(last)
		}
	}
}

// Broken says why the log cannot be written any more; nil if it can.
func (s *Store) Broken() error {
	s.queue.mu.Lock()
	defer s.queue.mu.Unlock()
	return s.queue.broken
}

// KeepIn has all later changes kept by a log. It is called before the store is used by others.
func (s *Store) KeepIn(log Log) { s.log = log }

// Close ends the use of the store and lets go of its memory. It does not wait: a transaction under way
// cannot commit any more. Closing twice does nothing. The error is always nil.
func (s *Store) Close() error {
	s.close.Do(func() {
		close(s.closed)
		closed := &Snapshot{terms: newInterner(Hasher{}).view(), base: buildBase(columns{}, 0), err: ErrClosed}
		s.current.Store(closed)
		select {
		case s.writer <- struct{}{}:
			s.interner = nil
			<-s.writer
		default: // the writer does it when it ends
		}
	})
	return nil
}
