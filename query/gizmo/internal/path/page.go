package path

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
)

// A page is which rows to keep; a limit of 0 is none.
type page struct{ skip, limit int64 }

// of tells whether the n-th row, from 0, is on the page, and whether no later one is.
func (p page) of(n int64) (on, after bool) {
	after = p.limit > 0 && n >= p.skip+p.limit
	return n >= p.skip && !after, after
}

// Limit keeps the first n rows; 0 keeps all.
func (p *Path) Limit(n int64) *Path { return p.keep(page{limit: n}) }

// Skip leaves out the first n rows.
func (p *Path) Skip(n int64) *Path { return p.keep(page{skip: n}) }

// keep keeps a part of the rows so far. Right after order() it is a part of the ordering, so that it is of the
// ordered rows whatever comes later.
func (p *Path) keep(part page) *Path {
	if o, ok := p.last().(order); ok && part != (page{}) {
		switch {
		case o.page == page{}:
			o.page = part
			return p.replaceLast(o)
		case o.page.limit == 0 && part.skip == 0:
			o.page.limit = part.limit
			return p.replaceLast(o)
		}
	}
	return p.add(kept{page: part})
}

type kept struct {
	one
	page page
}

func (s kept) apply(in shape.Shape) shape.Shape {
	if s.page == (page{}) {
		return in
	}
	return pageShape{from: in, page: s.page}
}

// pageShape is limit() and skip(). Cayley's shape.Page counts what it is asked for: where another part of the
// query leads, its limit(2) lets any node pass, and what comes out hangs on the plan. This one is the same
// rows either way.
type pageShape struct {
	from shape.Shape
	page page
}

func (s pageShape) BuildIterator(qs graph.QuadStore) graph.Iterator {
	if shape.IsNull(s.from) {
		return iterator.NewNull()
	}
	rows := graph.AsShape(s.from.BuildIterator(qs))
	return graph.AsLegacy(&pageIterator{rows: rows, qs: qs, page: s.page})
}

func (s pageShape) Optimize(r shape.Optimizer) (shape.Shape, bool) {
	if shape.IsNull(s.from) {
		return nil, true
	}
	from, changed := s.from.Optimize(r)
	if shape.IsNull(from) {
		return nil, true
	}
	s.from = from
	return s, changed
}

type pageIterator struct {
	rows graph.IteratorShape
	qs   graph.QuadStore
	page page
}

func (it *pageIterator) String() string                      { return "Page" }
func (it *pageIterator) SubIterators() []graph.IteratorShape { return []graph.IteratorShape{it.rows} }

func (it *pageIterator) Iterate() graph.Scanner {
	return &pageScan{Scanner: it.rows.Iterate(), page: it.page}
}

// Lookup reads the page first, to know what is on it.
func (it *pageIterator) Lookup() graph.Index {
	return &orderedLookup{orderedScan{it: &orderedIterator{qs: it.qs, sub: it, asIs: true}, at: -1}}
}

func (it *pageIterator) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	costs, err := it.rows.Stats(ctx)
	if it.page.limit > 0 {
		costs.Size.Size = min(costs.Size.Size, it.page.limit)
	}
	costs.Size.Exact = false
	return costs, err
}

func (it *pageIterator) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	rows, changed := it.rows.Optimize(ctx)
	if !changed {
		return it, false
	}
	return &pageIterator{rows: rows, qs: it.qs, page: it.page}, true
}

// pageScan goes through the rows up to the page's end; each way to a node is a row.
type pageScan struct {
	graph.Scanner
	page page
	row  int64 // that comes next
}

func (s *pageScan) Next(ctx context.Context) bool {
	for {
		if _, after := s.page.of(s.row); after || !s.Scanner.Next(ctx) {
			return false
		}
		s.row++
		if on, _ := s.page.of(s.row - 1); on {
			return true
		}
		// A node whose first way is before the page may have others on it.
		if s.NextPath(ctx) {
			return true
		}
	}
}

func (s *pageScan) NextPath(ctx context.Context) bool {
	for {
		if _, after := s.page.of(s.row); after || !s.Scanner.NextPath(ctx) {
			return false
		}
		s.row++
		if on, _ := s.page.of(s.row - 1); on {
			return true
		}
	}
}
