package query

import (
	"cmp"
	"context"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// pairs gathers the two ends of moves, and counts how many moves there are between which organizations.
// Organizations get small numbers of their own (places), so that counting is two passes of a counting
// sort and needs no map.
type pairs struct {
	from, to []graph.ID  // a pair at each index, in the order of the moves
	moves    []graph.ID  // which these are
	movers   []moveEnd   // the persons of all moves, in their order; none if people are not to be counted
	several  []pairRange // moves that have more than one pair
	move     int         // where the pairs of the move at hand begin
}

// pairRange is a range of pairs.
type pairRange struct{ start, end int }

// endMove ends the move at hand.
func (p *pairs) endMove() {
	if len(p.from)-p.move > 1 {
		p.several = append(p.several, pairRange{p.move, len(p.from)})
	}
	p.move = len(p.from)
}

// count is how many moves went from one organization to another.
type count struct {
	from, to graph.ID
	moved
}

// counts gives the number of moves between top organizations, each move once for a pair, and leaves out
// what stays within one. The order is by places. It is false, and nothing is counted, if units are Shared or a move has
// many of both pairs and persons.
func (p *pairs) counts(ctx context.Context, orgs *ask.Units, yield func(count)) (bool, error) {
	x, err := p.toPlaces(ctx, orgs)
	if err != nil || orgs.Shared {
		return false, err
	}
	persons, ok := p.persons()
	if !ok {
		return false, nil
	}
	if err := p.dropDoubles(ctx); err != nil {
		return false, err
	}
	return true, p.tally(ctx, x.IDs, persons, yield)
}

// toPlaces replaces both ends by the places of their top organizations, and marks what stays within one. A pair has
// no room for units that are Shared.
func (p *pairs) toPlaces(ctx context.Context, orgs *ask.Units) (*ask.Numbering, error) {
	x := &ask.Numbering{}
	for i := range p.from {
		p.from[i], p.to[i] = graph.ID(x.Number(p.from[i])), graph.ID(x.Number(p.to[i]))
	}
	if err := orgs.Learn(ctx, x.IDs); err != nil {
		return nil, err
	}
	if !orgs.Shared {
		p.toTops(orgs, x)
	}
	return x, ctx.Err()
}

// internal marks a pair that does not count.
const internal = ^graph.ID(0)

// toTops replaces units by their organizations, and marks what stays within one.
func (p *pairs) toTops(orgs *ask.Units, x *ask.Numbering) {
	units := slices.ContainsFunc(x.IDs, func(id graph.ID) bool { return len(orgs.Parents[id]) > 0 })
	if !units {
		for i := range p.from {
			if p.from[i] == p.to[i] {
				p.from[i] = internal
			}
		}
		return
	}
	top := make([]graph.ID, len(x.IDs))
	for i, id := range slices.Clone(x.IDs) {
		top[i] = graph.ID(x.Number(orgs.Top(id)))
	}
	for i := range p.from {
		from, to := p.from[i], p.to[i]
		if orgs.Internal(x.IDs[from], x.IDs[to]) {
			p.from[i] = internal
			continue
		}
		p.from[i], p.to[i] = top[from], top[to]
	}
}

// dropDoubles leaves each pair once in a move.
func (p *pairs) dropDoubles(ctx context.Context) error {
	for _, s := range p.several {
		both := make([]ask.Pair, 0, s.end-s.start)
		for i := s.start; i < s.end; i++ {
			if p.from[i] != internal {
				both = append(both, ask.MakePair(p.from[i], p.to[i]))
			}
		}
		if err := ask.SortFunc(ctx, both, cmp.Compare); err != nil {
			return err
		}
		both = slices.Compact(both)
		for i := s.start; i < s.end; i++ {
			if n := i - s.start; n < len(both) {
				p.from[i], p.to[i] = both[n].From(), both[n].To()
			} else {
				p.from[i] = internal
			}
		}
	}
	return ctx.Err()
}

// persons gives the place in movers at which those of each pair's move begin. It is false if a move has many of both.
func (p *pairs) persons() (first []int32, ok bool) {
	const many = 1 << 12
	first = make([]int32, len(p.moves))
	if len(p.movers) == 0 {
		return first, true
	}
	at, size := 0, 0
	for i, move := range p.moves {
		for at < len(p.movers) && p.movers[at].move < move {
			at++
		}
		first[i] = int32(at)
		if i > 0 && p.moves[i-1] == move {
			if size += len(ofMove(p.movers[at:], move)); size > many {
				return nil, false
			}
		} else {
			size = 0
		}
	}
	return first, true
}

// tally counts equal pairs: it puts them in buckets by from, then counts each bucket by to. Those of one bucket that have
// the same to are linked with each other, so that their persons are counted one after the other.
func (p *pairs) tally(ctx context.Context, ids []graph.ID, persons []int32, yield func(count)) error {
	n := len(ids)
	starts := make([]int32, n+1)
	for _, from := range p.from {
		if from != internal {
			starts[from+1]++
		}
	}
	for i := range n {
		starts[i+1] += starts[i]
	}
	bucket := make([]int32, starts[n]) // indexes of pairs
	next := slices.Clone(starts[:n])
	for i, from := range p.from {
		if from != internal {
			bucket[next[from]] = int32(i)
			next[from]++
		}
	}
	moves := make([]int32, n)          // by to, for the from at hand
	last := make([]int32, n)           // by to: the last pair with it, and 1
	before := make([]int32, len(p.to)) // by pair: the one before it with the same to, and 1
	people := newCensus(p.movers)
	for from := range n {
		if from&1023 == 1023 && ctx.Err() != nil {
			return ctx.Err()
		}
		some := bucket[starts[from]:starts[from+1]]
		for _, i := range some {
			to := p.to[i]
			moves[to]++
			before[i], last[to] = last[to], i+1
		}
		for _, i := range some {
			to := p.to[i]
			if moves[to] == 0 {
				continue
			}
			people.begin()
			if len(p.movers) > 0 {
				for k := last[to]; k > 0; k = before[k-1] {
					people.add(ofMove(p.movers[persons[k-1]:], p.moves[k-1]))
				}
			}
			yield(count{ids[from], ids[to], moved{int(moves[to]), people.found}})
			moves[to], last[to] = 0, 0
		}
	}
	return ctx.Err()
}

// census counts distinct people, one count after the other.
type census struct {
	counted []int32 // by person: in which count last
	count   int32
	found   int
}

// newCensus counts some of these.
func newCensus(movers []moveEnd) *census {
	most := graph.ID(0)
	for _, m := range movers {
		most = max(most, m.node)
	}
	return &census{counted: make([]int32, most+1)}
}

func (c *census) begin() { c.count, c.found = c.count+1, 0 }

func (c *census) add(movers []moveEnd) {
	for _, m := range movers {
		if c.counted[m.node] != c.count {
			c.counted[m.node] = c.count
			c.found++
		}
	}
}

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
