package structs

import (
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// boundShape is a shape in one state of a graph: with the numbers that its names have there.
type boundShape struct {
	*shape
	columns []column   // the fixed ones first
	out, in []graph.ID // the predicates that lead out of a node and into it, ascending
}

// column is a field whose values are quads of the node with one predicate.
type column struct {
	*shapeField
	number graph.ID // of the predicate; 0 if no quad that counts can be there
	label  graph.ID // only quads with it; 0 for any
	free   bool     // filters of claims leave it alone
	value  graph.ID // of a fixed field; 0 if it is in no quad
	nested *boundShape
}

// bind finds the numbers of a shape's names. The names must be resolved.
func (r *shapeReader) bind(s *shape) *boundShape {
	b := &boundShape{shape: s}
	for _, fields := range [][]shapeField{s.fixed, s.fields} {
		for i := range fields {
			b.columns = append(b.columns, r.column(&fields[i]))
		}
	}
	b.index()
	return b
}

func (b *boundShape) index() {
	for _, c := range b.columns {
		if c.inverse {
			b.in = append(b.in, c.number)
		} else {
			b.out = append(b.out, c.number)
		}
	}
	b.out, b.in = ask.Distinct(ask.Known(b.out)), ask.Distinct(ask.Known(b.in))
}

func (r *shapeReader) column(f *shapeField) column {
	c := column{shapeField: f, number: r.Numbers.ID(f.predicate)}
	c.free = slices.Contains(r.names, c.number)
	label := r.inGraph
	if f.graph != "" {
		label = f.graph
	}
	if label != "" {
		if c.label = r.Numbers.ID(label); c.label == 0 {
			c.number = 0
		}
	}
	if f.value != "" {
		c.value = r.Numbers.ID(f.value)
	}
	if f.nested != nil {
		c.nested = r.bind(f.nested)
	}
	return c
}

// with gives the columns of some fields, without the structs that they hold; nil, the node itself, has an
// empty one.
func (b *boundShape) with(fields ...*shapeField) *boundShape {
	narrow := &boundShape{shape: b.shape}
	for _, f := range fields {
		c := column{shapeField: &shapeField{}}
		if i := slices.IndexFunc(b.columns, func(c column) bool { return c.shapeField == f }); i >= 0 {
			c = b.columns[i]
			c.nested = nil
		}
		narrow.columns = append(narrow.columns, c)
	}
	narrow.index()
	return narrow
}
