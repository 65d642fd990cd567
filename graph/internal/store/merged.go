package store

import (
	"iter"
	"runtime"
	"slices"
	"sort"
)

// Sections gives the arrays of a state as they are once its overlay is merged. They are worked out while they are read:
// what lies in a file passes from there, and only what has changed is in memory. Terms that no quad uses stay, since
// changes to come may name them by their serial numbers.
func (s *Snapshot) Sections() []Section {
	list := s.quadSections()
	t := s.terms
	meta := []uint64{uint64(s.size), uint64(t.len()), t.later, 0}
	if t.doubles {
		meta[3] = 1
	}
	list = append(append([]Section{Numbers(sectionMeta, meta)}, list...), t.sections()...)
	for i := range list {
		pieces := list[i].Pieces
		list[i].Pieces = func(yield func([]byte) bool) {
			pieces(yield)
			runtime.KeepAlive(s)
		}
	}
	return list
}

// quadSections gives the arrays of the base, with the overlay.
func (s *Snapshot) quadSections() []Section {
	a := &s.base.arrays
	if s.over.len() == 0 {
		var list []Section
		arrays := a.byKind()
		for kind := uint32(sectionS); kind <= sectionLabels+2; kind++ {
			if array := arrays[kind]; array != nil && len(*array) > 0 {
				list = append(list, Numbers(kind, *array))
			}
		}
		return list
	}
	bySubjects, byObjects := s.edits(bySubject, AsSubject), s.edits(byObject, AsObject)
	subject := func(q Quad) ID { return q.Subject }
	predicate := func(q Quad) ID { return q.Predicate }
	object := func(q Quad) ID { return q.Object }
	label := func(q Quad) ID { return q.Label }
	list := []Section{
		s.mergedColumn(sectionS, a.s, bySubjects, subject), s.mergedColumn(sectionS+1, a.p, bySubjects, predicate),
		s.mergedColumn(sectionS+2, a.o, bySubjects, object), s.mergedColumn(sectionS+3, a.g, bySubjects, label),
		s.mergedStarts(sectionSubjects, a.subjects, bySubjects, subject),
		s.mergedColumn(sectionOP, a.op, byObjects, predicate), s.mergedColumn(sectionOP+1, a.os, byObjects, subject),
		s.mergedColumn(sectionOP+2, a.og, byObjects, label),
		s.mergedStarts(sectionObjects, a.objects, byObjects, object),
	}
	list = append(list, s.mergedPositions(sectionPredicates, &a.predicates, bySubjects, predicate)...)
	return append(list, s.mergedPositions(sectionLabels, &a.labels, bySubjects, label)...)
}

// edit is what an overlay does to the columns of its base, in one order: it adds a row before index at, or takes that
// one away.
type edit struct {
	at     uint32
	remove bool
	q      Quad
}

// edits lists what the overlay does, in order.
func (s *Snapshot) edits(o order, role int) []edit {
	list := make([]edit, 0, s.over.len())
	x := &s.base.sides[role]
	collect := func(set *rowSet, remove bool) {
		for _, c := range set.chunks {
			for _, r := range c.rows {
				q := o.unpack(r)
				n, other := q.Subject, q.Object
				if role == AsObject {
					n, other = other, n
				}
				list = append(list, edit{x.place(n, q.Predicate, other, q.Label), remove, q})
			}
		}
	}
	collect(&s.over.added[o], false)
	collect(&s.over.removed[o], true)
	slices.SortFunc(list, func(a, b edit) int { return o.pack(a.q).compare(o.pack(b.q)) })
	return list
}

// place gives the index of a row, or where it would be.
func (x *side) place(n, predicate, other, label ID) uint32 {
	if int(n)+1 >= len(x.starts) {
		return uint32(len(x.p))
	}
	from, to := x.starts[n], x.starts[n+1]
	from, to = EqualRange(x.p, from, to, predicate)
	from, to = EqualRange(x.others, from, to, other)
	from, _ = EqualRange(x.labels, from, to, label)
	return from
}

// mergedColumn gives a column with its edits.
func (s *Snapshot) mergedColumn(kind uint32, column []ID, edits []edit, of func(Quad) ID) Section {
	return Spliced(kind, s.size, column, func(yield func(Splice[ID]) bool) {
		for i := range edits {
			e := &edits[i]
			splice := Splice[ID]{At: int(e.at), Drop: e.remove}
			if !e.remove {
				splice.Add, splice.Adds = of(e.q), true
			}
			if !yield(splice) {
				return
			}
		}
	})
}

