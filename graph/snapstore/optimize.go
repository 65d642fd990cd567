package snapstore

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store"
)

var (
	_ shape.Optimizer = (*Store)(nil)
	_ shape.Optimizer = (*pinned)(nil)
)

// OptimizeShape is Cayley's: it replaces steps, Has, Save, Intersect, Union, Unique, Except and value
// filters by the store's own plans. The query is bound to the state of the store at this moment.
func (s *Store) OptimizeShape(in shape.Shape) (shape.Shape, bool) {
	return s.now().OptimizeShape(in)
}

// OptimizeShape is called from the leaves of a query up: what is below a shape has been replaced if it
// can be.
func (p *pinned) OptimizeShape(in shape.Shape) (shape.Shape, bool) {
	if p.snapshot.Err() != nil {
		return in, false
	}
	c := &compiler{store: p}
	switch in := in.(type) {
	case shape.NodesFrom:
		return c.result(in, c.nodesFrom(in))
	case shape.QuadsAction:
		return c.result(in, c.quadsAction(in))
	case shape.Save:
		if of := c.plan(in.From); of != nil {
			return c.result(in, &savePlan{of: of, names: in.Tags})
		}
	case shape.FixedTags:
		if of := c.plan(in.On); of != nil {
			return c.result(in, &savePlan{of: of, fixed: in.Tags})
		}
	case shape.Intersect:
		return c.intersect(in)
	case shape.Union:
		return c.union(in)
	case shape.Unique:
		if of := c.plan(in.From); of != nil {
			if !of.tagged() {
				of = deduplicated(of)
			}
			return c.result(in, uniquePlan{of})
		}
	case shape.Except:
		return c.except(in)
	case shape.Filter:
		filters, compares := bySize(in.Filters)
		if of := c.plan(in.From); of != nil && !isAll(of) && !c.mixed {
			return c.result(in, &filterPlan{of, filters, &pinned{c.state()}})
		}
		return shape.Filter{From: in.From, Filters: filters}, compares
	}
	return in, false
}

func isAll(p plan) bool {
	_, all := p.(allPlan)
	return all
}

// compiler turns shapes into plans of one snapshot: that of the plans below, or else the store's. Parts
// that come from two snapshots of a live store are left to Cayley.
type compiler struct {
	store    *pinned
	snapshot *store.Snapshot // of the plans so far
	mixed    bool
}

// bind tells whether a plan of this snapshot fits those so far.
func (c *compiler) bind(s *store.Snapshot) bool {
	if c.snapshot == nil {
		c.snapshot = s
	}
	c.mixed = c.mixed || c.snapshot != s
	return !c.mixed
}

// state is the snapshot that the plans belong to.
func (c *compiler) state() *store.Snapshot {
	if c.snapshot == nil {
		return c.store.snapshot
	}
	return c.snapshot
}

// result wraps a plan; nil leaves the shape as it was.
func (c *compiler) result(was shape.Shape, p plan) (shape.Shape, bool) {
	if p == nil || c.mixed {
		return was, false
	}
	if ids, ok := p.(fixedPlan); ok && len(ids) == 0 {
		return shape.Null{}, true
	}
	return &planShape{c.state(), p}, true
}

// plan gives the plan of a shape, or nil if there is none.
func (c *compiler) plan(in shape.Shape) plan {
	switch in := in.(type) {
	case nil, shape.Null:
		return fixedPlan{}
	case *planShape:
		if c.bind(in.snapshot) {
			return in.plan
		}
	case shape.AllNodes:
		return allPlan{}
	case shape.Fixed:
		return c.fixed(in)
	case shape.Filter:
		// Kept a Filter over all nodes until it meets something that narrows it.
		if _, all := in.From.(shape.AllNodes); all {
			filters, _ := bySize(in.Filters)
			return &filterPlan{allPlan{}, filters, c.store}
		}
	}
	return nil
}

// fixed turns refs into numbers. Only nodes of the store can be; a Count, say, gives other values.
func (c *compiler) fixed(refs shape.Fixed) plan {
	ids := make(fixedPlan, 0, len(refs))
	for _, r := range refs {
		id, ok := c.node(r)
		if !ok {
			return nil
		}
		if id != 0 {
			ids = append(ids, id)
		}
	}
	return ids
}

// node gives the number of a ref, 0 if the snapshot does not have the node. It is false for other values.
func (c *compiler) node(r graph.Ref) (ID, bool) {
	if _, ok := r.(*nodeRef); !ok {
		return 0, false
	}
	return resolve(c.state(), r), true
}

