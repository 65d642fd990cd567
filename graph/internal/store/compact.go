package store

import (
	"math/bits"
	"slices"
)

// Terms that no quad uses any more are dropped when there are many of them: the others move up to lower
// numbers, in the same order, in a new dictionary. Since the order stays, sorted columns stay sorted.
// Snapshots and refs from before hold the old dictionary and go on with the old numbers.

// wastedTerms is how many unused terms are not worth the work.
const wastedTerms = 4096

// usedTerms marks the numbers that a base uses.
func (b *base) usedTerms() (used []uint64, n int) {
	used = make([]uint64, int(b.nodes())/64+1)
	set := func(id ID) { used[id>>6] |= 1 << (id & 63) }
	for id := ID(1); id <= b.nodes(); id++ {
		if b.subjects[id] < b.subjects[id+1] || b.objects[id] < b.objects[id+1] {
			set(id)
		}
	}
	for _, id := range b.predicates.keys {
		set(id)
	}
	for _, id := range b.labels.keys {
		if id != 0 {
			set(id)
		}
	}
	for _, word := range used {
		n += bits.OnesCount64(word)
	}
	return used, n
}

// compact drops the terms that a base does not use, if they are many, and gives the new dictionary; else nil.
func compact(b **base, t *Dictionary) (fresh *interner) {
	if !wasteful(*b, t) {
		return nil
	}
	*b, fresh = renumber(*b, t)
	return fresh
}

func wasteful(b *base, t *Dictionary) bool {
	_, n := b.usedTerms()
	unused := t.len() - n
	return unused >= n/2+wastedTerms || n == 0 && unused > 0
}

// Wasteful tells whether many terms are used by no quad. The overlay is left out.
func (s *Snapshot) Wasteful() bool { return wasteful(s.base, s.terms) }

// renumber drops all terms that b does not use.
func renumber(b *base, t *Dictionary) (*base, *interner) {
	used, n := b.usedTerms()
	hasher := t.dict.hasher
	fresh := newInterner(hasher)
	moved := make([]ID, b.nodes()+1)
	for id := ID(1); id <= b.nodes(); id++ {
		if used[id>>6]>>(id&63)&1 != 0 {
			k, text := t.get(id)
			fresh.appendRecord(fresh.kindNumber(*k), text)
			moved[id] = ID(fresh.len())
			fresh.insert(hasher.hashText(k, text), moved[id])
			fresh.serials = append(fresh.serials, t.serial(id))
		}
	}
	fresh.serials = slices.Clip(fresh.serials)
	fresh.later = t.lastSerial()
	c := newColumns(b.len())
	for i := range b.s {
		c.append(Quad{moved[b.s[i]], moved[b.p[i]], moved[b.o[i]], moved[b.g[i]]})
	}
	return buildBase(c, n), fresh
}
