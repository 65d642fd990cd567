package snapstore

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store"
)

// Cayley has two kinds of iterators. An IteratorShape makes scanners, which list, and indexes, which tell
// whether something is listed. A legacy Iterator is one or the other, whichever is used first. The store
// has shapes, and wraps them for those who ask for a legacy Iterator.

// legacy is the legacy Iterator of a shape, and gives the shape back when asked.
type legacy struct {
	graph.Iterator
	shape graph.IteratorShape
}

func newLegacy(shape graph.IteratorShape) graph.Iterator {
	l := &legacy{shape: shape}
	l.Iterator = graph.NewLegacy(shape, l)
	return l
}

func (l *legacy) AsShape() graph.IteratorShape {
	l.Close()
	return l.shape
}

// stepper is the part that all of the store's scanners and indexes share: it counts steps, looks at the
// context, and keeps the error.
type stepper struct {
	steps int
	err   error
}

// step is false when the context is done; then Err tells.
func (s *stepper) step(ctx context.Context) bool {
	if s.err != nil {
		return false
	}
	if s.steps%store.CheckEvery == 0 {
		s.err = ctx.Err()
	}
	s.steps++
	return s.err == nil
}

// count counts n steps at once, at most store.CheckEvery.
func (s *stepper) count(ctx context.Context, n int) bool {
	if s.err != nil {
		return false
	}
	if before := s.steps; before == 0 || before/store.CheckEvery != (before+n)/store.CheckEvery {
		s.err = ctx.Err()
	}
	s.steps += n
	return s.err == nil
}

func (s *stepper) Err() error { return s.err }

// leaf has the methods of an iterator that neither tags nor has several ways to a result.
type leaf struct{}

func (leaf) TagResults(map[string]graph.Ref)   {}
func (leaf) NextPath(ctx context.Context) bool { return false }
func (leaf) Close() error                      { return nil }

// quadShape iterates over the quads that have a node at a direction, or over all if d is quad.Any.
type quadShape struct {
	snapshot *store.Snapshot
	d        quad.Direction
	id       ID
}

func (it *quadShape) String() string {
	if it.d == quad.Any {
		return "Snapstore(all quads)"
	}
	return fmt.Sprintf("Snapstore(%v)", it.d)
}

func (it *quadShape) AsLegacy() graph.Iterator            { return newLegacy(it) }
func (it *quadShape) SubIterators() []graph.IteratorShape { return nil }

func (it *quadShape) Optimize(context.Context) (graph.IteratorShape, bool) { return it, false }

func (it *quadShape) Stats(context.Context) (graph.IteratorCosts, error) {
	n, _ := it.snapshot.AtMost(Pattern{}.With(it.d, it.id))
	return graph.IteratorCosts{
		NextCost: 1, ContainsCost: 1,
		Size: graph.Size{Size: int64(n), Exact: true},
	}, nil
}

func (it *quadShape) Iterate() graph.Scanner {
	return &quadScanner{quadShape: it, cursor: it.snapshot.Cursor(Pattern{}.With(it.d, it.id))}
}

func (it *quadShape) Lookup() graph.Index { return &quadIndex{quadShape: it} }

type quadScanner struct {
	*quadShape
	leaf
	stepper
	cursor store.Cursor
	quad   Quad
	on     bool
}

func (it *quadScanner) Next(ctx context.Context) bool {
	it.on = it.step(ctx)
	if it.on {
		it.quad, it.on = it.cursor.Next()
	}
	return it.on
}

func (it *quadScanner) Result() graph.Ref {
	if !it.on {
		return nil
	}
	return &quadRef{it.snapshot.Dictionary(), it.quad}
}

type quadIndex struct {
	*quadShape
	leaf
	stepper
	result graph.Ref
}

func (it *quadIndex) Contains(ctx context.Context, r graph.Ref) bool {
	it.result = nil
	if !it.step(ctx) {
		return false
	}
	q, ok := resolveQuad(it.snapshot, r)
	if !ok || it.d != quad.Any && q.Get(it.d) != it.id {
		return false
	}
	it.result = r
	return true
}

func (it *quadIndex) Result() graph.Ref { return it.result }

// allNodes iterates over the terms that quads use, by number.
type allNodes struct {
	snapshot *store.Snapshot
}

func (it *allNodes) String() string                      { return "Snapstore(all nodes)" }
func (it *allNodes) AsLegacy() graph.Iterator            { return newLegacy(it) }
func (it *allNodes) SubIterators() []graph.IteratorShape { return nil }

func (it *allNodes) Optimize(context.Context) (graph.IteratorShape, bool) { return it, false }

func (it *allNodes) Stats(context.Context) (graph.IteratorCosts, error) {
	return graph.IteratorCosts{
		NextCost: 1, ContainsCost: 1,
		Size: graph.Size{Size: int64(it.snapshot.Terms())}, // some may be unused
	}, nil
}

func (it *allNodes) Iterate() graph.Scanner { return &allScanner{allNodes: it} }
func (it *allNodes) Lookup() graph.Index    { return &allIndex{allNodes: it} }

type allScanner struct {
	*allNodes
	leaf
	stepper
	id ID
}

func (it *allScanner) Next(ctx context.Context) bool {
	for int(it.id) < it.snapshot.Terms() {
		if !it.step(ctx) {
			return false
		}
		if it.id++; it.snapshot.Used(it.id) {
			return true
		}
	}
	return false
}

func (it *allScanner) Result() graph.Ref { return nodeOf(it.snapshot.Dictionary(), it.id) }

type allIndex struct {
	*allNodes
	leaf
	stepper
	result graph.Ref
}

func (it *allIndex) Contains(ctx context.Context, r graph.Ref) bool {
	it.result = nil
	if !it.step(ctx) {
		return false
	}
	if id := resolve(it.snapshot, r); id != 0 && it.snapshot.Used(id) {
		it.result = r
	}
	return it.result != nil
}

func (it *allIndex) Result() graph.Ref { return it.result }
