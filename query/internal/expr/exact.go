package expr

import (
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

// exact is a number without rounding: coefficient / 10^scale. The coefficient is small unless big is there, which it
// is only for what int64 does not hold.
type exact struct {
	small int64
	big   *big.Int
	scale int
}

// mostDigits limits how long exact numbers get; what is longer is an error, as an overflow is.
const mostDigits = 100_000

// places is how many places after the point a quotient has.
const places = 24

func (x exact) coefficient() *big.Int {
	if x.big != nil {
		return x.big
	}
	return big.NewInt(x.small)
}

func ofBig(n *big.Int, scale int) (exact, bool) {
	if n.IsInt64() {
		return exact{small: n.Int64(), scale: scale}, true
	}
	return exact{big: n, scale: scale}, n.BitLen() < mostDigits*10/3 && scale <= mostDigits
}

func (x exact) isZero() bool { return x.big == nil && x.small == 0 }

func (x exact) sign() int {
	if x.big != nil {
		return x.big.Sign()
	}
	return compareInts(x.small, 0)
}

func compareInts(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// powersOfTen holds what fits into int64.
var powersOfTen = func() (p [19]int64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return
}()

func bigPower(n int) *big.Int {
	if n < len(powersOfTen) {
		return big.NewInt(powersOfTen[n])
	}
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}

// at gives the coefficient of the same number at a larger scale.
func (x exact) at(scale int) (small int64, large *big.Int) {
	if by := scale - x.scale; by == 0 {
		return x.small, x.big
	} else if x.big == nil && by < len(powersOfTen) {
		if n, ok := mulInt64(x.small, powersOfTen[by]); ok {
			return n, nil
		}
	}
	return 0, new(big.Int).Mul(x.coefficient(), bigPower(scale-x.scale))
}

func mulInt64(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	if hi != 0 || lo > 1<<63-1 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(lo), true
	}
	return int64(lo), true
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

func addInt64(a, b int64) (int64, bool) {
	sum := a + b
	return sum, (sum > a) == (b > 0)
}

func (x exact) neg() exact {
	if x.big == nil && x.small != -1<<63 {
		return exact{small: -x.small, scale: x.scale}
	}
	n, _ := ofBig(new(big.Int).Neg(x.coefficient()), x.scale)
	return n
}

func (x exact) add(y exact) (exact, bool) {
	scale := max(x.scale, y.scale)
	a, bigA := x.at(scale)
	b, bigB := y.at(scale)
	if bigA == nil && bigB == nil {
		if sum, ok := addInt64(a, b); ok {
			return exact{small: sum, scale: scale}, true
		}
	}
	if bigA == nil {
		bigA = big.NewInt(a)
	}
	if bigB == nil {
		bigB = big.NewInt(b)
	}
	return ofBig(new(big.Int).Add(bigA, bigB), scale)
}

func (x exact) mul(y exact) (exact, bool) {
	if x.big == nil && y.big == nil {
		if product, ok := mulInt64(x.small, y.small); ok {
			return exact{small: product, scale: x.scale + y.scale}, true
		}
	}
	return ofBig(new(big.Int).Mul(x.coefficient(), y.coefficient()), x.scale+y.scale)
}

// div rounds to 24 places, halves away from zero; false for a division by zero.
func (x exact) div(y exact) (exact, bool) {
	if y.isZero() {
		return exact{}, false
	}
	// x / 10^sx / (y / 10^sy) at the scale of the places is x * 10^(places - sx + sy) / y.
	above, below := x.coefficient(), y.coefficient()
	if shift := places - x.scale + y.scale; shift >= 0 {
		above = new(big.Int).Mul(above, bigPower(shift))
	} else {
		below = new(big.Int).Mul(below, bigPower(-shift))
	}
	n, ok := ofBig(roundedQuotient(above, below), places)
	return n.trimmed(), ok
}

func roundedQuotient(above, below *big.Int) *big.Int {
	twice := new(big.Int).Abs(above)
	twice.Lsh(twice, 1).Add(twice, new(big.Int).Abs(below))
	twice.Quo(twice, new(big.Int).Lsh(new(big.Int).Abs(below), 1))
	if above.Sign()*below.Sign() < 0 {
		twice.Neg(twice)
	}
	return twice
}

// trimmed leaves out zeros at the end of the places.
func (x exact) trimmed() exact {
	for x.big == nil && x.scale > 0 && x.small%10 == 0 {
		x.small /= 10
		x.scale--
	}
	if x.big == nil || x.scale == 0 {
		return x
	}
	digits := x.big.String()
	zeros := min(len(digits)-len(strings.TrimRight(digits, "0")), x.scale)
	n, _ := ofBig(new(big.Int).Quo(x.big, bigPower(zeros)), x.scale-zeros)
	return n.trimmedSmall()
}

func (x exact) trimmedSmall() exact {
	if x.big == nil {
		return x.trimmed()
	}
	return x
}

func (x exact) compare(y exact) int {
	if x.sign() != y.sign() {
		return compareInts(int64(x.sign()), int64(y.sign()))
	}
	scale := max(x.scale, y.scale)
	a, bigA := x.at(scale)
	b, bigB := y.at(scale)
	if bigA == nil && bigB == nil {
		return compareInts(a, b)
	}
	if bigA == nil {
		bigA = big.NewInt(a)
	}
	if bigB == nil {
		bigB = big.NewInt(b)
	}
	return bigA.Cmp(bigB)
}

// An exact number is rounded to a whole one in one of these ways.
const (
	towardsZero = iota
	down
	up
	nearest // halves up, as XPath's fn:round
)

func (x exact) whole(way int) exact {
	if x.scale == 0 {
		return x
	}
	unit := bigPower(x.scale)
	c := x.coefficient()
	switch way {
	case nearest:
		// floor(x + 1/2)
		c = new(big.Int).Add(new(big.Int).Lsh(c, 1), unit)
		unit = new(big.Int).Lsh(unit, 1)
		c = floorQuotient(c, unit)
	case down:
		c = floorQuotient(c, unit)
	case up:
		c = new(big.Int).Neg(floorQuotient(new(big.Int).Neg(c), unit))
	default:
		c = new(big.Int).Quo(c, unit)
	}
	n, _ := ofBig(c, 0)
	return n
}

func floorQuotient(a, b *big.Int) *big.Int {
	q, m := new(big.Int).QuoRem(a, b, new(big.Int))
	if m.Sign() < 0 {
		q.Sub(q, big.NewInt(1))
	}
	return q
}

// String is the canonical form of xsd:decimal and xsd:integer in XML Schema 1.1: a whole number has no point.
func (x exact) String() string {
	if x.scale == 0 && x.big == nil {
		return strconv.FormatInt(x.small, 10)
	}
	digits := x.coefficient().String()
	if x.scale == 0 {
		return digits
	}
	sign := ""
	if digits[0] == '-' {
		sign, digits = "-", digits[1:]
	}
	if missing := x.scale + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	point := len(digits) - x.scale
	if fraction := strings.TrimRight(digits[point:], "0"); fraction != "" {
		return sign + digits[:point] + "." + fraction
	}
	if digits[:point] == "0" {
		sign = ""
	}
	return sign + digits[:point]
}

// nearestFloat is the nearest float of 64 or 32 bits.
func (x exact) nearestFloat(size int) float64 {
	const exactly = 1 << 53
	if x.big == nil && x.scale == 0 && size == 64 && x.small < exactly && x.small > -exactly {
		return float64(x.small)
	}
	f, _ := strconv.ParseFloat(x.String(), size) // out of range is infinite, as it is to be
	return f
}

// ofBinary is a finite float as it is: a whole number times a power of two.
func ofBinary(f float64) exact {
	fraction, exponent := math.Frexp(f)
	n, by := big.NewInt(int64(fraction*(1<<53))), exponent-53
	if by >= 0 {
		x, _ := ofBig(n.Lsh(n, uint(by)), 0)
		return x
	}
	// n / 2^k is n * 5^k / 10^k.
	n.Mul(n, new(big.Int).Exp(big.NewInt(5), big.NewInt(int64(-by)), nil))
	x, _ := ofBig(n, -by)
	return x
}

// ofFloat gives the shortest decimal that reads as the same float; the float is finite.
func ofFloat(f float64, size int) (exact, bool) {
	return parseExact(strconv.FormatFloat(f, 'f', -1, size))
}

// parseExact reads digits with an optional sign and point.
func parseExact(text string) (exact, bool) {
	digits := strings.TrimLeft(text, "+-")
	if len(text)-len(digits) > 1 || len(digits) > mostDigits {
		return exact{}, false
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	if whole == "" && fraction == "" || !allDigits(whole) || !allDigits(fraction) {
		return exact{}, false
	}
	fraction = strings.TrimRight(fraction, "0")
	all := whole + fraction
	x := exact{scale: len(fraction)}
	if len(all) <= 18 {
		x.small, _ = strconv.ParseInt("0"+all, 10, 64)
	} else {
		n, ok := new(big.Int).SetString(all, 10)
		if !ok {
			return exact{}, false
		}
		if x, ok = ofBig(n, len(fraction)); !ok {
			return exact{}, false
		}
	}
	if text[0] == '-' {
		x = x.neg()
	}
	return x, true
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
