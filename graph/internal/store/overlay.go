package store

// overlay holds what a snapshot differs by from its base: quads added, none of which is in the base, and
// quads removed, all of which are. Each is kept in all four orders.
//
// An overlay is a value: a snapshot keeps a copy, and the writer goes on editing under a new token.
type overlay struct {
	added, removed [orders]rowSet
}

// len is the number of changes.
func (v *overlay) len() int { return v.added[bySubject].len + v.removed[bySubject].len }

func insertAll(sets *[orders]rowSet, q Quad, editor *token) {
	for o := range orders {
		sets[o].insert(o.pack(q), editor)
	}
}

func removeAll(sets *[orders]rowSet, q Quad, editor *token) bool {
	if !sets[bySubject].remove(bySubject.pack(q), editor) {
		return false
	}
	for o := bySubject + 1; o < orders; o++ {
		sets[o].remove(o.pack(q), editor)
	}
	return true
}

// add records that q, which is not there, was added. inBase says whether the base has it (then it had
// been removed).
func (v *overlay) add(q Quad, inBase bool, editor *token) {
	if inBase {
		removeAll(&v.removed, q, editor)
	} else {
		insertAll(&v.added, q, editor)
	}
}

// remove records that q, which is there, was removed.
func (v *overlay) remove(q Quad, inBase bool, editor *token) {
	if inBase {
		insertAll(&v.removed, q, editor)
	} else {
		removeAll(&v.added, q, editor)
	}
}

// has tells whether q is there, given that the base has it or not.
func (v *overlay) has(q Quad, inBase bool) bool {
	r := bySubject.pack(q)
	if inBase {
		return !v.removed[bySubject].has(r)
	}
	return v.added[bySubject].has(r)
}

// difference gives how many rows the overlay adds to a range of the base (negative: takes away).
func (v *overlay) difference(o order, from, to row) int {
	return v.added[o].count(from, to) - v.removed[o].count(from, to)
}
