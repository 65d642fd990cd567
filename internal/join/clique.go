package join

import "slices"

// clique is what all of some reports allow. Of given events the reports may contradict each other; what fits the clique
// fits each of them.
type clique struct {
	latestFirst, earliestLast int
	from, to                  []int32
	passage, within           bool
}

func newClique(r Report) *clique {
	c := &clique{latestFirst: r.Span.First, earliestLast: r.Span.Last}
	c.add(r)
	return c
}

func (c *clique) add(r Report) {
	c.latestFirst, c.earliestLast = max(c.latestFirst, r.Span.First), min(c.earliestLast, r.Span.Last)
	if r.From != 0 && !slices.Contains(c.from, r.From) {
		c.from = append(c.from, r.From)
	}
	if r.To != 0 && !slices.Contains(c.to, r.To) {
		c.to = append(c.to, r.To)
	}
	c.passage, c.within = c.passage || r.Kind == Passage, c.within || r.Kind == Within
}

// fits tells whether a report is compatible with all of a clique.
func (j *joiner) fits(c *clique, r Report) bool {
	if r.Span.Last < c.latestFirst || r.Span.First > c.earliestLast || r.Kind == Passage && c.within || r.Kind == Within && c.passage {
		return false
	}
	together := func(end int32, all []int32) bool {
		for _, other := range all {
			if !j.goTogether(end, other) {
				return false
			}
		}
		return true
	}
	return together(r.From, c.from) && together(r.To, c.to)
}

// checkGroups takes groups apart of which two reports are linked by others, but do not fit each other.
func (j *joiner) checkGroups() {
	groups := map[int32][]int32{}
	var order []int32
	for s := range j.shapes {
		root := j.find(int32(s))
		if groups[root] == nil {
			order = append(order, root)
		}
		groups[root] = append(groups[root], int32(s))
	}
	for _, root := range order {
		group := groups[root]
		one, two, ok := j.consistent(group)
		if ok {
			continue
		}
		for _, s := range group {
			if j.shapes[s].Event == 0 {
				j.parent[s] = s
				d := &Doubt{Report: int(s), One: int(one), Two: int(two)}
				if s == one { // what links it to the other
					d.One = int(j.near[s][0])
				} else if s == two {
					d.Two = int(j.near[s][0])
				}
				j.doubt[s] = d
			}
		}
		for _, s := range group {
			if event := j.shapes[s].Event; event != 0 {
				j.parent[s] = j.givenAt[event]
			}
		}
	}
}

// consistent tells whether all of a group fit each other, or else two that do not.
func (j *joiner) consistent(group []int32) (one, two int32, ok bool) {
	event := int32(-1)
	var free *clique
	for i, s := range group {
		r := j.shapes[s]
		switch {
		case r.Event != 0:
			if at := j.givenAt[r.Event]; event < 0 {
				event = at
			} else if at != event {
				return event, at, false
			}
		case free == nil:
			free = newClique(r)
		case !j.fits(free, r):
			for _, other := range group[:i] {
				if j.shapes[other].Event == 0 && !j.compatible(j.shapes[other], r) {
					return other, s, false
				}
			}
		default:
			free.add(r)
		}
	}
	if event >= 0 {
		for _, s := range group {
			if j.shapes[s].Event == 0 && !j.fits(j.given[j.shapes[event].Event], j.shapes[s]) {
				return event, s, false
			}
		}
	}
	return 0, 0, true
}
