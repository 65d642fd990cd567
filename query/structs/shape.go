package structs

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/query/internal/ask"
)

// ShapeError tells what is wrong with a struct given to [Find] or [Save], or with a value that does not go
// into its field.
type ShapeError struct {
	Type  reflect.Type
	Field string     // empty if it is the struct as a whole
	Node  quad.Value // nil unless it is a node's data that does not fit
	Err   error
}

// Error names the struct, the field and the node.
func (e *ShapeError) Error() string {
	where := e.Type.String()
	if e.Field != "" {
		where += "." + e.Field
	}
	if e.Node != nil {
		where += " of " + ask.NodeText(e.Node)
	}
	return where + ": " + e.Err.Error()
}

// Unwrap gives the reason.
func (e *ShapeError) Unwrap() error { return e.Err }

// shape is a struct as a pattern of quads. Its names are as the tags have them until resolve makes IRIs of
// them: what a prefix stands for is known only with a graph.
type shape struct {
	typ    reflect.Type
	id     []int  // index of the field that holds the node; nil if there is none
	idName string // of that field
	fields []shapeField
	fixed  []shapeField // whose value is in the tag
}

type shapeField struct {
	name     string
	index    []int
	tag      string
	inverse  bool // the node is the object
	optional bool
	zero     bool   // a zero value is written, though the field is optional
	lenient  bool   // values that do not go into it are passed over
	time     bool   // it says when the node was
	lang     string // only literals in this language; "" for any

	predicate quad.IRI
	datatype  quad.IRI // of literals; "" for the one that goes with the Go type
	graph     quad.IRI // only quads with this label; "" for that of the question
	value     quad.IRI // of a fixed field

	many   bool // a slice
	byLang bool // a map from language to text
	elem   reflect.Type
	nested *shape // of elem, if it is a struct with tags
}

// shapeOf reads the tags of a struct type, or of the one that a pointer type leads to.
func shapeOf(t reflect.Type) (*shape, error) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return shapeWithin(t, nil)
}

// resolve makes full IRIs of the names in the tags.
func (s *shape) resolve(parse func(string) (quad.IRI, error)) error {
	for _, fields := range [][]shapeField{s.fixed, s.fields} {
		for i := range fields {
			f := &fields[i]
			for _, name := range []*quad.IRI{&f.predicate, &f.datatype, &f.graph, &f.value} {
				if *name == "" {
					continue
				}
				iri, err := parse(string(*name))
				if err != nil {
					return &ShapeError{Type: s.typ, Field: f.name, Err: fmt.Errorf("in its tag `quad:%q`: %w", f.tag, err)}
				}
				*name = iri
			}
			if f.nested != nil {
				if err := f.nested.resolve(parse); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// field finds a field by its Go name; nil stands for the one that holds the node.
func (s *shape) field(name string) (*shapeField, error) {
	if s.id != nil && name == s.idName {
		return nil, nil
	}
	var names []string
	if s.id != nil {
		names = append(names, s.idName)
	}
	for i := range s.fields {
		if s.fields[i].name == name {
			return &s.fields[i], nil
		}
		names = append(names, s.fields[i].name)
	}
	return nil, &ShapeError{Type: s.typ, Err: fmt.Errorf("it has no field %q with a tag; it has %s", name, strings.Join(names, ", "))}
}
