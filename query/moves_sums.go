package query

import (
	"context"
	"encoding/binary"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// sums counts distinct moves by what they count for. Moves are gathered by the units at their ends, and those with
// the same ends are taken together: a unit of several organizations counts for each of them, and there may be many
// of both.
type sums[K comparable] struct {
	places  map[K]uint32
	keys    []K            // by place
	alone   []int          // by place: moves with this key and no other
	several map[string]int // moves with several keys, by their places
	move    []uint32       // the places of the move at hand
}

func newSums[K comparable]() *sums[K] {
	return &sums[K]{places: map[K]uint32{}, several: map[string]int{}}
}

// add gives the move at hand a key.
func (s *sums[K]) add(key K) {
	place, ok := s.places[key]
	if !ok {
		place = uint32(len(s.keys))
		s.places[key] = place
		s.keys, s.alone = append(s.keys, key), append(s.alone, 0)
	}
	s.move = append(s.move, place)
}

// endMove ends the move at hand.
func (s *sums[K]) endMove() {
	if len(s.move) > 1 {
		slices.Sort(s.move)
		s.move = slices.Compact(s.move)
	}
	switch len(s.move) {
	case 0:
	case 1:
		s.alone[s.move[0]]++
	default:
		places := make([]byte, 0, 4*len(s.move))
		for _, place := range s.move {
			places = binary.LittleEndian.AppendUint32(places, place)
		}
		s.several[string(places)]++
	}
	s.move = s.move[:0]
}

// total gives the number of moves for each of what the keys stand for, which spread appends, each once for a key.
func (s *sums[K]) total(ctx context.Context, spread func(dst []K, key K) []K) (map[K]int, error) {
	total := make(map[K]int, len(s.keys))
	var all []K
	steps := 0
	for place, n := range s.alone {
		if n == 0 {
			continue
		}
		all = spread(all[:0], s.keys[place])
		for _, key := range all {
			if steps++; steps&4095 == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			total[key] += n
		}
	}
	lastOf, last := map[K]int{}, 0 // which of the several a key has been counted for
	for places, n := range s.several {
		last++
		for ; len(places) > 0; places = places[4:] {
			all = spread(all[:0], s.keys[binary.LittleEndian.Uint32([]byte(places[:4]))])
			for _, key := range all {
				if steps++; steps&4095 == 0 && ctx.Err() != nil {
					return nil, ctx.Err()
				}
				if lastOf[key] != last {
					lastOf[key] = last
					total[key] += n
				}
			}
		}
	}
	return total, ctx.Err()
}

// sumPairs calls count with the pairs of ends of moves that do not stay within one organization, and endMove of some
// sums after each move.
func (f *moveFinder) sumPairs(ctx context.Context, count func(movePair), endMove ...func()) error {
	pairs, err := f.movePairs(ctx)
	if err != nil {
		return err
	}
	for i, p := range pairs {
		if i&4095 == 4095 && ctx.Err() != nil {
			return ctx.Err()
		}
		if !f.stays(p.from, p.to) {
			count(p)
		}
		if i+1 == len(pairs) || pairs[i+1].move != p.move {
			for _, end := range endMove {
				end()
			}
		}
	}
	return ctx.Err()
}

// topsOf spreads a unit.
func (f *moveFinder) topsOf(dst []graph.ID, organization graph.ID) []graph.ID {
	return f.orgs.AppendTops(dst, organization)
}

// pairsOf spreads a pair of units.
func (f *moveFinder) pairsOf(dst []ask.Pair, p ask.Pair) []ask.Pair {
	if !f.orgs.Shared {
		return append(dst, ask.MakePair(f.orgs.Top(p.From()), f.orgs.Top(p.To())))
	}
	tos := f.topsOf(nil, p.To())
	for _, from := range f.topsOf(nil, p.From()) {
		for _, to := range tos {
			dst = append(dst, ask.MakePair(from, to))
		}
	}
	return dst
}

// countMoves counts the distinct moves that the finder's sets allow and that do not stay within one organization.
func (f *moveFinder) countMoves(ctx context.Context) (int, error) {
	pairs, err := f.movePairs(ctx)
	count, last := 0, graph.ID(0)
	for i, p := range pairs {
		if i&4095 == 4095 && ctx.Err() != nil {
			return 0, ctx.Err()
		}
		if p.move != last && !f.stays(p.from, p.to) {
			count, last = count+1, p.move
		}
	}
	return count, err
}
