package contexts

import (
	"hash/maphash"
	"iter"
	"math/bits"
)

// terms is a persistent map from terms to their definitions, a hash array mapped trie: a copy costs nothing, and a
// change of the copy no more than the way to it. Thus nested contexts cost what they say, not what they inherit.
type terms struct {
	root *node
	seed maphash.Seed
}

// node holds up to 32 entries; bitmap tells which.
type node struct {
	bitmap  uint32
	entries []entry
	owner   *Context // who may change it in place
}

// entry is a definition, or a node below.
type entry struct {
	term  string
	value *Definition
	below *node
}

const (
	fanBits  = 5
	lastFan  = 60 // the shift at which hashes have no more bits; entries are then simply side by side
	fanWidth = 1<<fanBits - 1
)

func newTerms() terms { return terms{root: &node{}, seed: maphash.MakeSeed()} }

// get gives a definition, nil if there is none.
func (t terms) get(term string) *Definition {
	hash := maphash.String(t.seed, term)
	n := t.root
	for shift := uint(0); ; shift += fanBits {
		if shift >= lastFan {
			return n.last(term)
		}
		bit := uint32(1) << (hash >> shift & fanWidth)
		if n.bitmap&bit == 0 {
			return nil
		}
		e := &n.entries[bits.OnesCount32(n.bitmap&(bit-1))]
		if e.below == nil {
			if e.term == term {
				return e.value
			}
			return nil
		}
		n = e.below
	}
}

func (n *node) last(term string) *Definition {
	for _, e := range n.entries {
		if e.term == term {
			return e.value
		}
	}
	return nil
}

// set gives the map with a definition changed; nil takes it away. Nodes that belong to the owner are changed in
// place.
func (t *terms) set(term string, value *Definition, owner *Context) {
	t.root = t.with(t.root, 0, entry{term: term, value: value}, owner)
}

func (t *terms) with(n *node, shift uint, e entry, owner *Context) *node {
	if n.owner != owner {
		n = &node{bitmap: n.bitmap, entries: append(make([]entry, 0, len(n.entries)+1), n.entries...), owner: owner}
	}
	if shift >= lastFan {
		for i := range n.entries {
			if n.entries[i].term == e.term {
				n.entries[i] = e
				return n
			}
		}
		n.entries = append(n.entries, e)
		return n
	}
	bit := uint32(1) << (maphash.String(t.seed, e.term) >> shift & fanWidth)
	i := bits.OnesCount32(n.bitmap & (bit - 1))
	switch {
	case n.bitmap&bit == 0:
		n.bitmap |= bit
		n.entries = append(n.entries, entry{})
		copy(n.entries[i+1:], n.entries[i:])
		n.entries[i] = e
	case n.entries[i].below != nil:
		n.entries[i].below = t.with(n.entries[i].below, shift+fanBits, e, owner)
	case n.entries[i].term == e.term:
		n.entries[i] = e
	default:
		below := t.with(&node{owner: owner}, shift+fanBits, n.entries[i], owner)
		n.entries[i] = entry{below: t.with(below, shift+fanBits, e, owner)}
	}
	return n
}

// all gives the definitions, in no order.
func (t terms) all() iter.Seq[*Definition] {
	return func(yield func(*Definition) bool) { t.root.all(yield) }
}

func (n *node) all(yield func(*Definition) bool) bool {
	for _, e := range n.entries {
		switch {
		case e.below != nil:
			if !e.below.all(yield) {
				return false
			}
		case e.value != nil:
			if !yield(e.value) {
				return false
			}
		}
	}
	return true
}
