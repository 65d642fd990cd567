package snapstore

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store"
)

// hopPlan takes one node of each quad: quads whose nodes at some directions are given, or are among those
// of other plans. It is what Cayley calls NodesFrom over Quads: a step of a path, or a Has.
type hopPlan struct {
	result quad.Direction
	fixed  Pattern  // directions with one node
	parts  []filter // directions with a plan, at most one each
}

type filter struct {
	d    quad.Direction
	plan plan
}

func (h *hopPlan) tagged() bool {
	for _, f := range h.parts {
		if f.plan.tagged() {
			return true
		}
	}
	return false
}

// fanOut guesses how many quads a node has at a direction.
func fanOut(d quad.Direction) int64 {
	switch d {
	case quad.Subject, quad.Label:
		return 4
	case quad.Object:
		return 8
	default:
		return 1 << 12
	}
}

// driver picks the part to go through: -1 for all quads with the fixed nodes. It gives the number of
// quads to look at.
func (h *hopPlan) driver(s *store.Snapshot) (part int, quads int64) {
	n, _ := s.AtMost(h.fixed)
	if len(h.parts) == 0 || n <= 1 {
		return -1, int64(n)
	}
	// All quads come first, and are asked nothing.
	var lists, asks [8]int64 // no allocation for a few
	list, ask := append(lists[:0], int64(n)), append(asks[:0], 0)
	for _, f := range h.parts {
		list = append(list, h.quads(s, f, int64(n)))
		ask = append(ask, f.plan.price(s))
	}
	at, _ := cheapest(list, ask)
	return at - 1, list[at]
}

// quads estimates the quads to look at if a part drives; all is their number without it.
func (h *hopPlan) quads(s *store.Snapshot, f filter, all int64) int64 {
	if ids, ok := f.plan.(fixedPlan); ok && len(ids) <= store.ShortRun {
		sum := int64(0)
		for _, id := range ids {
			n, _ := s.AtMost(h.fixed.With(f.d, id))
			sum += int64(n)
		}
		return sum
	}
	if save, ok := f.plan.(*savePlan); ok && isAll(save.of) {
		return all
	}
	return times(f.plan.size(s), fanOut(f.d))
}

func (h *hopPlan) size(s *store.Snapshot) int64 {
	_, quads := h.driver(s)
	return quads
}

func (h *hopPlan) price(s *store.Snapshot) int64 {
	if h.fixed.Quad().Get(h.result) != 0 {
		return 1
	}
	fan := fanOut(h.result)
	if _, other, ok := store.RoleOf(h.result); ok && h.fixed.Quad().Get(other) != 0 && h.fixed.Predicate != 0 {
		fan = 1
	}
	each := int64(1)
	for _, f := range h.parts {
		each += f.plan.price(s)
	}
	return times(fan, min(each, most))
}

// probes are the parts of a hop other than its driver.
type probes struct {
	ds []quad.Direction
	of []probe
}

func (h *hopPlan) probes(x *run, driver int) probes {
	var p probes
	for i, f := range h.parts {
		if i != driver {
			p.ds = append(p.ds, f.d)
			p.of = append(p.of, f.plan.lookup(x))
		}
	}
	return p
}

func (p *probes) contain(ctx context.Context, q Quad) bool {
	for i, d := range p.ds {
		if !p.of[i].contains(ctx, q.Get(d)) {
			return false
		}
	}
	return true
}

func (p *probes) nextPath(ctx context.Context) bool {
	for _, of := range p.of {
		if of.nextPath(ctx) {
			return true
		}
	}
	return false
}

func (p *probes) tags(dst map[string]graph.Ref) {
	for _, of := range p.of {
		of.tags(dst)
	}
}

func (h *hopPlan) scan(x *run) source {
	if s := h.step(x); s != nil {
		return s
	}
	s := &hopSource{x: x, h: h, driver: -1}
	s.driver, _ = h.driver(x.snapshot)
	s.probes = h.probes(x, s.driver)
	s.flat = !h.tagged() && oneWayPlan(h)
	if s.driver >= 0 {
		s.drive = h.parts[s.driver].plan.scan(x)
	} else {
		s.start(h.fixed)
	}
	return s
}

type hopSource struct {
	x      *run
	h      *hopPlan
	driver int
	drive  source // nil if the driver is the pattern
	probes probes
	quads

	// flat is set where several ways to a node of a quad are several results, as they are when one goes the
	// ways from their start. Were they nextPath's, they would count once for all steps from there.
	flat bool
	on   bool // at a result
}

// quads walks over the quads of a pattern.
type quads struct {
	pattern Pattern
	cursor  store.Cursor
	quad    Quad
}

func (s *hopSource) start(p Pattern) { s.quads.start(s.x, p) }

func (w *quads) start(x *run, p Pattern) {
	w.pattern = p
	w.cursor = x.snapshot.Cursor(p)
}

// next gives the next quad of the pattern.
func (w *quads) next(ctx context.Context, x *run) bool {
	for {
		q, ok := w.cursor.Next()
		if !ok || !x.step(ctx) {
			return false
		}
		if !w.cursor.Sift || w.pattern.Matches(q) {
			w.quad = q
			return true
		}
	}
}

func (s *hopSource) next(ctx context.Context) bool {
	if s.flat && s.on && s.probes.nextPath(ctx) {
		return true
	}
	s.on = s.nextQuad(ctx)
	return s.on
}

func (s *hopSource) nextQuad(ctx context.Context) bool {
	for {
		for s.quads.next(ctx, s.x) {
			if s.quad.Get(s.h.result) != 0 && s.probes.contain(ctx, s.quad) {
				return true
			}
		}
		if s.x.err != nil || s.drive == nil || !s.drive.next(ctx) {
			return false
		}
		s.start(s.h.fixed.With(s.h.parts[s.driver].d, s.drive.id()))
	}
}

func (s *hopSource) id() ID { return s.quad.Get(s.h.result) }

func (s *hopSource) nextPath(ctx context.Context) bool {
	return s.drive != nil && s.drive.nextPath(ctx) || !s.flat && s.probes.nextPath(ctx)
}

func (s *hopSource) tags(dst map[string]graph.Ref) {
	if s.drive != nil {
		s.drive.tags(dst)
	}
	s.probes.tags(dst)
}

func (h *hopPlan) lookup(x *run) probe {
	if p := h.fact(x); p != nil {
		return p
	}
	return &hopProbe{x: x, h: h, probes: h.probes(x, -1)}
}

// hopProbe looks for a quad that leads to a node; each further one is a path.
type hopProbe struct {
	x      *run
	h      *hopPlan
	probes probes
	quads
}

func (p *hopProbe) contains(ctx context.Context, id ID) bool {
	if id == 0 || !p.x.step(ctx) {
		return false
	}
	// The direction of the result may be given too.
	if given := p.h.fixed.Quad().Get(p.h.result); given != 0 && given != id {
		p.cursor = store.Cursor{}
		return false
	}
	p.start(p.x, p.h.fixed.With(p.h.result, id))
	return p.more(ctx)
}

func (p *hopProbe) more(ctx context.Context) bool {
	for p.quads.next(ctx, p.x) {
		if p.probes.contain(ctx, p.quad) {
			return true
		}
	}
	return false
}

func (p *hopProbe) nextPath(ctx context.Context) bool {
	return p.probes.nextPath(ctx) || p.more(ctx)
}

func (p *hopProbe) tags(dst map[string]graph.Ref) { p.probes.tags(dst) }
