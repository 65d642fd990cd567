package snapstore

import (
	"context"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store"
)

// Most hops are of two simple forms, which need no look at whole quads.

// step gives the source of a hop from nodes to the other ends of their quads, with any or one predicate:
// Out and In. It is nil for other hops.
func (h *hopPlan) step(x *run) source {
	if h.fixed.Labelled() || len(h.parts) > 1 {
		return nil
	}
	s := &stepSource{x: x, predicate: h.fixed.Predicate}
	given := h.fixed.Quad()
	var ok bool
	if len(h.parts) == 1 {
		var other quad.Direction
		if s.role, other, ok = store.RoleOf(h.parts[0].d); !ok || other != h.result || given.Subject != 0 || given.Object != 0 {
			return nil
		}
		if part, _ := h.driver(x.snapshot); part < 0 {
			return nil
		}
		s.drive = h.parts[0].plan.scan(x)
		if below, ok := s.drive.(*stepSource); ok && !below.fromOne() && oneWay(below) {
			s.drive, s.bag = nil, &bagSource{x: x, of: below}
		}
		return s
	}
	var from quad.Direction
	if _, from, ok = store.RoleOf(h.result); !ok || given.Get(from) == 0 || given.Get(h.result) != 0 {
		return nil
	}
	s.role, _, _ = store.RoleOf(from)
	s.others = x.snapshot.Others(s.role, given.Get(from), s.predicate)
	return s
}

// stepSource has the nodes to go from in one of three forms: a source; a bag, where a node may stand for
// several; or just one node, whose other ends are there from the start.
type stepSource struct {
	x         *run
	drive     source
	bag       *bagSource
	role      int
	predicate ID

	others  []ID   // of the present node, those that are left; the first is the result
	times   uint32 // how often the present node comes, if it is from a bag
	again   uint32 // how often the present result is still to come
	started bool

	from nodeRun // what is left of the nodes last taken from the bag, or by nextRun

	// Of nextRun: room for what it gives.
	space   nodeRun
	full    bool // there was no room for all
	one     [1]ID
	columns Columns
}

func (s *stepSource) fromOne() bool { return s.drive == nil && s.bag == nil }

// oneWay tells whether a source has no more than one way to each result, so that nextPath has nothing to
// give: several ways are several results.
func oneWay(s source) bool {
	switch s := s.(type) {
	case *fixedSource, *allSource, *frontierSource:
		return true
	case *stepSource:
		return s.drive == nil || oneWay(s.drive)
	case *hopSource:
		return s.flat && (s.drive == nil || oneWay(s.drive))
	}
	return false
}

// oneWayPlan tells the same of a plan: whether it is hops one after the other, from nodes each of which is
// there once.
func oneWayPlan(p plan) bool {
	switch p := p.(type) {
	case fixedPlan, allPlan, uniquePlan:
		return true
	case *hopPlan:
		hops := 0
		for _, f := range p.parts {
			if !oneWayPlan(f.plan) {
				return false
			}
			if _, hop := f.plan.(*hopPlan); hop {
				hops++
			}
		}
		return hops <= 1
	}
	return false
}

func (s *stepSource) next(ctx context.Context) bool {
	if s.again > 0 {
		s.again--
		return s.x.step(ctx)
	}
	if s.started {
		s.others = s.others[1:]
	}
	s.started = true
	for len(s.others) == 0 {
		n, ok := s.nextNode(ctx)
		if !ok {
			s.started = false
			return false
		}
		s.others = s.x.snapshot.Others(s.role, n, s.predicate)
	}
	if s.times > 1 {
		s.again = s.times - 1
	}
	return s.x.step(ctx)
}

// nextNode gives the next node to go from.
func (s *stepSource) nextNode(ctx context.Context) (ID, bool) {
	if s.bag == nil {
		if s.drive == nil || !s.x.step(ctx) || !s.drive.next(ctx) {
			return 0, false
		}
		return s.drive.id(), true
	}
	if len(s.from.nodes) == 0 {
		s.from = s.bag.nextRun(ctx)
	}
	if len(s.from.nodes) == 0 || !s.x.step(ctx) {
		return 0, false
	}
	n := s.from.nodes[0]
	s.times = s.from.timesOf(0)
	s.from = s.from.after(1)
	return n, true
}

// A run of a step's results has at most so many, the first fewer.
const firstRun, mostRun = 32, 256

