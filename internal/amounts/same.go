package amounts

import (
	"math/big"
	"strconv"
	"strings"
)

// CanBeSame tells whether two amounts can be two ways to tell one. Those in two currencies can, since they are not
// converted, and so can one whose currency is not told. Else each is all numbers that it can mean, and one of them must be
// common:
//
//   - a number is often rounded, to its last digit that is not 0, by no more than a twentieth: 2.5 billion is any between 2.45
//     and 2.55 billion, 300 million any between 285 and 315 million;
//   - about a number is up to a fifth less or more; its order of magnitude, between a tenth of it and ten times it;
//   - more than, at least, at most, less than say what they say, and exactly is that number alone.
//
// A value that is no number can be any.
func CanBeSame(a, b Amount) bool {
	if a.Currency != b.Currency || a.Currency == "" {
		return true
	}
	one, ok := a.meant()
	two, both := b.meant()
	return !ok || !both || one.begins(two) && two.begins(one)
}

// meant is the numbers that an amount can mean. No end is nil.
type meant struct {
	low, high *big.Rat
	open      bool // the ends themselves are not meant
}

// begins tells whether the numbers begin before others end.
func (m meant) begins(other meant) bool {
	if m.low == nil || other.high == nil {
		return true
	}
	c := m.low.Cmp(other.high)
	return c < 0 || c == 0 && !m.open && !other.open
}

// meant is false for a value that is no number.
func (a Amount) meant() (m meant, ok bool) {
	v, rounded, ok := valueOf(a.Value)
	if !ok {
		return m, false
	}
	around := func(by *big.Rat) meant {
		by = new(big.Rat).Abs(by)
		return meant{new(big.Rat).Sub(v, by), new(big.Rat).Add(v, by), by.Sign() != 0}
	}
	times := func(numerator, denominator int64) *big.Rat {
		return new(big.Rat).Mul(v, big.NewRat(numerator, denominator))
	}
	switch a.Bound {
	case MoreThan:
		return meant{low: v, open: true}, true
	case AtLeast:
		return meant{low: v}, true
	case AtMost:
		return meant{high: v}, true
	case LessThan:
		return meant{high: v, open: true}, true
	case Exactly:
		return meant{low: v, high: v}, true
	case About:
		return around(times(1, 5)), true
	case OrderOf:
		if v.Sign() <= 0 {
			return m, false
		}
		return meant{times(1, 10), times(10, 1), true}, true
	}
	if most := times(1, 20); rounded.Cmp(most.Abs(most)) > 0 {
		rounded = most
	}
	return around(rounded), true
}

// valueOf reads a value of XML Schema's numbers, and gives by how much it is rounded: half of its last digit's place.
func valueOf(text string) (value, rounded *big.Rat, ok bool) {
	if len(text) > longestText {
		return nil, nil, false
	}
	if strings.ContainsAny(text, "eE") {
		f, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return nil, nil, false
		}
		text = strconv.FormatFloat(f, 'f', -1, 64)
	}
	digits := strings.TrimLeft(text, "+-")
	if digits == "" || len(text)-len(digits) > 1 || strings.Trim(digits, "0123456789.") != "" {
		return nil, nil, false
	}
	if value, ok = new(big.Rat).SetString(text); !ok {
		return nil, nil, false
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	places := len(strings.TrimRight(fraction, "0"))
	if places == 0 {
		places = len(strings.TrimRight(whole, "0")) - len(whole)
	}
	ten := big.NewInt(10)
	rounded = big.NewRat(1, 2)
	if places < 0 {
		rounded.Mul(rounded, new(big.Rat).SetInt(ten.Exp(ten, big.NewInt(int64(-places)), nil)))
	} else {
		rounded.Quo(rounded, new(big.Rat).SetInt(ten.Exp(ten, big.NewInt(int64(places)), nil)))
	}
	return value, rounded, true
}

// In gives an amount whose number is in a unit, such as 2.5 in million US dollars, as one of money. It is false if the unit
// tells no currency.
func (u Unit) In(a Amount) (Amount, bool) {
	if u.currency == "" {
		return a, false
	}
	a.Currency = u.currency
	if v, _, ok := valueOf(a.Value); ok && u.scale != nil {
		a.Value = decimal(v.Mul(v, new(big.Rat).SetInt(u.scale)))
	}
	return a, true
}
