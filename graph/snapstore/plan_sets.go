package snapstore

import (
	"context"

	"github.com/cayleygraph/cayley/graph"

	"talentgraph.example/graph/internal/store"
)

// intersectPlan is the nodes that are in all of its parts, of which it has two or more.
type intersectPlan []plan

func anyTagged(parts []plan) bool {
	for _, p := range parts {
		if p.tagged() {
			return true
		}
	}
	return false
}

// driver picks the part to go through.
func (p intersectPlan) driver(s *store.Snapshot) int {
	var lists, asks [8]int64 // no allocation for a few
	list, ask := lists[:0], asks[:0]
	for _, part := range p {
		list, ask = append(list, part.size(s)), append(ask, part.price(s))
	}
	at, _ := cheapest(list, ask)
	return at
}

func (p intersectPlan) tagged() bool { return anyTagged(p) }

func (p intersectPlan) size(s *store.Snapshot) int64 {
	n := int64(most)
	for _, part := range p {
		n = min(n, part.size(s))
	}
	return n
}

func (p intersectPlan) price(s *store.Snapshot) int64 { return sumOf(p, s, plan.price) }

// sumOf adds up estimates.
func sumOf(parts []plan, s *store.Snapshot, of func(plan, *store.Snapshot) int64) (sum int64) {
	for _, p := range parts {
		sum = min(sum+of(p, s), most)
	}
	return sum
}

func (p intersectPlan) scan(x *run) source {
	at := p.driver(x.snapshot)
	s := &intersectSource{source: p[at].scan(x), others: make(intersectProbe, 0, len(p)-1)}
	for i, part := range p {
		if i != at {
			s.others = append(s.others, part.lookup(x))
		}
	}
	if lists := common(s.source, s.others); lists != nil {
		return lists
	}
	return s
}

func (p intersectPlan) lookup(x *run) probe {
	in := make(intersectProbe, len(p))
	for i, part := range p {
		in[i] = part.lookup(x)
	}
	return in
}

// intersectProbe asks all.
type intersectProbe []probe

func (p intersectProbe) contains(ctx context.Context, id ID) bool {
	for _, of := range p {
		if !of.contains(ctx, id) {
			return false
		}
	}
	return true
}

func (p intersectProbe) nextPath(ctx context.Context) bool {
	for _, of := range p {
		if of.nextPath(ctx) {
			return true
		}
	}
	return false
}

func (p intersectProbe) tags(dst map[string]graph.Ref) {
	for _, of := range p {
		of.tags(dst)
	}
}

type intersectSource struct {
	source
	others intersectProbe
}

func (s *intersectSource) next(ctx context.Context) bool {
	for s.source.next(ctx) {
		if s.others.contains(ctx, s.id()) {
			return true
		}
	}
	return false
}

func (s *intersectSource) nextPath(ctx context.Context) bool {
	return s.source.nextPath(ctx) || s.others.nextPath(ctx)
}

func (s *intersectSource) tags(dst map[string]graph.Ref) {
	s.source.tags(dst)
	s.others.tags(dst)
}

// unionPlan lists one part after the other; a node may come more than once.
type unionPlan []plan

func (p unionPlan) tagged() bool { return anyTagged(p) }

func (p unionPlan) size(s *store.Snapshot) int64  { return sumOf(p, s, plan.size) }
func (p unionPlan) price(s *store.Snapshot) int64 { return sumOf(p, s, plan.price) }

func (p unionPlan) scan(x *run) source { return &unionSource{x: x, left: p} }

type unionSource struct {
	source // nil before the first
	x      *run
	left   []plan
}

func (s *unionSource) next(ctx context.Context) bool {
	for {
		if s.source != nil && s.source.next(ctx) {
			return true
		}
		if len(s.left) == 0 || s.x.err != nil {
			return false
		}
		s.source, s.left = s.left[0].scan(s.x), s.left[1:]
	}
}

func (p unionPlan) lookup(x *run) probe {
	in := make([]probe, len(p))
	for i, part := range p {
		in[i] = part.lookup(x)
	}
	return &unionProbe{parts: in}
}

// unionProbe is at the first part that has the node.
type unionProbe struct {
	parts []probe
	at    probe
}

func (p *unionProbe) contains(ctx context.Context, id ID) bool {
	for _, of := range p.parts {
		if of.contains(ctx, id) {
			p.at = of
			return true
		}
	}
	p.at = nil
	return false
}

func (p *unionProbe) nextPath(ctx context.Context) bool { return p.at != nil && p.at.nextPath(ctx) }

func (p *unionProbe) tags(dst map[string]graph.Ref) {
	if p.at != nil {
		p.at.tags(dst)
	}
}

// exceptPlan is the nodes of one plan that are not in another.
type exceptPlan struct {
	from, exclude plan
}

func (p *exceptPlan) tagged() bool                 { return p.from.tagged() }
func (p *exceptPlan) size(s *store.Snapshot) int64 { return p.from.size(s) }
func (p *exceptPlan) price(s *store.Snapshot) int64 {
	return min(p.from.price(s)+p.exclude.price(s), most)
}

func (p *exceptPlan) scan(x *run) source {
	return &exceptSource{p.from.scan(x), p.exclude.lookup(x)}
}

func (p *exceptPlan) lookup(x *run) probe {
	return &exceptProbe{p.from.lookup(x), p.exclude.lookup(x)}
}

type exceptSource struct {
	source
	exclude probe
}

func (s *exceptSource) next(ctx context.Context) bool {
	for s.source.next(ctx) {
		if !s.exclude.contains(ctx, s.id()) {
			return true
		}
	}
	return false
}

type exceptProbe struct {
	probe
	exclude probe
}

func (p *exceptProbe) contains(ctx context.Context, id ID) bool {
	return p.probe.contains(ctx, id) && !p.exclude.contains(ctx, id)
}
