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
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/ask"
)

// whereField is a condition in one state: the terms that are meant, and tests of literals.
type whereField struct {
	field *shapeField // nil for the node itself
	terms []graph.ID  // ascending
	tests []func(term.Term) bool
	known map[graph.ID]bool // what the tests have said
	lacks bool              // a node without any value meets it, too
}

// readWhere reads a condition.
func (f *shapeFinder) readWhere(ctx context.Context, c ask.Condition) (whereField, error) {
	if outer, inner, ok := strings.Cut(c.Field, "."); ok {
		return f.readNested(ctx, outer, ask.Condition{Field: inner, Values: c.Values})
	}
	field, err := f.shape.field(c.Field)
	if err != nil {
		return whereField{}, err
	}
	w := whereField{field: field, known: map[graph.ID]bool{}}
	for _, v := range c.Values {
		if err := f.meant(ctx, &w, v); err != nil {
			return w, &ShapeError{Type: f.shape.typ, Field: c.Field, Err: fmt.Errorf("structs.Where: %w", err)}
		}
	}
	w.terms = ask.Distinct(w.terms)
	return w, nil
}

// meant adds what a value of a condition means.
func (f *shapeFinder) meant(ctx context.Context, w *whereField, v any) error {
	if e, ok := v.(graph.Entity); ok {
		if e.IsZero() {
			return errors.New("the zero Entity is no value")
		}
		v = e.Node()
	}
	value := reflect.ValueOf(v)
	if !value.IsValid() {
		return errors.New("nil is no value")
	}
	if _, ok := v.(Missing); ok {
		if w.field == nil || !w.field.optional {
			return errors.New("it is never missing: a node without it is no match; let the field be optional")
		}
		w.lacks = true
		return nil
	}
	if wanted, ok := v.(Range); ok {
		test, err := wanted.test(w.field)
		w.tests = append(w.tests, test)
		return err
	}
	if prefix, ok := v.(Prefix); ok {
		return w.meantPrefix(string(prefix))
	}
	isTerm := value.Type().Implements(reflect.TypeFor[quad.Value]())
	switch text, isText := v.(string); {
	case w.field.holdsNodes():
		return f.meantNode(ctx, w, v)
	case isTerm:
		return f.meantTerm(w, v.(quad.Value))
	case w.field.holdsAny() && isText:
		return f.meantAny(ctx, w, text)
	case w.field.holdsAny():
		if !isScalar(value.Type()) {
			return fmt.Errorf("no value of type %T can be compared with it", v)
		}
		wanted, err := (&shapeField{}).fromGo(value)
		text := ask.Lexical(wanted)
		like, valued := valueKey(nil, ask.TermOf(wanted))
		w.tests = append(w.tests, func(t term.Term) bool {
			if k, ok := valueKey(nil, t); ok && valued {
				return k.Compare(like) == 0
			}
			return t.Text == text
		})
		return err
	case isTextual(w.field.elem):
		return w.meantText(v, value)
	}
	want, err := convert(value, w.field.elem)
	if err != nil {
		return err
	}
	w.tests = append(w.tests, func(t term.Term) bool {
		got := reflect.New(w.field.elem).Elem()
		return literalToGo(got, t) == nil && sameGo(got, want)
	})
	return nil
}

// meantPrefix adds the beginning of a text.
func (w *whereField) meantPrefix(prefix string) error {
	if f := w.field; f.holdsNodes() || !f.byLang && !f.holdsAny() && !isTextual(f.elem) && f.elem.Kind() != reflect.String {
		return errors.New("its values are no texts, and have no prefix")
	}
	if prefix == "" {
		return errors.New("the prefix is empty, and any text has it; leave the condition out")
	}
	w.tests = append(w.tests, func(t term.Term) bool { return strings.HasPrefix(t.Text, prefix) })
	return nil
}

// meantText adds a value of a type that writes itself as text, or such a text.
func (w *whereField) meantText(v any, value reflect.Value) error {
	text, isText := v.(string)
	if !isText {
		if value.Kind() == reflect.Pointer && !value.IsNil() {
			value = value.Elem()
		}
		if value.Type() != w.field.elem {
			return fmt.Errorf("the field takes a %v or its text, and %v of type %T is none", w.field.elem, v, v)
		}
		var err error
		if text, err = textOf(value); err != nil {
			return err
		}
	}
	w.tests = append(w.tests, func(t term.Term) bool { return t.Text == text })
	return nil
}

// meantAny adds the literals and nodes that a text stands for.
func (f *shapeFinder) meantAny(ctx context.Context, w *whereField, text string) error {
	w.tests = append(w.tests, func(t term.Term) bool { return t.Text == text })
	if iri, err := f.Snapshot.ParseIRI(text); err == nil {
		w.terms = append(w.terms, ask.IDs(f.State, iri)...)
		return nil
	}
	if w.field.elem != reflect.TypeFor[graph.Entity]() {
		return nil
	}
	named, err := f.Snapshot.Named(ctx, text, graph.AnyKind())
	for _, e := range named {
		w.terms = append(w.terms, e.Number())
	}
	return err
}

// meantNode adds a node; one that the graph does not have is met by nothing.
func (f *shapeFinder) meantNode(ctx context.Context, w *whereField, v any) error {
	switch x := v.(type) {
	case quad.IRI:
		w.terms = append(w.terms, ask.IDs(f.State, f.Snapshot.ExpandIRI(string(x)))...)
		return nil
	case quad.BNode:
		w.terms = append(w.terms, ask.IDs(f.State, x)...)
		return nil
	case string:
		iri, err := f.Snapshot.ParseIRI(x)
		if err == nil {
			w.terms = append(w.terms, ask.IDs(f.State, iri)...)
			return nil
		}
		if strings.Contains(x, ":") {
			return err
		}
		id, err := f.Resolve(ctx, x, graph.AnyKind())
		w.terms = append(w.terms, id)
		return err
	}
	return fmt.Errorf("it is a node, and %v of type %T is none; give a quad.IRI, a graph.Entity, or a string with an IRI, a compact IRI or a label", v, v)
}

// meantTerm adds a term for a field that holds literals.
func (f *shapeFinder) meantTerm(w *whereField, v quad.Value) error {
	if !w.field.holdsAny() {
		if err := toGo(reflect.New(w.field.elem).Elem(), v, graph.Entity{}); err != nil {
			return fmt.Errorf("the field has no such value: %w", err)
		}
	}
	if iri, ok := v.(quad.IRI); ok {
		v = f.Snapshot.ExpandIRI(string(iri))
	}
	w.terms = append(w.terms, ask.IDs(f.State, v)...)
	return nil
}

// holdsNodes tells whether a field can hold nodes only.
func (f *shapeField) holdsNodes() bool {
	return f == nil || f.inverse || f.nested != nil || f.elem == reflect.TypeFor[quad.IRI]()
}

// holdsAny tells whether a field can hold any term.
func (f *shapeField) holdsAny() bool {
	return f.elem == reflect.TypeFor[quad.Value]() || f.elem == reflect.TypeFor[graph.Entity]()
}

// met tells whether a value meets the condition.
func (w *whereField) met(n *graph.Numbers, id graph.ID) bool {
	if ask.Contains(w.terms, id) {
		return true
	}
	if len(w.tests) == 0 || n.Kind(id) != term.Literal {
		return false
	}
	ok, seen := w.known[id]
	if !seen {
		t := n.Term(id)
		ok = slices.ContainsFunc(w.tests, func(test func(term.Term) bool) bool { return test(t) })
		w.known[id] = ok
	}
	return ok
}
