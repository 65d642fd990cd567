package structs

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// Save writes a struct with tags, as [Find] reads it, in one change, and gives its node. What the graph
// says in the same fields of that node and under the same label is replaced; everything else stays, quads
// under other labels too. Nested structs are written likewise.
//
// The node is the field tagged "@id"; here and in all fields an IRI may be a compact one. If the struct has no
// such field or it is empty, it is a new blank node. A nested struct without a node is a new one each time, and
// the blank node that it replaces goes with what T says of it, unless something else leads to it.
//
// A field that is not optional is written whatever its value is, 0 and "" too, and must have one: an empty IRI
// or slice or a nil pointer there is a [*ShapeError]. An optional field with its zero value is missing, and
// written as nothing, so that what Find has not found is not made up. To keep zeros apart from what is missing,
// let the field be a pointer, of which only nil is missing; or give it the tag zero, and 0, false or "" is
// written.
//
// A string is written without a language unless its tag has lang=, and a type= decides the datatype. Without it,
// bytes are xsd:base64Binary, and a [Date] has the datatype that is as exact. A slice is a set: the graph keeps
// neither the order of its elements nor how often each is there.
//
// Two fields that would be written over each other are a [*ShapeError] too, be they of one struct or of two that
// have one node. What a field tagged lenient cannot hold stays. The value may be a pointer to a struct.
// Options: InGraph.
func Save[T any](ctx context.Context, g *graph.Graph, value T, opts ...Option) (quad.Value, error) {
	if err := ask.Given(ctx, g, "Save"); err != nil {
		return nil, err
	}
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
	if err := ask.Given(ctx, tx, "Save"); err != nil {
		return nil, err
	}
	o, err := ask.Read("Save", ask.OptInGraph, opts)
	if err != nil {
		return nil, err
	}
	s, err := shapeOf(reflect.TypeFor[T]())
	if err != nil {
		return nil, err
	}
	w, err := newShapeWriter(ctx, tx, &o, s)
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
	node, err := w.save(s, v)
	if err == nil {
		err = w.sweep()
	}
	if err != nil {
		return nil, err
	}
	return node, nil
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
	ctx     context.Context // of the one call
	tx      *graph.Tx
	state   *graph.Snapshot // before the change, for its prefixes
	label   quad.Value      // nil for the default graph
	saved   map[savedNode]reflect.Value
	slots   map[slot][]*written
	added   map[string]*written // by the quad's line of N-Quads
	loose   []looseNode
	removed int
}

// savedNode is a node that a struct has been written for.
type savedNode struct {
	typ  reflect.Type
	node quad.Value
}

// newShapeWriter resolves the names of a shape and of the options.
func newShapeWriter(ctx context.Context, tx *graph.Tx, o *ask.Options, s *shape) (*shapeWriter, error) {
	w := &shapeWriter{ctx: ctx, tx: tx, saved: map[savedNode]reflect.Value{}, slots: map[slot][]*written{}, added: map[string]*written{}}
	return w, tx.View(ctx, func(state *graph.Snapshot) error {
		w.state = state
		if o.Has(ask.OptInGraph) {
			label, err := state.ParseIRI(o.InGraph)
			if err != nil {
				return o.Wrong("InGraph", err)
			}
			w.label = label
		}
		return s.resolve(state.ParseIRI)
	})
}

func (w *shapeWriter) save(s *shape, v reflect.Value) (quad.Value, error) {
	node := w.node(s, v)
	if !isNode(node) {
		return nil, &ShapeError{Type: s.typ, Field: s.idName, Err: fmt.Errorf("%s is no node; it must be a quad.IRI or a quad.BNode", node)}
	}
	key := savedNode{s.typ, node}
	if before, again := w.saved[key]; again && reflect.DeepEqual(before.Interface(), v.Interface()) {
		return node, nil
	}
	w.saved[key] = v
	for i := range s.fixed {
		if err := w.add(s, &s.fixed[i], node, s.fixed[i].value); err != nil {
			return nil, w.wrong(s, &s.fixed[i], node, err)
		}
	}
	for i := range s.fields {
		f := &s.fields[i]
		values, err := w.values(f, v)
		if err == nil {
			err = w.replace(s, f, node, values)
		}
		if err != nil {
			return nil, w.wrong(s, f, node, err)
		}
	}
	return node, nil
}

// wrong says in which field of which node an error was, if it is not said yet.
func (w *shapeWriter) wrong(s *shape, f *shapeField, node quad.Value, err error) error {
	var inner *ShapeError
	if errors.As(err, &inner) || w.ctx.Err() != nil {
		return err
	}
	return &ShapeError{Type: s.typ, Field: f.name, Node: node, Err: err}
}

// node is the node of a struct: a new blank one if it names none.
func (w *shapeWriter) node(s *shape, v reflect.Value) quad.Value {
	if s.id != nil {
		if field, err := v.FieldByIndexErr(s.id); err == nil {
			switch id := field.Interface().(type) {
			case quad.IRI:
				if id != "" {
					return w.state.ExpandIRI(string(id))
				}
			case quad.Value:
				return id
			}
		}
	}
	return quad.BNode("b" + rand.Text())
}

// values makes the values of a field of a struct, nested structs being written first.
func (w *shapeWriter) values(f *shapeField, v reflect.Value) ([]quad.Value, error) {
	v, err := v.FieldByIndexErr(f.index)
	if err != nil { // the field is in an embedded struct that is not there
		return nil, mustHave(f, 0)
	}
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
		if f.optional && !f.zero && v.IsZero() {
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
	made, err := f.fromGo(v)
	if iri, ok := made.(quad.IRI); ok {
		made = w.state.ExpandIRI(string(iri))
	}
	return made, err
}
