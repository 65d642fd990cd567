// Package byhand answers a few questions about talent data with straight loops over sorted arrays: what
// one would write who needs these answers, fast, and nothing else. Benchmarks take it as the yardstick for
// the library's own questions, and tests as one more opinion.
//
// Terms are numbered in one arena, quads lie in columns by subject and by object, put there by counting
// sort. Nothing changes once it is built, there is no context, no label, no evidence, and no error.
package byhand

import (
	"iter"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
)

// ID numbers a term, from 1 on.
type ID = uint32

// Data is all there is to ask about.
type Data struct {
	ids    map[string]ID
	text   []byte // canonical N-Triples form of all terms, end to end
	starts []int  // term n is text[starts[n]:starts[n+1]]

	// By subject, predicate, object, label; rows of n are subjects[n]:subjects[n+1].
	s, p, o, g []ID
	subjects   []uint32
	// By object, predicate, subject, label.
	op, os, og []ID
	objects    []uint32

	terms
}

// Build takes quads in, each of which should come once.
func Build(quads iter.Seq[quad.Quad]) *Data {
	d := &Data{ids: map[string]ID{}, starts: []int{0, 0}}
	var rows [][4]ID
	var buf []byte
	number := func(v quad.Value) ID {
		if v == nil {
			return 0
		}
		buf = term.Append(buf[:0], v)
		id, ok := d.ids[string(buf)]
		if !ok {
			id = ID(len(d.starts) - 1)
			d.ids[string(buf)] = id
			d.text = append(d.text, buf...)
			d.starts = append(d.starts, len(d.text))
		}
		return id
	}
	for q := range quads {
		rows = append(rows, [4]ID{number(q.Subject), number(q.Predicate), number(q.Object), number(q.Label)})
	}
	n := len(d.starts) - 1
	d.subjects = countingSort(rows, n, func(r [4]ID) ID { return r[0] }, func(r [4]ID) [3]ID { return [3]ID{r[1], r[2], r[3]} })
	for _, r := range rows {
		d.s, d.p, d.o, d.g = append(d.s, r[0]), append(d.p, r[1]), append(d.o, r[2]), append(d.g, r[3])
	}
	d.objects = countingSort(rows, n, func(r [4]ID) ID { return r[2] }, func(r [4]ID) [3]ID { return [3]ID{r[1], r[0], r[3]} })
	for _, r := range rows {
		d.op, d.os, d.og = append(d.op, r[1]), append(d.os, r[0]), append(d.og, r[3])
	}
	d.terms = d.numberTerms()
	return d
}

// countingSort sorts rows by one column, and those with the same by three others.
func countingSort(rows [][4]ID, n int, by func([4]ID) ID, then func([4]ID) [3]ID) []uint32 {
	starts := make([]uint32, n+1)
	for _, r := range rows {
		starts[by(r)+1]++
	}
	for i := 1; i < len(starts); i++ {
		starts[i] += starts[i-1]
	}
	next := slices.Clone(starts)
	from := slices.Clone(rows)
	for _, r := range from {
		rows[next[by(r)]] = r
		next[by(r)]++
	}
	for i := range n {
		slices.SortFunc(rows[starts[i]:starts[i+1]], func(a, b [4]ID) int {
			x, y := then(a), then(b)
			return slices.Compare(x[:], y[:])
		})
	}
	return starts
}

// ID gives the number of a term, or 0.
func (d *Data) ID(v quad.Value) ID { return d.ids[string(term.Append(nil, v))] }

// Text gives a term in canonical N-Triples form.
func (d *Data) Text(id ID) string { return string(d.text[d.starts[id]:d.starts[id+1]]) }