// mergedStarts gives the offsets of all terms: those of the base, moved on by the edits of lower keys.
func (s *Snapshot) mergedStarts(kind uint32, starts []uint32, edits []edit, key func(Quad) ID) Section {
	n := s.terms.len() + 2
	return computed(kind, n, func(yield func(uint32) bool) {
		moved, next := uint32(0), 0
		for id := range n {
			for ; next < len(edits) && int(key(edits[next].q)) < id; next++ {
				moved += edits[next].difference()
			}
			if !yield(starts[min(id, len(starts)-1)] + moved) {
				return
			}
		}
	})
}

// difference is how many rows an edit adds.
func (e *edit) difference() uint32 {
	if e.remove {
		return ^uint32(0)
	}
	return 1
}

// mergedPositions gives keys, starts and positions of an index over the columns by subject.
func (s *Snapshot) mergedPositions(kind uint32, x *positions, edits []edit, key func(Quad) ID) []Section {
	moved := make([]uint32, len(edits)+1) // by how much the rows behind an edit are
	added, difference := map[ID][]uint32{}, map[ID]uint32{}
	for i := range edits {
		e := &edits[i]
		k := key(e.q)
		if !e.remove {
			added[k] = append(added[k], e.at+moved[i])
		}
		difference[k] += e.difference()
		moved[i+1] = moved[i] + e.difference()
	}
	// present gives where a row of the base is now; false if it was removed.
	present := func(at uint32) (uint32, bool) {
		i := sort.Search(len(edits), func(i int) bool { return edits[i].at > at })
		return at + moved[i], i == 0 || edits[i-1].at != at || !edits[i-1].remove
	}
	all := slices.Clone(x.keys)
	for k := range added {
		if _, there := slices.BinarySearch(x.keys, k); !there {
			all = append(all, k)
		}
	}
	slices.Sort(all)
	var keys, starts []uint32
	total := uint32(0)
	for _, k := range all {
		if n := uint32(len(x.of(k))) + difference[k]; n > 0 {
			keys, starts = append(keys, k), append(starts, total)
			total += n
		}
	}
	starts = append(starts, total)
	at := computed(kind+2, int(total), func(yield func(uint32) bool) {
		for _, k := range keys {
			more := added[k]
			for _, at := range x.of(k) {
				now, there := present(at)
				if !there {
					continue
				}
				for ; len(more) > 0 && more[0] < now; more = more[1:] {
					if !yield(more[0]) {
						return
					}
				}
				if !yield(now) {
					return
				}
			}
			for _, now := range more {
				if !yield(now) {
					return
				}
			}
		}
	})
	return []Section{Numbers(kind, keys), Numbers(kind+1, starts), at}
}

// A Splice is a change of a list of numbers: one that is added before an index, or the one there is dropped, or both.
type Splice[T uint32 | uint64] struct {
	At         int
	Drop, Adds bool
	Add        T
}

// Spliced makes a section of a list with changes, which come in the order of the list. elements are how many numbers
// there are then.
func Spliced[T uint32 | uint64](kind uint32, elements int, list []T, changes iter.Seq[Splice[T]]) Section {
	x := Numbers(kind, list)
	x.Elements = uint64(elements)
	x.Pieces = func(yield func([]byte) bool) {
		from, one := 0, make([]T, 1)
		for c := range changes {
			if from < c.At && !yield(bytesOf(list[from:c.At])) {
				return
			}
			if from = c.At; c.Drop {
				from++
			}
			if one[0] = c.Add; c.Adds && !yield(bytesOf(one)) {
				return
			}
		}
		if from < len(list) {
			yield(bytesOf(list[from:]))
		}
	}
	return x
}

// computed makes a section of numbers that are worked out one after the other.
func computed(kind uint32, elements int, numbers iter.Seq[uint32]) Section {
	x := Numbers[uint32](kind)
	x.Elements = uint64(elements)
	x.Pieces = func(yield func([]byte) bool) {
		const most = 1 << 12
		buf := make([]uint32, 0, most)
		for n := range numbers {
			if len(buf) == most {
				if !yield(bytesOf(buf)) {
					return
				}
				buf = buf[:0]
			}
			buf = append(buf, n)
		}
		if len(buf) > 0 {
			yield(bytesOf(buf))
		}
	}
	return x
}
