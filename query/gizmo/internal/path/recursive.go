package path

import (
	"errors"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
)

// recursive follows a morphism again and again, and gives each node it meets once; back is the morphism turned
// round, or nil if it cannot be.
type recursive struct {
	way, back *Path
	maxDepth  int      // 0 is Cayley's default of 50; below 0 there is no end
	depthTags []string // for the number of steps
}

// FollowRecursive goes along a morphism any number of times up to maxDepth: 0 is Cayley's default of 50, below 0
// there is no end. The number of times is noted under the tags.
func (p *Path) FollowRecursive(way *Path, maxDepth int, depthTags []string) *Path {
	back, _ := way.reversed()
	return p.add(recursive{way, back, maxDepth, depthTags})
}

func (s recursive) apply(in shape.Shape) shape.Shape { return recursiveShape{in, s} }
func (s recursive) weight() weight                   { return weight{1, 1 + s.way.Size()} }
func (s recursive) method() string                   { return "followRecursive" }

func (s recursive) turned() step {
	if s.back == nil {
		return nil
	}
	s.way, s.back = s.back, s.way
	return s
}

type recursiveShape struct {
	from shape.Shape
	recursive
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
