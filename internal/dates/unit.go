package dates

import (
	"fmt"
	"strings"
)

// Unit is a length of time that others are counted by.
type Unit uint8

// The units, the longest first.
const (
	Years Unit = iota
	Quarters
	Months
)

// ParseUnit reads "year", "quarter" or "month".
func ParseUnit(text string) (Unit, error) {
	for i, name := range []string{"year", "quarter", "month"} {
		if strings.EqualFold(text, name) {
			return Unit(i), nil
		}
	}
	return 0, fmt.Errorf("there is no period %q; use one of year, quarter, month", text)
}

// In gives the unit that all days of a span are in: the one asked for, or the next longer one where it is in none. A span
// that is in no year stays, without its marks.
func (s Span) In(u Unit) Span {
	s.FirstMark, s.LastMark = 0, 0
	year, ok := s.InOneYear()
	if !ok {
		return s
	}
	first, last := s.First%10_000/100, s.Last%10_000/100
	if year < 0 {
		_, first, _ = dateOf(s.First)
		_, last, _ = dateOf(s.Last)
	}
	switch quarter := (first - 1) / 3; {
	case u == Months && first == last:
		return months(year, first, first)
	case u >= Quarters && (last-1)/3 == quarter:
		return months(year, 3*quarter+1, 3*quarter+3)
	}
	return YearSpan(year)
}
