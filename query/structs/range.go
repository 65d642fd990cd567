package structs

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/internal/sizes"
	"talentgraph.example/query/internal/ask"
)

// Range is a run of numbers or times, to be given to [Where]. It is made by [AtLeast], [AtMost] and [Between].
//
// Its ends are Go numbers; a time.Time, a [Date], or a string with a date as [ParseDate] reads it; or a literal with a
// datatype for numbers or times. Both ends are included. A date is all of its days: Between("2024", "2024-03") ends with
// the last moment of March. A value that is itself a month or a year is in the range if it shares a moment with it, as
// with query.Between. Times without a zone are taken for UTC.
//
// Numbers and times compare by what they are, whatever their datatype and spelling: 7, 7.0E0 and "07"^^xsd:integer are
// one number. In a field for numbers or times every value is read as such; in a string, quad.Value or graph.Entity its
// datatype must say that it is one. Elsewhere a Range is an error.
type Range struct{ first, last any }

// AtLeast is a range without an end.
func AtLeast(first any) Range { return Range{first: first} }

// AtMost is a range without a beginning.
func AtMost(last any) Range { return Range{last: last} }

// Between is the range from first to last, which must not come before first.
func Between(first, last any) Range { return Range{first, last} }

// test makes a test of the values of a field.
func (r Range) test(f *shapeField) (func(term.Term) bool, error) {
	if f.holdsNodes() || f.byLang || isBytes(f.elem) || f.elem.Kind() == reflect.Bool && !isTextual(f.elem) {
		return nil, errors.New("its values are neither numbers nor times, and there is no range of them")
	}
	first, err := bound(f, r.first)
	if err != nil {
		return nil, err
	}
	last, err := bound(f, r.last)
	switch {
	case err != nil:
		return nil, err
	case first == nil && last == nil:
		return nil, errors.New("the range has no ends; make it with AtLeast, AtMost or Between")
	case first != nil && last != nil && first.Sort != last.Sort:
		return nil, fmt.Errorf("%v and %v are no ends of one range: one is a number, one a time", r.first, r.last)
	case first != nil && last != nil && before(*last, *first):
		return nil, fmt.Errorf("the range's first end, %v, must not come after its last, %v", r.first, r.last)
	}
	return func(t term.Term) bool {
		k, ok := valueKey(f, t)
		return ok && (first == nil || k.Sort == first.Sort && !before(k, *first)) && (last == nil || k.Sort == last.Sort && !before(*last, k))
	}, nil
}

// before tells whether all of a number or a time comes before another one.
func before(s, other sizes.Size) bool {
	if s.Sort == sizes.Time && s.End > s.At {
		return s.End <= other.At
	}
	return s.CompareBegin(other) < 0
}

// bound reads an end of a range; nil if there is none.
func bound(f *shapeField, v any) (*sizes.Size, error) {
	if v == nil {
		return nil, nil
	}
	k, ok := boundKey(v)
	switch {
	case !ok:
		return nil, fmt.Errorf("%v of type %T is no end of a range; give a number, or a time.Time, a structs.Date or a date such as \"2024-03\"", v, v)
	case isTimed(f.elem) && k.Sort != sizes.Time, isNumber(f.elem) && k.Sort != sizes.Number:
		return nil, fmt.Errorf("the field takes a %v, and a range of these cannot end with %v of type %T", f.elem, v, v)
	}
	return &k, nil
}

func boundKey(v any) (sizes.Size, bool) {
	switch v := v.(type) {
	case time.Time:
		return valueKey(nil, ask.TermOf(quad.Time(v)))
	case Date:
		return sizes.OfTime(v.time()), !v.IsZero()
	case string:
		d, err := ParseDate(v)
		return sizes.OfTime(d.time()), err == nil
	case quad.Value:
		return valueKey(nil, ask.TermOf(v))
	}
	switch x := reflect.ValueOf(v); {
	case isTextual(x.Type()):
		return sizes.Size{}, false
	case x.CanInt():
		return sizes.OfDigits(strconv.FormatInt(x.Int(), 10))
	case x.CanUint():
		return sizes.OfDigits(strconv.FormatUint(x.Uint(), 10))
	case x.CanFloat():
		return sizes.OfDigits(sizes.FormatFloat(x.Float(), x.Type().Bits()))
	}
	return sizes.Size{}, false
}
