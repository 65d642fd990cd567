package gizmo

import (
	"errors"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
)

// recursiveStep follows a morphism again and again, and gives each node it meets once.
func recursiveStep(way, back *traversal, maxDepth int, depthTags []string) step {
	s := step{name: "followRecursive", weight: weight{1, 1 + way.size()}}
	s.apply = func(in shape.Shape) shape.Shape {
		return recursiveShape{from: in, way: way, maxDepth: maxDepth, depthTags: depthTags}
	}
	if back != nil {
		s.reverse = func() step { return recursiveStep(back, way, maxDepth, depthTags) }
	}
	return s
}

type recursiveShape struct {
	from      shape.Shape
	way       *traversal
	maxDepth  int // 0 is Cayley's default of 50; below 0 there is no end
	depthTags []string
}

func (s recursiveShape) BuildIterator(qs graph.QuadStore) graph.Iterator {
	start := s.from.BuildIterator(qs)
	it := iterator.NewRecursive(start, func(it graph.Iterator) graph.Iterator {
		return s.way.from(&iteratorShape{it: it}).BuildIterator(qs)
	}, s.maxDepth)
	for _, tag := range s.depthTags {
		it.AddDepthTag(tag)
	}
	return it
}

func (s recursiveShape) Optimize(r shape.Optimizer) (shape.Shape, bool) {
	from, changed := s.from.Optimize(r)
	if from == nil {
		return nil, true
	}
	s.from = from
	return s, changed
}

// iteratorShape gives an iterator that is already there, once.
type iteratorShape struct{ it graph.Iterator }

func (s *iteratorShape) BuildIterator(graph.QuadStore) graph.Iterator {
	it := s.it
	if it == nil {
		return iterator.NewError(errors.New("followRecursive: the path uses its start twice, as both() does; use out() or in()"))
	}
	s.it = nil
	return it
}

func (s *iteratorShape) Optimize(shape.Optimizer) (shape.Shape, bool) { return s, false }
