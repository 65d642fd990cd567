package structs

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
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

// shapeWithin reads a type inside of others, so that one that holds itself is found.
func shapeWithin(t reflect.Type, outer []reflect.Type) (*shape, error) {
	fail := func(field, format string, args ...any) error {
		return &ShapeError{Type: t, Field: field, Err: fmt.Errorf(format, args...)}
	}
	if t.Kind() != reflect.Struct {
		return nil, fail("", "it is no struct; give one whose fields have tags such as `quad:\"tg:person\"`")
	}
	for i, o := range outer {
		if o == t {
			return nil, fail("", "it holds itself, by way of %v, and would never end; let a field be a quad.IRI or graph.Entity instead of a struct", outer[i:])
		}
	}
	s := &shape{typ: t}
	for _, f := range reflect.VisibleFields(t) {
		tag, tagged := f.Tag.Lookup("quad")
		if !tagged || tag == "-" {
			continue
		}
		if tag == "@id" {
			if s.id != nil || f.Type != reflect.TypeFor[quad.IRI]() && f.Type != reflect.TypeFor[quad.Value]() {
				return nil, fail(f.Name, "one field may hold the node, and it must be a quad.IRI or a quad.Value")
			}
			s.id, s.idName = f.Index, f.Name
			continue
		}
		field, err := parseTag(tag)
		if err != nil {
			return nil, fail(f.Name, "%w", err)
		}
		field.name, field.index = f.Name, f.Index
		if f.Name == "_" {
			if field.value == "" {
				return nil, fail(f.Name, "a field without a name stands for a fixed value: write `quad:\"rdf:type=tg:Move\"`")
			}
			s.fixed = append(s.fixed, field)
			continue
		}
		switch {
		case !f.IsExported():
			return nil, fail(f.Name, "a field with a tag must be exported")
		case field.value != "":
			return nil, fail(f.Name, "a fixed value belongs to a field named _")
		}
		if err := field.setType(f.Type, append(outer, t)); err != nil {
			if _, nested := err.(*ShapeError); nested {
				return nil, err
			}
			return nil, fail(f.Name, "%w", err)
		}
		s.fields = append(s.fields, field)
	}
	if len(s.fields)+len(s.fixed) == 0 {
		return nil, fail("", "no field has a tag; write them as in `quad:\"tg:person\"` or `quad:\"<- tg:from,optional\"`")
	}
	return s, nil
}

// parseTag reads "[<- ]predicate[=value][,optional][,lang=tag][,type=iri][,graph=iri]".
func parseTag(tag string) (shapeField, error) {
	f := shapeField{tag: tag}
	parts := strings.Split(tag, ",")
	predicate := strings.TrimSpace(parts[0])
	if rest, ok := strings.CutPrefix(predicate, "<-"); ok {
		f.inverse, predicate = true, strings.TrimSpace(rest)
	}
	predicate, value, _ := strings.Cut(predicate, "=")
	f.predicate, f.value = quad.IRI(strings.TrimSpace(predicate)), quad.IRI(strings.TrimSpace(value))
	if !strings.Contains(string(f.predicate), ":") {
		return f, fmt.Errorf("the tag `quad:%q` names no predicate; write an IRI or a compact IRI such as tg:person", tag)
	}
	for _, part := range parts[1:] {
		key, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch key {
		case "optional":
			f.optional = true
		case "lang":
			f.lang = value
		case "type":
			f.datatype = quad.IRI(value)
		case "graph":
			f.graph = quad.IRI(value)
		default:
			return f, fmt.Errorf("the tag `quad:%q` has the option %q; there are optional, lang=, type= and graph=", tag, key)
		}
		if key != "optional" && value == "" {
			return f, fmt.Errorf("the tag `quad:%q` gives %q no value", tag, key)
		}
	}
	return f, nil
}

// setType looks at a field's Go type.
func (f *shapeField) setType(t reflect.Type, outer []reflect.Type) error {
	switch {
	case t == reflect.TypeFor[map[string]string]():
		if f.lang != "" || f.inverse {
			return fmt.Errorf("a map holds the texts of all languages; it takes no lang= and no inverse predicate")
		}
		f.byLang, f.elem = true, reflect.TypeFor[string]()
		return nil
	case t.Kind() == reflect.Slice:
		f.many, t = true, t.Elem()
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	f.elem = t
	if isScalar(t) {
		if f.inverse && !isNodeType(t) {
			return fmt.Errorf("a literal cannot be a subject: with <- the type must be a quad.IRI, quad.Value, graph.Entity or a struct, not %v", t)
		}
		return nil
	}
	if t.Kind() != reflect.Struct {
		return fmt.Errorf("no values of type %v; use a string, bool, number, time.Time, quad.IRI, quad.Value, graph.Entity, a struct with tags, a pointer to or a slice of these, or map[string]string for languages", t)
	}
	nested, err := shapeWithin(t, outer)
	f.nested = nested
	return err
}

func isNodeType(t reflect.Type) bool {
	return t == reflect.TypeFor[quad.IRI]() || t == reflect.TypeFor[quad.Value]() || t == reflect.TypeFor[graph.Entity]()
}

func isScalar(t reflect.Type) bool {
	if isNodeType(t) || t == reflect.TypeFor[time.Time]() {
		return true
	}
	switch t.Kind() {
	case reflect.String, reflect.Bool, reflect.Float32, reflect.Float64,
		reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return true
	}
	return false
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
