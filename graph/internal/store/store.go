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

	// log hears of each change before readers see it, in the writer's turn. A change of which it returns an
	// error is not published. It is where a durable log has its place; nil for none.
	log func(before, after *Snapshot) error

	closed chan struct{}
	close  sync.Once
}

// New makes an empty store.
func New() *Store {
	s := &Store{writer: make(chan struct{}, 1), closed: make(chan struct{})}
	s.interner = newInterner()
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
	start := s.current.Load()
	if start.err != nil { // closed while several cases were ready
		<-s.writer
		return nil, start.err
	}
	return newTx(s, start), nil
}

// publish makes a state the present one. Only Close can have put another in the place of the one before.
func (s *Store) publish(before, after *Snapshot) error {
	if err := s.Snapshot().err; err != nil {
		return err
	}
	if s.log != nil {
		if err := s.log(before, after); err != nil {
			return err
		}
	}
	if !s.current.CompareAndSwap(before, after) {
		return ErrClosed
	}
	return nil
}

// Close ends the use of the store and lets go of its memory. It does not wait: a transaction under way
// cannot commit any more. Closing twice does nothing. The error is always nil.
func (s *Store) Close() error {
	s.close.Do(func() {
		close(s.closed)
		closed := &Snapshot{terms: newInterner().view(), base: buildBase(columns{}, 0), err: ErrClosed}
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
