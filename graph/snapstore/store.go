package snapstore

import (
	"context"

	"talentgraph.example/graph/internal/store"
)

// Errors of stores and transactions.
var (
	// ErrClosed is the error of everything that is asked of a closed store.
	ErrClosed = store.ErrClosed
	// ErrTxDone is the error of a transaction that was committed or rolled back before. Begin another.
	ErrTxDone = store.ErrTxDone
	// ErrFull means that a store has run out of numbers for terms or quads, of which it has about four thousand
	// million each. Split the data over several stores.
	ErrFull = store.ErrFull
)

// What the methods of a [Snapshot] take and give, all by numbers.
type (
	// ID numbers a term of a snapshot. Terms get numbers from 1 on in order of their first appearance. 0 is no
	// term; as a label it is the default graph.
	ID = store.ID
	// Quad is a quad by the numbers of its Subject, Predicate, Object and Label. Label is 0 in the default graph.
	Quad = store.Quad
	// Pattern says which quads are asked for, by Subject, Predicate, Object and Label. 0 stands for any term.
	// Unlabelled asks for the default graph only.
	Pattern = store.Pattern
	// Run is what Expand yields: the quads of the node at index Node among those asked for, with one Predicate:
	// Others, the other ends in ascending order, and Labels.
	Run = store.Run
	// Rows are quads of one node in the parallel columns Predicates, Others and Labels, in that order.
	Rows = store.Rows
	// Columns are the rows of all nodes in one direction: At gives those of a node, Touch fetches those of the
	// next few nodes from memory. For the innermost loop of a question that looks at many nodes.
	Columns = store.Columns
	// Memory says what a snapshot holds, in bytes by part; Total adds them up.
	Memory = store.Memory
	// InvalidQuadError says why a quad cannot be stored: which Quad, which Part of it, and the Reason. Nothing
	// of the quad has been.
	InvalidQuadError = store.InvalidQuadError
)

// Store is a set of quads in memory, and Cayley's QuadStore. Readers take a [Snapshot]; one writer at a time
// changes the store through a [Tx]. All methods are safe for concurrent use.
type Store struct {
	inner *store.Store
}

// New makes an empty store.
func New() *Store { return &Store{store.New()} }

// Snapshot gives the state of the last commit. Once the store is closed, everything that is asked of the
// snapshot gives ErrClosed; those taken before stay as they are.
func (s *Store) Snapshot() *Snapshot { return &Snapshot{s.inner.Snapshot()} }

// Begin starts a transaction. It waits until the transaction before has ended; the error is the
// context's if that is done first, or [ErrClosed]. Every transaction must end with Commit or Rollback.
func (s *Store) Begin(ctx context.Context) (*Tx, error) {
	tx, err := s.inner.Begin(ctx)
	if err != nil {
		return nil, err
	}
	return &Tx{tx}, nil
}

// Close ends the use of the store and lets go of its memory. It does not wait: a transaction under way
// cannot commit any more. Closing twice does nothing. The error is always nil.
func (s *Store) Close() error { return s.inner.Close() }

// Snapshot is one state of a store. It never changes, needs no closing, and is valid as long as it is
// held, also after the store has moved on or is closed. All its methods are safe for concurrent use and
// take no lock. [Store.Snapshot] and [Tx.Snapshot] give them.
//
// Beside Cayley's view, [Snapshot.QuadStore], it has:
//
//   - Size, the number of quads, and Terms, the greatest number of a term;
//   - ID, the number of a term, and for a number its Value, its Term as parts, its Kind; Quad for those of a quad;
//   - Find, the numbers of a quad, if it is there; Match and Count by [Pattern];
//   - Expand, a step from many nodes; Rows, Row and Columns, the quads of one node; Scan, those of a predicate;
//   - Memory, what it holds; Verify, for tests, what must hold inside.
//
// The numbers of terms are the snapshot's own. Later snapshots mostly use the same ones, see
// [Snapshot.SameNumbers].
type Snapshot struct {
	*store.Snapshot
}

// SameNumbers tells whether every number that both snapshots have is the same term in both. Snapshots of
// one store have the same numbers, but for those before and after a merge that dropped terms no longer
// used.
func (s *Snapshot) SameNumbers(x *Snapshot) bool { return s.Snapshot.SameNumbers(x.Snapshot) }

// Tx is a transaction: changes that become visible together, or not at all. Its methods must not be
// called by two goroutines at once; the snapshots it gives may be used anywhere.
//
// Add and Remove change one quad and tell whether that changed anything, [Tx.AddBatch] adds many. Commit
// publishes the changes; it gives [ErrTxDone] after the end, and [ErrClosed] if the store was closed meanwhile.
// Rollback drops them, and does nothing after the end. A quad that cannot be stored gives an
// [*InvalidQuadError]: the subject, predicate or object is missing, an IRI or the name of a blank node is empty,
// the predicate is a blank node, a value is of a type that is not quad's, or text is not valid UTF-8. The
// transaction is then as it was and can go on.
type Tx struct {
	*store.Tx
}

// AddBatch adds the quads of a batch and gives the number of those that were not there. The batch is only
// read, and may be reset and filled again afterwards. Large batches one after the other are the fast way to fill
// a store: their quads are sorted in once, when the transaction ends or is next read.
//
// A quad that cannot be stored gives an [*InvalidQuadError] for the first such quad, and nothing of the
// batch is added. The other errors are the context's, looked at once in 1,024 terms or quads, and
// [ErrFull]; part of the batch has been added then, and the transaction should be rolled back.
func (t *Tx) AddBatch(ctx context.Context, b *Batch) (added int, err error) {
	return t.Tx.AddBatch(ctx, &b.Batch)
}

// NewBatch makes an empty batch whose terms are hashed as the transaction's store hashes them. It may be called by
// several goroutines at once.
func (t *Tx) NewBatch() *Batch { return &Batch{*t.Tx.NewBatch()} }

// Snapshot gives the state of the store with the transaction's own changes so far. It stays valid after
// the transaction has ended, however it ended. After the end it is the last state of the transaction.
//
// A snapshot costs about as much as a commit of one quad. After AddBatch it costs the sorting.
func (t *Tx) Snapshot() *Snapshot { return &Snapshot{t.Tx.Snapshot()} }

// Batch holds the terms and quads that a loader has read, by numbers of its own, for [Tx.AddBatch]. No
// quad.Value is made of them. Term gives the batch's number of a term, Quad adds a quad by such numbers, Len
// counts the quads, Reset empties the batch and keeps its memory.
//
// A parallel loader cuts its file into consecutive chunks, lets several goroutines fill a Batch each, and
// hands the batches to AddBatch in the order of the file: the store's numbers are then in the order of
// first appearance, as if one goroutine had read it all.
//
// The zero Batch is empty and ready; one from [Tx.NewBatch] is added sooner. A Batch must not be used by two goroutines at once.
type Batch struct {
	store.Batch
}