// integer reads the number out of "2015"^^<...>.
func (d *Data) integer(id ID) int {
	text := d.text[d.starts[id]+1 : d.starts[id+1]]
	n := 0
	for _, c := range text {
		if c < '0' || c > '9' {
			break
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// Move is a row of WhoLeft.
type Move struct {
	Move, Person, From, To ID
	Year                   int
}

// ofPredicate narrows the rows of a node to one predicate.
func ofPredicate(p []ID, from, to uint32, want ID) (uint32, uint32) {
	if to-from > 64 {
		lo, _ := slices.BinarySearch(p[from:to], want)
		from += uint32(lo)
	}
	for from < to && p[from] < want {
		from++
	}
	end := from
	if to-from > 64 {
		hi, _ := slices.BinarySearch(p[from:to], want+1)
		end += uint32(hi)
	}
	for end < to && p[end] == want {
		end++
	}
	return from, end
}

// WhoLeft gives the moves from one organization to another, each once, by number.
func (d *Data) WhoLeft(from, to ID) []Move {
	var moves []Move
	last := ID(0)
	i, end := ofPredicate(d.op, d.objects[from], d.objects[from+1], d.from)
	for ; i < end; i++ {
		m := d.os[i]
		if m == last { // another label
			continue
		}
		last = m
		row := Move{Move: m, From: from}
		for j := d.subjects[m]; j < d.subjects[m+1]; j++ {
			switch d.p[j] {
			case d.to:
				if d.o[j] == to {
					row.To = to
				}
			case d.person:
				row.Person = d.o[j]
			case d.year:
				row.Year = d.integer(d.o[j])
			}
		}
		if row.To != 0 {
			moves = append(moves, row)
		}
	}
	return moves
}

// StrategiesBySector gives the strategies of a sector and those below it, each once, in no order.
func (d *Data) StrategiesBySector(sector ID) []ID {
	sectors := []ID{sector}
	var found []ID
	for k := 0; k < len(sectors); k++ {
		n := sectors[k]
		i, end := ofPredicate(d.op, d.objects[n], d.objects[n+1], d.broader)
		for ; i < end; i++ {
			if !slices.Contains(sectors, d.os[i]) {
				sectors = append(sectors, d.os[i])
			}
		}
		i, end = ofPredicate(d.op, d.objects[n], d.objects[n+1], d.sector)
		for ; i < end; i++ {
			s := d.os[i]
			if len(found) > 0 && found[len(found)-1] == s {
				continue
			}
			for j := d.subjects[s]; j < d.subjects[s+1]; j++ {
				if d.p[j] == d.typ && d.o[j] == d.strategy {
					found = append(found, s)
					break
				}
			}
		}
	}
	return found
}

// Strategy is a row of Strategies.
type Strategy struct {
	Strategy, Of ID
	Sectors      []ID
}

// Strategies gives the strategies of a sector and those below it with their organization and all their
// sectors, each once, in no order.
func (d *Data) Strategies(sector ID) []Strategy {
	found := d.StrategiesBySector(sector)
	slices.Sort(found)
	found = slices.Compact(found)
	rows := make([]Strategy, len(found))
	sectors := make([]ID, 0, len(found))
	for i, s := range found {
		rows[i].Strategy = s
		start := len(sectors)
		for j := d.subjects[s]; j < d.subjects[s+1]; j++ {
			switch d.p[j] {
			case d.of:
				rows[i].Of = d.o[j]
			case d.sector:
				sectors = append(sectors, d.o[j])
			}
		}
		rows[i].Sectors = sectors[start:len(sectors):len(sectors)]
	}
	return rows
}

// Downstream gives the organizations reached from one in exactly so many moves, each once, in no order.
func (d *Data) Downstream(organization ID, moves int) []ID {
	frontier := []ID{organization}
	seen := make([]uint64, len(d.subjects)/64+1)
	for range moves {
		var next []ID
		clear(seen)
		for _, n := range frontier {
			i, end := ofPredicate(d.op, d.objects[n], d.objects[n+1], d.from)
			for ; i < end; i++ {
				m := d.os[i]
				for j := d.subjects[m]; j < d.subjects[m+1]; j++ {
					if d.p[j] != d.to {
						continue
					}
					if o := d.o[j]; seen[o/64]>>(o%64)&1 == 0 {
						seen[o/64] |= 1 << (o % 64)
						next = append(next, o)
					}
				}
			}
		}
		frontier = next
	}
	return frontier
}

// Flow is a row of Flows.
type Flow struct {
	From, To ID
	Count    int
}

// Flows gives the n largest flows, largest first, then by the IRIs of From and To. One pass over the rows
// finds the ends of every move; organizations get small numbers, and two passes of a counting sort count.
func (d *Data) Flows(n int) []Flow {
	places := make([]uint32, len(d.subjects)) // of an organization, and 1
	var ids []ID
	place := func(id ID) uint32 {
		if places[id] == 0 {
			ids = append(ids, id)
			places[id] = uint32(len(ids))
		}
		return places[id] - 1
	}
	var froms, tos []uint32
	for m := 1; m+1 < len(d.subjects); m++ {
		var from, to ID
		for j := d.subjects[m]; j < d.subjects[m+1]; j++ {
			switch d.p[j] {
			case d.from:
				from = d.o[j]
			case d.to:
				to = d.o[j]
			}
		}
		if from != 0 && to != 0 && from != to {
			froms, tos = append(froms, place(from)), append(tos, place(to))
		}
	}
	starts := make([]uint32, len(ids)+1)
	for _, f := range froms {
		starts[f+1]++
	}
	for i := range ids {
		starts[i+1] += starts[i]
	}
	next := slices.Clone(starts)
	bucket := make([]uint32, len(froms))
	for i, f := range froms {
		bucket[next[f]] = tos[i]
		next[f]++
	}
	var flows []Flow
	counts := make([]int, len(ids))
	for f := range ids {
		here := bucket[starts[f]:starts[f+1]]
		for _, t := range here {
			counts[t]++
		}
		for _, t := range here {
			if counts[t] > 0 {
				flows = append(flows, Flow{ids[f], ids[t], counts[t]})
				counts[t] = 0
			}
		}
	}
	// Only those that can be among the first n are sorted.
	if len(flows) > n {
		sizes := make([]int, len(flows))
		for i, f := range flows {
			sizes[i] = f.Count
		}
		slices.Sort(sizes)
		least := sizes[len(sizes)-n]
		flows = slices.DeleteFunc(flows, func(f Flow) bool { return f.Count < least })
	}
	slices.SortFunc(flows, func(a, b Flow) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		if a.From != b.From {
			return compareText(d, a.From, b.From)
		}
		return compareText(d, a.To, b.To)
	})
	return flows[:min(n, len(flows))]
}

// compareText compares IRIs, without their angle brackets.
func compareText(d *Data, a, b ID) int {
	return slices.Compare(d.text[d.starts[a]+1:d.starts[a+1]-1], d.text[d.starts[b]+1:d.starts[b+1]-1])
}

// Quad is a row of AboutPerson.
type Quad struct{ Subject, Predicate, Object, Label ID }

// AboutPerson gives all quads with the person as subject or object, and all of the person's moves.
func (d *Data) AboutPerson(person ID) []Quad {
	var quads []Quad
	subject := func(n ID) {
		for j := d.subjects[n]; j < d.subjects[n+1]; j++ {
			quads = append(quads, Quad{n, d.p[j], d.o[j], d.g[j]})
		}
	}
	subject(person)
	last := ID(0)
	for i := d.objects[person]; i < d.objects[person+1]; i++ {
		if d.op[i] != d.person {
			quads = append(quads, Quad{d.os[i], d.op[i], person, d.og[i]})
		} else if d.os[i] != last {
			last = d.os[i]
			subject(last)
		}
	}
	return quads
}

// Len gives the number of quads.
func (d *Data) Len() int { return len(d.s) }
