package store

import "sort"

// Change is what one commit changed.
type Change struct {
	Version uint64 // of the state after it
	// Added and Removed are by the numbers of Terms and of Gone. No quad is in both.
	Added, Removed []Quad
	Terms, Gone    *Dictionary
	Large          bool // so many quads that they are not listed

	before uint64 // the greatest serial number that the log has told
}

// Len is the number of quads listed.
func (c *Change) Len() int { return len(c.Added) + len(c.Removed) }

// listable is how many quads a change may have to be listed.
func listable(b *base) int { return max(RecentQuads, b.len()/8) }

// soFar gives what has changed, as long as the transaction is on the base it began with: by the terms of its state now.
// The slices of c are written to.
func (t *Tx) soFar(c *Change, terms *Dictionary) *Change {
	c.before = t.start.known
	if t.bulk.len()+t.over.len()+t.start.over.len() > 2*listable(t.base)+2*mostOverlay || t.bulk.len() > listable(t.base) {
		c.Large = true
		return c
	}
	c.addDifference(&t.start.over, &t.over)
	for q := range t.bulk.all() {
		c.Added = append(c.Added, q)
	}
	c.Terms, c.Gone = terms, terms
	c.shorten(t.base)
	return c
}

// shorten forgets the quads if they are too many.
func (c *Change) shorten(b *base) {
	if c.Len() > listable(b) {
		c.Added, c.Removed, c.Large = nil, nil, true
	}
}

// addDifference lists what an overlay has that another one on the same base has not.
func (c *Change) addDifference(before, after *overlay) {
	added := func(r row) { c.Added = append(c.Added, bySubject.unpack(r)) }
	removed := func(r row) { c.Removed = append(c.Removed, bySubject.unpack(r)) }
	differ(&before.added[bySubject], &after.added[bySubject], removed, added)
	differ(&before.removed[bySubject], &after.removed[bySubject], added, removed)
}

// differ calls back for each row that only a or only b has, in order. Chunks that both share are passed over.
func differ(a, b *rowSet, onlyA, onlyB func(row)) {
	last := row{^uint64(0), ^uint64(0)}
	x, y := rowIter{chunks: a.chunks, to: last}, rowIter{chunks: b.chunks, to: last}
	for {
		for x.at == 0 && y.at == 0 && len(x.chunks) > 0 && len(y.chunks) > 0 && x.chunks[0] == y.chunks[0] {
			x.chunks, y.chunks = x.chunks[1:], y.chunks[1:]
		}
		r, inA := x.peek()
		s, inB := y.peek()
		switch {
		case !inA && !inB:
			return
		case inA && inB && r == s:
			x.skip()
			y.skip()
		case !inB || inA && r.less(s):
			onlyA(r)
			x.skip()
		default:
			onlyB(s)
			y.skip()
		}
		x.settle()
		y.settle()
	}
}

// settle passes over the end of a chunk.
func (it *rowIter) settle() {
	for len(it.chunks) > 0 && it.at == len(it.chunks[0].rows) {
		it.chunks, it.at = it.chunks[1:], 0
	}
}

// change gives what the transaction changed from its beginning to next, its last state. It may write to c's slices.
func (t *Tx) change(next *Snapshot, c *Change) *Change {
	switch {
	case t.base == t.start.base:
		c = t.soFar(c, next.terms)
	case t.early != nil && !t.mergedAgain && t.over.len() == 0:
		c = t.early
	case t.touched > listable(t.start.base):
		c = &Change{Large: true}
	default:
		c = changeBetween(t.start, next)
		c.shorten(t.start.base)
	}
	return c
}

// changeBetween walks over two states of one store side by side. Serial numbers ascend with numbers, so both
// are in order of serial numbers.
func changeBetween(before, after *Snapshot) *Change {
	c := &Change{Terms: after.terms, Gone: before.terms, before: before.known}
	x, y := before.subjectCursor(Quad{}, 0), after.subjectCursor(Quad{}, 0)
	q, inBefore := x.Next()
	r, inAfter := y.Next()
	for inBefore || inAfter {
		order := 0
		if inBefore && inAfter {
			order = compareSerials(before.terms.serials4(q), after.terms.serials4(r))
		}
		switch {
		case !inAfter || order < 0:
			c.Removed = append(c.Removed, q)
			q, inBefore = x.Next()
		case !inBefore || order > 0:
			c.Added = append(c.Added, r)
			r, inAfter = y.Next()
		default:
			q, inBefore = x.Next()
			r, inAfter = y.Next()
		}
	}
	return c
}

// serials4 gives a quad by serial numbers.
func (t *Dictionary) serials4(q Quad) [4]uint64 {
	return [4]uint64{t.serial(q.Subject), t.serial(q.Predicate), t.serial(q.Object), t.serial(q.Label)}
}

func compareSerials(a, b [4]uint64) int {
	for i := range a {
		switch {
		case a[i] < b[i]:
			return -1
		case a[i] > b[i]:
			return 1
		}
	}
	return 0
}

// lastSerial is the greatest serial number that was given; those to come are greater.
func (t *Dictionary) lastSerial() uint64 {
	return t.later + uint64(t.len()-len(t.serials))
}

// ofSerial gives the number of a serial number; 0 if there is none.
func (t *Dictionary) ofSerial(serial uint64) ID {
	if serial == 0 || serial > t.lastSerial() {
		return 0
	}
	if serial > t.later {
		return ID(uint64(len(t.serials)) + serial - t.later)
	}
	i := sort.Search(len(t.serials), func(i int) bool { return t.serials[i] >= serial })
	if i == len(t.serials) || t.serials[i] != serial {
		return 0
	}
	return ID(i + 1)
}

// nextSerial says which serial number the next term gets. It is greater than those given.
func (t *interner) nextSerial(serial uint64) {
	if serial == t.lastSerial()+1 {
		return
	}
	for id := ID(len(t.serials)) + 1; int(id) <= t.len(); id++ {
		next := t.serial(id)
		t.serials, t.later = append(t.serials, next), next
	}
	t.later = serial - 1
}
