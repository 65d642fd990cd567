package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store"
	"talentgraph.example/graph/snapstore"
)

// Update makes one change, all or nothing. It runs f; if f returns nil, everything f wrote appears to
// readers at once, and otherwise nothing has happened. A panic in f undoes its writes and goes on.
//
// Updates take turns; waiting for one's turn ends with the context's error when the context ends. So
// does the change itself, if the context has ended by the time f returns, or ends while a change too large for a file's
// log writes the file anew.
//
// Where many processes share the graph, they take turns as well, f sees the newest state of all of them, and runs once.
// While the server cannot be reached, Update waits, and ends with ErrUnreachable when the context does; ErrConflict says
// that the turn was lost before the change was made, and ErrUnknownOutcome that the context ended before it could be
// found out what became of a commit whose answer was lost: the message has the change's id.
//
// Inside f, change the graph by the Tx alone: an Update of the same graph would wait for the one that it is part of.
// One with the context of [Tx.Context], or with one derived from it, is an error at once; hand that context on to
// what f calls. One with any other context waits until its context ends.
func (g *Graph) Update(ctx context.Context, f func(tx *Tx) error) error {
	if f == nil {
		return errors.New("Update was given no function to run")
	}
	if tx, ok := ctx.Value(insideOf{g}).(*Tx); ok && tx == g.writer.Load() {
		return errNested()
	}
	if g.readOnly {
		return errReadOnly()
	}
	if g.shared != nil {
		end, err := g.shared.Turn(ctx)
		if err != nil {
			return translate(err)
		}
		defer end()
	}
	inner, err := g.store.Begin(ctx)
	if err != nil {
		return translate(err)
	}
	inner.OnlyWritable()
	tx := &Tx{g: g, ctx: ctx, inner: inner}
	g.writer.Store(tx)
	defer func() {
		// On a panic too. After a commit the rollback does nothing.
		tx.done = true
		g.writer.Store(nil)
		inner.Rollback()
	}()
	if err := f(tx); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return g.publish(ctx, tx)
}

// publish commits and shows the new state.
func (g *Graph) publish(ctx context.Context, tx *Tx) error {
	err := g.commit(ctx, tx.inner, &tx.pending)
	if err == nil && g.kept != nil {
		g.compactIfDue()
	}
	return err
}

// commit makes a transaction's state the present one. The name index learns the new labels in the same turn as the
// state appears, so that no reader finds the one without the other.
func (g *Graph) commit(ctx context.Context, inner *store.Tx, pending *pendingNames) error {
	switch {
	case g.shared != nil:
		return translate(inner.CommitThen(func(now *store.Snapshot) {
			g.showAlone(now, pending)
			g.shared.Written(now.Version())
		}))
	case g.kept != nil: // the state appears once it has been kept, and then it must
		return translate(inner.CommitThen(func(now *store.Snapshot) { g.showAlone(now, pending) }))
	}
	if err := g.names.take(ctx); err != nil {
		return err
	}
	defer g.names.give()
	return translate(inner.CommitThen(func(now *store.Snapshot) { g.show(now, pending) }))
}

// showAlone is show for a caller that does not have the turn of the names.
func (g *Graph) showAlone(now *store.Snapshot, pending *pendingNames) {
	<-g.names.turn
	defer g.names.give()
	g.show(now, pending)
}

// show makes a state of the store the graph's present one.
func (g *Graph) show(now *store.Snapshot, pending *pendingNames) {
	last := g.state.Load()
	next := &state{quads: now, version: last.version + 1}
	g.names.learn(last, next, pending)
	g.state.CompareAndSwap(last, next) // but for Close, only the writer stores
}

// translate makes the store's error the package's own.
func translate(err error) error {
	if errors.Is(err, store.ErrClosed) {
		return errGraphClosed()
	}
	return err
}

// insideOf is the key in a context of the Tx of a graph's Update.
type insideOf struct{ g *Graph }

