package structs

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// Get gives the struct of one node, which is the one that [Find] gives of it. The node is a quad.IRI, which may be
// compact, or a quad.BNode. If the graph does not have it, or it is no match, the error is [graph.ErrNotFound], and says
// which field is missing; the other errors are those of Find. Options: InGraph and those that every question takes.
func Get[T any](ctx context.Context, r graph.Reader, node quad.Value, opts ...Option) (T, error) {
	return ask.One(ctx, r, "Get", ask.OptInGraph|ask.OptAlways, opts, func(ctx context.Context, q *ask.Question) (T, error) {
		var none T
		f, err := newFinderOf[T](q)
		if err != nil {
			return none, err
		}
		v, err := f.get(ctx, node)
		if err != nil {
			return none, err
		}
		return asGiven[T](v), nil
	})
}

// First gives the first struct that [Find] would give in its order, and its errors. If there is none, the error is a
// [*ShapeError] that is [graph.ErrNotFound]. Options: Where, OrderBy, InGraph, Lenient and those that every question
// takes.
func First[T any](ctx context.Context, r graph.Reader, opts ...Option) (T, error) {
	const takes = ask.OptWhere | ask.OptOrder | ask.OptInGraph | ask.OptLenient | ask.OptAlways
	return ask.One(ctx, r, "First", takes, opts, func(ctx context.Context, q *ask.Question) (T, error) {
		var first T
		f, err := newFinderOf[T](q)
		if err != nil {
			return first, err
		}
		f.passOver()
		err = f.run(ctx, func(v reflect.Value) error {
			first = asGiven[T](v)
			return errFound
		})
		switch {
		case errors.Is(err, errFound):
			return first, nil
		case err == nil:
			err = &ShapeError{Type: f.shape.typ, Err: fmt.Errorf("%w: no node matches it%s; structs.Get of a node says what that node lacks", graph.ErrNotFound, f.narrowed())}
		}
		return first, err
	})
}

// errFound ends a search that wants one struct only.
var errFound = errors.New("found")

// narrowed says, for an error, which fields conditions are on.
func (f *shapeFinder) narrowed() string {
	var fields []string
	for _, c := range f.Options.Where {
		fields = append(fields, c.Field)
	}
	if len(fields) == 0 {
		return ""
	}
	return " with what Where asks of " + strings.Join(fields, ", ")
}

// Count gives the number of structs that [Find] would give, and its errors; those that fit, with [Lenient]. Options: Where, InGraph, Lenient and those
// that every question takes.
func Count[T any](ctx context.Context, r graph.Reader, opts ...Option) (int, error) {
	return ask.One(ctx, r, "Count", ask.OptWhere|ask.OptInGraph|ask.OptLenient|ask.OptAlways, opts, func(ctx context.Context, q *ask.Question) (int, error) {
		f, err := newFinderOf[T](q)
		if err != nil {
			return 0, err
		}
		n := 0
		f.passOver()
		err = f.run(ctx, func(reflect.Value) error {
			n++
			return nil
		})
		return n, err
	})
}

// passOver has nodes passed over that do not fit, if that is asked for.
func (f *shapeFinder) passOver() {
	if f.Options.Has(ask.OptLenient) {
		f.unfit = func(error) error { return nil }
	}
}

// newFinderOf makes a finder of a Go type.
func newFinderOf[T any](q *ask.Question) (*shapeFinder, error) {
	s, err := shapeOf(reflect.TypeFor[T]())
	if err != nil {
		return nil, err
	}
	return newShapeFinder(q, s)
}

// asGiven makes a pointer of a struct if T is one.
func asGiven[T any](v reflect.Value) T {
	if reflect.TypeFor[T]().Kind() == reflect.Pointer {
		v = v.Addr()
	}
	return v.Interface().(T)
}

// get reads one node.
func (f *shapeFinder) get(ctx context.Context, node quad.Value) (reflect.Value, error) {
	node, err := nodeGiven(f.Snapshot, f.shape.shape, node)
	if err != nil {
		return reflect.Value{}, err
	}
	unmatched := func(why string) (reflect.Value, error) {
		return reflect.Value{}, &ShapeError{Type: f.shape.typ, Node: node, Err: fmt.Errorf("%w: %s", graph.ErrNotFound, why)}
	}
	id := f.Numbers.ID(node)
	if id == 0 {
		return unmatched("the graph does not have it")
	}
	if err := f.prepare(ctx); err != nil {
		return reflect.Value{}, err
	}
	nodes := []graph.ID{id}
	probe, err := f.load(ctx, f.probe, nodes)
	if err != nil {
		return reflect.Value{}, err
	}
	if !f.inTime(probe, 0) {
		return unmatched("it is of another time than was asked for")
	}
	c, err := f.load(ctx, f.shape, nodes)
	if err != nil {
		return reflect.Value{}, err
	}
	v, err := f.build(ctx, c, 0)
	if errors.Is(err, errMissing) {
		return unmatched(f.lack(c))
	}
	return v, err
}

// lack says what keeps a content's only node from being a match.
func (f *shapeFinder) lack(c *content) string {
	for j := range c.shape.columns {
		column := &c.shape.columns[j]
		values, predicate := c.values(0, j), f.Snapshot.CompactIRI(column.predicate)
		switch fixed := column.shapeField.value; {
		case fixed != "" && (column.value == 0 || !slices.Contains(values, column.value)):
			return fmt.Sprintf("it has no %s that is %s", predicate, f.Snapshot.CompactIRI(fixed))
		case fixed == "" && !column.optional && len(values) == 0:
			return fmt.Sprintf("it has no %s, which the field %s needs", predicate, column.name)
		}
	}
	return "what it has for a field that needs a value does not match"
}
