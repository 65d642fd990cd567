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
	moves    int
}

// counts gives the number of moves between top organizations, each move once for a pair, and leaves out
// what stays within one. The order is by places. It is false, and nothing is counted, if units are Shared.
func (p *pairs) counts(ctx context.Context, orgs *ask.Units, yield func(count)) (bool, error) {
	x, err := p.toPlaces(ctx, orgs)
	if err != nil || orgs.Shared {
		return false, err
	}
	if err := p.dropDoubles(ctx); err != nil {
		return false, err
	}
	return true, p.tally(ctx, x.IDs, yield)
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

// tally counts equal pairs: it puts them in buckets by from, then counts each bucket by to.
func (p *pairs) tally(ctx context.Context, ids []graph.ID, yield func(count)) error {
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
	bucket := make([]graph.ID, starts[n])
	next := slices.Clone(starts[:n])
	for i, from := range p.from {
		if from != internal {
			bucket[next[from]] = p.to[i]
			next[from]++
		}
	}
	moves := make([]int32, n) // by to, for the from at hand
	for from := range n {
		if from&1023 == 1023 && ctx.Err() != nil {
			return ctx.Err()
		}
		tos := bucket[starts[from]:starts[from+1]]
		for _, to := range tos {
			moves[to]++
		}
		for _, to := range tos {
			if moves[to] > 0 {
				yield(count{ids[from], ids[to], int(moves[to])})
				moves[to] = 0
			}
		}
	}
	return ctx.Err()
}
