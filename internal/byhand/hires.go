package byhand

import (
	"slices"
	"strings"

	"talentgraph.example/graph/vocab"
)

// Hire is a move as a struct of texts and numbers: what a program would keep that has no graph. Texts of
// nodes are in canonical N-Triples form.
type Hire struct {
	Move, Person, From string
	Year               int
	Role               string
	To                 string
	ToSector           string // of the organization joined
}

// Hires gives the moves away from an organization, or all if it is 0, by their texts.
func (d *Data) Hires(from ID) []Hire {
	role := d.ID(vocab.Role)
	var hires []Hire
	add := func(m ID) {
		h := Hire{Move: d.Text(m)}
		for j := d.subjects[m]; j < d.subjects[m+1]; j++ {
			switch d.p[j] {
			case d.person:
				h.Person = d.Text(d.o[j])
			case d.from:
				h.From = d.Text(d.o[j])
			case d.year:
				h.Year = d.integer(d.o[j])
			case role:
				h.Role = d.Text(d.o[j])
			case d.to:
				h.To = d.Text(d.o[j])
				lo, hi := ofPredicate(d.p, d.subjects[d.o[j]], d.subjects[d.o[j]+1], d.sector)
				if lo < hi {
					h.ToSector = d.Text(d.o[lo])
				}
			}
		}
		if h.Person != "" {
			hires = append(hires, h)
		}
	}
	if from == 0 {
		for m := ID(1); int(m)+1 < len(d.subjects); m++ {
			add(m)
		}
	} else {
		last := ID(0)
		for j, end := ofPredicate(d.op, d.objects[from], d.objects[from+1], d.from); j < end; j++ {
			if d.os[j] != last { // a move that two claims state comes twice
				last = d.os[j]
				add(last)
			}
		}
	}
	slices.SortFunc(hires, func(a, b Hire) int { return strings.Compare(a.Move, b.Move) })
	return hires
}
