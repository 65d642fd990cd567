package store

import (
	"context"
	"iter"
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
			if len(some) > 0 && !yield(unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(some))), len(some)*x.Width)) {
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

// Merged gives the same state with an empty overlay. It keeps terms that no quad uses, since changes to come may name
// them by their serial numbers. The error is the context's or ErrClosed.
func (s *Snapshot) Merged(ctx context.Context) (*Snapshot, error) {
	if err := s.Check(ctx); err != nil {
		return nil, err
	}
	merged := &Snapshot{terms: s.terms, base: s.base, size: s.size, version: s.version}
	if s.over.len() > 0 {
		merged.base = buildBase(mergeColumns(s.base, &s.over, columns{}), s.terms.len())
	}
	return merged, ctx.Err()
}

// Sections gives the arrays of a merged state. They are read as long as the pieces are.
func (s *Snapshot) Sections() []Section {
	t := s.terms
	meta := []uint64{uint64(s.size), uint64(t.len()), t.later, 0}
	if t.doubles {
		meta[3] = 1
	}
	list := []Section{Numbers(sectionMeta, meta)}
	arrays := s.base.byKind()
	for kind := uint32(sectionS); kind <= sectionLabels+2; kind++ {
		if array := arrays[kind]; array != nil && len(*array) > 0 {
			list = append(list, Numbers(kind, *array))
		}
	}
	return append(list, t.sections()...)
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
		Numbers(sectionSlots, t.allSlots())}
	if len(t.serials) > 0 {
		list = append(list, Numbers(sectionSerials, t.serials))
	}
	return list
}

// allSlots makes one hash table of all terms.
func (t *Dictionary) allSlots() []uint64 {
	if len(t.pos) == 0 && t.first > 0 {
		return t.given.slots
	}
	size := firstSlots
	for 4*t.len() >= 3*size {
		size *= 2
	}
	all := make([]uint64, size)
	for _, slots := range [][]uint64{t.given.slots, *t.dict.slots.Load()} {
		for i := range slots {
			if slot := loadSlot(&slots[i]); slot != 0 && uint(ID(slot))-1 < uint(t.len()) {
				insertSlot(all, slot)
			}
		}
	}
	return all
}
