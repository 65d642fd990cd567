package structs

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
)

// toGo puts a value of the graph into a Go value.
func toGo(into reflect.Value, v quad.Value, e graph.Entity) error {
	if into.Kind() == reflect.Pointer {
		into.Set(reflect.New(into.Type().Elem()))
		into = into.Elem()
	}
	switch into.Type() {
	case reflect.TypeFor[quad.Value]():
		into.Set(reflect.ValueOf(v))
		return nil
	case reflect.TypeFor[graph.Entity]():
		into.Set(reflect.ValueOf(e))
		return nil
	case reflect.TypeFor[quad.IRI]():
		iri, ok := v.(quad.IRI)
		if !ok {
			return fmt.Errorf("%s is no IRI; let the field be a quad.Value", quad.StringOf(v))
		}
		into.SetString(string(iri))
		return nil
	}
	t, err := term.Of(v)
	if err != nil {
		return err
	}
	if t.Kind != term.Literal {
		return fmt.Errorf("%s is no literal; let the field be a quad.IRI, quad.Value or graph.Entity", quad.StringOf(v))
	}
	return literalToGo(into, t.Text)
}

func literalToGo(into reflect.Value, text string) error {
	if into.Type() == reflect.TypeFor[time.Time]() {
		for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", time.DateOnly} {
			if t, err := time.Parse(layout, text); err == nil {
				into.Set(reflect.ValueOf(t))
				return nil
			}
		}
		return fmt.Errorf("%q is no date and no time that Go has; let the field be a string", text)
	}
	bits := 0
	if k := into.Kind(); k >= reflect.Int && k <= reflect.Float64 {
		bits = into.Type().Bits()
	}
	var err error
	switch into.Kind() {
	case reflect.String:
		into.SetString(text)
	case reflect.Bool:
		var b bool
		if text != "true" && text != "false" && text != "1" && text != "0" {
			return fmt.Errorf("%q is no xsd:boolean", text)
		}
		b, err = strconv.ParseBool(text)
		into.SetBool(b)
	case reflect.Float32, reflect.Float64:
		var x float64
		x, err = strconv.ParseFloat(text, bits)
		into.SetFloat(x)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		var n uint64
		n, err = strconv.ParseUint(text, 10, bits)
		into.SetUint(n)
	default:
		var n int64
		n, err = strconv.ParseInt(text, 10, bits)
		into.SetInt(n)
	}
	if err != nil {
		return fmt.Errorf("%q does not go into a %v: %w", text, into.Type(), errors.Unwrap(err))
	}
	return nil
}

// fromGo makes a value of the graph of a Go value that is no struct with tags.
func (f *shapeField) fromGo(v reflect.Value) (quad.Value, error) {
	switch x := v.Interface().(type) {
	case quad.IRI:
		if x == "" {
			return nil, errors.New("it is empty, and no IRI")
		}
		return x, nil
	case graph.Entity:
		if x.IsZero() {
			return nil, errors.New("it is the zero Entity, and no node")
		}
		return x.Node(), nil
	case quad.Value:
		return x, nil
	case time.Time:
		if f.datatype == "" {
			return quad.Time(x.UTC()), nil
		}
		return term.Term{Kind: term.Literal, Text: x.Format(time.DateOnly), Datatype: string(f.datatype)}.Value(), nil
	}
	text := ""
	var value quad.Value
	switch v.Kind() {
	case reflect.Interface:
		return nil, errors.New("it is nil, and no value")
	case reflect.String:
		text = v.String()
		value = quad.String(text)
		if f.lang != "" {
			return quad.LangString{Value: quad.String(text), Lang: f.lang}, nil
		}
	case reflect.Bool:
		value, text = quad.Bool(v.Bool()), strconv.FormatBool(v.Bool())
	case reflect.Float32, reflect.Float64:
		value, text = quad.Float(v.Float()), strconv.FormatFloat(v.Float(), 'g', -1, v.Type().Bits())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		n := v.Uint()
		text = strconv.FormatUint(n, 10)
		if n <= math.MaxInt64 {
			value = quad.Int(n)
		} else {
			value = quad.TypedString{Value: quad.String(text), Type: quad.IRI(term.XSD + "integer")}
		}
	default:
		value, text = quad.Int(v.Int()), strconv.FormatInt(v.Int(), 10)
	}
	if f.datatype != "" {
		value = term.Term{Kind: term.Literal, Text: text, Datatype: string(f.datatype)}.Value()
	}
	return value, nil
}

// datatypeOf is the datatype that RDF 1.1 gives a literal: plain strings and those with a language have one
// too. It is empty for what is no literal.
func datatypeOf(t term.Term) quad.IRI {
	switch {
	case t.Kind != term.Literal:
		return ""
	case t.Lang != "":
		return vocab.RDFLangString
	case t.Datatype == "":
		return vocab.XSDString
	}
	return quad.IRI(t.Datatype)
}

// convert makes a value of another type, if it is of the same sort and loses nothing but a float's digits.
func convert(v reflect.Value, to reflect.Type) (reflect.Value, error) {
	refuse := func() (reflect.Value, error) {
		return v, fmt.Errorf("the field takes a %v, and %v of type %v is none", to, v, v.Type())
	}
	switch {
	case v.Type() == to:
		return v, nil
	case sortOf(v.Type()) == 0 || sortOf(v.Type()) != sortOf(to):
		return refuse()
	}
	converted := v.Convert(to)
	if sortOf(to) == sortOfNumber && (!v.CanFloat() || !converted.CanFloat()) {
		back := converted.Convert(v.Type())
		if !back.Equal(v) || negative(v) != negative(converted) {
			return refuse()
		}
	}
	return converted, nil
}

// Sorts of types of which one value may stand for another's.
const (
	sortOfText = 1 + iota
	sortOfBool
	sortOfNumber
)

func sortOf(t reflect.Type) int {
	switch k := t.Kind(); {
	case k == reflect.String:
		return sortOfText
	case k == reflect.Bool:
		return sortOfBool
	case k >= reflect.Int && k <= reflect.Float64 && k != reflect.Uintptr:
		return sortOfNumber
	}
	return 0
}

func negative(v reflect.Value) bool {
	return v.CanInt() && v.Int() < 0 || v.CanFloat() && v.Float() < 0
}

// sameGo compares two values of one type; times compare as instants.
func sameGo(a, b reflect.Value) bool {
	if t, ok := a.Interface().(time.Time); ok {
		return t.Equal(b.Interface().(time.Time))
	}
	return a.Equal(b)
}
