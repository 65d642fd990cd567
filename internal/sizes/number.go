package sizes

import (
	"math"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
)

// OfNumber reads a literal as a number, by its datatype: one for floats is no more exact than a Go float.
func OfNumber(t term.Term) (Size, bool) {
	bits := 64
	switch t.Datatype {
	case term.XSD + "float":
		bits = 32
	case term.XSD + "double":
	default:
		return OfDigits(t.Text)
	}
	x, ok := ParseFloat(t.Text, bits)
	if !ok {
		return Size{}, false
	}
	return OfDigits(FormatFloat(x, bits))
}

// OfDigits reads a number as XML Schema writes integers, decimals and doubles, and keeps all its digits: it is
// 0.Text times ten to the power of At. Infinity has the highest power, and NaN is no number.
func OfDigits(text string) (Size, bool) {
	s := Size{Sort: Number, Sign: 1}
	text, signed := strings.CutPrefix(text, "-")
	if signed {
		s.Sign = -1
	} else {
		text = strings.TrimPrefix(text, "+")
	}
	if text == "INF" {
		s.At = math.MaxInt64
		return s, true
	}
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		exponent, ok := parseExponent(text[i+1:])
		if !ok {
			return Size{}, false
		}
		text, s.At = text[:i], exponent
	}
	whole, fraction, _ := strings.Cut(text, ".")
	digits := whole + fraction
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return Size{}, false
	}
	s.Text = strings.TrimLeft(digits, "0")
	s.At += int64(len(whole) - (len(digits) - len(s.Text)))
	if s.Text = strings.TrimRight(s.Text, "0"); s.Text == "" {
		return Size{Sort: Number}, true
	}
	return s, true
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

// Whole is the text of a number that is whole and small enough for a Go integer; false for any other.
func (s Size) Whole() (string, bool) {
	if s.Sign == 0 {
		return "0", true
	}
	zeros := s.At - int64(len(s.Text))
	if zeros < 0 || s.At > int64(len("18446744073709551615")) {
		return "", false
	}
	text := s.Text + strings.Repeat("0", int(zeros))
	if s.Sign < 0 {
		text = "-" + text
	}
	return text, true
}

// ParseFloat reads what is a number to XML Schema, which has no hexadecimal ones and no underscores.
func ParseFloat(text string, bits int) (float64, bool) {
	if _, ok := OfDigits(text); !ok && text != "NaN" {
		return 0, false
	}
	x, err := strconv.ParseFloat(text, bits)
	return x, err == nil
}

// FormatFloat writes a float as XML Schema does, with no more digits than tell it from others of its size.
func FormatFloat(x float64, bits int) string {
	short, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', -1, bits), 64)
	t, _ := term.Of(quad.Float(short)) // cannot fail
	return t.Text
}
