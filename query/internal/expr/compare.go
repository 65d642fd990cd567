package expr

import (
	"cmp"
	"math"
	"strings"
)

// Equal is the operator "=": ok is false where it is an error. Numbers compare by value, whatever their types; dates
// and times by the moment they mean. Values of two types that are both known are unequal. A literal of unknown type
// is equal to itself, and not known to differ from any other literal but one with a language.
func Equal(a, b Value) (equal, ok bool) {
	switch {
	case a.kind == Error || b.kind == Error:
		return false, false
	case a.IsNumeric() && b.IsNumeric():
		order, ordered := compareNumbers(a, b)
		return ordered && order == 0, true
	case a.kind == LangString && b.kind == LangString, !a.IsLiteral(), !b.IsLiteral():
		return Same(a, b), true
	case a.kind == Unknown || b.kind == Unknown:
		if a.kind == LangString || b.kind == LangString {
			return false, true
		}
		same := Same(a, b)
		return same, same
	case a.kind != b.kind:
		return false, true
	case a.kind == Boolean:
		return a.num.small == b.num.small, true
	case a.at != nil:
		order, known := a.at.compare(b.at)
		return known && order == 0, known
	}
	return a.text == b.text, true
}

// Less is the operator "<": ok is false where it is an error, which it is for all but two numbers, strings,
// booleans, or dates and times of one type.
func Less(a, b Value) (less, ok bool) {
	order, ordered, ok := Compare(a, b)
	return ordered && order < 0, ok
}

// Compare orders two values as "<" does. Without order, as NaN is, none of "<", "=", ">" holds.
func Compare(a, b Value) (order int, ordered, ok bool) {
	switch {
	case a.IsNumeric() && b.IsNumeric():
		order, ordered = compareNumbers(a, b)
		return order, ordered, true
	case a.kind != b.kind:
		return 0, false, false
	}
	switch a.kind {
	case String:
		return strings.Compare(a.text, b.text), true, true
	case Boolean:
		return compareInts(a.num.small, b.num.small), true, true
	case DateTime, Date, Time, Year:
		order, ok = a.at.compare(b.at)
		return order, ok, ok
	}
	return 0, false, false
}

// compareNumbers compares after promotion to the wider type.
func compareNumbers(a, b Value) (order int, ordered bool) {
	kind := max(a.kind, b.kind)
	if kind <= Decimal {
		return a.num.compare(b.num), true
	}
	size := 64
	if kind == Float {
		size = 32
	}
	x, y := a.asFloat(size), b.asFloat(size)
	if math.IsNaN(x) || math.IsNaN(y) {
		return 0, false
	}
	return cmp.Compare(x, y), true
}

// class is the place of a value among others in ORDER BY. Literals come by datatype, strings first.
func (v Value) class() int {
	switch v.kind {
	case Integer, Decimal, Float, Double:
		return int(Integer)
	}
	return int(v.kind)
}

// Order is the total order of ORDER BY: what is unbound, blank nodes, IRIs by text, then literals: strings, strings
// with a language, booleans, numbers, dates and times by value, and then all others by datatype and text. Numbers
// compare without rounding, NaN first; a moment without a zone as if it were UTC. Equal values come by datatype and
// text.
func Order(a, b Value) int {
	if c := cmp.Compare(a.class(), b.class()); c != 0 {
		return c
	}
	order := 0
	switch a.kind {
	case Error:
		return 0
	case Integer, Decimal, Float, Double:
		order = orderNumbers(a, b)
	case Boolean:
		order = compareInts(a.num.small, b.num.small)
	case DateTime, Date, Time, Year:
		order, _ = a.at.compare(b.at)
	case LangString, String, IRI, Blank:
		order = strings.Compare(a.text, b.text)
	}
	if order != 0 {
		return order
	}
	if order = strings.Compare(a.Datatype(), b.Datatype()); order != 0 {
		return order
	}
	if order = strings.Compare(a.Text(), b.Text()); order != 0 {
		return order
	}
	return strings.Compare(strings.ToLower(a.Lang()), strings.ToLower(b.Lang()))
}

// orderNumbers compares numbers of any types without rounding, so that the order is a total one.
func orderNumbers(a, b Value) int {
	if a.kind <= Decimal && b.kind <= Decimal {
		return a.num.compare(b.num)
	}
	x, y := a.asFloat(64), b.asFloat(64)
	if a.kind >= Float && b.kind >= Float || math.IsNaN(x) || math.IsNaN(y) || math.IsInf(a.float, 0) || math.IsInf(b.float, 0) {
		return cmp.Compare(x, y)
	}
	if c := cmp.Compare(x, y); c != 0 {
		return c
	}
	return a.asExact().compare(b.asExact())
}

// asExact is a finite number without rounding.
func (v Value) asExact() exact {
	if v.kind <= Decimal {
		return v.num
	}
	return ofBinary(v.float)
}
