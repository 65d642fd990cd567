package structs

import (
	"cmp"
	"math"
	"reflect"
	"strconv"
	"strings"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/dates"
)

// key is a value to order by, and part of a cursor.
type key struct {
	Sort sortOfKey `json:",omitempty"`
	Sign int       `json:",omitempty"` // of a number: -1, 0 or 1
	At   int64     `json:",omitempty"` // of a time, its first second; of a number, where its point is
	End  int64     `json:",omitempty"` // of a time, the second behind its last
	Text string    `json:",omitempty"` // of a time, the fraction of its second; of a number, its digits
}

// sortOfKey tells what is compared, in the order in which sorts come.
type sortOfKey int

const (
	aNumber sortOfKey = iota
	aTime
	aText
	missing
)

func compareKeys(a, b key) int {
	if c := cmp.Or(cmp.Compare(a.Sort, b.Sort), cmp.Compare(a.Sign, b.Sign)); c != 0 {
		return c
	}
	c := cmp.Or(cmp.Compare(a.At, b.At), strings.Compare(a.Text, b.Text), cmp.Compare(a.End, b.End))
	if a.Sign < 0 {
		return -c
	}
	return c
}

// keyOf gives what a field's values are ordered by. What a field of numbers or times holds is read as such, whatever its
// datatype; elsewhere the datatype tells. The field may be nil.
func keyOf(f *shapeField, t term.Term) key {
	if k, ok := valueKey(f, t); ok {
		return k
	}
	if t.Kind == term.None {
		return key{Sort: missing}
	}
	return key{Sort: aText, Text: t.Text}
}

// valueKey is the key of a number or a time; false for what is neither.
func valueKey(f *shapeField, t term.Term) (key, bool) {
	number, timed := false, false
	switch {
	case t.Kind != term.Literal || t.Lang != "":
		return key{}, false
	case f != nil && f.elem != nil && isNumber(f.elem):
		number = true
	case f != nil && f.elem != nil && isTimed(f.elem):
		timed = true
	case f != nil && f.elem != nil && f.elem.Kind() == reflect.Bool:
		switch b, err := parseBool(t.Text); {
		case err != nil:
			return key{}, false
		case b:
			return key{Sort: aNumber, Sign: 1}, true
		}
		return key{Sort: aNumber}, true
	default:
		number, timed = sortOfDatatype(t.Datatype)
	}
	switch {
	case number:
		if t.Datatype == term.XSD+"double" || t.Datatype == term.XSD+"float" {
			return floatKey(t.Text, t.Datatype == term.XSD+"float")
		}
		return numberKey(t.Text)
	case timed:
		return textTimeKey(t.Text)
	}
	return key{}, false
}

// sortOfDatatype tells whether the values of a datatype are numbers or times.
func sortOfDatatype(datatype string) (number, timed bool) {
	if datatype == string(vocab.EDTF) {
		return false, true
	}
	name, own := strings.CutPrefix(datatype, term.XSD)
	if !own {
		if name, own = strings.CutPrefix(datatype, "http://schema.org/"); !own {
			return false, false
		}
		switch name {
		case "Integer", "Float", "Number":
			return true, false
		case "Date", "DateTime":
			return false, true
		}
		return false, false
	}
	switch name {
	case "integer", "decimal", "double", "float", "long", "int", "short", "byte",
		"unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
		"nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger":
		return true, false
	case "dateTime", "dateTimeStamp", "date", "gYearMonth", "gYear":
		return false, true
	}
	return false, false
}

// textTimeKey reads a time of XML Schema or EDTF.
func textTimeKey(text string) (key, bool) {
	if at, ok := dates.ParseTime(text); ok {
		return timeKey(at), true
	}
	s, ok := dates.ParseSpan(text)
	first, end := s.Unix()
	return key{Sort: aTime, At: first, End: end}, ok
}

func timeKey(t dates.Time) key {
	first, end := t.Unix()
	return key{Sort: aTime, At: first, End: end, Text: t.Fraction}
}

// floatKey is numberKey for a number that is no more exact than a Go float.
func floatKey(text string, single bool) (key, bool) {
	bits := 64
	if single {
		bits = 32
	}
	x, ok := parseFloat(text, bits)
	if !ok {
		return key{}, false
	}
	return numberKey(formatFloat(x, bits))
}

// numberKey reads a number as XML Schema writes integers, decimals and doubles, and keeps all its digits: it is
// 0.Text times ten to the power of At. Infinity has the highest power, and NaN is no number.
func numberKey(text string) (key, bool) {
	k := key{Sort: aNumber, Sign: 1}
	text, signed := strings.CutPrefix(text, "-")
	if signed {
		k.Sign = -1
	} else {
		text = strings.TrimPrefix(text, "+")
	}
	if text == "INF" {
		k.At = math.MaxInt64
		return k, true
	}
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		exponent, ok := parseExponent(text[i+1:])
		if !ok {
			return key{}, false
		}
		text, k.At = text[:i], exponent
	}
	whole, fraction, _ := strings.Cut(text, ".")
	digits := whole + fraction
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return key{}, false
	}
	k.Text = strings.TrimLeft(digits, "0")
	k.At += int64(len(whole) - (len(digits) - len(k.Text)))
	if k.Text = strings.TrimRight(k.Text, "0"); k.Text == "" {
		return key{Sort: aNumber}, true
	}
	return k, true
}

// parseExponent reads a power of ten. Beyond a billion all are alike, as they are to Go's floats.
func parseExponent(text string) (int64, bool) {
	const most = 1_000_000_000
	digits := strings.TrimPrefix(text, "-")
	if len(digits) == len(text) {
		digits = strings.TrimPrefix(text, "+")
	}
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return 0, false
	}
	n, _ := strconv.ParseInt(text, 10, 64) // out of range it is the nearest that there is
	return max(min(n, most), -most), true
}

// whole is the text of a key that is a whole number small enough for a Go integer; false for any other.
func (k key) whole() (string, bool) {
	if k.Sign == 0 {
		return "0", true
	}
	zeros := k.At - int64(len(k.Text))
	if zeros < 0 || k.At > int64(len("18446744073709551615")) {
		return "", false
	}
	text := k.Text + strings.Repeat("0", int(zeros))
	if k.Sign < 0 {
		text = "-" + text
	}
	return text, true
}