// Context is that of the Update, and says that it is used inside: see [Graph.Update].
func (tx *Tx) Context() context.Context { return context.WithValue(tx.ctx, insideOf{tx.g}, tx) }

func errNested() error {
	return errors.New("Update was called inside the function of an Update of the same graph, where it would wait for itself; use the Tx, or call it afterwards")
}

// Tx is a change under way, inside the function given to [Graph.Update]. It is a [Reader] that sees its
// own writes. It must not be used by two goroutines at once, nor after the function has returned, when
// its methods give ErrClosed.
type Tx struct {
	g       *Graph
	ctx     context.Context
	inner   *store.Tx
	pending pendingNames
	done    bool
	view    *Snapshot // of the writes so far; nil after a write
}

var errTxDone = fmt.Errorf("the transaction is %w: its Update has ended", ErrClosed)

// Add writes quads. Those that are there already are left as they are. If one of them cannot be stored,
// none is written, and the error is a [*QuadError].
//
// IRIs are stored as they are given. A compact one with a prefix of vocab.Prefixes or SetPrefix, such as "tg:from",
// is refused: it would name something else than the constant vocab.From does. So is what no file could hold: a relative
// IRI, such as "alice", or one with a space.
func (tx *Tx) Add(quads ...quad.Quad) error {
	if len(quads) >= manyQuads {
		return tx.addMany(quads)
	}
	if err := tx.checkAdded(quads); err != nil {
		return err
	}
	for i, q := range quads {
		added, err := tx.inner.AddChecked(q)
		if err != nil {
			return &QuadError{Quad: q, Index: i, Err: err}
		}
		if added {
			tx.pending.note(tx.g.names.labels, q)
		}
	}
	return tx.ctx.Err()
}

// manyQuads is from how many quads on Add goes by a batch, which looks at each of their terms once.
const manyQuads = 32

func (tx *Tx) addMany(quads []quad.Quad) error {
	if tx.done {
		return errTxDone
	}
	tx.view = nil
	b := tx.inner.SpareBatch()
	defer tx.inner.KeepBatch(b)
	fits, prefixes := true, tx.g.prefixes.Load()
	for i, q := range quads {
		if i&4095 == 4095 && tx.ctx.Err() != nil {
			return tx.ctx.Err()
		}
		fits = fits && b.Add(q) == nil
	}
	fits = fits && tx.inner.CheckBatch(b) == nil
	for iri := range b.IRIs() {
		fits = fits && !prefixes.isCompact(iri)
	}
	if !fits { // say which one does not
		if err := tx.checkAdded(quads); err != nil {
			return err
		}
	}
	err := tx.inner.AddBatchEach(tx.ctx, b, func(i int) { tx.pending.note(tx.g.names.labels, quads[i]) })
	if err != nil {
		return err
	}
	return tx.ctx.Err()
}

// Remove takes quads away. Those that are not there are passed over. A quad that could not be in the
// graph at all, such as one without a subject, is an error, and none is removed.
func (tx *Tx) Remove(quads ...quad.Quad) error {
	if err := tx.checkAll(quads); err != nil {
		return err
	}
	for i, q := range quads {
		removed, err := tx.inner.Remove(q)
		if err != nil {
			return &QuadError{Quad: q, Index: i, Err: err}
		}
		if removed {
			tx.pending.noteRemoved(tx.g.names.labels, q)
		}
	}
	return tx.ctx.Err()
}

// checkAll looks at all quads before any is written, so that a refused call has no effect.
func (tx *Tx) checkAll(quads []quad.Quad) error {
	if tx.done {
		return errTxDone
	}
	tx.view = nil
	for i, q := range quads {
		if i&4095 == 4095 && tx.ctx.Err() != nil {
			return tx.ctx.Err()
		}
		if err := checkQuad(q); err != nil {
			return &QuadError{Quad: q, Index: i, Err: err}
		}
	}
	return nil
}

