package store

import (
	"context"
	"math"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
)

// Tx is a transaction: changes that become visible together, or not at all. Its methods must not be
// called by two goroutines at once; the snapshots it gives may be used anywhere.
type Tx struct {
	store *Store
	ctx   context.Context // of Begin, for the log
	start *Snapshot       // what the transaction began with
	terms *interner       // the store's, or a new one after terms were dropped

	hasher Hasher // the store's

	touched     int      // quads added and removed, the same one each time
	early       *Change  // what had changed when the base that start has was merged away
	mergedAgain bool     // and more was merged afterwards
	applied     []Change // by Apply
	replayed    uint64   // the version that the last record of Apply led to; 0 for none
	became      bool     // see Become
	salvages    bool     // see Salvage
	leftOut     int

	base *base
	over overlay
	size int
	bulk bulk // quads of AddBatch that are in neither yet

	grown  bool      // so many changes that a merge was due
	editor *token    // of the chunks of over that no snapshot shares
	latest *Snapshot // of the present state; nil after a change
	done   bool

	generalized bool  // see Generalize
	refused     fault // the least that AddBatch refuses
}

// Generalize makes the transaction take generalized RDF as well, in which blank nodes may be predicates, and
// keep a quad.Time as one even if it is not in whole seconds: what Cayley's users expect.
func (t *Tx) Generalize() { t.generalized = true }

// OnlyWritable makes AddBatch refuse what no RDF file could hold, too: see [term.Term.Check].
func (t *Tx) OnlyWritable() { t.refused = unwritable }

func newTx(s *Store, start *Snapshot) *Tx {
	return &Tx{
		store: s, start: start, terms: s.interner, hasher: s.interner.dict.hasher,
		base: start.base, over: start.over, size: start.size,
		editor: new(token), latest: start, refused: unstorable,
	}
}

// Add adds a quad; false means that it was there already. A quad that cannot be stored gives an
// [*InvalidQuadError]: the subject, predicate or object is missing, an IRI or the name of a blank node is
// empty, the predicate is a blank node, a value is of a type that is not quad's, or text is not valid
// UTF-8. The transaction is then as it was and can go on. Literals are taken in every place, as Cayley
// does.
//
// Quads with the same terms are the same quad, however the terms are written as a quad.Value; the first
// spelling of a language tag is kept.
func (t *Tx) Add(q quad.Quad) (added bool, err error) {
	if t.done {
		return false, ErrTxDone
	}
	parts, err := checked(q, t.generalized)
	if err != nil {
		return false, err
	}
	return t.addTerms(q, parts)
}

// AddChecked is Add for a quad that has been found to be valid, by [Check] or by stricter rules.
func (t *Tx) AddChecked(q quad.Quad) (added bool, err error) {
	if t.done {
		return false, ErrTxDone
	}
	var parts [4]term.Term
	for i, d := range quad.Directions {
		if parts[i], err = term.Of(q.Get(d)); err != nil {
			return false, err
		}
	}
	return t.addTerms(q, parts)
}

// addTerms adds a quad by its terms.
func (t *Tx) addTerms(q quad.Quad, parts [4]term.Term) (added bool, err error) {
	var ids [4]ID
	for i, p := range parts {
		if p.Kind == term.None {
			continue
		}
		_, goTime := q.Get(quad.Directions[i]).(quad.Time)
		if ids[i], err = t.terms.internTerm(p, goTime && t.generalized); err != nil {
			return false, err
		}
	}
	if t.size >= math.MaxUint32-1 {
		return false, ErrFull
	}
	added = t.add(Quad{ids[0], ids[1], ids[2], ids[3]})
	t.mergeIfDue()
	return added, nil
}

func (t *Tx) add(q Quad) bool {
	if t.bulk.len() > 0 {
		return t.addBulk(q)
	}
	return t.addToOverlay(q, t.base.has(q))
}

func (t *Tx) addToOverlay(q Quad, inBase bool) bool {
	if t.over.has(q, inBase) {
		return false
	}
	t.base.mark(q)
	t.over.add(q, inBase, t.editor)
	t.changed(+1)
	return true
}

// changed counts a quad that was added or removed.
func (t *Tx) changed(size int) {
	t.size += size
	t.touched++
	t.latest = nil
}

// Remove removes a quad; false means that it was not there. An invalid quad is not there.
func (t *Tx) Remove(q quad.Quad) (removed bool, err error) {
	if t.done {
		return false, ErrTxDone
	}
	t.settleBulk()
	now := Snapshot{terms: &t.terms.Dictionary, base: t.base, over: t.over}
	found, ok := now.find(q)
	if !ok {
		return false, nil
	}
	t.remove(found)
	t.mergeIfDue()
	return true, nil
}

func (t *Tx) remove(q Quad) {
	t.base.mark(q)
	t.over.remove(q, t.base.has(q), t.editor)
	t.changed(-1)
}

func (t *Tx) mergeIfDue() {
	if t.mergeDue() {
		t.grown = true
		t.merge()
	}
}

// Snapshot gives the state of the store with the transaction's own changes so far. It stays valid after
// the transaction has ended, however it ended. After the end it is the last state of the transaction.
//
// A snapshot costs about as much as a commit of one quad: what has changed since the one before is shared
// from now on, and copied in pieces of 4 KB when it changes again. After AddBatch it costs the merge that
// Commit would make.
func (t *Tx) Snapshot() *Snapshot {
	if t.latest == nil {
		t.settleBulk()
		t.latest = &Snapshot{terms: t.terms.view(), base: t.base, over: t.over, size: t.size, version: t.start.version, known: t.start.known, history: t.start.history}
		t.editor = new(token)
	}
	return t.latest
}

// Commit publishes the changes at once. It gives [ErrTxDone] after Commit or Rollback, and [ErrClosed] if
// the store was closed meanwhile; nothing has changed then.
func (t *Tx) Commit() error { return t.CommitThen(nil) }

// CommitThen is Commit, and calls published when readers have the state, before the state of any later commit
// appears.
func (t *Tx) CommitThen(published func(*Snapshot)) error {
	if t.done {
		return ErrTxDone
	}
	switch {
	case t.size == 0 && t.base.len() > 0:
		t.merge() // nothing is left: give the memory back
	case t.grown && t.over.len() > 0:
		// A new base was due already. Another at most doubles what that has cost, where readers would meet
		// the rest at every step.
		t.merge()
	}
	next := t.Snapshot()
	t.done = true
	return t.store.publish(t, next, published)
}

// Rollback drops the changes. After Commit or Rollback it does nothing.
func (t *Tx) Rollback() {
	if t.done {
		return
	}
	t.done = true
	defer t.end()
	t.dropRolledBack()
}

// end makes room for the next writer.
func (t *Tx) end() {
	t.bulk = bulk{}
	if t.store.Snapshot().err != nil {
		t.store.interner = nil
	}
	<-t.store.writer
}
