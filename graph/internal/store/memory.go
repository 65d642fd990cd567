package store

import "slices"

// Memory says what a snapshot holds, in bytes by part. Snapshots that follow each other share most of it.
// It is worked out from the sizes of the parts; the Go runtime adds a few percent.
type Memory struct {
	Quads int // in the snapshot
	Terms int // numbered, used or not

	Text      int64 // the terms' text, with what is reserved for more
	TermIndex int64 // where each term's text lies, and the hash table from text to number
	BySubject int64 // columns sorted by subject
	ByObject  int64 // columns sorted by object
	Positions int64 // indexes by predicate and by label
	Offsets   int64 // where each node's rows begin, and the marks of changed nodes
	Overlay   int64 // changes since the last merge
}

// Total adds up all parts.
func (m Memory) Total() int64 {
	return m.Text + m.TermIndex + m.BySubject + m.ByObject + m.Positions + m.Offsets + m.Overlay
}

// Memory gives the snapshot's size by part. It costs a walk over the blocks of text and the overlay.
func (s *Snapshot) Memory() Memory {
	const word, number = 8, 4
	t, b := s.terms, s.base
	m := Memory{Quads: s.size, Terms: t.len()}
	for _, block := range slices.Concat(t.given.blocks, t.full) {
		m.Text += int64(len(block))
	}
	if t.tail != "" {
		m.Text += int64(blockSizeAt(len(t.full), len(t.tail)))
	}
	m.TermIndex = word * int64(cap(t.given.pos)+len(t.given.slots)+cap(t.pos)+len(*t.dict.slots.Load())+cap(t.serials))
	m.BySubject = number * int64(cap(b.s)+cap(b.p)+cap(b.o)+cap(b.g))
	m.ByObject = number * int64(cap(b.op)+cap(b.os)+cap(b.og))
	for _, x := range [...]*positions{&b.predicates, &b.labels} {
		m.Positions += number * int64(cap(x.keys)+cap(x.starts)+cap(x.at))
	}
	m.Offsets = number * int64(cap(b.subjects)+cap(b.objects))
	if marks := b.marks.Load(); marks != nil {
		m.Offsets += number * int64(cap(marks[0])+cap(marks[1]))
	}
	for _, sets := range [...]*[orders]rowSet{&s.over.added, &s.over.removed} {
		for o := range sets {
			m.Overlay += word * int64(cap(sets[o].chunks))
			for _, c := range sets[o].chunks {
				m.Overlay += 4*word + 2*word*int64(cap(c.rows))
			}
		}
	}
	return m
}

// blockSizeAt is how much the block at an index has reserved: they double up to blockSize.
func blockSizeAt(index, used int) int {
	return max(used, min(firstBlock<<min(index, 20), blockSize))
}
