package store

import (
	"errors"
	"fmt"
	"slices"
)

// Damaged says what is left of a state whose file was damaged.
type Damaged struct {
	Kept
	Quads, Terms int
	Lost         func(kind uint32) bool // a section was there, and Section does not give it
	Text         []byte                 // the section of texts with what is damaged in it; nil if it cannot be read
}

// Mended is what could be made of it.
type Mended struct {
	Kept
	Quads   int  // that name a term whose text is damaged, and were left out
	Serials bool // terms have their serial numbers: changes can be applied
}

// ErrTooLittle means that what is whole does not say what was lost.
var ErrTooLittle = errors.New("too little is whole")

// Mend makes what is lost of what is left. Quads are there twice, by subject and by object, and all positions and hash
// tables follow from texts and quads. Of a damaged text the terms are taken whose hash is the one in the table.
func (d Damaged) Mend() (m Mended, err error) {
	made := map[uint32][]byte{}
	m.Kept, m.Serials = d.Kept, true
	m.Section = func(kind uint32) []byte {
		if data, ok := made[kind]; ok {
			return data
		}
		return d.Section(kind)
	}
	m.Unproved = false
	whole := func(kinds ...uint32) bool { return !slices.ContainsFunc(kinds, d.Lost) }
	if !whole(sectionKinds) || d.Text == nil && !whole(SectionText) {
		return m, fmt.Errorf("%w: there are no terms without sections %d and %d", ErrTooLittle, SectionText, sectionKinds)
	}
	bad, err := d.mendTerms(&m, made, whole)
	if err != nil {
		return m, err
	}
	if bad != nil || !whole(sectionS, sectionS+1, sectionS+2, sectionS+3, sectionSubjects, sectionOP, sectionOP+1, sectionOP+2,
		sectionObjects, sectionPredicates, sectionPredicates+1, sectionPredicates+2, sectionLabels, sectionLabels+1, sectionLabels+2) {
		quads, err := d.quads(whole)
		if err != nil {
			return m, err
		}
		m.Quads = len(quads)
		quads = slices.DeleteFunc(quads, func(q Quad) bool { return bad[q.Subject] || bad[q.Predicate] || bad[q.Object] || bad[q.Label] })
		m.Quads -= len(quads)
		c := newColumns(len(quads))
		for _, q := range quads {
			c.append(q)
		}
		for kind, array := range buildBase(c, d.Terms).byKind() {
			made[kind] = bytesOf(*array)
		}
		d.Quads = len(quads)
	}
	d.mendMeta(&m, made, whole)
	return m, nil
}

// mendMeta makes the numbers of quads and terms, and sees what becomes of the serial numbers.
func (d Damaged) mendMeta(m *Mended, made map[uint32][]byte, whole func(...uint32) bool) {
	meta := []uint64{uint64(d.Quads), uint64(d.Terms), 0, 1}
	var old, serials []uint64
	view64(d.Kept, sectionMeta, &old)
	view64(d.Kept, sectionSerials, &serials)
	switch {
	case !whole(sectionSerials):
		m.Serials = false
	case len(old) == len(meta):
		meta[2], meta[3] = old[2], old[3]
	case len(serials) == d.Terms && d.Terms > 0:
		meta[2] = serials[len(serials)-1]
	default:
		m.Serials = false
	}
	if !m.Serials {
		made[sectionSerials] = nil
	}
	made[sectionMeta] = bytesOf(meta)
}

// mendTerms makes positions, texts and hash tables, if need be, and tells the numbers of the terms that are damaged.
func (d Damaged) mendTerms(m *Mended, made map[uint32][]byte, whole func(...uint32) bool) (bad map[ID]bool, err error) {
	t := &texts{}
	switch {
	case whole(SectionText, sectionPositions, sectionBlocks):
		view64(d.Kept, sectionPositions, &t.pos)
	case whole(SectionText):
		err = t.inOrder(d.Section(SectionText))
	case whole(sectionPositions, sectionBlocks, sectionSlots) && !d.Rehash:
		bad, err = t.byHash(d)
	default:
		err = fmt.Errorf("%w: only sections %d, %d and %d tell which texts are as they were", ErrTooLittle, sectionPositions, sectionBlocks, sectionSlots)
	}
	if err == nil && len(t.pos) != d.Terms {
		err = fmt.Errorf("%w: %d terms of %d have texts", ErrTooLittle, len(t.pos), d.Terms)
	}
	if err != nil {
		return nil, err
	}
	if t.lengths != nil {
		made[SectionText], made[sectionPositions], made[sectionBlocks] = t.text, bytesOf(t.pos), bytesOf(t.lengths)
	}
	if bad != nil || !whole(sectionSlots) {
		size := firstSlots
		for 4*d.Terms >= 3*size {
			size *= 2
		}
		made[sectionSlots], m.Rehash = bytesOf(make([]uint64, size)), true
	}
	return bad, nil
}

