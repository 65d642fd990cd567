package store

import (
	"errors"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
)

// ErrFull means that a store has run out of numbers for terms or quads, of which it has about four
// thousand million each. Split the data over several stores.
var ErrFull = errors.New("snapstore: the store is full: it numbers at most 4,294,967,294 terms and as many quads")

// Dictionary is what one snapshot sees of a dictionary: the terms that it was given and those that followed.
// It is a value of slice headers over memory to which the writer only appends, so readers need no lock.
type Dictionary struct {
	dict  *dict
	given *given
	first int      // how many terms given has
	pos   []uint64 // of those that followed, by number - first - 1: index of the block << 32 | offset of the record in it
	full  []string // blocks that take no more text
	tail  string   // the block being filled; its index is len(full)
	kinds []kind

	// Each term has a serial number that no other term of the store ever had. In the first dictionary it
	// is the term's number. Later ones list those of the terms that they took over, and count on from
	// later for the others.
	serials []uint64
	later   uint64

	// doubles says that some terms have two numbers, of which the greater one is used: who replays changes may still
	// have a term that the writer had dropped when it came again.
	doubles bool
}

// dict is what all snapshots with the same numbering share: the table from terms to numbers, of those terms
// that followed the given ones. Only the writer changes it. Entries are never taken out: a rolled back
// transaction leaves terms that no quad uses, and a merge that finds many of those starts a new dict.
type dict struct {
	hasher Hasher

	// slots is an open-addressed hash table with a power of two as its size. A slot is the high half of
	// the term's hash, where its search begins, and its number; 0 is free. The writer stores slots atomically and replaces the
	// table when it is three quarters full; a reader passes over numbers that its snapshot does not have.
	slots atomic.Pointer[[]uint64]

	// A dict that forget has made shares its line with the one before it, whose first terms it has: as many as that
	// one's ended. Turn counts them.
	line  *token
	turn  int
	ended atomic.Int64
}

// sameNumbers tells whether every number that both have is the same term in both.
func (t *Dictionary) sameNumbers(x *Dictionary) bool {
	if t.dict == x.dict {
		return true
	}
	earlier := t.dict
	if x.dict.turn < earlier.turn {
		earlier = x.dict
	}
	return t.dict.line == x.dict.line && min(t.len(), x.len()) <= int(earlier.ended.Load())
}

// given are the first terms of a dictionary, wherever they lie: in a mapped file, for one. They are only read.
type given struct {
	pos    []uint64
	blocks []string
	slots  []uint64
	mapped bool // texts that leave the store are copied
	owner  any  // what must live as long as they are read
}

// get is Dictionary.get for what may have been damaged since it was verified, or was never verified: then
// the text is empty.
func (x *given) get(i int) (kindNumber uint32, text string) {
	pos := x.pos[i]
	block, from := pos>>32, int(uint32(pos))
	if block >= uint64(len(x.blocks)) || from >= len(x.blocks[block]) {
		return 0, ""
	}
	kindNumber, text, _ = readRecord(x.blocks[block][from:])
	return kindNumber, text
}

// len is the number of terms.
func (t *Dictionary) len() int { return t.first + len(t.pos) }

// serial gives the serial number of a term.
func (t *Dictionary) serial(id ID) uint64 {
	switch i := int(id) - 1; {
	case id == 0:
		return 0
	case i < len(t.serials):
		return t.serials[i]
	default:
		return t.later + uint64(i-len(t.serials)) + 1
	}
}

const (
	firstSlots = 64
	firstBlock = 4 << 10
	blockSize  = 1 << 20
)

// get gives the kind and text of a number from 1 to t.len(). The text is valid as long as t is held.
func (t *Dictionary) get(id ID) (*kind, string) {
	i := int(id) - 1
	if i < t.first {
		k, text := t.given.get(i)
		return &t.kinds[min(int(k), len(t.kinds)-1)], text
	}
	pos := t.pos[i-t.first]
	block := t.tail
	if i := int(pos >> 32); i < len(t.full) {
		block = t.full[i]
	}
	k, text, _ := readRecord(block[uint32(pos):])
	return &t.kinds[k], text
}

// keep is get for a text that leaves the store, which must not lie in a mapped file.
func (t *Dictionary) keep(id ID) (*kind, string) {
	k, text := t.get(id)
	if t.given.mapped && int(id) <= t.first {
		text = strings.Clone(text)
		runtime.KeepAlive(t.given)
	}
	return k, text
}

// Value gives the term of a number; nil for 0 and for numbers that it does not have.
func (t *Dictionary) Value(id ID) quad.Value {
	if id == 0 || int(id) > t.len() {
		return nil
	}
	k, text := t.keep(id)
	return k.value(text)
}

// Quad gives the terms of a quad.
func (t *Dictionary) Quad(q Quad) quad.Quad {
	return quad.Quad{Subject: t.Value(q.Subject), Predicate: t.Value(q.Predicate), Object: t.Value(q.Object), Label: t.Value(q.Label)}
}

// Serial gives the serial number of a term, which no other term of the store ever had.
func (t *Dictionary) Serial(id ID) uint64 { return t.serial(id) }

// find gives the number of a term, or 0. Hash and kind are of the dictionary's hasher.
func (t *Dictionary) find(hash uint64, k *kind, text string) ID {
	if t.doubles {
		return max(t.findIn(t.given.slots, hash, k, text), t.findIn(*t.dict.slots.Load(), hash, k, text))
	}
	if t.first > 0 {
		if id := t.findIn(t.given.slots, hash, k, text); id != 0 {
			return id
		}
	}
	return t.findIn(*t.dict.slots.Load(), hash, k, text)
}

