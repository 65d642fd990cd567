package syntax

import "hash/maphash"

// written finds the numbers of terms by how they are written in a text. A map of strings would do, for more time and memory.
type written struct {
	text  string
	seed  maphash.Seed
	spans []span   // where in the text, by number; the first is none
	slots []uint64 // half a hash, and a number that is not 0
}

type span struct{ from, to int }

func newWritten(text string) *written {
	return &written{text: text, seed: maphash.MakeSeed(), spans: make([]span, 1), slots: make([]uint64, 64)}
}

// find gives the number of the term that is written as here, 0 if there is none, and where to add it.
func (w *written) find(from, to int) (number uint32, hash uint64) {
	wanted := w.text[from:to]
	hash = maphash.String(w.seed, wanted)
	for i := w.slot(hash); w.slots[i] != 0; i = (i + 1) & (len(w.slots) - 1) {
		if w.slots[i]>>32 == hash>>32 {
			if at := w.spans[uint32(w.slots[i])]; w.text[at.from:at.to] == wanted {
				return uint32(w.slots[i]), hash
			}
		}
	}
	return 0, hash
}

// slot is where a hash belongs. Slots are chosen by the half that they keep.
func (w *written) slot(hash uint64) int { return int(hash>>32) & (len(w.slots) - 1) }

// add gives a term a number, by which find finds it.
func (w *written) add(from, to int, hash uint64) uint32 {
	number := w.skip(from, to)
	if 2*len(w.spans) > len(w.slots) {
		old := w.slots
		w.slots = make([]uint64, 2*len(old))
		for _, s := range old {
			if s != 0 {
				w.put(s)
			}
		}
	}
	w.put(hash>>32<<32 | uint64(number))
	return number
}

func (w *written) put(s uint64) {
	i := w.slot(s)
	for w.slots[i] != 0 {
		i = (i + 1) & (len(w.slots) - 1)
	}
	w.slots[i] = s
}

// skip gives a number that is not found by text.
func (w *written) skip(from, to int) uint32 {
	w.spans = append(w.spans, span{from, to})
	return uint32(len(w.spans) - 1)
}
