package join

import (
	"cmp"
	"slices"
)

// index finds the shapes that have an end in common with a report, and overlap with it in time.
type index struct {
	o       Options
	shapes  []Report
	buckets map[key]*bucket
}

// key is a pair of ends as they are looked for. A report stands under its own ends and under all that they are part
// of, and is looked up so; Self says that an end is the report's own. So two reports meet where an end of one is part
// of the other's.
type key struct {
	from, to       int32
	ownFrom, ownTo bool
	kind           Kind
	halves         bool
}

// anyEnd stands for whatever a report with both ends has at the other one.
const anyEnd = -1

func newIndex(shapes []Report, o Options) *index {
	x := &index{o: o, shapes: shapes, buckets: map[key]*bucket{}}
	for s, r := range shapes {
		for _, k := range x.keysOf(r) {
			b := x.buckets[k]
			if b == nil {
				b = &bucket{}
				x.buckets[k] = b
			}
			b.shapes = append(b.shapes, int32(s))
		}
	}
	for _, b := range x.buckets {
		b.build(shapes)
	}
	return x
}

func (x *index) above(end int32) []int32 {
	if end == 0 {
		return []int32{0}
	}
	ends := []int32{end}
	if x.o.Above != nil {
		ends = append(ends, x.o.Above(end)...)
	}
	return ends
}

// keysOf gives where a report is put.
func (x *index) keysOf(r Report) []key {
	var keys []key
	switch r.ends() {
	case 0:
		return nil
	case 1:
		keys = append(keys, key{ownFrom: r.From != 0, kind: r.Kind, halves: true})
	}
	for _, from := range x.above(r.From) {
		for _, to := range x.above(r.To) {
			keys = append(keys, key{from: from, to: to, ownFrom: from == r.From, ownTo: to == r.To, kind: r.Kind})
		}
	}
	if r.ends() == 2 {
		for _, from := range x.above(r.From) {
			keys = append(keys, key{from: from, to: anyEnd, ownFrom: from == r.From, kind: r.Kind})
		}
		for _, to := range x.above(r.To) {
			keys = append(keys, key{from: anyEnd, to: to, ownTo: to == r.To, kind: r.Kind})
		}
	}
	return keys
}

// candidates calls with each shape that may be a neighbour, some perhaps twice.
func (x *index) candidates(r Report, yield func(int32) bool) {
	var seen map[int32]bool
	once := func(s int32) bool {
		if seen == nil {
			seen = map[int32]bool{}
		}
		if seen[s] {
			return true
		}
		seen[s] = true
		return yield(s)
	}
	for _, kind := range []Kind{Unknown, Passage, Within} {
		if !kind.fits(r.Kind) {
			continue
		}
		for _, k := range x.lookups(r, kind) {
			if b := x.buckets[k]; b != nil && !b.overlapping(0, len(b.shapes), r.Span, once) {
				return
			}
		}
	}
}

// lookups gives where the neighbours of a report with a kind are.
func (x *index) lookups(r Report, kind Kind) []key {
	var keys []key
	pair := func(from, to int32) {
		for _, f := range x.sides(from, r.From) {
			for _, t := range x.sides(to, r.To) {
				keys = append(keys, key{from: f.end, to: t.end, ownFrom: f.own, ownTo: t.own, kind: kind})
			}
		}
	}
	switch {
	case r.From != 0 && r.To != 0:
		pair(r.From, r.To)
		pair(r.From, 0)
		pair(0, r.To)
	case r.From != 0:
		pair(r.From, 0)
		pair(r.From, anyEnd)
	default:
		pair(0, r.To)
		pair(anyEnd, r.To)
	}
	if x.o.Halves && r.ends() == 1 {
		keys = append(keys, key{ownFrom: r.From == 0, kind: kind, halves: true})
	}
	return keys
}

type side struct {
	end int32
	own bool
}

// sides gives the places of one end: what is the same or part of it stands under the end itself, what it is part of
// under that by its own right.
func (x *index) sides(end, of int32) []side {
	switch end {
	case 0:
		return []side{{0, true}}
	case anyEnd:
		return []side{{anyEnd, false}}
	}
	sides := []side{{end, true}, {end, false}}
	for _, up := range x.above(of)[1:] {
		sides = append(sides, side{up, true})
	}
	return sides
}

// bucket keeps shapes by their first days, as a balanced tree over the sorted list: the root of a range stands in its
// middle and knows the latest last day of the range.
type bucket struct {
	shapes []int32
	spans  []Span
	latest []int
}

func (b *bucket) build(shapes []Report) {
	slices.SortFunc(b.shapes, func(s, t int32) int {
		return cmp.Or(cmp.Compare(shapes[s].Span.First, shapes[t].Span.First), cmp.Compare(s, t))
	})
	b.spans, b.latest = make([]Span, len(b.shapes)), make([]int, len(b.shapes))
	for i, s := range b.shapes {
		b.spans[i] = shapes[s].Span
	}
	b.measure(0, len(b.shapes))
}

func (b *bucket) measure(from, to int) int {
	if from >= to {
		return Always.First
	}
	middle := (from + to) / 2
	b.latest[middle] = max(b.spans[middle].Last, b.measure(from, middle), b.measure(middle+1, to))
	return b.latest[middle]
}

// overlapping calls with those of a range that share a day with a span, and is false once yield is.
func (b *bucket) overlapping(from, to int, span Span, yield func(int32) bool) bool {
	if from >= to {
		return true
	}
	middle := (from + to) / 2
	if b.latest[middle] < span.First {
		return true
	}
	if !b.overlapping(from, middle, span, yield) {
		return false
	}
	if b.spans[middle].First > span.Last {
		return true
	}
	if b.spans[middle].Last >= span.First && !yield(b.shapes[middle]) {
		return false
	}
	return b.overlapping(middle+1, to, span, yield)
}
