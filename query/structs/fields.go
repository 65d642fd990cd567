package structs

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/cayleygraph/quad"
)

// shapeWithin reads a type inside of others, so that one that holds itself is found.
func shapeWithin(t reflect.Type, outer []reflect.Type) (*shape, error) {
	s := &shape{typ: t}
	if t.Kind() != reflect.Struct {
		return nil, s.wrong("", "it is no struct; give one whose fields have tags such as `quad:\"tg:person\"`")
	}
	for i, o := range outer {
		if o == t {
			return nil, s.wrong("", "it holds itself, by way of %v, and would never end; let a field be a quad.IRI or graph.Entity instead of a struct", outer[i:])
		}
	}
	if err := s.addFields(t, nil, append(outer, t)); err != nil {
		return nil, err
	}
	if len(s.fields)+len(s.fixed) == 0 {
		return nil, s.wrong("", "no field has a tag; write them as in `quad:\"tg:person\"` or `quad:\"<- tg:from,optional\"`")
	}
	return s, nil
}

func (s *shape) wrong(field, format string, args ...any) error {
	return &ShapeError{Type: s.typ, Field: field, Err: fmt.Errorf(format, args...)}
}

// addFields adds the fields of a type that is the shape's own, or embedded in it at an index. An embedded struct without
// a tag gives its fields to the one around it; one with a tag is a field as any other.
func (s *shape) addFields(t reflect.Type, at []int, outer []reflect.Type) error {
	for i := range t.NumField() {
		f := t.Field(i)
		f.Index = append(at[:len(at):len(at)], i)
		tag, tagged := f.Tag.Lookup("quad")
		var err error
		if tagged && f.Name != "_" {
			hidden := false
			if hidden, err = s.hides(f); hidden {
				continue
			}
		}
		switch {
		case err != nil || tag == "-":
		case tagged && tag == "@id":
			err = s.addID(f)
		case tagged:
			err = s.addField(f, tag, outer)
		case f.Anonymous:
			err = s.embed(f, outer)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *shape) embed(f reflect.StructField, outer []reflect.Type) error {
	t := f.Type
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	for i, o := range outer {
		if o == t {
			return s.wrong(f.Name, "it is embedded in itself, by way of %v, and would never end", outer[i:])
		}
	}
	before := len(s.fields)
	if s.id != nil {
		before++
	}
	if err := s.addFields(t, f.Index, append(outer, t)); err != nil {
		return err
	}
	after := len(s.fields)
	if s.id != nil {
		after++
	}
	if after > before && f.Type.Kind() == reflect.Pointer && !f.IsExported() {
		return s.wrong(f.Name, "it is embedded by a pointer and has no exported name, so that only its own package can make one; embed the struct itself, or export its name")
	}
	return nil
}

func (s *shape) addID(f reflect.StructField) error {
	switch {
	case s.id != nil || f.Type != reflect.TypeFor[quad.IRI]() && f.Type != reflect.TypeFor[quad.Value]():
		return s.wrong(f.Name, "one field may hold the node, and it must be a quad.IRI or a quad.Value")
	case !f.IsExported():
		return s.wrong(f.Name, "a field with a tag must be exported")
	}
	s.id, s.idName = f.Index, f.Name
	return nil
}

func (s *shape) addField(f reflect.StructField, tag string, outer []reflect.Type) error {
	field, err := parseTag(tag)
	if err != nil {
		return s.wrong(f.Name, "%w", err)
	}
	field.name, field.index = f.Name, f.Index
	switch {
	case f.Name == "_" && field.value == "":
		return s.wrong(f.Name, "a field without a name stands for a fixed value: write `quad:\"rdf:type=tg:Move\"`")
	case f.Name == "_":
		s.fixed = append(s.fixed, field)
		return nil
	case !f.IsExported():
		return s.wrong(f.Name, "a field with a tag must be exported")
	case field.value != "":
		return s.wrong(f.Name, "a fixed value belongs to a field named _")
	}
	if err := field.setType(f.Type, outer); err != nil {
		if _, nested := err.(*ShapeError); nested {
			return err
		}
		return s.wrong(f.Name, "%w", err)
	}
	s.fields = append(s.fields, field)
	return nil
}

// hides tells whether a field of an embedded struct is hidden by another one of its name, as Go has it.
func (s *shape) hides(f reflect.StructField) (bool, error) {
	seen, found := s.typ.FieldByName(f.Name)
	if !found {
		return false, s.wrong(f.Name, "two embedded structs have a field of this name, and neither is nearer; give one of them another name, or the tag `quad:\"-\"`")
	}
	return !slices.Equal(seen.Index, f.Index), nil
}

// fieldOf gives a field to be filled, and makes the structs that pointers on the way to it are to embed.
func fieldOf(v reflect.Value, index []int) reflect.Value {
	for i, x := range index {
		if i > 0 && v.Kind() == reflect.Pointer {
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v
}
