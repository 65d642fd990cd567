package snapstore

import (
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/internal/sizes"
)

// bySize gives filters of which those that compare with a number or a time go by size, whatever the datatype and the
// spelling; it tells whether there are any that compare. Cayley compares values of one Go type, and its own stores make
// numbers and times of typed literals as they come in; here literals stay as they were written.
func bySize(filters []shape.ValueFilter) ([]shape.ValueFilter, bool) {
	compares := false
	own := slices.Clone(filters)
	for i, f := range filters {
		if c, ok := f.(shape.Comparison); ok {
			own[i], compares = comparison{c}, true
		}
	}
	return own, compares
}

// comparison is one of Cayley's, by size where it can be.
type comparison struct{ shape.Comparison }

func (c comparison) BuildIterator(qs graph.QuadStore, it graph.Iterator) graph.Iterator {
	wanted, ok := sizeOf(c.Val)
	if !ok {
		return c.Comparison.BuildIterator(qs, it)
	}
	return iterator.NewValueFilter(qs, it, func(v quad.Value) (bool, error) {
		size, ok := sizeOf(v)
		return ok && size.Sort == wanted.Sort && iterator.RunIntOp(quad.Int(size.CompareBegin(wanted)), c.Op, 0), nil
	})
}

func sizeOf(v quad.Value) (sizes.Size, bool) {
	t, err := term.Of(v)
	if err != nil {
		return sizes.Size{}, false
	}
	return sizes.Of(t)
}
