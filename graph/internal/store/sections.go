package store

import (
	"iter"
	"maps"
	"slices"
	"unsafe"
)

// Section is one array of a state, to be kept in a file. Width is the size in bytes of the numbers in it, 1 for text.
type Section struct {
	Kind     uint32
	Elements uint64
	Width    int
	Pieces   iter.Seq[[]byte] // as they lie in memory, whole numbers each
}

// The kinds of sections. They stay as they are: files have them.
const (
	sectionMeta       = 1 // the numbers of quads and terms, and Dictionary.later, 1 for doubles
	sectionS          = 2 // and p, o, g
	sectionSubjects   = 6
	sectionOP         = 7 // and os, og
	sectionObjects    = 10
	sectionPredicates = 11 // keys, starts, at
	sectionLabels     = 14 // the same
	sectionPositions  = 20
	sectionBlocks     = 21 // lengths of the blocks of text
	SectionText       = 22
	sectionKinds      = 23 // as in a payload
	sectionSlots      = 24
	sectionSerials    = 25
	lastSection       = 63
)

// KnownSection tells whether Load knows a kind of section.
func KnownSection(kind uint32) bool {
	return kind >= sectionMeta && kind <= sectionLabels+2 || TermSection(kind)
}

// TermSection tells whether LoadTerms reads a kind of section.
func TermSection(kind uint32) bool {
	return kind == sectionMeta || kind >= sectionPositions && kind <= sectionSerials
}

// Numbers makes a section of arrays of numbers, one behind the other.
func Numbers[T uint32 | uint64](kind uint32, all ...[]T) Section {
	x := Section{Kind: kind, Width: int(unsafe.Sizeof(T(0)))}
	for _, some := range all {
		x.Elements += uint64(len(some))
	}
	x.Pieces = func(yield func([]byte) bool) {
		for _, some := range all {
			if len(some) > 0 && !yield(bytesOf(some)) {
				return
			}
		}
	}
	return x
}

// byKind pairs the arrays of a base with their kinds of section.
func (a *arrays) byKind() map[uint32]*[]uint32 {
	return map[uint32]*[]uint32{
		sectionS: &a.s, sectionS + 1: &a.p, sectionS + 2: &a.o, sectionS + 3: &a.g, sectionSubjects: &a.subjects,
		sectionOP: &a.op, sectionOP + 1: &a.os, sectionOP + 2: &a.og, sectionObjects: &a.objects,
		sectionPredicates: &a.predicates.keys, sectionPredicates + 1: &a.predicates.starts, sectionPredicates + 2: &a.predicates.at,
		sectionLabels: &a.labels.keys, sectionLabels + 1: &a.labels.starts, sectionLabels + 2: &a.labels.at,
	}
}

func (t *Dictionary) sections() []Section {
	blocks := append(append([]string(nil), t.given.blocks...), t.full...)
	later := make([]uint64, len(t.pos))
	for i, pos := range t.pos {
		later[i] = pos + uint64(len(t.given.blocks))<<32
	}
	if t.tail != "" {
		blocks = append(blocks, t.tail)
	}
	var text Section
	lengths := make([]uint64, len(blocks))
	for i, block := range blocks {
		lengths[i] = uint64(len(block))
		text.Elements += uint64(len(block))
	}
	text.Kind, text.Width = SectionText, 1
	text.Pieces = func(yield func([]byte) bool) {
		for _, block := range blocks {
			if len(block) > 0 && !yield(unsafe.Slice(unsafe.StringData(block), len(block))) {
				return
			}
		}
	}
	kinds := appendKinds(nil, t.kinds)
	list := []Section{Numbers(sectionPositions, t.given.pos, later), Numbers(sectionBlocks, lengths), text,
		{sectionKinds, uint64(len(kinds)), 1, func(yield func([]byte) bool) { yield(kinds) }},
		t.slotSection()}
	if len(t.serials) > 0 {
		list = append(list, Numbers(sectionSerials, t.serials))
	}
	return list
}

// slotSection gives one hash table of all terms. While that of the given terms is wide enough, the later ones are put
// into free slots of it; when it is not, a wider one is made in memory.
func (t *Dictionary) slotSection() Section {
	old, later := t.given.slots, *t.dict.slots.Load()
	put := func(slots []uint64, into func(slot uint64)) {
		for i := range slots {
			if slot := loadSlot(&slots[i]); slot != 0 && uint(ID(slot))-1 < uint(t.len()) {
				into(slot)
			}
		}
	}
	if 4*t.len() >= 3*len(old) {
		size := firstSlots
		for 4*t.len() >= 3*size {
			size *= 2
		}
		all := make([]uint64, size)
		put(old, func(slot uint64) { insertSlot(all, slot) })
		put(later, func(slot uint64) { insertSlot(all, slot) })
		return Numbers(sectionSlots, all)
	}
	mask, taken := uint64(len(old)-1), map[uint64]uint64{}
	put(later, func(slot uint64) {
		i := slot >> 32 & mask
		for old[i] != 0 || taken[i] != 0 {
			i = (i + 1) & mask
		}
		taken[i] = slot
	})
	return Spliced(sectionSlots, len(old), old, func(yield func(Splice[uint64]) bool) {
		for _, i := range slices.Sorted(maps.Keys(taken)) {
			if !yield(Splice[uint64]{At: int(i), Drop: true, Adds: true, Add: taken[i]}) {
				return
			}
		}
	})
}

func bytesOf[T uint32 | uint64](numbers []T) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(numbers))), len(numbers)*int(unsafe.Sizeof(T(0))))
}
