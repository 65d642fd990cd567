package query

import (
	"cmp"
	"context"
	"encoding/binary"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// sums counts distinct moves, and the people who made them, by what they count for. Moves are gathered by the units at
// their ends, and those with the same ends are taken together: a unit of several organizations counts for each of them,
// and there may be many of both.
type sums[K comparable] struct {
	places  map[K]uint32
	keys    []K                // by place
	alone   []moved            // by place: moves with this key and no other
	several map[string]*sumSet // moves with several keys, by their places
	move    []uint32           // the places of the move at hand
	made    []madeBy
}

// moved is how many moves there are, and how many people made them. A move whose persons are not known was made by none.
type moved struct{ moves, people int }

// sumSet is the places of moves that have several keys.
type sumSet struct {
	places string
	number uint32
	moved
}

// madeBy is a person who made a move with some keys: with the one at a place, or with a set of several by its number.
type madeBy struct {
	person, keys graph.ID
	several      bool
}

// bit tells a set from a place.
func (m madeBy) bit() graph.ID {
	if m.several {
		return 1
	}
	return 0
}

func newSums[K comparable]() *sums[K] {
	return &sums[K]{places: map[K]uint32{}, several: map[string]*sumSet{}}
}

// add gives the move at hand a key.
func (s *sums[K]) add(key K) {
	place, ok := s.places[key]
	if !ok {
		place = uint32(len(s.keys))
		s.places[key] = place
		s.keys, s.alone = append(s.keys, key), append(s.alone, moved{})
	}
	s.move = append(s.move, place)
}

// endMove ends the move at hand, which some people made.
func (s *sums[K]) endMove(people []graph.ID) {
	if len(s.move) > 1 {
		slices.Sort(s.move)
		s.move = slices.Compact(s.move)
	}
	by := madeBy{several: len(s.move) > 1}
	switch len(s.move) {
	case 0:
		return
	case 1:
		by.keys = s.move[0]
		s.alone[by.keys].moves++
	default:
		set := s.setOf(s.move)
		by.keys = set.number
		set.moves++
	}
	for _, by.person = range people {
		s.made = append(s.made, by)
	}
	s.move = s.move[:0]
}

// setOf gives the set of some places, ascending.
func (s *sums[K]) setOf(all []uint32) *sumSet {
	places := make([]byte, 0, 4*len(all))
	for _, place := range all {
		places = binary.LittleEndian.AppendUint32(places, place)
	}
	set := s.several[string(places)]
	if set == nil {
		set = &sumSet{places: string(places), number: uint32(len(s.several))}
		s.several[set.places] = set
	}
	return set
}

// countPeople counts the people of the moves. Those who made moves with the same keys are taken together too, so that
// each person's keys are joined once for all who have them.
func (s *sums[K]) countPeople(ctx context.Context) error {
	err := ask.SortFunc(ctx, s.made, func(a, b madeBy) int {
		switch {
		case a.person != b.person:
			return cmp.Compare(a.person, b.person)
		case a.several != b.several:
			if b.several {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.keys, b.keys)
	})
	if err != nil {
		return err
	}
	sets := make([]*sumSet, len(s.several))
	for _, set := range s.several {
		sets[set.number] = set
	}
	alike := map[string]*moved{} // by the keys of all their moves
	var how []byte
	for i := 0; i < len(s.made); {
		if i&4095 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		first, last := i, s.made[i]
		how = how[:0]
		for ; i < len(s.made) && s.made[i].person == last.person; i++ {
			if m := s.made[i]; i == first || m != last {
				how, last = binary.LittleEndian.AppendUint32(how, m.keys<<1|m.bit()), m
			}
		}
		switch {
		case len(how) > 4:
			if alike[string(how)] == nil {
				alike[string(how)] = &moved{}
			}
			alike[string(how)].people++
		case last.several:
			sets[last.keys].people++
		default:
			s.alone[last.keys].people++
		}
	}
	for how, n := range alike {
		var places []uint32
		for ; len(how) > 0; how = how[4:] {
			keys := binary.LittleEndian.Uint32([]byte(how[:4]))
			if keys&1 == 0 {
				places = append(places, keys>>1)
				continue
			}
			for of := sets[keys>>1].places; len(of) > 0; of = of[4:] {
				places = append(places, binary.LittleEndian.Uint32([]byte(of[:4])))
			}
		}
		slices.Sort(places)
		if places = slices.Compact(places); len(places) == 1 {
			s.alone[places[0]].people += n.people
		} else {
			s.setOf(places).people += n.people
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

// total gives the numbers for each of what the keys stand for, which spread appends, each once for a key.
func (s *sums[K]) total(ctx context.Context, spread func(dst []K, key K) []K) (map[K]moved, error) {
	if err := s.countPeople(ctx); err != nil {
		return nil, err
	}
	total := make(map[K]moved, len(s.keys))
	var all []K
	steps := 0
	add := func(key K, n moved) {
		t := total[key]
		total[key] = moved{t.moves + n.moves, t.people + n.people}
	}
	for place, n := range s.alone {
		if n == (moved{}) {
			continue
		}
		all = spread(all[:0], s.keys[place])
		for _, key := range all {
			if steps++; steps&4095 == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			add(key, n)
		}
	}
	lastOf, last := map[K]int{}, 0 // which of the several a key has been counted for
	for places, set := range s.several {
		last++
		for ; len(places) > 0; places = places[4:] {
			all = spread(all[:0], s.keys[binary.LittleEndian.Uint32([]byte(places[:4]))])
			for _, key := range all {
				if steps++; steps&4095 == 0 && ctx.Err() != nil {
					return nil, ctx.Err()
				}
				if lastOf[key] != last {
					lastOf[key] = last
					add(key, set.moved)
				}
			}
		}
	}
	return total, ctx.Err()
}

// sumPairs calls count with the pairs of ends of moves that do not stay within one organization, and endMove of some
// sums after each move, with the people who made it.
func (f *moveFinder) sumPairs(ctx context.Context, count func(movePair), endMove ...func(people []graph.ID)) error {
	var movers []moveEnd
	pairs, err := f.movePairs(ctx, &movers)
	if err != nil {
		return err
	}
	var people []graph.ID
	for i, p := range pairs {
		if i&4095 == 4095 && ctx.Err() != nil {
			return ctx.Err()
		}
		if !f.stays(p.from, p.to) {
			count(p)
		}
		if i+1 == len(pairs) || pairs[i+1].move != p.move {
			people = people[:0]
			for ; len(movers) > 0 && movers[0].move <= p.move; movers = movers[1:] {
				if movers[0].move == p.move {
					people = append(people, movers[0].node)
				}
			}
			for _, end := range endMove {
				end(people)
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

// countMoves counts the distinct moves that the finder's sets allow and that do not stay within one organization, and
// who made them.
func (f *moveFinder) countMoves(ctx context.Context) (moved, error) {
	s := newSums[struct{}]()
	if err := f.sumPairs(ctx, func(movePair) { s.add(struct{}{}) }, s.endMove); err != nil {
		return moved{}, err
	}
	total, err := s.total(ctx, func(dst []struct{}, key struct{}) []struct{} { return append(dst, key) })
	return total[struct{}{}], err
}
