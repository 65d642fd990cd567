package lang

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"

	"talentgraph.example/query/gizmo/internal/path"
)

// compared keeps what stands in a relation to a value. Cayley compares values of one Go type, and its own stores make
// numbers and times of typed literals as they come in; a graph that keeps them as they were written has them read here:
// "07" and "8"^^xsd:int are whole numbers like any other, 7.50e0 and 7.5 one number, and a year comes before each day of
// the next.
type compared struct {
	op  iterator.Operator
	val quad.Value
}

// BuildIterator makes the filter.
func (c compared) BuildIterator(qs graph.QuadStore, it graph.Iterator) graph.Iterator {
	wanted := path.KeyOf(c.val)
	if _, measured := wanted.Measure(wanted); !measured {
		return iterator.NewComparison(it, c.op, c.val, qs)
	}
	return iterator.NewValueFilter(qs, it, func(v quad.Value) (bool, error) {
		order, ok := path.KeyOf(v).Measure(wanted)
		return ok && iterator.RunIntOp(quad.Int(order), c.op, 0), nil
	})
}