// texts are the records of terms, one behind the other, in blocks.
type texts struct {
	text         []byte
	pos, lengths []uint64
}

// add adds the record of a term.
func (t *texts) add(kind uint32, text string) {
	const most = 1 << 30 // in a block
	n := len(t.lengths)
	if n == 0 || t.lengths[n-1]+uint64(len(text)) > most {
		t.lengths, n = append(t.lengths, 0), n+1
	}
	t.pos = append(t.pos, uint64(n-1)<<32|t.lengths[n-1])
	before := len(t.text)
	t.text = append(appendHead(t.text, kind, len(text)), text...)
	t.lengths[n-1] += uint64(len(t.text) - before)
}

// inOrder takes the terms of a whole text.
func (t *texts) inOrder(data []byte) error {
	for rest := string(data); len(rest) > 0; {
		k, text, ok := readRecord(rest)
		if !ok {
			return fmt.Errorf("%w: term %d is malformed", ErrTooLittle, len(t.pos)+1)
		}
		t.add(k, text)
		rest = rest[len(appendHead(nil, k, len(text)))+len(text):]
	}
	return nil
}

// byHash takes the terms of a damaged text that have their hashes, and tells which have not. Those get texts that no
// term can have.
func (t *texts) byHash(d Damaged) (bad map[ID]bool, err error) {
	hasher := NewHasher(d.Key)
	p := &payload{rest: string(d.Section(sectionKinds))}
	kinds := p.kinds(hasher)
	var old given
	var lengths []uint64
	if err := errors.Join(p.err, view64(d.Kept, sectionPositions, &old.pos), view64(d.Kept, sectionBlocks, &lengths), view64(d.Kept, sectionSlots, &old.slots)); err != nil {
		return nil, err
	}
	text := string(d.Text)
	for _, n := range lengths {
		n = min(n, uint64(len(text)))
		old.blocks, text = append(old.blocks, text[:n]), text[n:]
	}
	hashes := make(map[ID]uint64, len(old.pos))
	for _, slot := range old.slots {
		hashes[ID(slot)] = slot >> 32
	}
	bad = map[ID]bool{}
	for i := range old.pos {
		id := ID(i + 1)
		k, text := old.get(i)
		if int(k) >= len(kinds) || hasher.hashText(&kinds[k], text)>>32 != hashes[id] {
			bad[id] = true
			k, text = kindIRI, fmt.Sprintf("\xff%d", id)
		}
		t.add(k, text)
	}
	return bad, nil
}

// quads gives the quads in order, from the columns by subject or from those by object.
func (d Damaged) quads(whole func(...uint32) bool) ([]Quad, error) {
	var a arrays
	for kind, array := range a.byKind() {
		if err := view32(d.Kept, kind, array); err != nil {
			return nil, err
		}
	}
	fit := func(starts []ID, columns ...[]ID) error {
		for _, column := range columns {
			if len(column) != d.Quads {
				return fmt.Errorf("a column has %d of %d rows", len(column), d.Quads)
			}
		}
		if n := len(starts); starts != nil && (n < 2 || starts[0] != 0 || int(starts[n-1]) != d.Quads || !ascends(starts)) {
			return fmt.Errorf("offsets are not those of %d rows", d.Quads)
		}
		return nil
	}
	var quads []Quad
	switch {
	case whole(sectionS, sectionS+1, sectionS+2, sectionS+3):
		if err := fit(nil, a.s, a.p, a.o, a.g); err != nil {
			return nil, err
		}
		for i := range a.s {
			quads = append(quads, Quad{a.s[i], a.p[i], a.o[i], a.g[i]})
		}
	case whole(sectionSubjects, sectionS+1, sectionS+2, sectionS+3):
		if err := fit(a.subjects, a.p, a.o, a.g); err != nil {
			return nil, err
		}
		for s := range len(a.subjects) - 1 {
			for i := a.subjects[s]; i < a.subjects[s+1]; i++ {
				quads = append(quads, Quad{ID(s), a.p[i], a.o[i], a.g[i]})
			}
		}
	case whole(sectionObjects, sectionOP, sectionOP+1, sectionOP+2):
		if err := fit(a.objects, a.op, a.os, a.og); err != nil {
			return nil, err
		}
		for o := range len(a.objects) - 1 {
			for i := a.objects[o]; i < a.objects[o+1]; i++ {
				quads = append(quads, Quad{a.os[i], a.op[i], ID(o), a.og[i]})
			}
		}
		slices.SortFunc(quads, func(x, y Quad) int { return bySubject.pack(x).compare(bySubject.pack(y)) })
	default:
		return nil, fmt.Errorf("%w: quads are damaged both by subject and by object", ErrTooLittle)
	}
	if slices.ContainsFunc(quads, func(q Quad) bool { return max(int(q.Subject), int(q.Predicate), int(q.Object), int(q.Label)) > d.Terms }) {
		return nil, fmt.Errorf("a column has a term above %d", d.Terms)
	}
	return quads, nil
}
