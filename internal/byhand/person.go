package byhand

import "slices"

// PersonProfile is the answer of Person.
type PersonProfile struct {
	Person                     ID
	KnownFor                   []ID // texts, by number
	Fields, Siblings, Contacts []ID // by IRI
	Career                     []Stage
	Leads                      []Leader // by number
	Founded                    []Founder
}

// Person gives what is said of a person: one pass over the facts that it is subject of, one over those that
// it is object of.
func (d *Data) Person(person ID) PersonProfile {
	p := PersonProfile{Person: person}
	for j := d.subjects[person]; j < d.subjects[person+1]; j++ {
		switch d.p[j] {
		case d.field:
			p.Fields = append(p.Fields, d.o[j])
		case d.knownFor:
			p.KnownFor = append(p.KnownFor, d.o[j])
		case d.sibling:
			p.Siblings = append(p.Siblings, d.o[j])
		case d.contactWith:
			p.Contacts = append(p.Contacts, d.o[j])
		}
	}
	p.KnownFor = slices.Compact(p.KnownFor)
	p.Fields, p.Siblings, p.Contacts = d.byIRI(p.Fields), d.byIRI(p.Siblings), d.byIRI(p.Contacts)
	p.Career = make([]Stage, 0, d.objects[person+1]-d.objects[person])
	last := ID(0)
	for j := d.objects[person]; j < d.objects[person+1]; j++ {
		n := d.os[j]
		if n == last { // another label
			continue
		}
		switch d.op[j] {
		case d.person, d.holder:
			p.Career = append(p.Career, d.stage(n))
		case d.ledBy:
			p.Leads = append(p.Leads, Leader{person, n})
		default:
			continue
		}
		last = n
	}
	slices.SortFunc(p.Career, compareStages)
	for _, s := range p.Career {
		if s.Founding {
			p.Founded = joinFounder(p.Founded, s)
		}
	}
	return p
}
