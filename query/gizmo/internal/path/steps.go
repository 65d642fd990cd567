package path

import (
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// The steps that stay at their nodes, keep some of them or note something of them, a type and a method of Path each;
// and the few that go to predicates and labels. Hops are in hop.go, what has paths within it is in combine.go.

type is struct {
	one
	nodes []quad.Value
}

// Is keeps to some nodes; to all if none are given.
func (p *Path) Is(nodes []quad.Value) *Path { return p.add(is{nodes: nodes}) }

func (s is) apply(in shape.Shape) shape.Shape {
	if len(s.nodes) == 0 {
		return in
	}
	lookup := shape.Lookup(s.nodes)
	if _, all := in.(shape.AllNodes); all {
		return lookup
	}
	return join(lookup, in) // the few given nodes first: they are the cheaper side
}

type nothing struct{ one }

func (nothing) apply(shape.Shape) shape.Shape { return shape.Null{} }

type has struct {
	along, labels *Via
	reverse       bool
	nodes         []quad.Value
	filters       []Filter
}

// Has keeps the nodes with a quad to one of the given nodes, all if none are given, that passes the filters; in
// reverse, with a quad from there.
func (p *Path) Has(along *Via, reverse bool, nodes []quad.Value, filters []Filter) *Path {
	return p.add(has{along, p.labels, reverse, nodes, filters})
}

func (s has) apply(in shape.Shape) shape.Shape {
	var target shape.Shape = shape.AllNodes{}
	if len(s.nodes) > 0 {
		target = shape.Lookup(s.nodes)
	}
	return shape.HasLabels(in, s.along.shape(), shape.AddFilters(target, forShape(s.filters)...), s.labels.labelShape(), s.reverse)
}

func (s has) weight() weight { return weight{1, 2 + s.along.size() + s.labels.size()} }

type save struct {
	along, labels     *Via
	tag               string
	reverse, optional bool
}

// Save notes under a tag what each node has along a predicate; in reverse, what has the node. Nodes without such
// a quad are kept only if it is optional.
func (p *Path) Save(along *Via, tag string, reverse, optional bool) *Path {
	return p.add(save{along, p.labels, tag, reverse, optional})
}

func (s save) apply(in shape.Shape) shape.Shape {
	return shape.SaveViaLabels(in, s.along.shape(), s.labels.labelShape(), s.tag, s.reverse, s.optional)
}

func (s save) weight() weight { return weight{1, 2 + s.along.size() + s.labels.size()} }

type savePredicates struct {
	in  bool
	tag string
}

// SavePredicates notes under a tag the predicates of each node's quads, in or out.
func (p *Path) SavePredicates(in bool, tag string) *Path { return p.add(savePredicates{in, tag}) }

func (s savePredicates) apply(from shape.Shape) shape.Shape {
	return shape.SavePredicates(from, s.in, s.tag)
}

func (s savePredicates) weight() weight { return weight{1, 2} }

type predicates struct{ in bool }

// Predicates goes to the predicates of the nodes' quads, in or out.
func (p *Path) Predicates(in bool) *Path { return p.add(predicates{in}) }

func (s predicates) apply(from shape.Shape) shape.Shape { return shape.Predicates(from, s.in) }
func (s predicates) weight() weight                     { return weight{1, 2} }

func (s predicates) method() string {
	if s.in {
		return "inPredicates"
	}
	return "outPredicates"
}

type labels struct{}

// Labels goes to the labels of all quads that a node is the subject or the object of.
func (p *Path) Labels() *Path { return p.add(labels{}) }

func (labels) apply(in shape.Shape) shape.Shape { return shape.Labels(in) }
func (labels) weight() weight                   { return weight{2, 3} }
func (labels) method() string                   { return "labels" }

type tag struct {
	one
	names []string
}

// Tag notes the nodes under some names; Back returns to where.
func (p *Path) Tag(names []string) *Path { return p.add(tag{names: names}) }

func (s tag) apply(in shape.Shape) shape.Shape { return shape.Save{From: in, Tags: s.names} }

type filter struct{ tests []Filter }

// Filter keeps the nodes that pass all tests.
func (p *Path) Filter(tests []Filter) *Path { return p.add(filter{tests}) }

func (s filter) apply(in shape.Shape) shape.Shape { return shape.AddFilters(in, forShape(s.tests)...) }
func (s filter) weight() weight                   { return weight{1, int64(len(s.tests))} }

type unique struct{ one }

// Unique keeps each node once.
func (p *Path) Unique() *Path { return p.add(unique{}) }

func (unique) apply(in shape.Shape) shape.Shape { return shape.Unique{From: in} }
