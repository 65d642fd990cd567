package ask

import (
	"talentgraph.example/graph"
)

// Bitset is a set of numbers.
type Bitset struct{ words []uint64 }

// Has tells whether the set has a number.
func (b *Bitset) Has(id graph.ID) bool {
	i := int(id >> 6)
	return i < len(b.words) && b.words[i]>>(id&63)&1 != 0
}

// Set puts a number into the set.
func (b *Bitset) Set(id graph.ID) {
	if i := int(id >> 6); i >= len(b.words) {
		b.words = append(b.words, make([]uint64, max(i+1-len(b.words), len(b.words)))...)
	}
	b.words[id>>6] |= 1 << (id & 63)
}

// Clear takes a number out that has been set.
func (b *Bitset) Clear(id graph.ID) { b.words[id>>6] &^= 1 << (id & 63) }
