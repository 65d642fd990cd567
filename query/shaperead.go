package query

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
)

// errMissing says that a node lacks a field that is not optional: it is no match.
var errMissing = errors.New("a field is missing")

// shapeReader reads nodes of one state into structs.
type shapeReader struct {
	*claims
	names []graph.ID // predicates that filters of claims leave alone, rdf:type and labels
	label graph.ID   // of the quads that count; 0 for any
	empty bool       // the label that is asked for is in no quad
}

func (c *claims) shapeReader() *shapeReader {
	r := &shapeReader{claims: c, names: c.asked.names()}
	if c.o.has(optInGraph) {
		r.label = c.s.Number(c.s.ExpandIRI(c.o.inGraph))
		r.empty = r.label == 0
	}
	return r
}

func (r *shapeReader) predicate(f *shapeField) graph.ID {
	return r.s.Number(r.s.ExpandIRI(f.predicate))
}

// values gives the nodes and literals that a field of a node may hold, ascending.
func (r *shapeReader) values(node graph.ID, f *shapeField) []graph.ID {
	p, label := r.predicate(f), r.label
	if f.graph != "" {
		label = r.s.Number(r.s.ExpandIRI(f.graph))
	}
	if p == 0 || f.graph != "" && label == 0 || f.graph == "" && r.empty {
		return nil
	}
	d := quad.Subject
	if f.inverse {
		d = quad.Object
	}
	unfiltered := slices.Contains(r.names, p)
	var found []graph.ID
	r.s.Row(node, d, []graph.ID{p}, func(run graph.Run) {
		for i, o := range run.Others {
			if (len(found) == 0 || found[len(found)-1] != o) && (label == 0 || run.Labels[i] == label) &&
				(unfiltered || r.keep(run.Labels[i])) && r.fits(o, f) {
				found = append(found, o)
			}
		}
	})
	return found
}

// fits tells whether a value has the language and the datatype that a tag asks for.
func (r *shapeReader) fits(o graph.ID, f *shapeField) bool {
	if f.lang == "" && f.datatype == "" {
		return true
	}
	t, err := term.Of(r.s.EntityOf(o).Node())
	if err != nil || t.Kind != term.Literal {
		return false
	}
	if f.datatype != "" && t.Datatype != string(r.s.ExpandIRI(f.datatype)) {
		return false
	}
	return f.lang == "" || strings.EqualFold(t.Lang, f.lang) ||
		len(t.Lang) > len(f.lang) && strings.EqualFold(t.Lang[:len(f.lang)+1], f.lang+"-")
}

// read makes a struct of a node. The error is errMissing if the node does not match.
func (r *shapeReader) read(s *shape, node graph.ID) (reflect.Value, error) {
	into := reflect.New(s.typ).Elem()
	for i := range s.fixed {
		f := &s.fixed[i]
		if !slices.Contains(r.values(node, f), r.s.Number(r.fixedValue(f))) {
			return into, errMissing
		}
	}
	v := r.s.EntityOf(node).Node()
	if s.id != nil {
		field := into.FieldByIndex(s.id)
		iri, isIRI := v.(quad.IRI)
		switch {
		case field.Type() == reflect.TypeFor[quad.Value]():
			field.Set(reflect.ValueOf(v))
		case isIRI:
			field.Set(reflect.ValueOf(iri))
		} // the quad.IRI of a blank node stays empty, as an Entity's ID does
	}
	for i := range s.fields {
		f := &s.fields[i]
		if err := r.fill(into.FieldByIndex(f.index), f, r.values(node, f)); err != nil {
			if errors.Is(err, errMissing) {
				return into, err
			}
			var inner *ShapeError
			if errors.As(err, &inner) {
				return into, err
			}
			return into, &ShapeError{Type: s.typ, Field: f.name, Node: v, Err: err}
		}
	}
	return into, nil
}

func (r *shapeReader) fixedValue(f *shapeField) quad.Value { return r.s.ExpandIRI(f.value) }

// fill puts values into a field.
func (r *shapeReader) fill(field reflect.Value, f *shapeField, values []graph.ID) error {
	if f.byLang {
		return r.fillLanguages(field, f, values)
	}
	var elems []reflect.Value
	slices.SortFunc(values, r.byValue)
	for _, id := range values {
		elem, err := r.element(field.Type(), f, id)
		if errors.Is(err, errMissing) {
			continue // no match for a nested struct
		}
		if err != nil {
			return err
		}
		elems = append(elems, elem)
	}
	switch {
	case len(elems) == 0 && !f.optional:
		return errMissing
	case len(elems) == 0:
		return nil
	case f.many:
		field.Set(reflect.Append(reflect.MakeSlice(field.Type(), 0, len(elems)), elems...))
		return nil
	case len(elems) > 1:
		return fmt.Errorf("it has %d values, and the field takes one; make it a slice, or narrow it with lang=, type= or graph=", len(elems))
	}
	field.Set(elems[0])
	return nil
}

// element makes one value of a field's type, or of its elements' if it is a slice.
func (r *shapeReader) element(t reflect.Type, f *shapeField, id graph.ID) (reflect.Value, error) {
	if f.many {
		t = t.Elem()
	}
	if f.nested != nil {
		v, err := r.read(f.nested, id)
		if err == nil && t.Kind() == reflect.Pointer {
			p := reflect.New(f.elem)
			p.Elem().Set(v)
			v = p
		}
		return v, err
	}
	v := reflect.New(t).Elem()
	e := r.s.EntityOf(id)
	return v, toGo(v, e.Node(), e)
}

func (r *shapeReader) fillLanguages(field reflect.Value, f *shapeField, values []graph.ID) error {
	all := map[string]string{}
	for _, id := range values {
		t, err := term.Of(r.s.EntityOf(id).Node())
		if err != nil || t.Kind != term.Literal {
			return errors.New("it has a value that is no literal, and a map from languages holds only texts")
		}
		if _, again := all[t.Lang]; again {
			return fmt.Errorf("it has two texts in the language %q, and the map holds one; make the field a []quad.Value", t.Lang)
		}
		all[t.Lang] = t.Text
	}
	if len(all) == 0 {
		if f.optional {
			return nil
		}
		return errMissing
	}
	field.Set(reflect.ValueOf(all))
	return nil
}

// byValue orders values by what they say: numbers by size, everything else by text.
func (a *asked) byValue(x, y graph.ID) int {
	return cmp.Or(compareKeys(keyOf(a.s.EntityOf(x).Node()), keyOf(a.s.EntityOf(y).Node())), a.byIRI(x, y))
}
