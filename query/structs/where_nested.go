package structs

import (
	"context"
	"errors"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/ask"
)

// readNested reads a condition on a field of a struct within: it is met by those nodes of the outer field that meet the
// inner condition.
func (f *shapeFinder) readNested(ctx context.Context, outer string, c ask.Condition) (whereField, error) {
	field, err := f.shape.field(outer)
	if err != nil {
		return whereField{}, err
	}
	at := slices.IndexFunc(f.shape.columns, func(c column) bool { return c.shapeField == field })
	if at < 0 || field.nested == nil {
		return whereField{}, &ShapeError{Type: f.shape.typ, Field: outer,
			Err: errors.New("structs.Where: it holds no struct with tags, so that a dot leads nowhere")}
	}
	within := &shapeFinder{shapeReader: f.shapeReader, shape: f.shape.columns[at].nested}
	w, err := within.readWhere(ctx, c)
	if err != nil {
		return w, err
	}
	var held []graph.ID
	if w.lacks {
		held, err = f.held(ctx, field)
	} else {
		held, err = within.holders(ctx, &w)
	}
	if err != nil {
		return w, err
	}
	terms, err := within.meeters(ctx, held, w)
	return whereField{field: field, terms: terms}, err
}

// held gives all nodes that any node has in a field, ascending.
func (f *shapeFinder) held(ctx context.Context, field *shapeField) ([]graph.ID, error) {
	inverse := *field
	inverse.inverse = !field.inverse
	all := f.State.Unfiltered()
	all.Trace = f.Trace
	return f.having(ctx, all, &inverse)
}

// holders gives nodes among which all are that meet a condition, ascending.
func (f *shapeFinder) holders(ctx context.Context, w *whereField) ([]graph.ID, error) {
	values := w.terms
	if len(w.tests) > 0 {
		var err error
		if values, err = f.meeting(ctx, w); err != nil {
			return nil, err
		}
	}
	if w.field == nil {
		return values, ctx.Err()
	}
	all := f.State.Unfiltered()
	all.Trace = f.Trace
	if w.field.inverse {
		return all.OutOf(ctx, values, f.Numbers.ID(w.field.predicate))
	}
	return all.Into(ctx, values, f.Numbers.ID(w.field.predicate))
}

// meeters gives those of some nodes that meet a condition, by the claims that count.
func (f *shapeFinder) meeters(ctx context.Context, nodes []graph.ID, w whereField) ([]graph.ID, error) {
	f.where = []whereField{w}
	probe := f.shape.with(w.field)
	var met []graph.ID
	for page := range slices.Chunk(nodes, ask.PageSize) {
		c, err := f.load(ctx, probe, page)
		if err != nil {
			return nil, err
		}
		for i, n := range page {
			if f.Numbers.Kind(n) != term.Literal && f.meets(c, i) {
				met = append(met, n)
			}
		}
	}
	return met, ctx.Err()
}
