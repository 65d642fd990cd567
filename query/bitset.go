package query

import "talentgraph.example/graph"

// bitset is a set of numbers.
type bitset struct{ words []uint64 }

func (b *bitset) has(id graph.ID) bool {
	i := int(id >> 6)
	return i < len(b.words) && b.words[i]>>(id&63)&1 != 0
}

func (b *bitset) set(id graph.ID) {
	if i := int(id >> 6); i >= len(b.words) {
		b.words = append(b.words, make([]uint64, max(i+1-len(b.words), len(b.words)))...)
	}
	b.words[id>>6] |= 1 << (id & 63)
}

func (b *bitset) clear(id graph.ID) { b.words[id>>6] &^= 1 << (id & 63) }