// nextRun gives the other ends of several nodes, or a part of those of one that has many.
func (s *stepSource) nextRun(ctx context.Context) nodeRun {
	var run nodeRun
	for len(s.others) == 0 {
		if len(s.from.nodes) == 0 {
			if s.from = s.nextNodes(ctx); len(s.from.nodes) == 0 {
				break
			}
		}
		if counted := s.from.times != nil; len(run.nodes) == 0 {
			run = s.room(counted)
		} else if counted != (run.times != nil) {
			break // the nodes of a run all have times, or none has
		}
		if run = s.gather(run); len(s.from.nodes) > 0 {
			s.full = true // no room for the next
			break
		}
	}
	if len(run.nodes) == 0 {
		run = s.someOthers()
	}
	if !s.x.count(ctx, len(run.nodes)) {
		return nodeRun{}
	}
	return run
}

// room is where the next run goes: more after one that was too long.
func (s *stepSource) room(counted bool) nodeRun {
	size := cap(s.space.nodes)
	switch {
	case size == 0:
		s.columns = s.x.snapshot.ColumnsAs(s.role)
		s.space.nodes = make([]ID, 0, firstRun)
	case s.full && size < mostRun:
		s.space.nodes = make([]ID, 0, min(4*size, mostRun))
	}
	run := nodeRun{nodes: s.space.nodes[:0]}
	if counted {
		s.space.times = slices.Grow(s.space.times[:0], cap(run.nodes))
		run.times = s.space.times
	}
	return run
}

// countPaths counts the results instead of nextRun.
func (s *stepSource) countPaths(ctx context.Context) (n int64) {
	n = int64(len(s.others)) // of one node
	s.columns = s.x.snapshot.ColumnsAs(s.role)
	predicates, wanted := s.columns.Predicates, s.predicate
	for from := s.nextNodes(ctx); len(from.nodes) > 0; from = s.nextNodes(ctx) {
		for i, node := range from.nodes {
			others := int64(0)
			start, end, ok := s.columns.Range(node)
			if !ok || end-start > store.ShortRun || wanted == 0 {
				others = int64(len(s.x.snapshot.Others(s.role, node, wanted)))
			} else {
				for ; start < end && predicates[start] <= wanted; start++ {
					if predicates[start] == wanted {
						others++
					}
				}
			}
			n += others * int64(from.timesOf(i))
		}
		if !s.x.count(ctx, len(from.nodes)) {
			return n
		}
	}
	return n
}

// someOthers gives a part of the other ends of the present node.
func (s *stepSource) someOthers() nodeRun {
	n := min(len(s.others), mostRun)
	run := nodeRun{nodes: s.others[:n]}
	s.others = s.others[n:]
	if s.times > 1 {
		run.times = appendTimes(s.space.times[:0], n, s.times)
		s.space.times = run.times
	}
	return run
}

// gather appends the other ends of the nodes that are left, as far as there is room. Those of a node that
// alone has no room become others.
func (s *stepSource) gather(run nodeRun) nodeRun {
	predicates, others, wanted := s.columns.Predicates, s.columns.Others, s.predicate
	for i, n := range s.from.nodes {
		from, to, ok := s.columns.Range(n)
		if !ok || to-from > store.ShortRun || wanted == 0 {
			all := s.x.snapshot.Others(s.role, n, wanted)
			if len(run.nodes)+len(all) > cap(run.nodes) {
				if len(run.nodes) == 0 {
					s.others, s.times = all, s.from.timesOf(i)
					i++
				}
				s.from = s.from.after(i)
				return run
			}
			run.nodes = append(run.nodes, all...)
		} else {
			if len(run.nodes)+int(to-from) > cap(run.nodes) {
				s.from = s.from.after(i)
				return run
			}
			for ; from < to && predicates[from] <= wanted; from++ {
				if predicates[from] == wanted {
					run.nodes = append(run.nodes, others[from])
				}
			}
		}
		if run.times != nil {
			run.times = appendTimes(run.times, len(run.nodes)-len(run.times), s.from.times[i])
		}
	}
	s.from = nodeRun{}
	return run
}

func appendTimes(times []uint32, n int, each uint32) []uint32 {
	for range n {
		times = append(times, each)
	}
	return times
}

// nextNodes gives the next nodes to go from; none at the end.
func (s *stepSource) nextNodes(ctx context.Context) nodeRun {
	if s.bag != nil {
		return s.bag.nextRun(ctx)
	}
	if s.drive == nil {
		return nodeRun{}
	}
	if runs, ok := s.drive.(runner); ok {
		return runs.nextRun(ctx)
	}
	if !s.x.step(ctx) || !s.drive.next(ctx) {
		return nodeRun{}
	}
	s.one[0] = s.drive.id()
	return nodeRun{nodes: s.one[:]}
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
