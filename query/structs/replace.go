package structs

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
)

// slot is where the values of a field stand: the quads that have a node on one side, and a predicate and a label.
type slot struct {
	node, predicate, label quad.Value
	inverse                bool
}

// written is what a change has written for a field of a node, by the quads' lines of N-Quads.
type written struct {
	shape *shape
	field *shapeField
	lines map[string]bool
}

func lineOf(q quad.Quad) string { return string(term.AppendQuad(nil, q)) }

// replace writes the values of a field in place of those that it has.
func (w *shapeWriter) replace(s *shape, f *shapeField, node quad.Value, values []quad.Value) error {
	mine := &written{s, f, make(map[string]bool, len(values))}
	for _, v := range values {
		mine.lines[lineOf(w.quad(f, node, v))] = true
	}
	p := w.quad(f, node, nil)
	var old []quad.Quad
	for q, err := range w.tx.Quads(w.ctx, graph.Pattern{Subject: p.Subject, Predicate: p.Predicate, Object: p.Object, Label: p.Label, Unlabelled: p.Label == nil}) {
		if err != nil {
			return err
		}
		line := lineOf(q)
		if mine.lines[line] || !f.holds(f.end(q)) {
			continue
		}
		if other := w.added[line]; other != nil {
			return other.overwritten()
		}
		old = append(old, q)
		if b, ok := f.end(q).(quad.BNode); ok && f.nested != nil {
			w.loose = append(w.loose, looseNode{b, f})
		}
	}
	if err := w.tx.Remove(old...); err != nil {
		return err
	}
	w.removed += len(old)
	for _, v := range values {
		if err := w.add(s, f, node, v); err != nil {
			return err
		}
	}
	at := slot{node, p.Predicate, p.Label, f.inverse}
	w.slots[at] = append(w.slots[at], mine)
	return w.ctx.Err()
}

// add writes a value of a field, unless another field of the same node has been written without it.
func (w *shapeWriter) add(s *shape, f *shapeField, node, v quad.Value) error {
	q := w.quad(f, node, v)
	line := lineOf(q)
	for _, at := range []slot{{q.Subject, q.Predicate, q.Label, false}, {q.Object, q.Predicate, q.Label, true}} {
		if !isNode(at.node) {
			continue // a literal, or what tx.Add refuses
		}
		for _, other := range w.slots[at] {
			if !other.lines[line] && other.field.holds(other.field.end(q)) {
				return other.overwritten()
			}
		}
	}
	w.added[line] = &written{shape: s, field: f}
	return w.tx.Add(q)
}

func isNode(v quad.Value) bool {
	switch v.(type) {
	case quad.IRI, quad.BNode:
		return true
	}
	return false
}

// overwritten says that something else would be written over a field.
func (w *written) overwritten() error {
	return fmt.Errorf("it would be written in place of what %v.%s says of the same node; let both say the same, or save one of them alone", w.shape.typ, w.field.name)
}

// holds tells whether a value is one of those that the field speaks of, by its tag: one in another language stays, and
// so does one that a lenient field passes over.
func (f *shapeField) holds(v quad.Value) bool {
	t, err := term.Of(v)
	switch {
	case err != nil:
		return false
	case f.lang != "" && !strings.EqualFold(t.Lang, f.lang):
		return false
	case f.lang == "" && f.datatype != "" && datatypeOf(t) != f.datatype:
		return false
	case !f.lenient || f.elem == reflect.TypeFor[graph.Entity]():
		return true
	case f.nested != nil:
		return t.Kind != term.Literal
	}
	return toGo(reflect.New(f.elem).Elem(), v, graph.Entity{}) == nil
}

// end is the value in a quad of the field: the side where the node is not.
func (f *shapeField) end(q quad.Quad) quad.Value {
	if f.inverse {
		return q.Subject
	}
	return q.Object
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

// looseNode is a blank node that a field of structs no longer holds.
type looseNode struct {
	node  quad.BNode
	field *shapeField
}

// sweep takes away what structs say of blank nodes that were part of a value and that nothing leads to any more.
func (w *shapeWriter) sweep() error {
	done := map[quad.BNode]bool{}
	for len(w.loose) > 0 {
		l := w.loose[0]
		w.loose = w.loose[1:]
		if _, again := w.saved[savedNode{l.field.nested.typ, l.node}]; again || done[l.node] {
			continue
		}
		led, err := w.ledTo(l)
		if err != nil {
			return err
		}
		if led {
			continue
		}
		done[l.node] = true
		if err := w.clear(l.field.nested, l.node); err != nil {
			return err
		}
	}
	return nil
}

// ledTo tells whether something leads to a node but what its own struct says of it. To one that itself leads to what it
// is part of, that is all that it still leads to in this way.
func (w *shapeWriter) ledTo(l looseNode) (bool, error) {
	own := func(q quad.Quad) bool {
		for _, f := range l.field.nested.fields {
			if p := w.quad(&f, l.node, q.Subject); f.inverse && term.Equal(p.Predicate, q.Predicate) && term.Equal(p.Label, q.Label) {
				return true
			}
		}
		return false
	}
	patterns := []graph.Pattern{{Object: l.node}, {Label: l.node}}
	if l.field.inverse {
		patterns = append(patterns, graph.Pattern{Subject: l.node, Predicate: l.field.predicate})
	}
	for i, p := range patterns {
		for q, err := range w.tx.Quads(w.ctx, p) {
			if err != nil || i > 0 || !own(q) {
				return true, err
			}
		}
	}
	return false, nil
}

// clear takes away what a struct says of a node, its fixed values too.
func (w *shapeWriter) clear(s *shape, node quad.Value) error {
	for i := range s.fixed {
		f := &s.fixed[i]
		q := w.quad(f, node, f.value)
		n, err := w.tx.RemoveMatching(w.ctx, graph.Pattern{Subject: q.Subject, Predicate: q.Predicate, Object: q.Object, Label: q.Label, Unlabelled: q.Label == nil})
		if err != nil {
			return err
		}
		w.removed += int(n)
	}
	for i := range s.fields {
		if err := w.replace(s, &s.fields[i], node, nil); err != nil {
			return w.wrong(s, &s.fields[i], node, err)
		}
	}
	return nil
}
