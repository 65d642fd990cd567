package structs

import (
	"bytes"
	"fmt"
	"reflect"
	"time"
)

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
	switch x := a.Interface().(type) {
	case time.Time:
		return x.Equal(b.Interface().(time.Time))
	case Date:
		return x.Compare(b.Interface().(Date)) == 0
	}
	if isBytes(a.Type()) {
		return bytes.Equal(a.Bytes(), b.Bytes())
	}
	return a.Equal(b)
}
