package path

import (
	"cmp"
	"context"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"

	"talentgraph.example/query/gizmo/internal/stop"
)

// rankTag carries the place of a row in the order that order({by: ...}) gave, through all later steps. A
// script cannot set or see it: no tag of a script holds a zero byte.
const rankTag = "\x00rank"

// An ordering is what order() was asked for. The zero ordering is Cayley's: by the text of the node.
type ordering struct {
	extended bool
	by       quad.Value // the predicate whose object to sort by; nil for the node itself
	desc     bool
	page     page // of the ordered rows
}

type order struct {
	one
	ordering
}

// Order sorts by the text of the nodes, as Cayley does.
func (p *Path) Order() *Path { return p.add(order{}) }

// OrderBy sorts by the value of what the nodes have along a predicate, or of the nodes themselves if that is nil.
// The order holds through all later steps.
func (p *Path) OrderBy(by quad.Value, desc bool) *Path {
	next := p.add(order{ordering: ordering{extended: true, by: by, desc: desc}})
	next.ranked = true
	return next
}

func (s order) apply(in shape.Shape) shape.Shape {
	return orderedShape{from: in, ordering: s.ordering}
}

// orderedShape sorts what it is given. It takes the place of shape.Sort, which cannot be cancelled while it
// sorts, and which gives the alternative paths of one node to the node before.
type orderedShape struct {
	from shape.Shape
	ordering
}

func (s orderedShape) BuildIterator(qs graph.QuadStore) graph.Iterator {
	if shape.IsNull(s.from) {
		return iterator.NewNull()
	}
	return graph.AsLegacy(&orderedIterator{
		qs: qs, sub: graph.AsShape(s.from.BuildIterator(qs)), ordering: s.ordering,
	})
}

func (s orderedShape) Optimize(r shape.Optimizer) (shape.Shape, bool) {
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

type orderedIterator struct {
	qs  graph.QuadStore
	sub graph.IteratorShape
	ordering
	asIs bool // keep the order that there is
}

func (it *orderedIterator) String() string                      { return "Ordered" }
func (it *orderedIterator) SubIterators() []graph.IteratorShape { return []graph.IteratorShape{it.sub} }

func (it *orderedIterator) Iterate() graph.Scanner { return &orderedScan{it: it, at: -1} }
func (it *orderedIterator) Lookup() graph.Index    { return &orderedLookup{orderedScan{it: it, at: -1}} }

func (it *orderedIterator) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	costs, err := it.sub.Stats(ctx)
	costs.NextCost *= 2
	costs.Size.Exact = false
	return costs, err
}

func (it *orderedIterator) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	sub, changed := it.sub.Optimize(ctx)
	if !changed {
		return it, false
	}
	return &orderedIterator{qs: it.qs, sub: sub, ordering: it.ordering, asIs: it.asIs}, true
}

// An orderedNode is one result and the tags of each path to it.
type orderedNode struct {
	ref  graph.Ref
	key  Key
	text string
	tags []map[string]graph.Ref
}

// orderedScan reads everything at the first Next.
type orderedScan struct {
	it    *orderedIterator
	nodes []orderedNode
	byRef map[any]int // for Contains
	ready bool
	at    int
	path  int
	err   error
}

func (s *orderedScan) read(ctx context.Context) {
	if s.ready {
		return
	}
	s.ready = true
	sub := s.it.sub.Iterate()
	defer sub.Close()
	for sub.Next(ctx) {
		n := orderedNode{ref: sub.Result()}
		for more := true; more; more = sub.NextPath(ctx) {
			tags := make(map[string]graph.Ref)
			sub.TagResults(tags)
			n.tags = append(n.tags, tags)
		}
		s.it.setKey(ctx, &n)
		s.nodes = append(s.nodes, n)
	}
	if s.err = cmp.Or(sub.Err(), ctx.Err()); s.err != nil {
		s.nodes = nil
		return
	}
	s.it.sort(ctx, s.nodes)
	s.nodes = s.it.page.cut(s.nodes)
	if s.it.extended {
		for rank, n := range s.nodes {
			for _, tags := range n.tags {
				tags[rankTag] = graph.PreFetched(quad.Int(rank))
			}
		}
	}
}

// cut keeps the rows of the page. A row is one path to a node, as Cayley's limit counts them.
func (p page) cut(nodes []orderedNode) []orderedNode {
	if p == (page{}) {
		return nodes
	}
	var kept []orderedNode
	row := int64(0)
	for _, n := range nodes {
		var tags []map[string]graph.Ref
		for _, t := range n.tags {
			on, after := p.of(row)
			if after {
				break
			}
			if on {
				tags = append(tags, t)
			}
			row++
		}
		if n.tags = tags; len(tags) > 0 {
			kept = append(kept, n)
		}
	}
	return kept
}

func (it *orderedIterator) setKey(ctx context.Context, n *orderedNode) {
	if it.asIs {
		return
	}
	if !it.extended {
		n.text = quad.StringOf(it.qs.NameOf(n.ref))
		return
	}
	if it.by == nil {
		n.key = KeyOf(it.qs.NameOf(n.ref))
		return
	}
	n.key = missingKey
	for value := range objects(ctx, it.qs, n.ref, it.by) {
		key := KeyOf(it.qs.NameOf(value))
		if n.key == missingKey || (key.Compare(n.key) < 0) != it.desc {
			n.key = key
		}
	}
}

func (it *orderedIterator) sort(ctx context.Context, nodes []orderedNode) {
	steps := 0
	slices.SortStableFunc(nodes, func(a, b orderedNode) int {
		if steps++; steps%1024 == 0 {
			stop.Check(ctx)
		}
		if !it.extended {
			return cmp.Compare(a.text, b.text)
		}
		// What has no value to sort by comes last both ways.
		if (a.key == missingKey) != (b.key == missingKey) || !it.desc {
			return a.key.Compare(b.key)
		}
		return b.key.Compare(a.key)
	})
}

func (s *orderedScan) Next(ctx context.Context) bool {
	s.read(ctx)
	s.path = 0
	s.at = min(s.at+1, len(s.nodes))
	return s.at < len(s.nodes)
}

func (s *orderedScan) NextPath(context.Context) bool {
	if s.at < 0 || s.at >= len(s.nodes) || s.path+1 >= len(s.nodes[s.at].tags) {
		return false
	}
	s.path++
	return true
}

func (s *orderedScan) Result() graph.Ref {
	if s.at < 0 || s.at >= len(s.nodes) {
		return nil
	}
	return s.nodes[s.at].ref
}

func (s *orderedScan) TagResults(dst map[string]graph.Ref) {
	if s.at < 0 || s.at >= len(s.nodes) {
		return
	}
	for tag, ref := range s.nodes[s.at].tags[s.path] {
		dst[tag] = ref
	}
}

func (s *orderedScan) Err() error     { return s.err }
func (s *orderedScan) Close() error   { return nil }
func (s *orderedScan) String() string { return "OrderedScan" }

// orderedLookup tells whether a node is among the ordered ones; Cayley asks so when another part of the
// query leads.
type orderedLookup struct{ orderedScan }

func (s *orderedLookup) Contains(ctx context.Context, ref graph.Ref) bool {
	s.read(ctx)
	if s.byRef == nil {
		s.byRef = make(map[any]int, len(s.nodes))
		for i, n := range s.nodes {
			if _, seen := s.byRef[graph.ToKey(n.ref)]; !seen {
				s.byRef[graph.ToKey(n.ref)] = i
			}
		}
	}
	i, found := s.byRef[graph.ToKey(ref)]
	if !found {
		return false
	}
	s.at, s.path = i, 0
	return true
}
