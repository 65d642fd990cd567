package path

import (
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// A Direction is how a hop goes along quads.
type Direction int

// The directions of out(), in() and both().
const (
	Out Direction = iota
	In
	Both
)

func (d Direction) turned() Direction {
	switch d {
	case Out:
		return In
	case In:
		return Out
	}
	return d
}

// hop goes from nodes to their neighbours.
type hop struct {
	dir           Direction
	along, labels *Via
	tags          []string // of the predicate
}

// Hop goes along the quads around the nodes, in one direction or both. The predicate of each gets the tags.
func (p *Path) Hop(dir Direction, along *Via, tags []string) *Path {
	return p.add(hop{dir, along, p.labels, tags})
}

func (s hop) apply(in shape.Shape) shape.Shape {
	switch s.dir {
	case Out:
		return shape.Out(in, s.along.shape(), s.labels.labelShape(), s.tags...)
	case In:
		return shape.In(in, s.along.shape(), s.labels.labelShape(), s.tags...)
	}
	return shape.Union{
		neverNil{shape.In(in, s.along.shape(), s.labels.labelShape(), s.tags...)},
		neverNil{shape.Out(in, s.along.shape(), s.labels.labelShape(), s.tags...)},
	}
}

func (s hop) weight() weight {
	cost := 1 + s.along.size() + s.labels.size()
	if s.dir == Both {
		return weight{2, 2 * cost}
	}
	return weight{1, cost}
}

func (s hop) turned() step {
	s.dir = s.dir.turned()
	return s
}

// hopLabels goes from nodes to the labels of the quads that a hop goes along.
type hopLabels struct {
	hop
	names []string // tags of the label
}

// LabelsOfHop replaces the hop that the path ends with by one to the labels of the very quads gone along; false if
// the path ends otherwise.
func (p *Path) LabelsOfHop(tags []string) (*Path, bool) {
	last, ok := p.last().(hop)
	if !ok {
		return nil, false
	}
	return p.replaceLast(hopLabels{last, tags}), true
}

func (s hopLabels) apply(in shape.Shape) shape.Shape {
	switch s.dir {
	case Out:
		return s.of(in, quad.Subject)
	case In:
		return s.of(in, quad.Object)
	}
	return shape.Union{neverNil{s.of(in, quad.Object)}, neverNil{s.of(in, quad.Subject)}}
}

// of goes to the labels of the quads that have the nodes on one side.
func (s hopLabels) of(in shape.Shape, side quad.Direction) shape.Shape {
	quads := make(shape.Quads, 0, 3)
	if _, all := in.(shape.AllNodes); !all {
		quads = append(quads, shape.QuadFilter{Dir: side, Values: in})
	}
	if s.along != nil {
		quads = append(quads, shape.QuadFilter{Dir: quad.Predicate, Values: s.along.shape()})
	}
	if kept := s.labels.labelShape(); kept != nil {
		quads = append(quads, shape.QuadFilter{Dir: quad.Label, Values: kept})
	}
	var out shape.Shape = shape.NodesFrom{Quads: quads, Dir: quad.Label}
	if len(s.names) > 0 {
		out = shape.Save{From: out, Tags: s.names}
	}
	return out
}

func (s hopLabels) turned() step   { return nil }
func (s hopLabels) method() string { return "labels" }
