package structs

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/sizes"
	"talentgraph.example/query/internal/ask"
)

// errMissing says that a node lacks a field that is not optional: it is no match.
var errMissing = errors.New("a field is missing")

// build makes a struct of node i of some content. The error is errMissing if the node does not match.
func (r *shapeReader) build(ctx context.Context, c *content, i int) (reflect.Value, error) {
	into := reflect.New(c.shape.typ).Elem()
	if r.Numbers.Kind(c.nodes[i]) == term.Literal {
		return into, errMissing
	}
	node := r.Numbers.Entity(c.nodes[i]).Node()
	if c.shape.id != nil {
		setNode(fieldOf(into, c.shape.id), node)
	}
	for j := range c.shape.columns {
		f := c.shape.columns[j].shapeField
		if f.value != "" {
			if value := c.shape.columns[j].value; value == 0 || !slices.Contains(c.values(i, j), value) {
				return into, errMissing
			}
			continue
		}
		if len(c.values(i, j)) == 0 {
			if f.optional {
				continue
			}
			return into, errMissing
		}
		if err := r.fill(ctx, fieldOf(into, f.index), c, i, j); err != nil {
			var inner *ShapeError
			if errors.Is(err, errMissing) || errors.As(err, &inner) || ctx.Err() != nil {
				return into, err
			}
			return into, &ShapeError{Type: c.shape.typ, Field: f.name, Node: node, Err: err}
		}
	}
	return into, nil
}

// setNode puts a node into its field. The quad.IRI of a blank node stays empty, as an Entity's ID does.
func setNode(field reflect.Value, node quad.Value) {
	if field.Kind() == reflect.Interface {
		field.Set(reflect.ValueOf(node))
	} else if iri, ok := node.(quad.IRI); ok {
		field.SetString(string(iri))
	}
}

// fill puts what node i has in column j, one value at least, into a field.
func (r *shapeReader) fill(ctx context.Context, field reflect.Value, c *content, i, j int) error {
	f, values := c.shape.columns[j].shapeField, c.values(i, j)
	if len(values) > 1 {
		if err := r.sortByValue(ctx, f, values); err != nil {
			return err
		}
	}
	switch {
	case f.byLang:
		return r.fillLanguages(ctx, field, f, values)
	case f.many || f.nested != nil || f.lenient:
	case len(values) > 1:
		return tooMany(len(values))
	default:
		return r.element(ctx, field, c, j, values[0])
	}
	into := reflect.MakeSlice(reflect.SliceOf(f.elemType(field.Type())), 0, len(values))
	for n, id := range values {
		if n&1023 == 1023 && ctx.Err() != nil {
			return ctx.Err()
		}
		elem := reflect.New(into.Type().Elem()).Elem()
		err := r.element(ctx, elem, c, j, id)
		if errors.Is(err, errMissing) || err != nil && f.lenient && ctx.Err() == nil {
			continue // no match for a nested struct, or passed over
		}
		if err != nil {
			return err
		}
		into = reflect.Append(into, elem)
	}
	switch {
	case into.Len() == 0 && !f.optional:
		return errMissing
	case into.Len() == 0:
	case f.many:
		field.Set(into.Convert(field.Type()))
	case into.Len() > 1 && !f.lenient:
		return tooMany(into.Len())
	default:
		field.Set(into.Index(0))
	}
	return nil
}

// elemType is the type of one value of a field.
func (f *shapeField) elemType(t reflect.Type) reflect.Type {
	if f.many {
		return t.Elem()
	}
	return t
}

func tooMany(n int) error {
	return fmt.Errorf("it has %d values, and the field takes one; make it a slice, or narrow it with lang=, type= or graph=", n)
}

// element puts one value into a field, or into an element of one that is a slice.
func (r *shapeReader) element(ctx context.Context, into reflect.Value, c *content, j int, id graph.ID) error {
	held := c.nested[j]
	if held == nil {
		e := r.Numbers.Entity(id)
		return toGo(into, e.Node(), e)
	}
	i, _ := slices.BinarySearch(held.nodes, id)
	v, err := r.build(ctx, held, i)
	if err != nil {
		return err
	}
	if into.Kind() == reflect.Pointer {
		v = v.Addr()
	}
	into.Set(v)
	return nil
}

func (r *shapeReader) fillLanguages(ctx context.Context, field reflect.Value, f *shapeField, values []graph.ID) error {
	all := make(map[string]string, len(values))
	for i, id := range values {
		if i&1023 == 1023 && ctx.Err() != nil {
			return ctx.Err()
		}
		t := r.Numbers.Term(id)
		_, again := all[t.Lang]
		switch {
		case (again || t.Kind != term.Literal) && f.lenient:
		case t.Kind != term.Literal:
			return errors.New("it has a value that is no literal, and a map from languages holds only texts")
		case again:
			return fmt.Errorf("it has two texts in the language %q, and the map holds one; make the field a []quad.Value", t.Lang)
		default:
			all[t.Lang] = t.Text
		}
	}
	if len(all) == 0 && !f.optional {
		return errMissing
	}
	if len(all) > 0 {
		field.Set(reflect.ValueOf(all))
	}
	return nil
}

// sortByValue orders the values of a field by what they say: numbers by size, times by the moment, everything else by
// text.
func (r *shapeReader) sortByValue(ctx context.Context, f *shapeField, values []graph.ID) error {
	type keyed struct {
		size sizes.Size
		id   graph.ID
	}
	all := make([]keyed, len(values))
	for i, id := range values {
		if i&1023 == 1023 && ctx.Err() != nil {
			return ctx.Err()
		}
		all[i] = keyed{keyOf(f, r.Numbers.Term(id)), id}
	}
	err := ask.SortFunc(ctx, all, func(x, y keyed) int {
		if c := x.size.Compare(y.size); c != 0 {
			return c
		}
		return r.ByIRI(x.id, y.id)
	})
	for i := range all {
		values[i] = all[i].id
	}
	return err
}
