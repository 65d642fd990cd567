package snapstore

import (
	"context"
	"maps"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"

	"talentgraph.example/graph/internal/store"
)

var (
	_ shape.Shape               = (*planShape)(nil)
	_ graph.IteratorShapeCompat = (*planIterator)(nil)
	_ graph.TaggerShape         = (*planIterator)(nil)
)

// planShape is a plan as Cayley's query shape.
type planShape struct {
	snapshot *store.Snapshot
	plan     plan
}

func (s *planShape) Optimize(shape.Optimizer) (shape.Shape, bool) { return s, false }

// BuildIterator makes a new planIterator each time: Cayley adds tags to the iterator it gets.
func (s *planShape) BuildIterator(graph.QuadStore) graph.Iterator {
	return newLegacy(&planIterator{snapshot: s.snapshot, plan: s.plan})
}

// Plan gives the iterator of a query that the store's own plans answer as a whole; it is false for others. It
// is for those who have a shape and call [shape.BuildIterator] otherwise, which goes over it three times, and
// over a short query longer than that takes to run.
func (p *pinned) Plan(s shape.Shape) (graph.IteratorShape, bool) {
	s, _ = s.Optimize(p)
	planned, ok := s.(*planShape)
	if !ok {
		return nil, false
	}
	return &planIterator{snapshot: planned.snapshot, plan: planned.plan}, true
}

// planIterator is a plan as Cayley's iterator shape. It takes tags itself, which spares a wrapper.
type planIterator struct {
	snapshot *store.Snapshot
	plan     plan
	names    []string
	fixed    map[string]graph.Ref
}

func (it *planIterator) String() string                      { return "Snapstore(plan)" }
func (it *planIterator) AsLegacy() graph.Iterator            { return newLegacy(it) }
func (it *planIterator) SubIterators() []graph.IteratorShape { return nil }

func (it *planIterator) Optimize(context.Context) (graph.IteratorShape, bool) { return it, false }

func (it *planIterator) Stats(context.Context) (graph.IteratorCosts, error) {
	n := it.plan.size(it.snapshot)
	_, exact := it.plan.(fixedPlan)
	return graph.IteratorCosts{
		NextCost: 1, ContainsCost: 2,
		Size: graph.Size{Size: n, Exact: exact},
	}, nil
}

func (it *planIterator) Tags() []string                  { return it.names }
func (it *planIterator) FixedTags() map[string]graph.Ref { return it.fixed }
func (it *planIterator) AddTags(names ...string)         { it.names = append(it.names, names...) }

func (it *planIterator) AddFixedTag(name string, ref graph.Ref) {
	it.fixed = maps.Clone(it.fixed)
	if it.fixed == nil {
		it.fixed = map[string]graph.Ref{}
	}
	it.fixed[name] = ref
}

func (it *planIterator) CopyFromTagger(from graph.TaggerBase) {
	it.AddTags(from.Tags()...)
	for name, ref := range from.FixedTags() {
		it.AddFixedTag(name, ref)
	}
}

// whole is the plan with the iterator's own tags.
func (it *planIterator) whole() plan {
	if len(it.names) == 0 && len(it.fixed) == 0 {
		return it.plan
	}
	return &savePlan{it.plan, slices.Clone(it.names), it.fixed}
}

func (it *planIterator) Iterate() graph.Scanner {
	s := &planScanner{name: it.String()}
	s.run.snapshot = it.snapshot
	s.source = it.whole().scan(&s.run)
	return s
}

func (it *planIterator) Lookup() graph.Index {
	x := &planIndex{name: it.String()}
	x.run.snapshot = it.snapshot
	x.probe = it.whole().lookup(&x.run)
	return x
}

type planScanner struct {
	run    run
	source source
	name   string
	on     bool // at a result
	refs   refMaker

	started bool
}

func (s *planScanner) String() string { return s.name }
func (s *planScanner) Err() error     { return s.run.err }
func (s *planScanner) Close() error   { return nil }

func (s *planScanner) Next(ctx context.Context) bool {
	s.started = true
	s.on = s.run.step(ctx) && s.source.next(ctx)
	return s.on
}

func (s *planScanner) NextPath(ctx context.Context) bool { return s.on && s.source.nextPath(ctx) }

// CountPaths counts the results that are left, all ways to each, without going to them one by one where
// that can be told. It is for those who count a query's results: Cayley's own interface has no such method.
// If the context ends it, Err tells.
func (s *planScanner) CountPaths(ctx context.Context) int64 {
	n := int64(0)
	if step, ok := s.source.(*stepSource); ok && !s.started && oneWay(step) && s.run.step(ctx) {
		return step.countPaths(ctx)
	}
	for s.Next(ctx) {
		for n++; s.NextPath(ctx); n++ {
		}
	}
	return n
}

func (s *planScanner) Result() graph.Ref {
	if !s.on {
		return nil
	}
	return s.refs.make(s.run.snapshot.Dictionary(), s.source.id())
}

func (s *planScanner) TagResults(dst map[string]graph.Ref) {
	if s.on {
		s.source.tags(dst)
	}
}

type planIndex struct {
	run    run
	probe  probe
	name   string
	result graph.Ref
}

func (x *planIndex) String() string { return x.name }
func (x *planIndex) Err() error     { return x.run.err }
func (x *planIndex) Close() error   { return nil }

func (x *planIndex) Contains(ctx context.Context, r graph.Ref) bool {
	x.result = nil
	if !x.run.step(ctx) {
		return false
	}
	if id := resolve(x.run.snapshot, r); id != 0 && x.probe.contains(ctx, id) {
		x.result = r
		return true
	}
	return false
}

func (x *planIndex) NextPath(ctx context.Context) bool {
	return x.result != nil && x.probe.nextPath(ctx)
}

func (x *planIndex) Result() graph.Ref { return x.result }

func (x *planIndex) TagResults(dst map[string]graph.Ref) {
	if x.result != nil {
		x.probe.tags(dst)
	}
}

// refMaker makes refs several at a time.
type refMaker struct {
	made int
	free []nodeRef
}

func (m *refMaker) make(t *store.Dictionary, id ID) graph.Ref {
	if len(m.free) == 0 {
		m.made = min(2*m.made+1, 64)
		m.free = make([]nodeRef, m.made)
	}
	r := &m.free[0]
	m.free = m.free[1:]
	r.terms, r.id = t, id
	return r
}
