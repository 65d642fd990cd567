package query

import (
	"context"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// movePair is a move and a pair of its ends; 0 is a missing end.
type movePair struct {
	move, from, to graph.ID
	year           int32 // as a row shows it
}

func (p movePair) fromEnd() graph.ID { return p.from }

func (p movePair) toEnd() graph.ID { return p.to }

// movePairs gives the pairs of ends of the moves that the question allows, in the order of the moves, for
// counts, which need no rows. The ends are learned. Unless it is nil, movers gets the persons of these moves, in the same
// order.
func (f *moveFinder) movePairs(ctx context.Context, movers *[]moveEnd) ([]movePair, error) {
	if f.o.Has(ask.OptKind) && f.wantKind == 0 {
		return nil, nil // no move has this kind
	}
	candidates, err := f.candidates(ctx)
	if err != nil {
		return nil, err
	}
	end := f.Trace.Begin("read ends of moves", ask.IndexSubject, len(candidates))
	pairs := make([]movePair, 0, len(candidates))
	err = f.eachMove(ctx, candidates, func(move graph.ID, facts *moveFacts) {
		year, ok := f.admits(move, facts)
		persons := allowed(facts.persons, f.persons)
		if !ok || len(persons) == 0 {
			return
		}
		if movers != nil {
			for _, person := range persons {
				if person != 0 {
					*movers = append(*movers, moveEnd{move, person})
				}
			}
		}
		for _, from := range allowed(facts.froms, f.froms) {
			for _, to := range allowed(facts.tos, f.tos) {
				if f.sectors == nil || f.sectors.any(move, to) {
					pairs = append(pairs, movePair{move, from, to, int32(year)})
				}
			}
		}
	})
	if err != nil {
		return nil, err
	}
	end(len(pairs))
	return pairs, f.learnPairs(ctx, pairs)
}

// learnPairs learns both ends.
func (f *moveFinder) learnPairs(ctx context.Context, pairs []movePair) error {
	if f.UnitOf == 0 {
		return nil // there are no units
	}
	ends := make([]graph.ID, 0, 2*len(pairs))
	for _, p := range pairs {
		ends = append(ends, p.from, p.to)
	}
	return f.orgs.Learn(ctx, ends)
}

// stays tells whether a move stays within one organization. A missing end is elsewhere.
func (f *moveFinder) stays(from, to graph.ID) bool {
	return from != 0 && to != 0 && f.orgs.Internal(from, to)
}

// standsAlone tells whether an organization, given with its units, is part of no other, and they are part of
// nothing else. A move of theirs then stays within if both its ends are among them.
func standsAlone(ctx context.Context, g *ask.Units, organization graph.ID, withUnits []graph.ID) (bool, error) {
	if err := g.Learn(ctx, withUnits); err != nil {
		return false, err
	}
	if len(g.Parents[organization]) > 0 {
		return false, nil
	}
	for _, unit := range withUnits {
		for _, parent := range g.Parents[unit] {
			if !ask.Contains(withUnits, parent) {
				return false, nil
			}
		}
	}
	return true, nil
}
