package byhand

// Left gives the moves away from an organization, each once, by number.
func (d *Data) Left(organization ID) []Move { return d.movesAt(organization, d.from) }

// Joined gives the moves to an organization, each once, by number.
func (d *Data) Joined(organization ID) []Move { return d.movesAt(organization, d.to) }

// movesAt gives the moves with an organization at one end and not at the other.
func (d *Data) movesAt(organization, end ID) []Move {
	i, last := ofPredicate(d.op, d.objects[organization], d.objects[organization+1], end)
	moves := make([]Move, 0, last-i)
	before := ID(0)
	for ; i < last; i++ {
		m := d.os[i]
		if m == before { // another label
			continue
		}
		before = m
		if row := d.move(m); row.From != row.To {
			moves = append(moves, row)
		}
	}
	return moves
}

func (d *Data) move(m ID) Move {
	row := Move{Move: m}
	for j := d.subjects[m]; j < d.subjects[m+1]; j++ {
		switch d.p[j] {
		case d.person:
			row.Person = d.o[j]
		case d.from:
			row.From = d.o[j]
		case d.to:
			row.To = d.o[j]
		case d.year:
			row.Year = d.integer(d.o[j])
		}
	}
	return row
}
