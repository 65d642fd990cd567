package expr

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// bounds are the least and the most that an integer type holds; nil for none.
type bounds struct{ least, most *big.Int }

func (b bounds) hold(x exact) bool {
	n := x.coefficient()
	return (b.least == nil || n.Cmp(b.least) >= 0) && (b.most == nil || n.Cmp(b.most) <= 0)
}

// integers are the types that XML Schema derives from xsd:integer.
var integers = func() map[string]bounds {
	signed := func(bits uint) bounds {
		half := new(big.Int).Lsh(big.NewInt(1), bits-1)
		return bounds{new(big.Int).Neg(half), new(big.Int).Sub(half, big.NewInt(1))}
	}
	unsigned := func(bits uint) bounds {
		all := new(big.Int).Lsh(big.NewInt(1), bits)
		return bounds{new(big.Int), all.Sub(all, big.NewInt(1))}
	}
	return map[string]bounds{
		"nonPositiveInteger": {nil, new(big.Int)}, "negativeInteger": {nil, big.NewInt(-1)},
		"nonNegativeInteger": {new(big.Int), nil}, "positiveInteger": {big.NewInt(1), nil},
		"long": signed(64), "int": signed(32), "short": signed(16), "byte": signed(8),
		"unsignedLong": unsigned(64), "unsignedInt": unsigned(32), "unsignedShort": unsigned(16), "unsignedByte": unsigned(8),
	}
}()

func parseInteger(text string) Value {
	if strings.Contains(text, ".") {
		return Value{}
	}
	return parseDecimal(text).as(Integer)
}

func parseDecimal(text string) Value {
	if x, ok := parseExact(text); ok {
		return Value{kind: Decimal, num: x}
	}
	return Value{}
}

// as gives a number another exact kind; an error stays one.
func (v Value) as(k Kind) Value {
	if v.OK() {
		v.kind = k
	}
	return v
}

// parseFloat refuses what Go takes beyond XML Schema, such as "Inf", "0x1p3" and "1_000".
func parseFloat(text string, size int) Value {
	kind := Double
	if size == 32 {
		kind = Float
	}
	switch text {
	case "INF", "+INF":
		return Value{kind: kind, float: math.Inf(1)}
	case "-INF":
		return Value{kind: kind, float: math.Inf(-1)}
	case "NaN":
		return Value{kind: kind, float: math.NaN()}
	}
	if text == "" || strings.Trim(text, "+-0123456789.eE") != "" {
		return Value{}
	}
	f, err := strconv.ParseFloat(text, size)
	if err != nil && !math.IsInf(f, 0) {
		return Value{}
	}
	return Value{kind: kind, float: f}
}

// formatFloat gives the canonical form of XML Schema 1.1, such as "1.5E3".
func formatFloat(f float64, size int) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'E', -1, size), "E")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	n, _ := strconv.Atoi(exponent) // Go writes at least two digits and a sign
	return mantissa + "E" + strconv.Itoa(n)
}

// asFloat is a number as a float of 64 bits, or of 32.
func (v Value) asFloat(size int) float64 {
	if v.kind == Float || v.kind == Double {
		if size == 32 {
			return float64(float32(v.float))
		}
		return v.float
	}
	return v.num.nearestFloat(size)
}

// Op is an operation on two numbers.
type Op uint8

// The operations on numbers.
const (
	Add Op = iota
	Subtract
	Multiply
	Divide
)

// Arithmetic is the operation on two numbers, after the promotion of XPath: integer, decimal, float, double. The
// quotient of two integers is a decimal. What is no number, a division of exact numbers by zero, and an exact result
// of more than 100,000 digits are errors.
func Arithmetic(op Op, a, b Value) Value {
	if !a.IsNumeric() || !b.IsNumeric() {
		return Value{}
	}
	kind := max(a.kind, b.kind)
	if kind >= Float {
		return floating(op, kind, a, b)
	}
	if op == Divide {
		kind = Decimal
	}
	var x exact
	var ok bool
	switch op {
	case Add:
		x, ok = a.num.add(b.num)
	case Subtract:
		x, ok = a.num.add(b.num.neg())
	case Multiply:
		x, ok = a.num.mul(b.num)
	default:
		x, ok = a.num.div(b.num)
	}
	if !ok {
		return Value{}
	}
	return Value{kind: kind, num: x}
}

func floating(op Op, kind Kind, a, b Value) Value {
	size := 64
	if kind == Float {
		size = 32
	}
	x, y := a.asFloat(size), b.asFloat(size)
	switch op {
	case Add:
		x += y
	case Subtract:
		x -= y
	case Multiply:
		x *= y
	default:
		x /= y
	}
	if kind == Float {
		return newFloat(x)
	}
	return NewDouble(x)
}

// Negate is the number below zero; an error for what is none.
func Negate(v Value) Value {
	switch v.kind {
	case Integer, Decimal:
		return Value{kind: v.kind, num: v.num.neg()}
	case Float, Double:
		return Value{kind: v.kind, float: -v.float}
	}
	return Value{}
}

// Plus is the number itself, without a derived type; an error for what is none.
func Plus(v Value) Value {
	if !v.IsNumeric() {
		return Value{}
	}
	return Value{kind: v.kind, num: v.num, float: v.float}
}

func abs(v Value) Value {
	if v.kind <= Decimal && v.num.sign() < 0 || v.kind >= Float && math.Signbit(v.float) {
		return Negate(v)
	}
	return Plus(v)
}

// round makes a number whole, in one of the ways of exact.
func round(v Value, way int) Value {
	switch v.kind {
	case Integer, Decimal:
		return Value{kind: v.kind, num: v.num.whole(way)}
	case Float, Double:
		f := v.float
		switch way {
		case down:
			f = math.Floor(f)
		case up:
			f = math.Ceil(f)
		case towardsZero:
			f = math.Trunc(f)
		default:
			if rounded := math.Floor(f); f-rounded >= 0.5 {
				f = math.Copysign(rounded+1, f)
			} else {
				f = math.Copysign(rounded, f)
			}
		}
		return Value{kind: v.kind, float: f}
	}
	return Value{}
}

// Int is an integer that fits into int64.
func (v Value) Int() (int64, bool) { return v.num.small, v.kind == Integer && v.num.big == nil }

// Number is a number as a float64, rounded if need be; ok is false for what is none.
func (v Value) Number() (f float64, ok bool) {
	if !v.IsNumeric() {
		return 0, false
	}
	return v.asFloat(64), true
}
