package byhand

import "slices"

// Move is a row of WhoLeft.
type Move struct {
	Move, Person, From, To ID
	Year                   int
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

// Net is a row of NetFlow.
type Net struct {
	Organization ID
	Gained, Lost int
}

// NetFlow counts the moves to and away from each organization, in no order.
func (d *Data) NetFlow() []Net {
	places := make([]uint32, len(d.subjects)) // of an organization, and 1
	var rows []Net
	row := func(id ID) *Net {
		if places[id] == 0 {
			rows = append(rows, Net{Organization: id})
			places[id] = uint32(len(rows))
		}
		return &rows[places[id]-1]
	}
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
		if from == to {
			continue
		}
		if from != 0 {
			row(from).Lost++
		}
		if to != 0 {
			row(to).Gained++
		}
	}
	return rows
}
