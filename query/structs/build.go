package structs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
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
		setNode(into.FieldByIndex(c.shape.id), node)
	}
	for j := range c.shape.columns {
		f := c.shape.columns[j].shapeField
		if f.value != "" {
			if value := c.shape.columns[j].value; value == 0 || !slices.Contains(c.values(i, j), value) {
				return into, errMissing
			}
			continue
		}
		if err := r.fill(ctx, into.FieldByIndex(f.index), c, i, j); err != nil {
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

// fill puts what node i has in column j into a field.
func (r *shapeReader) fill(ctx context.Context, field reflect.Value, c *content, i, j int) error {
	f, values := c.shape.columns[j].shapeField, c.values(i, j)
	switch {
	case len(values) == 0 && !f.optional:
		return errMissing
	case len(values) == 0:
		return nil
	case f.byLang:
		return r.fillLanguages(field, values)
	case len(values) > 1:
		slices.SortFunc(values, func(x, y graph.ID) int { return byValue(r.Question.State, x, y) })
	}
	if !f.many && f.nested == nil {
		if len(values) > 1 {
			return tooMany(len(values))
		}
		return r.element(ctx, field, c, j, values[0])
	}
	into := reflect.MakeSlice(reflect.SliceOf(f.elemType(field.Type())), 0, len(values))
	for n, id := range values {
		if n&1023 == 1023 && ctx.Err() != nil {
			return ctx.Err()
		}
		elem := reflect.New(into.Type().Elem()).Elem()
		err := r.element(ctx, elem, c, j, id)
		if errors.Is(err, errMissing) {
			continue // no match for a nested struct
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
		field.Set(into)
	case into.Len() > 1:
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

func (r *shapeReader) fillLanguages(field reflect.Value, values []graph.ID) error {
	all := make(map[string]string, len(values))
	for _, id := range values {
		t, err := term.Of(r.Numbers.Entity(id).Node())
		if err != nil || t.Kind != term.Literal {
			return errors.New("it has a value that is no literal, and a map from languages holds only texts")
		}
		if _, again := all[t.Lang]; again {
			return fmt.Errorf("it has two texts in the language %q, and the map holds one; make the field a []quad.Value", t.Lang)
		}
		all[t.Lang] = t.Text
	}
	field.Set(reflect.ValueOf(all))
	return nil
}

// byValue orders values by what they say: numbers by size, everything else by text.
func byValue(a *ask.State, x, y graph.ID) int {
	return cmp.Or(compareKeys(keyOf(a.Numbers.Entity(x).Node()), keyOf(a.Numbers.Entity(y).Node())), a.ByIRI(x, y))
}
