package naive

import (
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

// meaning is what kind of value a literal has, in the order in which they sort.
type meaning int

const (
	isString meaning = iota
	isLang
	isBoolean
	isNumber
	isDateTime
	isDate
	isTime
	isUnknown // of an unknown datatype, or not well formed
	isNode    // no literal
)

type value struct {
	kind   meaning
	text   string
	truth  bool
	number number
	moment moment
}

// number is exact in rat, or a float or double in float.
type number struct {
	kind  int // 0 integer, 1 decimal, 2 float, 3 double
	rat   *big.Rat
	float float64
}

var (
	integerForm = regexp.MustCompile(`^[+-]?[0-9]+$`)
	decimalForm = regexp.MustCompile(`^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$`)
	doubleForm  = regexp.MustCompile(`^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$`)
)

// integers are the datatypes derived from xsd:integer, with their least and greatest values.
var integers = map[string][2]string{
	"integer": {"", ""}, "nonPositiveInteger": {"", "0"}, "negativeInteger": {"", "-1"}, "nonNegativeInteger": {"0", ""},
	"positiveInteger": {"1", ""}, "long": {"-9223372036854775808", "9223372036854775807"}, "int": {"-2147483648", "2147483647"},
	"short": {"-32768", "32767"}, "byte": {"-128", "127"}, "unsignedLong": {"0", "18446744073709551615"},
	"unsignedInt": {"0", "4294967295"}, "unsignedShort": {"0", "65535"}, "unsignedByte": {"0", "255"},
}

func valueOf(t term.Term) value {
	v := value{kind: isUnknown, text: t.Text}
	if t.Kind != term.Literal {
		v.kind = isNode
		return v
	}
	if t.Lang != "" {
		v.kind = isLang
		return v
	}
	if t.Datatype == "" {
		v.kind = isString
		return v
	}
	name, known := strings.CutPrefix(t.Datatype, term.XSD)
	if !known {
		return v
	}
	text := strings.Trim(t.Text, " \t\r\n")
	ok := false
	switch name {
	case "boolean":
		ok = text == "true" || text == "false" || text == "1" || text == "0"
		v.truth = text == "true" || text == "1"
		return as(v, isBoolean, ok)
	case "decimal":
		v.number.kind = 1
		if ok = decimalForm.MatchString(text); ok {
			v.number.rat, ok = new(big.Rat).SetString(text)
		}
		return as(v, isNumber, ok)
	case "float", "double":
		v.number, ok = parseFloat(text, name == "float")
		return as(v, isNumber, ok)
	case "dateTime", "date", "time":
		v.moment, ok = parseMoment(text, name)
		return as(v, map[string]meaning{"dateTime": isDateTime, "date": isDate, "time": isTime}[name], ok)
	}
	bounds, isInteger := integers[name]
	if isInteger && integerForm.MatchString(text) {
		v.number.rat, ok = new(big.Rat).SetString(text)
		for i, bound := range bounds {
			if b, has := new(big.Rat).SetString(bound); has && (i == 0 && v.number.rat.Cmp(b) < 0 || i == 1 && v.number.rat.Cmp(b) > 0) {
				ok = false
			}
		}
	}
	return as(v, isNumber, ok)
}

func as(v value, kind meaning, ok bool) value {
	if ok {
		v.kind = kind
	}
	return v
}

func parseFloat(text string, single bool) (n number, ok bool) {
	n.kind = 3
	bits := 64
	if single {
		n.kind, bits = 2, 32
	}
	switch text {
	case "INF", "+INF":
		n.float = math.Inf(1)
		return n, true
	case "-INF":
		n.float = math.Inf(-1)
		return n, true
	case "NaN":
		n.float = math.NaN()
		return n, true
	}
	n.float, _ = strconv.ParseFloat(text, bits)
	return n, doubleForm.MatchString(text)
}

func (n number) asFloat() float64 {
	if n.rat == nil {
		return n.float
	}
	f, _ := n.rat.Float64()
	return f
}

func plain(s string) term.Term { return term.Term{Kind: term.Literal, Text: s} }

func typed(s, datatype string) term.Term {
	return term.Term{Kind: term.Literal, Text: s, Datatype: term.XSD + datatype}
}

func intTerm(n int64) term.Term { return typed(strconv.FormatInt(n, 10), "integer") }

func boolTerm(b bool) term.Term { return typed(strconv.FormatBool(b), "boolean") }

// termOf writes a number: exact ones to 24 places, others in the canonical form of XML Schema.
func (n number) termOf() term.Term {
	switch n.kind {
	case 0:
		return typed(n.rat.Num().String(), "integer")
	case 1:
		s := n.rat.FloatString(24)
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
		if s == "-0" || s == "" {
			s = "0"
		}
		return typed(s, "decimal")
	case 2:
		return typed(shortFloat(n.float), "float")
	}
	t, _ := term.Of(quad.Float(n.float))
	return t
}

// shortFloat is the canonical form of a float: as a double's, with fewer digits.
func shortFloat(f float64) string {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		t, _ := term.Of(quad.Float(f))
		return t.Text
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'E', -1, 32), "E")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	n, _ := strconv.Atoi(exponent)
	return mantissa + "E" + strconv.Itoa(n)
}

