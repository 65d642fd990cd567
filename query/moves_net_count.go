package query

import "talentgraph.example/graph"

// endCount counts moves, and who made them, by the organizations at one of their ends, which are given by their places.
type endCount struct {
	moves  []int
	people []moveEnd // the places, and persons that moved there
	census *census
}

func newEndCount(organizations int, movers []moveEnd) *endCount {
	return &endCount{moves: make([]int, organizations), people: make([]moveEnd, 0, len(movers)), census: newCensus(movers)}
}

// add counts a move of some people.
func (c *endCount) add(place int32, people []moveEnd) {
	c.moves[place]++
	for _, p := range people {
		c.people = append(c.people, moveEnd{graph.ID(place), p.node})
	}
}

// counts gives the numbers by place: people are put in buckets by their places, and counted in each.
func (c *endCount) counts() []moved {
	starts := make([]int32, len(c.moves)+1)
	for _, p := range c.people {
		starts[p.move+1]++
	}
	for i := range c.moves {
		starts[i+1] += starts[i]
	}
	bucket, next := make([]moveEnd, len(c.people)), append([]int32(nil), starts...)
	for _, p := range c.people {
		bucket[next[p.move]] = p
		next[p.move]++
	}
	all := make([]moved, len(c.moves))
	for place, moves := range c.moves {
		c.census.begin()
		c.census.add(bucket[starts[place]:starts[place+1]])
		all[place] = moved{moves, c.census.found}
	}
	return all
}
