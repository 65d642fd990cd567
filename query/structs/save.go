package structs

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/ask"
)

// Save writes a struct with tags, as [Find] reads it, in one change, and gives its node. What the graph
// says in the same fields of that node and under the same label is replaced; everything else stays, quads
// under other labels too. Nested structs are written likewise.
//
// The node is the field tagged "@id". If the struct has none or it is empty, it is a new blank node: a nested
// struct without a node is a new one each time, and the one before stays, with nothing that leads to it. A
// field that is not optional is written whatever its value is, and must have one: an empty IRI or slice or
// a nil pointer there is a [*ShapeError]. An optional field with its zero value is missing, and written as
// nothing. A string is written without a language unless its tag has lang=, and a type= decides the
// datatype. Two fields that would be written over each other are a [*ShapeError] too. The value may be a
// pointer to a struct. Options: InGraph.
func Save[T any](ctx context.Context, g *graph.Graph, value T, opts ...Option) (quad.Value, error) {
	var node quad.Value
	err := g.Update(ctx, func(tx *graph.Tx) (err error) {
		node, err = SaveTx(ctx, tx, value, opts...)
		return err
	})
	if err != nil {
		return nil, err
	}
	return node, nil
}

// SaveTx is [Save] inside of a change. After an error the change must be given up: some of the struct may
// be written.
func SaveTx[T any](ctx context.Context, tx *graph.Tx, value T, opts ...Option) (quad.Value, error) {
	o, err := ask.Read("Save", ask.OptInGraph, opts)
	if err != nil {
		return nil, err
	}
	s, err := shapeOf(reflect.TypeFor[T]())
	if err != nil {
		return nil, err
	}
	w := &shapeWriter{ctx: ctx, tx: tx}
	err = tx.View(ctx, func(state *graph.Snapshot) error {
		if o.Has(ask.OptInGraph) {
			label, err := state.ParseIRI(o.InGraph)
			if err != nil {
				return o.Wrong("InGraph", err)
			}
			w.label = label
		}
		return s.resolve(state.ParseIRI)
	})
	if err == nil {
		err = s.apart()
	}
	if err != nil {
		return nil, err
	}
	v := reflect.ValueOf(value)
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil, &ShapeError{Type: s.typ, Err: errors.New("the pointer is nil, and there is nothing to save")}
		}
		v = v.Elem()
	}
	return w.save(s, v)
}

// apart makes sure that no field would be written over by another one of the same struct.
func (s *shape) apart() error {
	fields := slices.Concat(s.fixed, s.fields)
	for i := range fields {
		for j := range i {
			a, b := &fields[j], &fields[i]
			sameSort := a.lang == "" && a.datatype == "" || b.lang == "" && b.datatype == "" || a.lang == b.lang && a.datatype == b.datatype
			if b.value == "" && a.predicate == b.predicate && a.inverse == b.inverse && a.graph == b.graph && sameSort {
				return &ShapeError{Type: s.typ, Field: b.name, Err: fmt.Errorf("it would be written in place of what %s says, which has the same predicate; leave one of them out, or part them by lang=, type= or graph=", a.name)}
			}
		}
		if nested := fields[i].nested; nested != nil {
			if err := nested.apart(); err != nil {
				return err
			}
		}
	}
	return nil
}

// shapeWriter writes structs in one change.
type shapeWriter struct {
	ctx   context.Context // of the one call
	tx    *graph.Tx
	label quad.Value // nil for the default graph
}

func (w *shapeWriter) save(s *shape, v reflect.Value) (quad.Value, error) {
	node := w.node(s, v)
	for i := range s.fixed {
		f := &s.fixed[i]
		if err := w.tx.Add(w.quad(f, node, f.value)); err != nil {
			return nil, err
		}
	}
	for i := range s.fields {
		f := &s.fields[i]
		values, err := w.values(f, v.FieldByIndex(f.index))
		if err == nil {
			err = w.replace(f, node, values)
		}
		if err != nil {
			var inner *ShapeError
			if errors.As(err, &inner) {
				return nil, err
			}
			return nil, &ShapeError{Type: s.typ, Field: f.name, Node: node, Err: err}
		}
	}
	return node, nil
}

// node is the node of a struct: a new blank one if it names none.
func (w *shapeWriter) node(s *shape, v reflect.Value) quad.Value {
	if s.id != nil {
		switch id := v.FieldByIndex(s.id).Interface().(type) {
		case quad.IRI:
			if id != "" {
				return id
			}
		case quad.Value:
			return id
		}
	}
	return quad.BNode("b" + rand.Text())
}

// values makes the values of a field, nested structs being written first.
func (w *shapeWriter) values(f *shapeField, v reflect.Value) ([]quad.Value, error) {
	if f.byLang {
		var values []quad.Value
		for lang, text := range v.Interface().(map[string]string) {
			if lang == "" {
				values = append(values, quad.String(text))
			} else {
				values = append(values, quad.LangString{Value: quad.String(text), Lang: lang})
			}
		}
		return values, mustHave(f, len(values))
	}
	if !f.many {
		if f.optional && v.IsZero() {
			return nil, nil
		}
		value, err := w.value(f, v)
		return []quad.Value{value}, err
	}
	values := make([]quad.Value, v.Len())
	for i := range values {
		value, err := w.value(f, v.Index(i))
		if err != nil {
			return nil, err
		}
		values[i] = value
	}
	return values, mustHave(f, len(values))
}

func mustHave(f *shapeField, values int) error {
	if values == 0 && !f.optional {
		return errors.New("it has no value, and is not optional")
	}
	return nil
}

func (w *shapeWriter) value(f *shapeField, v reflect.Value) (quad.Value, error) {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil, errors.New("it is nil, and has no value")
		}
		v = v.Elem()
	}
	if f.nested != nil {
		return w.save(f.nested, v)
	}
	return f.fromGo(v)
}

// replace writes the values of a field in place of those that it has.
func (w *shapeWriter) replace(f *shapeField, node quad.Value, values []quad.Value) error {
	p := w.quad(f, node, nil)
	pattern := graph.Pattern{Subject: p.Subject, Predicate: p.Predicate, Object: p.Object, Label: p.Label, Unlabelled: p.Label == nil}
	var old []quad.Quad
	for q, err := range w.tx.Quads(w.ctx, pattern) {
		if err != nil {
			return err
		}
		if f.sameSort(q.Object) {
			old = append(old, q)
		}
	}
	if err := w.tx.Remove(old...); err != nil {
		return err
	}
	for _, v := range values {
		if err := w.tx.Add(w.quad(f, node, v)); err != nil {
			return err
		}
	}
	return w.ctx.Err()
}

// sameSort tells whether a value is one that the field could hold, by its tag: one in another language
// stays.
func (f *shapeField) sameSort(v quad.Value) bool {
	switch {
	case f.lang != "":
		l, ok := v.(quad.LangString)
		return ok && strings.EqualFold(l.Lang, f.lang)
	case f.datatype != "":
		t, err := term.Of(v)
		return err == nil && datatypeOf(t) == f.datatype
	}
	return true
}

// quad is a statement of a field; v may be nil, to be any.
func (w *shapeWriter) quad(f *shapeField, node, v quad.Value) quad.Quad {
	q := quad.Quad{Subject: node, Predicate: f.predicate, Object: v, Label: w.label}
	if f.inverse {
		q.Subject, q.Object = v, node
	}
	if f.graph != "" {
		q.Label = f.graph
	}
	return q
}
