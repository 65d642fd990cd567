package snapstore

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// Most hops are of two simple forms, which need no look at whole quads.

// step gives the source of a hop from nodes to the other ends of their quads, with any or one predicate:
// Out and In. It is nil for other hops.
func (h *hopPlan) step(x *run) source {
	if h.fixed.labelled() || len(h.parts) > 1 {
		return nil
	}
	s := &stepSource{x: x, predicate: h.fixed.Predicate}
	given := h.fixed.quad()
	var ok bool
	if len(h.parts) == 1 {
		var other quad.Direction
		if s.role, other, ok = roleOf(h.parts[0].d); !ok || other != h.result || given.Subject != 0 || given.Object != 0 {
			return nil
		}
		if part, _ := h.driver(x.snapshot); part < 0 {
			return nil
		}
		s.drive = h.parts[0].plan.scan(x)
		return s
	}
	var from quad.Direction
	if _, from, ok = roleOf(h.result); !ok || given.get(from) == 0 || given.get(h.result) != 0 {
		return nil
	}
	s.role, _, _ = roleOf(from)
	s.others = x.snapshot.others(s.role, given.get(from), s.predicate)
	return s
}

type stepSource struct {
	x         *run
	drive     source // nil if there is one node
	role      int
	predicate ID
	others    []ID // of the present node, those that are left; the first is the result
	started   bool

	// Of nextRun: the nodes that are left, and room for what it gives.
	nodes, space []ID
	one          [1]ID
	columns      Columns
}

func (s *stepSource) next(ctx context.Context) bool {
	if s.started {
		s.others = s.others[1:]
	}
	s.started = true
	for len(s.others) == 0 {
		if s.drive == nil || !s.x.step(ctx) || !s.drive.next(ctx) {
			s.started = false
			return false
		}
		s.others = s.x.snapshot.others(s.role, s.drive.id(), s.predicate)
	}
	return s.x.step(ctx)
}

// nextRun gives the other ends of several nodes, or a part of those of one that has many.
func (s *stepSource) nextRun(ctx context.Context) []ID {
	if s.space == nil {
		s.space = make([]ID, 0, checkEvery)
		s.columns = s.x.snapshot.columns(s.role)
	}
	run := s.space[:0]
	for len(s.others) == 0 {
		if len(s.nodes) == 0 {
			if s.nodes = s.nextNodes(ctx); len(s.nodes) == 0 {
				break
			}
		}
		if run = s.gather(run); len(s.nodes) > 0 {
			break // no room for the next
		}
	}
	if len(run) == 0 {
		n := min(len(s.others), checkEvery)
		run, s.others = s.others[:n], s.others[n:]
	}
	if !s.x.count(ctx, len(run)) {
		return nil
	}
	return run
}

// gather appends the other ends of the nodes that are left, as far as there is room. Those of a node that
// alone has no room become others.
func (s *stepSource) gather(run []ID) []ID {
	predicates, others, wanted := s.columns.Predicates, s.columns.Others, s.predicate
	for i, n := range s.nodes {
		from, to, ok := s.columns.Range(n)
		if !ok || to-from > shortRun || wanted == 0 {
			all := s.x.snapshot.others(s.role, n, wanted)
			if len(run)+len(all) > cap(run) {
				if s.nodes = s.nodes[i:]; len(run) == 0 {
					s.nodes, s.others = s.nodes[1:], all
				}
				return run
			}
			run = append(run, all...)
			continue
		}
		if len(run)+int(to-from) > cap(run) {
			s.nodes = s.nodes[i:]
			return run
		}
		for ; from < to && predicates[from] <= wanted; from++ {
			if predicates[from] == wanted {
				run = append(run, others[from])
			}
		}
	}
	s.nodes = nil
	return run
}

// nextNodes gives the next nodes to go from; none at the end.
func (s *stepSource) nextNodes(ctx context.Context) []ID {
	if s.drive == nil {
		return nil
	}
	if runs, ok := s.drive.(runner); ok {
		return runs.nextRun(ctx)
	}
	if !s.x.step(ctx) || !s.drive.next(ctx) {
		return nil
	}
	s.one[0] = s.drive.id()
	return s.one[:]
}

func (s *stepSource) id() ID { return s.others[0] }

func (s *stepSource) nextPath(ctx context.Context) bool {
	return s.drive != nil && s.drive.nextPath(ctx)
}

func (s *stepSource) tags(dst map[string]graph.Ref) {
	if s.drive != nil {
		s.drive.tags(dst)
	}
}
