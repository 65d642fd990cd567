package byhand

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
