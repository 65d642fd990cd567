package expr

import (
	"math"
	"strconv"
	"strings"
)

// Cast makes a value one of the datatypes of XML Schema, by the table of section 17.5 and XPath's rules behind it. A
// value that has no such form is an error, and so is any in a datatype that [IsCast] does not know.
func Cast(datatype string, v Value) Value {
	name, ok := strings.CutPrefix(datatype, xsd)
	if !ok || !v.OK() || v.kind == Blank {
		return Value{}
	}
	switch v.kind {
	case IRI, LangString, Unknown: // which have a text and nothing else
		if name == "string" {
			return NewString(v.text)
		}
		return Value{}
	}
	if v.kind == String && name != "string" {
		// What is written with spaces around it is read without them, and given in its canonical form.
		return canonical(literal(strings.Trim(v.text, " \t\r\n"), datatype), name)
	}
	switch name {
	case "string":
		return NewString(v.castText())
	case "boolean":
		return toBoolean(v)
	case "integer":
		return toExact(v).whole().as(Integer)
	case "decimal":
		return toExact(v).as(Decimal)
	case "double", "float":
		return toFloat(v, name)
	case "dateTime", "date", "time":
		return toMoment(v, name)
	}
	return Value{}
}

// IsCast tells whether an IRI is that of a datatype that Cast knows.
func IsCast(iri string) bool {
	name, ok := strings.CutPrefix(iri, xsd)
	switch name {
	case "string", "boolean", "integer", "decimal", "double", "float", "dateTime", "date", "time":
		return ok
	}
	return false
}

// canonical forgets the text that a literal was read from; what is not of the wanted type is an error.
func canonical(v Value, name string) Value {
	if v.kind == Unknown || v.Datatype() != xsd+name {
		return Value{}
	}
	v.text = ""
	return v
}

// castText is the text that XPath's casts give: floats of a common size have no exponent.
func (v Value) castText() string {
	switch v.kind {
	case String:
		return v.text
	case Float, Double:
		f, size := v.float, 64
		if v.kind == Float {
			size = 32
		}
		switch a := math.Abs(f); {
		case a == 0 || a >= 1e-6 && a < 1e6:
			return strconv.FormatFloat(f, 'f', -1, size)
		}
		return formatFloat(f, size)
	}
	v.text = ""
	return v.Text()
}

func toBoolean(v Value) Value {
	if v.at != nil {
		return Value{}
	}
	truth, ok := v.Truth()
	if !ok {
		return Value{}
	}
	return NewBoolean(truth)
}

// toExact makes a decimal of a number or boolean.
func toExact(v Value) Value {
	switch v.kind {
	case Boolean, Integer, Decimal:
		return Value{kind: Decimal, num: v.num}
	case Float, Double:
		size := 64
		if v.kind == Float {
			size = 32
		}
		if math.IsNaN(v.float) || math.IsInf(v.float, 0) {
			return Value{}
		}
		if x, ok := ofFloat(v.float, size); ok {
			return Value{kind: Decimal, num: x}
		}
	}
	return Value{}
}

func (v Value) whole() Value {
	v.num = v.num.whole(towardsZero)
	return v
}

func toFloat(v Value, name string) Value {
	if v.kind == Boolean {
		v.kind = Integer
	}
	if !v.IsNumeric() {
		return Value{}
	}
	if name == "float" {
		return newFloat(v.asFloat(32))
	}
	return NewDouble(v.asFloat(64))
}

// toMoment takes the day or the time of a dateTime, and makes a dateTime of a day's beginning.
func toMoment(v Value, name string) Value {
	if v.at == nil {
		return Value{}
	}
	m := *v.at
	switch {
	case datatypes[v.kind] == xsd+name:
		return Value{kind: v.kind, at: v.at}
	case v.kind == DateTime && name == "date":
		m.hour, m.minute, m.second, m.fraction = 0, 0, 0, ""
		m.local = days(m.year, m.month, m.day) * 86400
		return Value{kind: Date, at: &m}
	case v.kind == DateTime && name == "time":
		m.year, m.month, m.day = 1972, 12, 31
		m.local = days(m.year, m.month, m.day)*86400 + int64(m.hour*3600+m.minute*60+m.second)
		return Value{kind: Time, at: &m}
	case v.kind == Date && name == "dateTime":
		return Value{kind: DateTime, at: &m}
	}
	return Value{}
}
