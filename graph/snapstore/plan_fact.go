package snapstore

import (
	"context"

	"github.com/cayleygraph/cayley/graph"

	"talentgraph.example/graph/internal/store"
)

// fact gives the probe of a hop that asks for one fact of a node: Has with one value. It is nil for other
// hops.
func (h *hopPlan) fact(x *run) probe {
	given := h.fixed.Quad()
	role, otherEnd, ok := store.RoleOf(h.result)
	if !ok || len(h.parts) > 0 || h.fixed.Labelled() {
		return nil
	}
	predicate, other := given.Predicate, given.Get(otherEnd)
	if predicate == 0 || other == 0 || given.Get(h.result) != 0 {
		return nil
	}
	s := x.snapshot
	if from, _, _ := store.RoleOf(otherEnd); !s.Changed(from, other) {
		if nodes := s.Others(from, other, predicate); len(nodes) <= listedFacts {
			return &listProbe{x: x, nodes: nodes}
		}
	}
	return &factProbe{x: x, role: role, predicate: predicate, other: other}
}

// listedFacts is how many nodes with a fact are searched rather than the facts of the node asked about:
// so many stay in the cache.
const listedFacts = 1 << 16

// listProbe looks nodes up in the ascending list of those with a fact. It begins where it was at the
// question before: nodes mostly come in ascending order.
type listProbe struct {
	x     *run
	nodes []ID
	at    int // where last is, or would be
	last  ID
	left  int // the node's further places: it has one for each label
}

func (p *listProbe) contains(ctx context.Context, id ID) bool {
	p.left = -1
	return id != 0 && p.x.step(ctx) && p.find(id)
}

func (p *listProbe) find(id ID) bool {
	if id < p.last {
		p.at = 0
	}
	p.last = id
	// Double the step until it passes the node, then search the last step.
	from, step := p.at, 1
	for from+step <= len(p.nodes) && p.nodes[from+step-1] < id {
		from += step
		step *= 2
	}
	p.at = int(store.LowerBound(p.nodes, uint32(from), uint32(min(len(p.nodes), from+step)), id))
	end := p.at
	for end < len(p.nodes) && p.nodes[end] == id {
		end++
	}
	p.left = end - p.at - 1
	return p.left >= 0
}

func (p *listProbe) nextPath(context.Context) bool {
	p.left--
	return p.left >= 0
}

func (p *listProbe) tags(map[string]graph.Ref) {}

// commonSource lists what is in two lists: a step from one node, then a Has.
type commonSource struct {
	*listProbe
	from []ID // that are left; the first is the present one
	on   bool
}

// common gives the source of an intersection of two lists, or nil.
func common(of source, others intersectProbe) source {
	step, ok := of.(*stepSource)
	if !ok || !step.fromOne() || len(others) != 1 {
		return nil
	}
	if list, ok := others[0].(*listProbe); ok {
		return &commonSource{listProbe: list, from: step.others}
	}
	return nil
}

func (s *commonSource) id() ID { return s.from[0] }

func (s *commonSource) next(ctx context.Context) bool {
	if s.on {
		s.from = s.from[1:]
	}
	for ; len(s.from) > 0 && s.x.step(ctx); s.from = s.from[1:] {
		if s.find(s.from[0]) {
			s.on = true
			return true
		}
	}
	s.on = false
	return false
}

// factProbe looks for the fact among those of the node asked about.
type factProbe struct {
	x                *run
	role             int
	predicate, other ID
	left             int // quads with other labels
}

func (p *factProbe) contains(ctx context.Context, id ID) bool {
	p.left = 0
	if id == 0 || !p.x.step(ctx) {
		return false
	}
	others := p.x.snapshot.Others(p.role, id, p.predicate)
	from, to := store.EqualRange(others, 0, uint32(len(others)), p.other)
	p.left = int(to-from) - 1
	return from < to
}

func (p *factProbe) nextPath(context.Context) bool {
	p.left--
	return p.left >= 0
}

func (p *factProbe) tags(map[string]graph.Ref) {}
