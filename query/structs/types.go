package structs

import (
	"encoding"
	"fmt"
	"reflect"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// setType looks at a field's Go type.
func (f *shapeField) setType(t reflect.Type, outer []reflect.Type) error {
	switch {
	case t == reflect.TypeFor[map[string]string]():
		if f.lang != "" || f.inverse {
			return fmt.Errorf("a map holds the texts of all languages; it takes no lang= and no inverse predicate")
		}
		f.byLang, f.elem = true, reflect.TypeFor[string]()
		return nil
	case t.Kind() == reflect.Slice && !isScalar(t):
		f.many, t = true, t.Elem()
	}
	pointer := t.Kind() == reflect.Pointer
	if pointer {
		t = t.Elem()
	}
	f.elem = t
	if k := t.Kind(); f.zero && (!f.optional || f.many || pointer || isTextual(t) || isNodeType(t) || k < reflect.Bool || k > reflect.Float64 && k != reflect.String) {
		return fmt.Errorf("zero belongs to an optional string, number or bool; of other types only nil or an empty value is missing")
	}
	if f.time && !(isTimed(t) || t.Kind() == reflect.String && !isNodeType(t) || isWhole(t) || t == reflect.TypeFor[quad.Value]()) {
		return fmt.Errorf("the time must be a structs.Date, time.Time, string, integer or quad.Value, or a slice of these, not %v", t)
	}
	if t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) && !isTextual(t) && !isTimed(t) && !hasTags(t) {
		return fmt.Errorf("no values of type %v: it has a MarshalText, but no UnmarshalText to be read by", t)
	}
	if isScalar(t) {
		if f.inverse && !isNodeType(t) {
			return fmt.Errorf("a literal cannot be a subject: with <- the type must be a quad.IRI, quad.Value, graph.Entity or a struct, not %v", t)
		}
		return nil
	}
	if t.Kind() != reflect.Struct {
		return fmt.Errorf("no values of type %v; use a string, bool, number, time.Time, structs.Date, []byte, an encoding.TextMarshaler and TextUnmarshaler, quad.IRI, quad.Value, graph.Entity, a struct with tags, a pointer to or a slice of these, or map[string]string for languages", t)
	}
	nested, err := shapeWithin(t, outer)
	f.nested = nested
	return err
}

func isNodeType(t reflect.Type) bool {
	return t == reflect.TypeFor[quad.IRI]() || t == reflect.TypeFor[quad.Value]() || t == reflect.TypeFor[graph.Entity]()
}

// isTimed tells whether a type holds a time.
func isTimed(t reflect.Type) bool {
	return t == reflect.TypeFor[time.Time]() || t == reflect.TypeFor[Date]()
}

// isBytes tells whether a type holds bytes, which are one value.
func isBytes(t reflect.Type) bool {
	return t.Kind() == reflect.Slice && t.Elem() == reflect.TypeFor[byte]()
}

// isTextual tells whether values of a type write and read themselves as text. A struct with tags is a node all the same.
func isTextual(t reflect.Type) bool {
	if t.PkgPath() == "" {
		return false // int and string, and whatever else has no name to have methods by
	}
	p := reflect.PointerTo(t)
	return p.Implements(reflect.TypeFor[encoding.TextMarshaler]()) && p.Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) &&
		!isTimed(t) && !hasTags(t)
}

func hasTags(t reflect.Type) bool {
	for i := 0; t.Kind() == reflect.Struct && i < t.NumField(); i++ {
		if _, tagged := t.Field(i).Tag.Lookup("quad"); tagged {
			return true
		}
	}
	return false
}

// isWhole tells whether a type holds whole numbers.
func isWhole(t reflect.Type) bool {
	k := t.Kind()
	return k >= reflect.Int && k <= reflect.Uint64 && !isTextual(t)
}

// isNumber tells whether a type holds numbers.
func isNumber(t reflect.Type) bool {
	k := t.Kind()
	return isWhole(t) || (k == reflect.Float32 || k == reflect.Float64) && !isTextual(t)
}

func isScalar(t reflect.Type) bool {
	if isNodeType(t) || isTimed(t) || isBytes(t) || isTextual(t) {
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
