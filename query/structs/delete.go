package structs

import (
	"context"
	"errors"
	"reflect"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// Delete takes away, in one change, what [Save] writes of a struct with this node, and nothing else: the quads of T's
// fields and its fixed values, under the label that Save would give them. It gives the number of quads; 0, without an
// error, if there were none. Nested structs with an IRI stay, for they are things of their own, and only lose the link;
// those that are blank nodes go too, unless something else leads to them. The node is a quad.IRI, which may be compact,
// or a quad.BNode. Options: InGraph.
func Delete[T any](ctx context.Context, g *graph.Graph, node quad.Value, opts ...Option) (int, error) {
	if err := ask.Given(ctx, g, "Delete"); err != nil {
		return 0, err
	}
	removed := 0
	err := g.Update(ctx, func(tx *graph.Tx) (err error) {
		removed, err = DeleteTx[T](ctx, tx, node, opts...)
		return err
	})
	if err != nil {
		return 0, err
	}
	return removed, nil
}

// DeleteTx is [Delete] inside of a change. After an error the change must be given up: some of the struct may be gone.
func DeleteTx[T any](ctx context.Context, tx *graph.Tx, node quad.Value, opts ...Option) (int, error) {
	if err := ask.Given(ctx, tx, "Delete"); err != nil {
		return 0, err
	}
	o, err := ask.Read("Delete", ask.OptInGraph, opts)
	if err != nil {
		return 0, err
	}
	s, err := shapeOf(reflect.TypeFor[T]())
	if err != nil {
		return 0, err
	}
	w, err := newShapeWriter(ctx, tx, &o, s)
	if err != nil {
		return 0, err
	}
	if node, err = nodeGiven(w.state, s, node); err != nil {
		return 0, err
	}
	if err := w.clear(s, node); err != nil {
		return 0, err
	}
	if err := w.sweep(); err != nil {
		return 0, err
	}
	return w.removed, nil
}

// nodeGiven reads a node that a function was given, with its IRI in full.
func nodeGiven(state *graph.Snapshot, s *shape, node quad.Value) (quad.Value, error) {
	switch n := node.(type) {
	case quad.IRI:
		if n != "" {
			return state.ExpandIRI(string(n)), nil
		}
	case quad.BNode:
		return n, nil
	}
	return nil, &ShapeError{Type: s.typ, Err: errors.New("the node must be a quad.IRI or a quad.BNode")}
}
