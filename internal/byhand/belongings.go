package byhand

import (
	"bytes"
	"slices"
)

// into appends the subjects of facts with a predicate and an object, each once, by number.
func (d *Data) into(dst []ID, object, predicate ID) []ID {
	i, end := ofPredicate(d.op, d.objects[object], d.objects[object+1], predicate)
	for ; i < end; i++ {
		if n := d.os[i]; len(dst) == 0 || dst[len(dst)-1] != n {
			dst = append(dst, n)
		}
	}
	return dst
}

// belongings gives an organization and all that is of it, by number.
func (d *Data) belongings(organization ID) []ID {
	things := d.into(nil, organization, d.of)
	at, _ := slices.BinarySearch(things, organization)
	return slices.Insert(things, at, organization)
}

// intersect keeps what stands in both of two lists that are ordered by number, in the first one's place.
func intersect(a, b []ID) []ID {
	both, j := a[:0], 0
	for _, id := range a {
		for j < len(b) && b[j] < id {
			j++
		}
		if j < len(b) && b[j] == id {
			both = append(both, id)
		}
	}
	return both
}

// Leader is a row of Leaders.
type Leader struct{ Person, Leads ID }

// Leaders gives who leads an organization or something of it, by the numbers of both, what is led first.
func (d *Data) Leaders(organization ID) []Leader {
	var leaders []Leader
	for _, thing := range d.belongings(organization) {
		leaders = d.leadersOf(leaders, thing)
	}
	return leaders
}

// LedBy gives what a person leads, by number.
func (d *Data) LedBy(person ID) []Leader {
	things := d.into(nil, person, d.ledBy)
	rows := make([]Leader, len(things))
	for i, thing := range things {
		rows[i] = Leader{person, thing}
	}
	return rows
}

func (d *Data) leadersOf(dst []Leader, thing ID) []Leader {
	last := ID(0)
	for j := d.subjects[thing]; j < d.subjects[thing+1]; j++ {
		if d.p[j] == d.ledBy && d.o[j] != last {
			last = d.o[j]
			dst = append(dst, Leader{last, thing})
		}
	}
	return dst
}

// compareIRI is the order of IRIs.
func (d *Data) compareIRI(a, b ID) int { return bytes.Compare(d.iri(a), d.iri(b)) }
