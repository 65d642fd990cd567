package json

import (
	"math"
	"strconv"
	"strings"
)

// Whole tells whether a number is written as an integer, without point and exponent.
func Whole(number string) bool { return !strings.ContainsAny(number, ".eE") }

// Double gives the double that is nearest to a number. It is exact if no digit is lost: the number is the double's
// shortest form, or the double's own value to as many digits as are written.
func Double(number string) (f float64, exact bool) {
	f, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return f, false // beyond the largest
	}
	digits, exponent := decimal(number)
	const most = 800 // no double has more digits
	if len(digits) > most {
		return f, false
	}
	for _, precision := range []int{-1, len(digits) - 1} {
		if d, e := decimal(strconv.FormatFloat(f, 'e', max(precision, -1), 64)); d == digits && e == exponent {
			return f, true
		}
	}
	return f, false
}

// Integer gives the digits of a number that has no fraction, as an integer is written; there are none if it has one, or
// if there would be more than most.
func Integer(number string, most int) string {
	digits, exponent := decimal(number)
	switch {
	case digits == "":
		return "0"
	case exponent < len(digits) || exponent > most:
		return ""
	}
	text := digits + strings.Repeat("0", exponent-len(digits))
	if number[0] == '-' {
		return "-" + text
	}
	return text
}

// decimal gives a number's digits without zeros at either end, and where the point is: 0.digits times ten to the
// exponent. Zero has no digits.
func decimal(number string) (digits string, exponent int) {
	mantissa, power, _ := strings.Cut(strings.ToLower(strings.TrimPrefix(number, "-")), "e")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits = strings.TrimLeft(whole+fraction, "0")
	if digits == "" {
		return "", 0
	}
	exponent, err := strconv.Atoi(power)
	if err != nil && power != "" {
		exponent = math.MaxInt32 // of which there is no double
	}
	exponent += len(whole) - (len(whole) + len(fraction) - len(digits))
	return strings.TrimRight(digits, "0"), exponent
}

// Same tells whether two numbers are the same number, however they are written.
func Same(a, b string) bool {
	da, ea := decimal(a)
	db, eb := decimal(b)
	return da == db && ea == eb && (da == "" || strings.HasPrefix(a, "-") == strings.HasPrefix(b, "-"))
}
