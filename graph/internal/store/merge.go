package store

// A small overlay is cheap to carry on and slows down only readers of the nodes it changes; a large one
// costs more at each commit. It is merged into a new base when it has grown to an eighth of it.
const (
	leastOverlay = 1 << 14
	mostOverlay  = 1 << 18
)

func overlayLimit(b *base) int { return min(max(leastOverlay, b.len()/8), mostOverlay) }

// manyRemoved is how many removals are worth a merge when they are half of the base.
const manyRemoved = 1 << 10

// mergeDue tells whether overlay or terms have grown so much that a new base is worth its price.
func (t *Tx) mergeDue() bool {
	if t.store.mergesElsewhere {
		return false
	}
	limit := overlayLimit(t.base)
	if t.over.len() > limit {
		return true
	}
	if n := t.over.removed[bySubject].len; n > manyRemoved && n > t.base.len()/2 {
		return true
	}
	// Terms that come and go between two merges would pile up.
	return t.terms.len()-int(t.base.nodes()) > 4*limit
}

// settleBulk brings the quads of AddBatch where they can be read: a few into the overlay, many into a new
// base.
func (t *Tx) settleBulk() {
	n := t.bulk.len()
	if n == 0 {
		return
	}
	if n > t.base.len()/8 && !(t.store.mergesElsewhere && n <= leastOverlay) ||
		t.over.len()+n > overlayLimit(t.base) && !t.store.mergesElsewhere {
		t.merge()
		return
	}
	t.over.addAll(&t.bulk, t.base, t.editor)
	t.bulk = bulk{}
}

// Merge makes a new base of everything that the transaction has, whether one is due or not.
func (t *Tx) Merge() {
	t.settleBulk()
	t.merge()
}

// Compact is Merge, and drops all terms that no quad uses, however few they are, unless the store is shared.
func (t *Tx) Compact() {
	t.Merge()
	if t.store.shared {
		return
	}
	t.base, t.terms = renumber(t.base, &t.terms.Dictionary)
	t.latest = nil
}

// merge makes a new base of base, overlay and the quads of AddBatch, and drops the terms that no quad
// uses if they are many. Readers do not notice: they go on with the base that their snapshot has.
func (t *Tx) merge() {
	switch {
	case t.base == t.start.base && t.early == nil:
		t.early = t.soFar(&Change{}, t.terms.view())
	case t.over.len() > 0 || t.bulk.len() > 0:
		t.mergedAgain = true
	}
	nodes := t.terms.len()
	c := sortQuads(&t.bulk, nodes)
	if t.base.len() > 0 || t.over.len() > 0 {
		c = mergeColumns(t.base, &t.over, c)
	}
	t.bulk, t.over = bulk{}, overlay{}
	t.base = buildBase(c, nodes)
	if t.replayed == 0 && !t.store.shared { // else changes to come may name any term
		if fresh := compact(&t.base, &t.terms.Dictionary); fresh != nil {
			t.terms = fresh
		}
	}
	t.latest = nil
}

// dropRolledBack drops the terms of transactions that were rolled back, if there are many.
func (t *Tx) dropRolledBack() {
	now := newTx(t.store, t.start)
	if t.store.shared { // the next transaction forgets them
		return
	}
	if !now.mergeDue() {
		return
	}
	now.merge()
	t.store.replaceBase(t.start, now.Snapshot(), now.terms)
}
