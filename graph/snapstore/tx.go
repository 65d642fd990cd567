package snapstore

import (
	"fmt"
	"math"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
)

// Tx is a transaction: changes that become visible together, or not at all. Its methods must not be
// called by two goroutines at once; the snapshots it gives may be used anywhere.
type Tx struct {
	store *Store
	start *Snapshot // what the transaction began with
	terms *interner // the store's, or a new one after terms were dropped

	base *base
	over overlay
	size int
	bulk bulk // quads of AddBatch that are in neither yet

	editor *token    // of the chunks of over that no snapshot shares
	latest *Snapshot // of the present state; nil after a change
	done   bool
}

func newTx(s *Store, start *Snapshot) *Tx {
	return &Tx{
		store: s, start: start, terms: s.interner,
		base: start.base, over: start.over, size: start.size,
		editor: new(token), latest: start,
	}
}

// InvalidQuadError says why a quad cannot be stored. Nothing of the quad has been.
type InvalidQuadError struct {
	Quad quad.Quad
	// Part is what is wrong: quad.Subject, Predicate, Object or Label.
	Part   quad.Direction
	Reason string
}

func (e *InvalidQuadError) Error() string {
	return fmt.Sprintf("snapstore: the %v of the quad (%s) %s", e.Part, showQuad(e.Quad), e.Reason)
}

// showQuad writes a quad for a message; what is missing stands as "nothing".
func showQuad(q quad.Quad) string {
	var text []byte
	for i, d := range quad.Directions {
		v := q.Get(d)
		if d == quad.Label && v == nil {
			break
		}
		if i > 0 {
			text = append(text, ' ')
		}
		if _, err := term.Of(v); err != nil {
			text = fmt.Appendf(text, "(%T)", v)
		} else if v == nil {
			text = append(text, "nothing"...)
		} else {
			text = term.Append(text, v)
		}
	}
	return string(text)
}

// check takes a quad apart, or says what is wrong with it.
func check(q quad.Quad) (t [4]term.Term, err error) {
	for i, d := range quad.Directions {
		v := q.Get(d)
		t[i], err = term.Of(v)
		reason := invalid(d, t[i])
		if err != nil {
			reason = "is no RDF term: " + err.Error()
		}
		if reason != "" {
			return t, &InvalidQuadError{Quad: q, Part: d, Reason: reason}
		}
	}
	return t, nil
}

// invalid says what is wrong with a term at a place in a quad; "" if nothing is.
func invalid(d quad.Direction, t term.Term) string {
	switch {
	case t.Kind == term.None && d != quad.Label:
		return "is missing"
	case t.Kind == term.Blank && d == quad.Predicate:
		return "is a blank node; only IRIs name predicates"
	}
	return invalidTerm(t)
}

func invalidTerm(t term.Term) string {
	switch {
	case t.Kind == term.IRI && t.Text == "":
		return "is an empty IRI"
	case t.Kind == term.Blank && t.Text == "":
		return "is a blank node without a name"
	case !term.ValidText(t.Text) || !term.ValidText(t.Datatype) || !term.ValidText(t.Lang):
		return "is not valid UTF-8"
	}
	return ""
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
	parts, err := check(q)
	if err != nil {
		return false, err
	}
	var ids [4]ID
	for i, p := range parts {
		if p.Kind == term.None {
			continue
		}
		if ids[i], err = t.terms.internTerm(p); err != nil {
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
	inBase := t.base.has(q)
	if t.over.has(q, inBase) || t.bulk.has(q) {
		return false
	}
	t.base.mark(q)
	t.over.add(q, inBase, t.editor)
	t.size++
	t.latest = nil
	return true
}

// Remove removes a quad; false means that it was not there. An invalid quad is not there.
func (t *Tx) Remove(q quad.Quad) (removed bool, err error) {
	if t.done {
		return false, ErrTxDone
	}
	t.settleBulk()
	now := Snapshot{terms: t.terms.terms, base: t.base, over: t.over}
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
	t.size--
	t.latest = nil
}

func (t *Tx) mergeIfDue() {
	if t.mergeDue() {
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
		t.latest = &Snapshot{terms: t.terms.terms, base: t.base, over: t.over, size: t.size}
		t.editor = new(token)
	}
	return t.latest
}

// Commit publishes the changes at once. It gives [ErrTxDone] after Commit or Rollback, and [ErrClosed] if
// the store was closed meanwhile; nothing has changed then.
func (t *Tx) Commit() error {
	if t.done {
		return ErrTxDone
	}
	if t.size == 0 && t.base.len() > 0 {
		t.merge() // nothing is left: give the memory back
	}
	next := t.Snapshot()
	t.done = true
	defer t.end()
	// Only Close can have put another snapshot in its place.
	if !t.store.current.CompareAndSwap(t.start, next) {
		return ErrClosed
	}
	t.store.interner = t.terms
	return nil
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
	<-t.store.writer
}
