package store

import (
	"math"
	"slices"
	"sort"
	"sync"
)

// columns are quads sorted by subject, predicate, object and label, without duplicates.
type columns struct {
	s, p, o, g []ID
}

func newColumns(n int) columns {
	all := make([]ID, 4*n)
	return columns{all[0:0:n], all[n : n : 2*n], all[2*n : 2*n : 3*n], all[3*n : 3*n]}
}

func (c *columns) append(q Quad) {
	c.s, c.p, c.o, c.g = append(c.s, q.Subject), append(c.p, q.Predicate), append(c.o, q.Object), append(c.g, q.Label)
}

// sortQuads sorts distinct quads over the terms 1..nodes: a counting sort by subject, then each subject's
// few rows by comparison, on both cores.
func sortQuads(quads *bulk, nodes int) columns {
	n := quads.len()
	if n == 0 {
		return columns{}
	}
	starts := make([]uint32, nodes+2)
	for q := range quads.all() {
		starts[q.Subject+1]++
	}
	for n := 1; n < len(starts); n++ {
		starts[n] += starts[n-1]
	}
	sorted := make([]Quad, n)
	next := slices.Clone(starts)
	for q := range quads.all() {
		sorted[next[q.Subject]] = q
		next[q.Subject]++
	}
	all := make([]ID, 4*n)
	c := columns{all[:n:n], all[n : 2*n : 2*n], all[2*n : 3*n : 3*n], all[3*n:]}
	fill := func(from, to int) { // a range of subjects
		for s := from; s < to; s++ {
			sortRows(sorted[starts[s]:starts[s+1]])
		}
		for i := starts[from]; i < starts[to]; i++ {
			q := &sorted[i]
			c.s[i], c.p[i], c.o[i], c.g[i] = q.Subject, q.Predicate, q.Object, q.Label
		}
	}
	// The subject at half of the rows.
	middle, _ := slices.BinarySearch(starts, uint32(n/2))
	middle = min(middle, nodes+1)
	both(func() { fill(0, middle) }, func() { fill(middle, nodes+1) })
	return c
}

// sortRows sorts quads of one subject.
func sortRows(rows []Quad) {
	if len(rows) > ShortRun {
		slices.SortFunc(rows, func(a, b Quad) int { return bySubject.pack(a).compare(bySubject.pack(b)) })
		return
	}
	for i := 1; i < len(rows); i++ {
		q := rows[i]
		r := bySubject.pack(q)
		j := i
		for ; j > 0 && r.less(bySubject.pack(rows[j-1])); j-- {
			rows[j] = rows[j-1]
		}
		rows[j] = q
	}
}

// both runs two functions at once and waits for them.
func both(f, g func()) {
	var wg sync.WaitGroup
	wg.Go(f)
	g()
	wg.Wait()
}

// buildBase builds the indexes over columns whose terms are 1..nodes.
func buildBase(c columns, nodes int) *base {
	a := arrays{s: c.s, p: c.p, o: c.o, g: c.g}
	both(func() {
		a.predicates = newPositions(c.p, nodes)
		a.buildObjects(nodes)
	}, func() {
		a.subjects = startsOf(c.s, nodes)
		a.labels = newPositions(c.g, nodes)
	})
	return newBase(a)
}

// startsOf counts the keys of a column: the rows of key n, were the column sorted, would be
// starts[n]..starts[n+1].
func startsOf(column []ID, nodes int) []uint32 {
	starts := make([]uint32, nodes+2)
	for _, key := range column {
		starts[key+1]++
	}
	for n := 1; n < len(starts); n++ {
		starts[n] += starts[n-1]
	}
	return starts
}

// newPositions is a stable counting sort of the indexes of a column.
func newPositions(column []ID, nodes int) positions {
	next := startsOf(column, nodes)
	x := positions{at: make([]uint32, len(column))}
	for n := range nodes + 1 {
		if next[n] < next[n+1] {
			x.keys = append(x.keys, ID(n))
			x.starts = append(x.starts, next[n])
		}
	}
	x.starts = append(x.starts, uint32(len(column)))
	for i, key := range column {
		x.at[next[key]] = uint32(i)
		next[key]++
	}
	x.keys, x.starts = slices.Clip(x.keys), slices.Clip(x.starts)
	return x
}

// buildObjects sorts by object. The positions by predicate are sorted by predicate, subject, object,
// label; a stable sort of them by object leaves each object's rows by predicate, subject, label.
func (b *arrays) buildObjects(nodes int) {
	b.objects = startsOf(b.o, nodes)
	n := len(b.o)
	all := make([]ID, 3*n)
	b.op, b.os, b.og = all[:n:n], all[n:2*n:2*n], all[2*n:]
	next := slices.Clone(b.objects)
	for _, i := range b.predicates.at {
		o := b.o[i]
		to := next[o]
		next[o]++
		b.op[to], b.os[to], b.og[to] = b.p[i], b.s[i], b.g[i]
	}
}

// mergeColumns gives the columns of base and overlay together with more quads, which are sorted and in
// neither. What lies between two changes is copied as it is.
func mergeColumns(b *base, v *overlay, more columns) columns {
	if b.proofs != nil && !b.proofs.allRows() {
		return columns{}
	}
	last := row{math.MaxUint64, math.MaxUint64}
	c := newColumns(b.len() + v.difference(bySubject, row{}, last) + len(more.s))
	adds, gone := v.added[bySubject].iterate(row{}, last), v.removed[bySubject].iterate(row{}, last)
	at := 0 // of the base
	copyTo := func(to int) {
		c.s, c.p, c.o, c.g = append(c.s, b.s[at:to]...), append(c.p, b.p[at:to]...), append(c.o, b.o[at:to]...), append(c.g, b.g[at:to]...)
		at = to
	}
	copyBelow := func(r row) {
		for x, ok := gone.peek(); ok && x.less(r); x, ok = gone.peek() {
			copyTo(b.below(x, at))
			at++
			gone.skip()
		}
		copyTo(b.below(r, at))
	}
	add := func(r row) {
		copyBelow(r)
		c.append(bySubject.unpack(r))
	}
	for i := range more.s {
		r := packIDs(more.s[i], more.p[i], more.o[i], more.g[i])
		for x, ok := adds.peek(); ok && x.less(r); x, ok = adds.peek() {
			add(x)
			adds.skip()
		}
		add(r)
	}
	for x, ok := adds.peek(); ok; x, ok = adds.peek() {
		add(x)
		adds.skip()
	}
	copyBelow(last)
	return c
}

// below gives the first index, not before from, whose row is not less than r. The steps double: it is mostly near.
func (b *arrays) below(r row, from int) int {
	row := func(i int) row { return packIDs(b.s[i], b.p[i], b.o[i], b.g[i]) }
	step := 1
	for from+step <= b.len() && row(from+step-1).less(r) {
		from += step
		step *= 2
	}
	return from + sort.Search(min(step-1, b.len()-from), func(i int) bool { return !row(from + i).less(r) })
}