func (c *compiler) nodesFrom(in shape.NodesFrom) plan {
	quads, ok := in.Quads.(shape.Quads)
	if !ok || in.Dir == quad.Any {
		return nil
	}
	if len(quads) == 1 && quads[0].Dir == in.Dir {
		return c.plan(quads[0].Values) // Cayley takes it that all are in a quad
	}
	h := &hopPlan{result: in.Dir}
	for _, f := range quads {
		if ref, one := shape.One(f.Values); one && f.Dir != quad.Any {
			id, ok := c.node(ref)
			if !ok {
				return nil
			}
			if !h.give(f.Dir, id) {
				return fixedPlan{}
			}
			continue
		}
		p := c.plan(f.Values)
		if p == nil || f.Dir == quad.Any {
			return nil
		}
		if !h.add(f.Dir, p) {
			return fixedPlan{}
		}
	}
	return h
}

// give narrows a direction to one node. It is false if nothing is left.
func (h *hopPlan) give(d quad.Direction, id ID) bool {
	given := h.fixed.Quad().Get(d)
	h.fixed = h.fixed.With(d, id)
	return id != 0 && (given == 0 || given == id)
}

// add narrows a direction. It is false if nothing is left.
func (h *hopPlan) add(d quad.Direction, p plan) bool {
	if ids, ok := p.(fixedPlan); ok {
		switch len(ids) {
		case 0:
			return false
		case 1:
			return h.give(d, ids[0])
		}
	}
	for i, f := range h.parts {
		if f.d == d {
			h.parts[i].plan = intersectPlan{f.plan, p}
			return true
		}
	}
	h.parts = append(h.parts, filter{d, p})
	return true
}

func (c *compiler) quadsAction(in shape.QuadsAction) plan {
	h := &hopPlan{result: in.Result}
	for _, d := range quad.Directions {
		if ref, ok := in.Filter[d]; ok {
			id, ok := c.node(ref)
			if !ok {
				return nil
			}
			if !h.give(d, id) {
				return fixedPlan{}
			}
		}
		if names := in.Save[d]; len(names) > 0 {
			h.add(d, &savePlan{of: allPlan{}, names: names})
		}
	}
	return h
}

func (c *compiler) intersect(in shape.Intersect) (shape.Shape, bool) {
	parts := make(intersectPlan, 0, len(in))
	var rest shape.Intersect // what is not ours
	for _, part := range in {
		switch p := c.plan(part).(type) {
		case nil:
			rest = append(rest, guard(part))
		case intersectPlan:
			parts = append(parts, p...)
		case allPlan:
		default:
			parts = append(parts, p)
		}
	}
	if c.mixed {
		return in, false
	}
	for _, p := range parts {
		if ids, ok := p.(fixedPlan); ok && len(ids) == 0 {
			return shape.Null{}, true
		}
	}
	var ours plan = parts
	switch len(parts) {
	case 0:
		if len(rest) == 0 {
			return shape.AllNodes{}, true
		}
		return rest, true
	case 1:
		ours = parts[0]
	}
	whole, ok := c.result(in, ours)
	if !ok || len(rest) == 0 {
		return whole, ok
	}
	// What is not ours stays in its order; the first is what Cayley goes through if it costs no more.
	return append(shape.Intersect{whole}, rest...), true
}

func (c *compiler) union(in shape.Union) (shape.Shape, bool) {
	var parts unionPlan
	var left shape.Union
	ours := true
	for _, part := range in {
		if shape.IsNull(part) {
			continue
		}
		left = append(left, part)
		if p := c.plan(part); p != nil {
			parts = append(parts, p)
		} else {
			ours = false
		}
	}
	switch {
	case len(left) == 0:
		return shape.Null{}, true
	case len(left) == 1:
		return left[0], true
	case ours && !c.mixed:
		return c.result(in, parts)
	}
	return left, true
}

func (c *compiler) except(in shape.Except) (shape.Shape, bool) {
	from := in.From
	if from == nil {
		from = shape.AllNodes{}
	}
	if shape.IsNull(in.Exclude) {
		return from, true
	}
	f, e := c.plan(from), c.plan(in.Exclude)
	if f != nil && e != nil && !c.mixed {
		return c.result(in, &exceptPlan{f, e})
	}
	return guard(in), true
}

// guardedShape wraps what is not the store's own where Cayley's iterators go wrong; see guard.go.
type guardedShape struct {
	shape.Shape
}

func (s guardedShape) Optimize(r shape.Optimizer) (shape.Shape, bool) { return s, false }

func (s guardedShape) BuildIterator(qs graph.QuadStore) graph.Iterator {
	return guardIterator(s.Shape.BuildIterator(qs))
}
