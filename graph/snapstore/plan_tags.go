package snapstore

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"

	"talentgraph.example/graph/internal/store"
)

// savePlan tags each node of a plan with itself, and with fixed refs.
type savePlan struct {
	of    plan
	names []string
	fixed map[string]graph.Ref
}

func (p *savePlan) tagged() bool                  { return true }
func (p *savePlan) size(s *store.Snapshot) int64  { return p.of.size(s) }
func (p *savePlan) price(s *store.Snapshot) int64 { return p.of.price(s) }
func (p *savePlan) scan(x *run) source            { return &saveSource{p.of.scan(x), x, p} }
func (p *savePlan) lookup(x *run) probe           { return &saveProbe{p.of.lookup(x), x, p, 0} }

func (p *savePlan) write(x *run, id ID, dst map[string]graph.Ref) {
	if len(p.names) > 0 {
		ref := nodeOf(x.snapshot.Dictionary(), id)
		for _, name := range p.names {
			dst[name] = ref
		}
	}
	for name, ref := range p.fixed {
		dst[name] = ref
	}
}

type saveSource struct {
	source
	x *run
	p *savePlan
}

func (s *saveSource) tags(dst map[string]graph.Ref) {
	s.source.tags(dst)
	s.p.write(s.x, s.id(), dst)
}

type saveProbe struct {
	probe
	x    *run
	p    *savePlan
	last ID
}

func (s *saveProbe) contains(ctx context.Context, id ID) bool {
	s.last = id
	return s.probe.contains(ctx, id)
}

func (s *saveProbe) tags(dst map[string]graph.Ref) {
	s.probe.tags(dst)
	s.p.write(s.x, s.last, dst)
}

// filterPlan is the nodes of a plan that Cayley's value filters let through: comparisons and patterns.
type filterPlan struct {
	of      plan
	filters []shape.ValueFilter
	store   graph.QuadStore
}

func (p *filterPlan) tagged() bool                  { return p.of.tagged() }
func (p *filterPlan) size(s *store.Snapshot) int64  { return p.of.size(s)/2 + 1 }
func (p *filterPlan) price(s *store.Snapshot) int64 { return min(p.of.price(s)+4, most) }

// values makes an index that answers whether a value passes.
func (p *filterPlan) values(x *run) valueProbe {
	all := p.store.NodesAllIterator()
	for _, f := range p.filters {
		all = f.BuildIterator(p.store, all)
	}
	return valueProbe{x: x, index: graph.AsShape(all).Lookup()}
}

func (p *filterPlan) scan(x *run) source {
	return &intersectSource{p.of.scan(x), intersectProbe{p.values(x)}}
}

func (p *filterPlan) lookup(x *run) probe {
	return intersectProbe{p.of.lookup(x), p.values(x)}
}

type valueProbe struct {
	plain
	x     *run
	index graph.Index
}

func (p valueProbe) contains(ctx context.Context, id ID) bool {
	if id == 0 || !p.x.step(ctx) {
		return false
	}
	if p.index.Contains(ctx, nodeOf(p.x.snapshot.Dictionary(), id)) {
		return true
	}
	if err := p.index.Err(); err != nil {
		p.x.err = err
	}
	return false
}
