package structs

import (
	"reflect"

	"talentgraph.example/graph/term"
	"talentgraph.example/internal/sizes"
)

// keyOf gives what a field's values are ordered by. What a field of numbers or times holds is read as such, whatever its
// datatype; elsewhere the datatype tells. The field may be nil.
func keyOf(f *shapeField, t term.Term) sizes.Size {
	if k, ok := valueKey(f, t); ok {
		return k
	}
	if t.Kind == term.None {
		return sizes.Size{Sort: sizes.Missing}
	}
	return sizes.Size{Sort: sizes.Text, Text: t.Text}
}

// valueKey is the key of a number or a time; false for what is neither.
func valueKey(f *shapeField, t term.Term) (sizes.Size, bool) {
	switch {
	case t.Kind != term.Literal || t.Lang != "":
		return sizes.Size{}, false
	case f != nil && f.elem != nil && isNumber(f.elem):
		return sizes.OfNumber(t)
	case f != nil && f.elem != nil && isTimed(f.elem):
		return sizes.OfTimeText(t.Text)
	case f != nil && f.elem != nil && f.elem.Kind() == reflect.Bool:
		switch b, err := parseBool(t.Text); {
		case err != nil:
			return sizes.Size{}, false
		case b:
			return sizes.Size{Sort: sizes.Number, Sign: 1}, true
		}
		return sizes.Size{Sort: sizes.Number}, true
	}
	return sizes.Of(t)
}
