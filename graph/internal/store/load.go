package store

import (
	"fmt"
	"unsafe"
)

// Kept is a state as a file has it.
type Kept struct {
	Key      [16]byte // of the hash tables
	Version  uint64
	Rehash   bool                     // the hash tables are of another function
	Section  func(kind uint32) []byte // a section's bytes as numbers of this machine, at an address divisible by 8; nil for none
	Mapped   bool
	Owner    any  // what must live as long as the sections are read
	Unproved bool // do not look at the numbers one by one

	// With Unproved: look at the numbers when they are read. Damage makes the error of what was found. nil trusts them.
	Damage func(found error) error
}

// Load makes a store of what was kept. It reads the sections where they lie and never writes to them. What does
// not fit together is an error; with Unproved only the lengths are compared at first.
func Load(k Kept) (*Store, error) {
	s := NewWithKey(k.Key)
	size, err := s.interner.loadAll(k)
	if err != nil {
		return nil, err
	}
	var a arrays
	for kind, array := range a.byKind() {
		if err := view32(k, kind, array); err != nil {
			return nil, err
		}
	}
	if err := a.check(size, s.interner.len(), !k.Unproved); err != nil {
		return nil, err
	}
	b := newBase(a)
	b.owner = k.Owner
	if k.Unproved && k.Damage != nil {
		b.proveLazily(k.Damage)
	}
	s.mergesElsewhere = k.Mapped
	s.current.Store(&Snapshot{terms: s.interner.view(), base: b, size: size, version: k.Version, known: s.interner.lastSerial()})
	s.recent.last = k.Version
	return s, nil
}

// loadAll makes the terms that were kept the dictionary's, and gives the number of quads.
func (t *interner) loadAll(k Kept) (size int, err error) {
	var meta []uint64
	if err := view64(k, sectionMeta, &meta); err != nil {
		return 0, err
	}
	if len(meta) != 4 || meta[0] > 1<<32-2 || meta[1] > 1<<32-2 {
		return 0, fmt.Errorf("section %d has no numbers of quads and terms", sectionMeta)
	}
	if err := t.load(k, int(meta[1]), meta[2]); err != nil {
		return 0, err
	}
	t.doubles = meta[3] != 0
	return int(meta[0]), nil
}

func view32(k Kept, kind uint32, into *[]uint32) error { return viewAs(k, kind, into) }
func view64(k Kept, kind uint32, into *[]uint64) error { return viewAs(k, kind, into) }

// viewAs looks at a section as numbers.
func viewAs[T uint32 | uint64](k Kept, kind uint32, into *[]T) error {
	data := k.Section(kind)
	width := int(unsafe.Sizeof(T(0)))
	if len(data)%width != 0 || uintptr(unsafe.Pointer(unsafe.SliceData(data)))%uintptr(width) != 0 {
		return fmt.Errorf("section %d has %d bytes, which are no numbers", kind, len(data))
	}
	n := len(data) / width
	*into = unsafe.Slice((*T)(unsafe.Pointer(unsafe.SliceData(data))), n)[:n:n]
	return nil
}