func arithmetic(f algebra.Func, a, b term.Term) (term.Term, error) {
	x, y := valueOf(a), valueOf(b)
	if x.kind != isNumber || y.kind != isNumber {
		return term.Term{}, errExpr
	}
	kind := max(x.number.kind, y.number.kind)
	if kind < 2 {
		r := number{kind: kind, rat: new(big.Rat)}
		p, q := x.number.rat, y.number.rat
		switch f {
		case algebra.FnAdd:
			r.rat.Add(p, q)
		case algebra.FnSubtract:
			r.rat.Sub(p, q)
		case algebra.FnMultiply:
			r.rat.Mul(p, q)
		default:
			if q.Sign() == 0 {
				return term.Term{}, errExpr
			}
			r.kind = 1
			r.rat.Quo(p, q)
		}
		return r.termOf(), nil
	}
	p, q := x.number.asFloat(), y.number.asFloat()
	r := number{kind: kind}
	switch f {
	case algebra.FnAdd:
		r.float = p + q
	case algebra.FnSubtract:
		r.float = p - q
	case algebra.FnMultiply:
		r.float = p * q
	default:
		r.float = p / q
	}
	if kind == 2 {
		r.float = float64(float32(r.float))
	}
	return r.termOf(), nil
}

// equals is the operator =.
func equals(a, b term.Term) (bool, error) {
	if same(a, b) && valueOf(a).kind != isNumber { // NaN is not itself
		return true, nil
	}
	x, y := valueOf(a), valueOf(b)
	switch {
	case x.kind == isNode || y.kind == isNode, x.kind == isLang || y.kind == isLang:
		return false, nil
	case x.kind == isUnknown || y.kind == isUnknown:
		return false, errExpr
	case x.kind != y.kind:
		return false, nil
	}
	d, err := order(x, y)
	return d == 0, err
}

const unordered = 2 // of NaN

// order compares two values of one kind.
func order(x, y value) (int, error) {
	switch x.kind {
	case isString:
		return strings.Compare(x.text, y.text), nil
	case isBoolean:
		return int(boolNumber(x.truth) - boolNumber(y.truth)), nil
	case isDateTime, isDate, isTime:
		return x.moment.compare(y.moment)
	case isNumber:
		if x.number.rat != nil && y.number.rat != nil {
			return x.number.rat.Cmp(y.number.rat), nil
		}
		p, q := x.number.asFloat(), y.number.asFloat()
		switch {
		case p < q:
			return -1, nil
		case p > q:
			return 1, nil
		case p == q:
			return 0, nil
		}
		return unordered, nil
	}
	return 0, errExpr
}

func boolNumber(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