func (t *Dictionary) findIn(slots []uint64, hash uint64, k *kind, text string) (found ID) {
	mask := uint64(len(slots) - 1)
	i := hash >> 32 & mask
	for range slots { // as a rule the next free slot ends it
		slot := atomic.LoadUint64(&slots[i])
		if slot == 0 {
			break
		}
		if id := ID(slot); id > found && slot>>32 == hash>>32 && uint(id)-1 < uint(t.len()) {
			if k2, text2 := t.get(id); text2 == text && k2.same(k) {
				if found = id; !t.doubles {
					break
				}
			}
		}
		i = (i + 1) & mask
	}
	runtime.KeepAlive(t)
	return found
}

func (t *Dictionary) findTerm(tm term.Term) ID {
	k := t.dict.hasher.kindOf(tm)
	return t.find(t.dict.hasher.hashText(&k, tm.Text), &k, tm.Text)
}

// interner is the writer's end of a dictionary.
type interner struct {
	Dictionary
	block  strings.Builder // what tail is a view of
	byKind map[kindKey]uint32
	head   []byte
}

// kindKey tells kinds apart by spelling.
type kindKey struct {
	kind           term.Kind
	datatype, lang string
	goTime         bool
}

func (k *kind) key() kindKey { return kindKey{k.kind, k.datatype, k.lang, k.goTime} }

func newInterner(hasher Hasher) *interner {
	t := &interner{byKind: map[kindKey]uint32{}}
	t.dict, t.given = &dict{hasher: hasher, line: new(token)}, &given{}
	slots := make([]uint64, firstSlots)
	t.dict.slots.Store(&slots)
	t.setKinds(hasher.firstKinds())
	return t
}

func (t *interner) setKinds(kinds []kind) {
	t.kinds = kinds
	for i, k := range kinds {
		t.byKind[k.key()] = uint32(i)
	}
}

// view gives what a snapshot is to see: all terms so far.
func (t *interner) view() *Dictionary {
	seen := t.Dictionary
	return &seen
}

// kindNumber gives the number of a kind, which it adds if need be.
func (t *interner) kindNumber(k kind) uint32 {
	n, ok := t.byKind[k.key()]
	if !ok {
		// The strings may be the caller's view of a large buffer.
		k.datatype, k.lang = strings.Clone(k.datatype), strings.Clone(k.lang)
		n = uint32(len(t.kinds))
		t.kinds = append(t.kinds, k)
		t.byKind[k.key()] = n
	}
	return n
}

// intern gives the number of a term, which it adds if need be.
func (t *interner) intern(hash uint64, kindNumber uint32, text string) (ID, error) {
	if id := t.find(hash, &t.kinds[kindNumber], text); id != 0 {
		return id, nil
	}
	return t.addNew(hash, kindNumber, text)
}

// addNew adds a term, whether it is there or not.
func (t *interner) addNew(hash uint64, kindNumber uint32, text string) (ID, error) {
	if t.len() >= math.MaxUint32-1 || len(text) > math.MaxUint32/2 {
		return 0, ErrFull
	}
	t.appendRecord(kindNumber, text)
	id := ID(t.len())
	t.insert(hash, id)
	return id, nil
}

func (t *interner) internTerm(tm term.Term, goTime bool) (ID, error) {
	k := t.dict.hasher.kindOf(tm)
	k.goTime = goTime
	hash := t.dict.hasher.hashText(&k, tm.Text)
	if id := t.find(hash, &k, tm.Text); id != 0 {
		return id, nil
	}
	return t.intern(hash, t.kindNumber(k), tm.Text)
}

func (t *interner) appendRecord(kindNumber uint32, text string) {
	t.head = appendHead(t.head[:0], kindNumber, len(text))
	need := len(t.head) + len(text)
	if t.block.Cap()-t.block.Len() < need {
		size := firstBlock
		if t.block.Cap() > 0 {
			t.full = append(t.full, t.tail)
			size = min(2*t.block.Cap(), blockSize)
		}
		t.block = strings.Builder{}
		t.block.Grow(max(size, need))
	}
	t.pos = append(t.pos, uint64(len(t.full))<<32|uint64(t.block.Len()))
	t.block.Write(t.head)
	t.block.WriteString(text)
	t.tail = t.block.String()
}

// forget drops all terms but the first n, so that their numbers can be given again. Whoever has them keeps the dict that
// there was.
func (t *interner) forget(n int) {
	if t.len() <= n {
		return
	}
	old := t.dict
	t.dict = &dict{hasher: old.hasher, line: old.line, turn: old.turn + 1}
	had := *old.slots.Load()
	slots := make([]uint64, len(had))
	for _, slot := range had {
		if slot != 0 && int(ID(slot)) <= n {
			insertSlot(slots, slot)
		}
	}
	t.dict.slots.Store(&slots)
	t.pos = slices.Clip(t.pos[:n-t.first])
	old.ended.Store(int64(n))
}

// insert puts a number into the table. The table grows before it is three quarters full.
func (t *interner) insert(hash uint64, id ID) {
	slots := *t.dict.slots.Load()
	if 4*(int(id)-t.first) >= 3*len(slots) {
		// Readers with the old table find in it all that they know of.
		wider := make([]uint64, 2*len(slots))
		for _, slot := range slots {
			if slot != 0 {
				insertSlot(wider, slot)
			}
		}
		t.dict.slots.Store(&wider)
		slots = wider
	}
	insertSlot(slots, hash>>32<<32|uint64(id))
}

func insertSlot(slots []uint64, slot uint64) {
	mask := uint64(len(slots) - 1)
	i := slot >> 32 & mask
	for slots[i] != 0 {
		i = (i + 1) & mask
	}
	atomic.StoreUint64(&slots[i], slot)
}

func loadSlot(slot *uint64) uint64 { return atomic.LoadUint64(slot) }
