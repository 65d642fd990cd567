package byhand

import "slices"

// trip is a move as sums need it: who went from where to where, organizations by their places. Places begin at 1; 0 is none.
type trip struct {
	person   ID
	from, to uint32
}

// trips gives those of the moves that do not stay within one organization, and the organizations by place.
func (d *Data) trips() (all []trip, organizations []ID) {
	places := make([]uint32, len(d.subjects))
	organizations = []ID{0}
	place := func(id ID) uint32 {
		if id != 0 && places[id] == 0 {
			places[id] = uint32(len(organizations))
			organizations = append(organizations, id)
		}
		return places[id]
	}
	for m := 1; m+1 < len(d.subjects); m++ {
		var person, from, to ID
		for j := d.subjects[m]; j < d.subjects[m+1]; j++ {
			switch d.p[j] {
			case d.from:
				from = d.o[j]
			case d.to:
				to = d.o[j]
			case d.person:
				person = d.o[j]
			}
		}
		if from != to {
			all = append(all, trip{person, place(from), place(to)})
		}
	}
	return all, organizations
}

// byPlace sorts trips by a place, and leaves those with the same one in their order: one pass of a counting sort. The trips
// of a place begin where starts says.
func byPlace(all []trip, n int, place func(trip) uint32) (sorted []trip, starts []uint32) {
	starts = make([]uint32, n+1)
	for _, t := range all {
		starts[place(t)+1]++
	}
	for i := range n {
		starts[i+1] += starts[i]
	}
	next := slices.Clone(starts)
	sorted = make([]trip, len(all))
	for _, t := range all {
		sorted[next[place(t)]] = t
		next[place(t)]++
	}
	return sorted, starts
}

func fromPlace(t trip) uint32 { return t.from }

func toPlace(t trip) uint32 { return t.to }

// people counts distinct persons, one count after the other.
type people struct {
	last  []uint32 // by person: the count that they were last in
	count uint32
}

func (p *people) of(trips []trip) int {
	p.count++
	found := 0
	for _, t := range trips {
		if t.person != 0 && p.last[t.person] != p.count {
			p.last[t.person] = p.count
			found++
		}
	}
	return found
}

// Flow is a row of Flows.
type Flow struct {
	From, To      ID
	Count, People int
}

// Flows gives the n largest flows, largest first, then by the IRIs of From and To. One pass over the rows
// finds the ends of every move, and two passes of a counting sort bring those of a flow together.
func (d *Data) Flows(n int) []Flow {
	all, organizations := d.trips()
	all = slices.DeleteFunc(all, func(t trip) bool { return t.from == 0 || t.to == 0 })
	all, _ = byPlace(all, len(organizations), toPlace)
	all, _ = byPlace(all, len(organizations), fromPlace)
	persons := people{last: make([]uint32, len(d.subjects))}
	var flows []Flow
	for i := 0; i < len(all); {
		first := i
		for i < len(all) && all[i].from == all[first].from && all[i].to == all[first].to {
			i++
		}
		flows = append(flows, Flow{organizations[all[first].from], organizations[all[first].to], i - first, persons.of(all[first:i])})
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
	Organization             ID
	Gained, Lost             int
	PeopleGained, PeopleLost int
}

// NetFlow counts the moves to and away from each organization, and who made them, in no order.
func (d *Data) NetFlow() []Net {
	all, organizations := d.trips()
	came, comes := byPlace(all, len(organizations), toPlace)
	left, leaves := byPlace(all, len(organizations), fromPlace)
	persons := people{last: make([]uint32, len(d.subjects))}
	rows := make([]Net, 0, len(organizations))
	for place, id := range organizations[1:] {
		gained, lost := came[comes[place+1]:comes[place+2]], left[leaves[place+1]:leaves[place+2]]
		rows = append(rows, Net{id, len(gained), len(lost), persons.of(gained), persons.of(lost)})
	}
	return rows
}
