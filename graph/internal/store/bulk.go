package store

import "iter"

// bulk collects the quads of AddBatch, each once, until they are sorted all together. To tell whether a quad
// is there already it looks through those with the same subject: mostly a few, which came shortly before
// and are still near in memory. A hash table serves subjects with many quads, and those that the store had
// before: a list of all of them would cost a small batch too much.
type bulk struct {
	// full chunks and the one being filled. Chunks never move, so that millions of quads can come in
	// without being copied.
	chunks [][]pending
	n      int
	first  ID // subject that is new to the store
	// last is, by subject from first on, the place of its latest quad (see bulk.at), or inTable.
	last  []uint32
	slots []uint64 // as in dict: high half of the hash, place; 0 is free
	used  int      // slots
}

// pending is a quad that waits, and the place of the one before with the same subject, 0 if there is none.
type pending struct {
	Quad
	before uint32
}

const (
	chunkBits = 14
	chunkLen  = 1 << chunkBits

	shortChain = 32         // quads of a subject that are looked through
	inTable    = ^uint32(0) // place of a subject whose quads are in the hash table
)

func (b *bulk) len() int { return b.n }

// at gives the quad at a place from 1 on.
func (b *bulk) at(place uint32) *pending {
	return &b.chunks[(place-1)>>chunkBits][(place-1)&(chunkLen-1)]
}

// all gives the quads in the order in which they came, a chunk at a time.
func (b *bulk) all() iter.Seq[Quad] {
	return func(yield func(Quad) bool) {
		for _, chunk := range b.chunks {
			for i := range chunk {
				if !yield(chunk[i].Quad) {
					return
				}
			}
		}
	}
}

// lastOf gives where the place of a subject's latest quad is kept; nil if its quads are in the table, or if it
// has none yet.
func (b *bulk) lastOf(subject ID) *uint32 {
	if i := int(subject) - int(b.first); i >= 0 && i < len(b.last) && b.last[i] != inTable {
		return &b.last[i]
	}
	return nil
}

// reserve makes room for the latest quad of a subject, if it is a new one.
func (b *bulk) reserve(subject ID) {
	if i := int(subject) - int(b.first); i >= len(b.last) {
		b.last = append(b.last, make([]uint32, max(i+1-len(b.last), len(b.last), 1<<8))...)
	}
}

func (b *bulk) has(q Quad) bool {
	if b.n == 0 {
		return false
	}
	if last := b.lastOf(q.Subject); last != nil {
		there, _ := b.inChain(*last, q)
		return there
	}
	return b.inSlots(q)
}

// add tells whether q was new.
func (b *bulk) add(q Quad) bool {
	b.reserve(q.Subject)
	if last := b.lastOf(q.Subject); last != nil {
		there, length := b.inChain(*last, q)
		switch {
		case there:
			return false
		case length < shortChain:
			b.append(q, *last)
			*last = uint32(b.n)
			return true
		}
		for place := *last; place != 0; place = b.at(place).before {
			b.insert(place)
		}
		*last = inTable
	}
	if b.inSlots(q) {
		return false
	}
	b.append(q, 0)
	b.insert(uint32(b.n))
	return true
}

// inChain looks for a quad among those of its subject, and counts those it has looked at.
func (b *bulk) inChain(place uint32, q Quad) (there bool, length int) {
	for place != 0 {
		p := b.at(place)
		if p.Quad == q {
			return true, length
		}
		place = p.before
		length++
	}
	return false, length
}

func (b *bulk) append(q Quad, before uint32) {
	i := b.n >> chunkBits
	if i == len(b.chunks) {
		size := 0 // the first one grows: it may stay small
		if i > 0 {
			size = chunkLen
		}
		b.chunks = append(b.chunks, make([]pending, 0, size))
	}
	b.chunks[i] = append(b.chunks[i], pending{q, before})
	b.n++
}

// insert puts a quad into the table that is not in it.
func (b *bulk) insert(place uint32) {
	if 2*b.used >= len(b.slots) {
		wider := make([]uint64, max(1<<8, 2*len(b.slots)))
		for _, slot := range b.slots {
			if slot != 0 {
				insertSlot(wider, slot)
			}
		}
		b.slots = wider
	}
	insertSlot(b.slots, b.hash(b.at(place).Quad)>>32<<32|uint64(place))
	b.used++
}

func (b *bulk) hash(q Quad) uint64 {
	r := bySubject.pack(q)
	h := r.hi*0x9e3779b97f4a7c15 ^ (r.lo+0x165667b19e3779f9)*0xc2b2ae3d27d4eb4f
	h ^= h >> 29
	return h * 0xff51afd7ed558ccd
}

func (b *bulk) inSlots(q Quad) bool {
	if b.used == 0 {
		return false
	}
	hash, mask := b.hash(q), uint64(len(b.slots)-1)
	for i := hash >> 32 & mask; b.slots[i] != 0; i = (i + 1) & mask {
		if slot := b.slots[i]; slot>>32 == hash>>32 && b.at(uint32(slot)).Quad == q {
			return true
		}
	}
	return false
}
