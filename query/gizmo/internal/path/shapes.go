package path

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

// neverNil is a part of a query that may turn out empty where Cayley's optimizer expects that it does not: a
// branch of a Union, or what an Except leaves out. Optimized to nothing, it stays a shape.
type neverNil struct{ shape.Shape }

func (s neverNil) BuildIterator(qs graph.QuadStore) graph.Iterator { return s.Shape.BuildIterator(qs) }

func (s neverNil) Optimize(r shape.Optimizer) (shape.Shape, bool) {
	optimized, changed := s.Shape.Optimize(r)
	if optimized == nil {
		return shape.Null{}, true
	}
	return optimized, changed
}

// exceptNodes takes the place of shape.Except, which fails when what is left out becomes nothing.
type exceptNodes struct{ leaveOut shape.Shape }

func (s exceptNodes) BuildIterator(qs graph.QuadStore) graph.Iterator {
	return shape.Except{From: shape.AllNodes{}, Exclude: s.leaveOut}.BuildIterator(qs)
}

func (s exceptNodes) Optimize(r shape.Optimizer) (shape.Shape, bool) {
	leaveOut, changed := s.leaveOut.Optimize(r)
	if shape.IsNull(leaveOut) {
		return shape.AllNodes{}, true
	}
	if _, all := leaveOut.(shape.AllNodes); all {
		return nil, true
	}
	return exceptNodes{leaveOut}, changed
}