// checkAdded is checkAll for quads that are to be added, and finds compact IRIs. Batches of files are left alone: what a
// file says is what it says.
func (tx *Tx) checkAdded(quads []quad.Quad) error {
	if err := tx.checkAll(quads); err != nil {
		return err
	}
	prefixes := tx.g.prefixes.Load()
	for i, q := range quads {
		for _, v := range [...]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			iri, ok := v.(quad.IRI)
			if ok && prefixes.isCompact(string(iri)) {
				full, _ := prefixes.expand(string(iri))
				return &QuadError{Quad: q, Index: i, Err: fmt.Errorf("%.120q is a compact IRI; write it in full, as %.120q (package vocab has constants, Snapshot.ExpandIRI expands)", string(iri), string(full))}
			}
		}
	}
	return nil
}

// NewBatch makes an empty batch for AddBatch: what it holds is added sooner than that of a zero Batch. It may be called
// by several goroutines at once.
func (tx *Tx) NewBatch() *snapstore.Batch { return &snapstore.Batch{Batch: *tx.inner.NewBatch()} }

// AddBatch writes a batch of terms and quads, the fast way in for whole files, and gives how many quads were new. What
// Add refuses is refused here, too, compact IRIs aside, which files may have; the error is a [*QuadError] with the
// quad's place in the batch, and nothing of the batch is written.
func (tx *Tx) AddBatch(ctx context.Context, b *snapstore.Batch) (added int, err error) {
	if tx.done {
		return 0, errTxDone
	}
	tx.view = nil
	tx.pending.bulk = true
	added, err = tx.inner.AddBatch(ctx, &b.Batch)
	var bad *store.InvalidQuadError
	if errors.As(err, &bad) {
		reason := checkQuad(bad.Quad) // in the words of Add
		if reason == nil {
			reason = err
		}
		err = &QuadError{Quad: bad.Quad, Index: bad.Index, Err: reason}
	}
	return added, err
}

// RemoveMatching removes all quads that match and returns how many they were. An empty pattern matches
// everything.
func (tx *Tx) RemoveMatching(ctx context.Context, p Pattern) (int64, error) {
	var matching []quad.Quad
	for q, err := range tx.Quads(ctx, p) {
		if err != nil {
			return 0, err
		}
		matching = append(matching, q)
	}
	if err := tx.Remove(matching...); err != nil {
		return 0, err
	}
	return int64(len(matching)), nil
}

// snapshot is the state with the writes so far. It is kept until the next write.
func (tx *Tx) snapshot() *Snapshot {
	if tx.done {
		return &Snapshot{err: errTxDone}
	}
	if tx.view == nil {
		if tx.g.kept != nil || tx.g.shared != nil { // names of a change before may be on their way
			if err := tx.inner.Published(tx.ctx); err != nil {
				return &Snapshot{err: translate(err)}
			}
		}
		tx.view = &Snapshot{
			quads:    tx.inner.Snapshot(),
			version:  tx.g.state.Load().version,
			names:    tx.g.names,
			pending:  &tx.pending,
			written:  len(tx.pending.labels),
			prefixes: tx.g.prefixes.Load(),
			derived:  &sync.Map{},
		}
	}
	return tx.view
}

// Quads gives the quads that match, the transaction's own writes included. Writes made while ranging are
// not seen by that range.
func (tx *Tx) Quads(ctx context.Context, p Pattern) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		tx.snapshot().Quads(ctx, p)(yield)
	}
}

// Count is the number of quads that match, the transaction's own writes included.
func (tx *Tx) Count(ctx context.Context, p Pattern) (int64, error) {
	return tx.snapshot().Count(ctx, p)
}

// View runs f on the state with the writes so far.
func (tx *Tx) View(ctx context.Context, f func(*Snapshot) error) error {
	return tx.snapshot().View(ctx, f)
}