// check sees that nothing read from the arrays can lead out of them.
func (a *arrays) check(n, terms int, each bool) error {
	if len(a.subjects) < 2 || len(a.subjects) > terms+2 || len(a.objects) != len(a.subjects) {
		return fmt.Errorf("the offsets of %d terms have %d and %d elements", terms, len(a.subjects), len(a.objects))
	}
	for _, column := range [][]ID{a.s, a.p, a.o, a.g, a.op, a.os, a.og, a.predicates.at, a.labels.at} {
		if len(column) != n {
			return fmt.Errorf("a column has %d of %d rows", len(column), n)
		}
	}
	for _, x := range []*positions{&a.predicates, &a.labels} {
		if len(x.starts) != len(x.keys)+1 {
			return fmt.Errorf("%d keys have %d starts", len(x.keys), len(x.starts))
		}
	}
	if !each {
		return nil
	}
	for _, starts := range [][]uint32{a.subjects, a.objects, a.predicates.starts, a.labels.starts} {
		if starts[0] != 0 && len(starts) > 0 || int(starts[len(starts)-1]) != n || !ascends(starts) {
			return fmt.Errorf("offsets are not those of %d rows", n)
		}
	}
	nodes := a.nodes()
	for i, column := range [][]ID{a.s, a.p, a.o, a.g, a.op, a.os, a.og, a.predicates.keys, a.labels.keys} {
		least := ID(1)
		if i == 3 || i == 6 || i == 8 {
			least = 0 // the default graph
		}
		for _, id := range column {
			if id < least || id > nodes {
				return fmt.Errorf("a column has term %d of %d", id, nodes)
			}
		}
	}
	for _, at := range [][]uint32{a.predicates.at, a.labels.at} {
		for _, i := range at {
			if int(i) >= n {
				return fmt.Errorf("position %d of %d rows", i, n)
			}
		}
	}
	if !ascends(a.predicates.keys) || !ascends(a.labels.keys) {
		return fmt.Errorf("keys do not ascend")
	}
	return nil
}

// load makes the given terms the dictionary's.
func (t *interner) load(k Kept, terms int, later uint64) error {
	given := &given{mapped: k.Mapped, owner: k.Owner}
	var lengths, serials []uint64
	for kind, into := range map[uint32]*[]uint64{sectionPositions: &given.pos, sectionBlocks: &lengths, sectionSlots: &given.slots, sectionSerials: &serials} {
		if err := view64(k, kind, into); err != nil {
			return err
		}
	}
	p := &payload{rest: string(k.Section(sectionKinds))}
	kinds := p.kinds(t.dict.hasher)
	if p.err != nil || p.rest != "" || len(kinds) < fixedKinds {
		return fmt.Errorf("the kinds of terms are malformed: %w", p.err)
	}
	for i, first := range t.dict.hasher.firstKinds() {
		if kinds[i].key() != first.key() {
			return fmt.Errorf("the kinds of terms do not begin with the common ones")
		}
	}
	data := k.Section(SectionText)
	text := unsafe.String(unsafe.SliceData(data), len(data))
	for _, n := range lengths {
		if n > uint64(len(text)) {
			return fmt.Errorf("the blocks of text are longer than the text")
		}
		given.blocks = append(given.blocks, text[:n])
		text = text[n:]
	}
	slots := len(given.slots)
	if len(given.pos) != terms || len(serials) > terms || text != "" || terms > 0 && (slots&(slots-1) != 0 || slots <= terms) {
		return fmt.Errorf("%d terms have %d positions, %d slots and %d serial numbers", terms, len(given.pos), slots, len(serials))
	}
	t.given, t.first, t.serials, t.later = given, terms, serials, later
	t.byKind = map[kindKey]uint32{}
	t.setKinds(kinds)
	if !k.Unproved {
		if err := t.check(); err != nil {
			return err
		}
	}
	if k.Rehash {
		given.slots = make([]uint64, len(given.slots))
		for i := range given.pos {
			k, text := t.get(ID(i + 1))
			insertSlot(given.slots, t.dict.hasher.hashText(k, text)>>32<<32|uint64(i+1))
		}
	}
	return nil
}

// check sees that every given term has a text of a kind.
func (t *interner) check() error {
	for i, pos := range t.given.pos {
		block, from := pos>>32, int(uint32(pos))
		if block >= uint64(len(t.given.blocks)) || from >= len(t.given.blocks[block]) {
			return fmt.Errorf("term %d lies outside of the text", i+1)
		}
		if k, _, ok := readRecord(t.given.blocks[block][from:]); !ok || int(k) >= len(t.kinds) {
			return fmt.Errorf("term %d is malformed", i+1)
		}
	}
	for i := range t.serials {
		if t.serials[i] == 0 || i > 0 && t.serials[i] <= t.serials[i-1] || t.serials[i] > t.later {
			return fmt.Errorf("serial number %d is out of order", i+1)
		}
	}
	return nil
}
