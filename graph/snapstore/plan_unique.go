package snapstore

import (
	"context"
	"math/bits"
	"slices"

	"talentgraph.example/graph/internal/store"
)

// uniquePlan lists each node once, with the tags of the first way to it.
type uniquePlan struct{ of plan }

func (p uniquePlan) tagged() bool                  { return p.of.tagged() }
func (p uniquePlan) size(s *store.Snapshot) int64  { return p.of.size(s)/2 + 1 }
func (p uniquePlan) price(s *store.Snapshot) int64 { return p.of.price(s) }
func (p uniquePlan) lookup(x *run) probe           { return uniqueProbe{p.of.lookup(x)} }

func (p uniquePlan) scan(x *run) source {
	of, seen := p.of.scan(x), idSet{most: x.snapshot.Terms()}
	if p.of.tagged() {
		return &uniqueSource{of, seen}
	}
	s := &frontierSource{x: x, of: of, seen: seen}
	s.runs, _ = of.(runner)
	return s
}

type uniqueProbe struct{ probe }

func (uniqueProbe) nextPath(context.Context) bool { return false }

// uniqueSource is for results with tags, which are at hand only while the source below is at them.
type uniqueSource struct {
	source
	seen idSet
}

func (s *uniqueSource) next(ctx context.Context) bool {
	for s.source.next(ctx) {
		if s.seen.add(s.id()) {
			return true
		}
	}
	return false
}

func (s *uniqueSource) nextPath(context.Context) bool { return false }

// frontierSource takes nodes from a source by the block and gives each block in ascending order. A step
// from them then goes through the store's columns from one end to the other, where in the order of
// arrival nearly every node would be a cache miss. The first block is small and each further one larger,
// so that first results come soon and the last block has most of the nodes.
type frontierSource struct {
	plain
	x    *run
	of   source
	runs runner // of, if it is one
	seen idSet

	block []ID // new nodes in ascending order, those that are left; the first is the present one
	on    bool
	space []ID // what block is the rest of
	want  int
}

const firstFrontier = 16

func (s *frontierSource) id() ID { return s.block[0] }

func (s *frontierSource) next(ctx context.Context) bool {
	if s.on {
		s.block = s.block[1:]
	}
	if len(s.block) == 0 {
		s.fill(ctx)
	}
	s.on = len(s.block) > 0 && s.x.step(ctx)
	return s.on
}

func (s *frontierSource) nextRun(ctx context.Context) nodeRun {
	if len(s.block) == 0 {
		s.fill(ctx)
	}
	n := min(len(s.block), store.CheckEvery)
	run := s.block[:n]
	s.block = s.block[n:]
	if !s.x.count(ctx, n) {
		return nodeRun{}
	}
	return nodeRun{nodes: run}
}

// fill gets the next block; it is empty at the end.
func (s *frontierSource) fill(ctx context.Context) {
	s.want = max(firstFrontier, 4*s.want)
	fresh := s.space[:0]
	for len(fresh) < s.want {
		if s.runs == nil {
			if !s.of.next(ctx) {
				break
			}
			if id := s.of.id(); s.seen.add(id) {
				fresh = append(fresh, id)
			}
			continue
		}
		ids := s.runs.nextRun(ctx).nodes
		if len(ids) == 0 {
			break
		}
		fresh = s.seen.addAll(ids, fresh)
	}
	s.space = fresh
	if s.block = fresh; s.x.err == nil {
		s.x.sort(ctx, fresh)
	}
}

// sort puts different numbers in ascending order.
func (x *run) sort(ctx context.Context, ids []ID) {
	if len(ids) <= 16*store.ShortRun {
		slices.Sort(ids)
		return
	}
	if x.bits == nil {
		x.bits = make([]uint64, x.snapshot.Terms()/64+1)
	}
	least, most := ids[0], ids[0]
	for _, id := range ids {
		x.bits[id/64] |= 1 << (id % 64)
		least, most = min(least, id), max(most, id)
	}
	ids = ids[:0]
	for i := least / 64; i <= most/64; i++ {
		if !x.step(ctx) {
			return
		}
		for word := x.bits[i]; word != 0; word &= word - 1 {
			ids = append(ids, i*64+ID(bits.TrailingZeros64(word)))
		}
		x.bits[i] = 0
	}
}

// deduplicated gives a plan for the same set of nodes that also lists those on the way only once. It is
// for plans of which only the set matters: those below a Unique, without tags.
func deduplicated(p plan) plan {
	switch p := p.(type) {
	case *hopPlan:
		parts := make([]filter, len(p.parts))
		for i, f := range p.parts {
			parts[i] = filter{f.d, distinct(f.plan)}
		}
		return &hopPlan{p.result, p.fixed, parts}
	case intersectPlan:
		parts := make(intersectPlan, len(p))
		for i, part := range p {
			parts[i] = deduplicated(part)
		}
		return parts
	case unionPlan:
		parts := make(unionPlan, len(p))
		for i, part := range p {
			parts[i] = deduplicated(part)
		}
		return parts
	case uniquePlan:
		return p.of
	default:
		return p
	}
}

// distinct makes a plan without tags list each node once.
func distinct(p plan) plan {
	switch p.(type) {
	case fixedPlan, allPlan, uniquePlan, *exceptPlan:
		return p
	}
	return uniquePlan{deduplicated(p)}
}

// idSet is a set of numbers up to most: a list while it is small, then a bitmap.
type idSet struct {
	most int
	few  []ID
	bits []uint64
}

// add tells whether the number was new.
func (s *idSet) add(id ID) bool {
	if s.bits == nil {
		return s.addToFew(id)
	}
	word, bit := &s.bits[id/64], uint64(1)<<(id%64)
	if *word&bit != 0 {
		return false
	}
	*word |= bit
	return true
}

// addAll appends those that were new.
func (s *idSet) addAll(ids, fresh []ID) []ID {
	for len(ids) > 0 && s.bits == nil {
		if s.addToFew(ids[0]) {
			fresh = append(fresh, ids[0])
		}
		ids = ids[1:]
	}
	set := s.bits
	for _, id := range ids {
		if bit := uint64(1) << (id % 64); set[id/64]&bit == 0 {
			set[id/64] |= bit
			fresh = append(fresh, id)
		}
	}
	return fresh
}

func (s *idSet) addToFew(id ID) bool {
	for _, x := range s.few {
		if x == id {
			return false
		}
	}
	s.few = append(s.few, id)
	if len(s.few) > 2*store.ShortRun {
		s.bits = make([]uint64, s.most/64+1)
		for _, x := range s.few {
			s.bits[x/64] |= 1 << (x % 64)
		}
		s.few = nil
	}
	return true
}
