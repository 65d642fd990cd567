package gizmo

import (
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// This file has the steps themselves, each as the shape that Cayley's path package gives for it.

// symmetric makes a step that is its own way back.
func symmetric(name string, w weight, apply func(in shape.Shape) shape.Shape) step {
	s := step{name: name, weight: w, apply: apply}
	s.reverse = func() step { return symmetric(name, w, apply) }
	return s
}

// join keeps to what is in both shapes.
func join(a, b shape.Shape) shape.Shape {
	if _, all := a.(shape.AllNodes); all {
		return shape.Intersect{b}
	}
	return shape.Intersect{a, b}
}

func isStep(nodes []quad.Value) step {
	return symmetric("is", weight{1, 1}, func(in shape.Shape) shape.Shape {
		if len(nodes) == 0 {
			return in
		}
		lookup := shape.Lookup(nodes)
		if _, all := in.(shape.AllNodes); all {
			return lookup
		}
		return join(lookup, in) // the few given nodes first: they are the cheaper side
	})
}

type direction int

const (
	outwards direction = iota
	inwards
	bothWays
)

func (d direction) turned() direction {
	switch d {
	case outwards:
		return inwards
	case inwards:
		return outwards
	}
	return d
}

func hopStep(name string, dir direction, along, labels *via, tags []string) step {
	cost := 1 + along.size() + labels.size()
	s := step{name: name, weight: weight{1, cost}}
	switch dir {
	case outwards:
		s.apply = func(in shape.Shape) shape.Shape {
			return shape.Out(in, along.shape(), labels.labelShape(), tags...)
		}
	case inwards:
		s.apply = func(in shape.Shape) shape.Shape {
			return shape.In(in, along.shape(), labels.labelShape(), tags...)
		}
	case bothWays:
		s.weight = weight{2, 2 * cost}
		s.apply = func(in shape.Shape) shape.Shape {
			return shape.Union{
				neverNil{shape.In(in, along.shape(), labels.labelShape(), tags...)},
				neverNil{shape.Out(in, along.shape(), labels.labelShape(), tags...)},
			}
		}
	}
	s.reverse = func() step { return hopStep(name, dir.turned(), along, labels, tags) }
	s.edges = func(in shape.Shape, tags []string) shape.Shape {
		switch dir {
		case outwards:
			return edgeLabels(in, quad.Subject, along, labels, tags)
		case inwards:
			return edgeLabels(in, quad.Object, along, labels, tags)
		}
		return shape.Union{
			neverNil{edgeLabels(in, quad.Object, along, labels, tags)},
			neverNil{edgeLabels(in, quad.Subject, along, labels, tags)},
		}
	}
	return s
}

// edgeLabels goes from nodes to the labels of the quads that have them on one side.
func edgeLabels(in shape.Shape, side quad.Direction, along, labels *via, tags []string) shape.Shape {
	quads := make(shape.Quads, 0, 3)
	if _, all := in.(shape.AllNodes); !all {
		quads = append(quads, shape.QuadFilter{Dir: side, Values: in})
	}
	if along != nil {
		quads = append(quads, shape.QuadFilter{Dir: quad.Predicate, Values: along.shape()})
	}
	if kept := labels.labelShape(); kept != nil {
		quads = append(quads, shape.QuadFilter{Dir: quad.Label, Values: kept})
	}
	var out shape.Shape = shape.NodesFrom{Quads: quads, Dir: quad.Label}
	if len(tags) > 0 {
		out = shape.Save{From: out, Tags: tags}
	}
	return out
}

func hasStep(name string, along *via, rev bool, labels *via, nodes func() shape.Shape) step {
	return symmetric(name, weight{1, 2 + along.size() + labels.size()}, func(in shape.Shape) shape.Shape {
		return shape.HasLabels(in, along.shape(), nodes(), labels.labelShape(), rev)
	})
}

func saveStep(name string, along *via, tag string, rev, optional bool, labels *via) step {
	return symmetric(name, weight{1, 2 + along.size() + labels.size()}, func(in shape.Shape) shape.Shape {
		return shape.SaveViaLabels(in, along.shape(), labels.labelShape(), tag, rev, optional)
	})
}

func savePredicatesStep(name string, in bool, tag string) step {
	return symmetric(name, weight{1, 2}, func(from shape.Shape) shape.Shape {
		return shape.SavePredicates(from, in, tag)
	})
}

func predicatesStep(name string, in bool) step {
	return step{name: name, weight: weight{1, 2}, apply: func(from shape.Shape) shape.Shape {
		return shape.Predicates(from, in)
	}}
}

// labelsStep goes to the labels of all quads that a node is the subject or the object of.
func labelsStep() step {
	return step{name: "labels", weight: weight{2, 3}, apply: shape.Labels}
}

func tagStep(tags []string) step {
	s := step{name: "tag", tags: tags, weight: weight{1, 1}, apply: func(in shape.Shape) shape.Shape {
		return shape.Save{From: in, Tags: tags}
	}}
	s.reverse = func() step { return tagStep(tags) }
	return s
}

func filterStep(filters []shape.ValueFilter) step {
	return symmetric("filter", weight{1, int64(len(filters))}, func(in shape.Shape) shape.Shape {
		return shape.AddFilters(in, filters...)
	})
}

func andStep(other *traversal) step {
	return symmetric("and", weight{1, 1 + other.size()}, func(in shape.Shape) shape.Shape {
		return join(in, other.shape())
	})
}

func orStep(other *traversal) step {
	return symmetric("or", weight{1, 1 + other.size()}, func(in shape.Shape) shape.Shape {
		return shape.Union{neverNil{in}, neverNil{other.shape()}}
	})
}

func exceptStep(other *traversal) step {
	return symmetric("except", weight{1, 2 + other.size()}, func(in shape.Shape) shape.Shape {
		return join(in, exceptShape(other.shape()))
	})
}

func uniqueStep() step {
	return symmetric("unique", weight{1, 1}, func(in shape.Shape) shape.Shape {
		return shape.Unique{From: in}
	})
}

func pageStep(name string, p page) step {
	return symmetric(name, weight{1, 1}, func(in shape.Shape) shape.Shape {
		if p == (page{}) {
			return in
		}
		return pageShape{from: in, page: p}
	})
}

// followStep goes along a morphism; back is the same morphism turned round, or nil if it cannot be.
func followStep(name string, way, back *traversal) step {
	s := step{name: name, weight: way.weight, apply: way.from}
	if back != nil {
		s.reverse = func() step { return followStep(name, back, way) }
	}
	return s
}
