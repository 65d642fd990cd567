package snapstore

import (
	"context"
	"math"

	"github.com/cayleygraph/cayley/graph"

	"talentgraph.example/graph/internal/store"
)

// plan is the store's own form of what Cayley's shapes say: a bag of nodes of one snapshot. It works by
// numbers; refs are made only of results. A plan does not change once it is made, so that one may be run
// many times, also at once.
//
// What Cayley calls the paths of a result stays: a node may come several times from scan, and each time
// nextPath may find more ways to it, with other tags. As in Cayley, the ways of several parts are not
// multiplied: each part in turn goes through its own.
type plan interface {
	// scan lists the nodes.
	scan(x *run) source
	// lookup tells whether nodes are among them.
	lookup(x *run) probe
	// size estimates how many scan will list.
	size(s *store.Snapshot) int64
	// price estimates what a question to lookup costs, where looking at one quad costs 1.
	price(s *store.Snapshot) int64
	// tagged says whether results have tags, so that it matters how a node was reached.
	tagged() bool
}

// result is what source and probe have in common once they are at a node.
type result interface {
	nextPath(ctx context.Context) bool
	tags(dst map[string]graph.Ref)
}

type source interface {
	result
	next(ctx context.Context) bool
	id() ID
}

type probe interface {
	result
	contains(ctx context.Context, id ID) bool
}

// run is a plan being run: what all its parts share.
type run struct {
	stepper
	snapshot *store.Snapshot
	bits     []uint64 // for sort, all zero between its calls
}

// plain is a result with one path and no tags.
type plain struct{}

func (plain) nextPath(context.Context) bool { return false }
func (plain) tags(map[string]graph.Ref)     {}

// fixedPlan is a list of nodes.
type fixedPlan []ID

func (p fixedPlan) size(*store.Snapshot) int64  { return int64(len(p)) }
func (p fixedPlan) price(*store.Snapshot) int64 { return 1 }
func (p fixedPlan) tagged() bool                { return false }
func (p fixedPlan) scan(x *run) source          { return &fixedSource{x: x, ids: p, at: -1} }
func (p fixedPlan) lookup(x *run) probe         { return &fixedProbe{x: x, ids: p} }

type fixedSource struct {
	plain
	x   *run
	ids []ID
	at  int
}

func (s *fixedSource) next(ctx context.Context) bool {
	if s.at+1 >= len(s.ids) || !s.x.step(ctx) {
		return false
	}
	s.at++
	return true
}

func (s *fixedSource) id() ID { return s.ids[s.at] }

type fixedProbe struct {
	plain
	x   *run
	ids []ID
	set map[ID]struct{} // of more than a few
}

func (p *fixedProbe) contains(ctx context.Context, id ID) bool {
	if len(p.ids) > store.ShortRun && p.set == nil {
		p.set = make(map[ID]struct{}, len(p.ids))
		for _, x := range p.ids {
			p.set[x] = struct{}{}
		}
	}
	if p.set != nil {
		_, found := p.set[id]
		return found
	}
	for _, x := range p.ids {
		if x == id {
			return true
		}
	}
	return false
}

// allPlan is all nodes of the snapshot.
type allPlan struct{}

func (allPlan) size(s *store.Snapshot) int64 { return int64(s.Terms()) }
func (allPlan) price(*store.Snapshot) int64  { return 0 }
func (allPlan) tagged() bool                 { return false }
func (allPlan) scan(x *run) source           { return &allSource{x: x} }
func (allPlan) lookup(x *run) probe          { return allProbe{x: x} }

type allSource struct {
	plain
	x  *run
	at ID
}

func (s *allSource) next(ctx context.Context) bool {
	for int(s.at) < s.x.snapshot.Terms() && s.x.step(ctx) {
		if s.at++; s.x.snapshot.Used(s.at) {
			return true
		}
	}
	return false
}

func (s *allSource) id() ID { return s.at }

// allProbe is asked only about nodes of the snapshot, and 0.
type allProbe struct {
	plain
	x *run
}

func (p allProbe) contains(_ context.Context, id ID) bool { return id != 0 }

// most is the largest estimate: the product of two still fits.
const most = math.MaxInt32

// times multiplies estimates.
func times(a, b int64) int64 { return min(a*b, most) }

// cheapest gives the part by which to list what is in all parts: list says what listing each costs, ask
// what asking it about one node costs. Whatever is listed, all others are asked about.
func cheapest(list, ask []int64) (at int, cost int64) {
	all := int64(1)
	for _, a := range ask {
		all += a
	}
	at = -1
	for i, n := range list {
		if c := times(n, min(all-ask[i], most)); at < 0 || c < cost {
			at, cost = i, c
		}
	}
	return at, cost
}
