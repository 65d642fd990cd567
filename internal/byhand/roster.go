package byhand

import (
	"bytes"
	"math"
	"slices"
)

// Member is a row of Roster.
type Member struct {
	Person ID
	Places []ID     // by IRI
	Stages []Stage  // in the order of a career
	Leads  []Leader // by number
}

// Roster gives who is at an organization or at something of it, by IRI: who holds a post there that is not
// said to be former, moved there, or leads something of it; without those who left and of whom nothing says
// that they are back or still there.
func (d *Data) Roster(organization ID) []Member {
	arrivals, leaders := d.arrivals(organization)
	departures := d.departures(organization)
	byArrival := sortedBy(len(arrivals), func(i int) ID { return arrivals[i].Person })
	byLead := sortedBy(len(leaders), func(i int) ID { return leaders[i].Person })

	// All lists are by person now; members share their memory.
	stages, leads := make([]Stage, 0, len(arrivals)), make([]Leader, 0, len(leaders))
	places := make([]ID, 0, len(arrivals)+len(leaders))
	members := make([]Member, 0, len(arrivals)+len(leaders))
	for len(byArrival) > 0 || len(byLead) > 0 {
		person := firstPerson(byArrival, byLead)
		firstStage, firstLead, firstPlace := len(stages), len(leads), len(places)
		current, latest := false, 0
		for ; len(byArrival) > 0 && ID(byArrival[0]>>32) == person; byArrival = byArrival[1:] {
			s := arrivals[uint32(byArrival[0])]
			stages, places = append(stages, s), append(places, s.At)
			current, latest = current || s.Current, max(latest, s.Year)
		}
		for ; len(byLead) > 0 && ID(byLead[0]>>32) == person; byLead = byLead[1:] {
			l := leaders[uint32(byLead[0])]
			leads, places = append(leads, l), append(places, l.Leads)
			current = true
		}
		for len(departures) > 0 && departures[0].person < person {
			departures = departures[1:]
		}
		if !current && len(departures) > 0 && departures[0].person == person && departures[0].year >= latest {
			continue
		}
		m := Member{Person: person, Places: d.byIRI(places[firstPlace:]), Stages: slices.Clip(stages[firstStage:]), Leads: slices.Clip(leads[firstLead:])}
		if len(m.Stages) > 1 {
			slices.SortFunc(m.Stages, compareStages)
		}
		members = append(members, m)
	}
	return d.membersByIRI(members)
}

// arrivals gives the moves to an organization and the posts there or at something of it, former ones
// apart, and who leads it or something of it.
func (d *Data) arrivals(organization ID) ([]Stage, []Leader) {
	var nodes []ID
	var leaders []Leader
	for _, place := range d.belongings(organization) {
		nodes = d.into(d.into(nodes, place, d.at), place, d.to)
		leaders = d.leadersOf(leaders, place)
	}
	stages := make([]Stage, 0, len(nodes))
	for _, n := range nodes {
		if s := d.stage(n); !s.Former {
			stages = append(stages, s)
		}
	}
	return stages, leaders
}

// departure is when a person left for the last time.
type departure struct {
	person ID
	year   int // later than all others if it is not known
}

// departures gives the last departure of each person who left an organization, by person.
func (d *Data) departures(organization ID) []departure {
	nodes := d.into(nil, organization, d.from)
	all := make([]departure, 0, len(nodes))
	for _, n := range nodes {
		m := d.move(n)
		if m.From == m.To {
			continue
		}
		if m.Year == 0 {
			m.Year = math.MaxInt
		}
		all = append(all, departure{m.Person, m.Year})
	}
	order := sortedBy(len(all), func(i int) ID { return all[i].person })
	last := make([]departure, 0, len(all))
	for _, o := range order {
		next := all[uint32(o)]
		if n := len(last); n > 0 && last[n-1].person == next.person {
			last[n-1].year = max(last[n-1].year, next.year)
		} else {
			last = append(last, next)
		}
	}
	return last
}

// sortedBy orders places by what stands there, and equal ones by place: a number in the upper half, its
// place in the lower.
func sortedBy(n int, at func(i int) ID) []uint64 {
	keys := make([]uint64, n)
	for i := range keys {
		keys[i] = uint64(at(i))<<32 | uint64(i)
	}
	slices.Sort(keys)
	return keys
}

// firstPerson is the lower one of two lists of sortedBy, of which one may be empty.
func firstPerson(a, b []uint64) ID {
	first := uint64(math.MaxUint64)
	if len(a) > 0 {
		first = a[0]
	}
	if len(b) > 0 {
		first = min(first, b[0])
	}
	return ID(first >> 32)
}

// membersByIRI finds each IRI once, and moves no member more than once.
func (d *Data) membersByIRI(members []Member) []Member {
	type key struct {
		iri []byte
		at  int
	}
	keys := make([]key, len(members))
	for i := range members {
		keys[i] = key{d.iri(members[i].Person), i}
	}
	slices.SortFunc(keys, func(a, b key) int { return bytes.Compare(a.iri, b.iri) })
	ordered := make([]Member, len(members))
	for i, k := range keys {
		ordered[i] = members[k.at]
	}
	return ordered
}

// byIRI orders nodes by IRI in their place, and leaves out doubles.
func (d *Data) byIRI(ids []ID) []ID {
	if len(ids) > 1 {
		slices.SortFunc(ids, d.compareIRI)
		ids = slices.Compact(ids)
	}
	return ids
}
