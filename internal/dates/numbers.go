package dates

import (
	"fmt"
	"strconv"
)

// numbers reads dates of nothing but numbers and signs.
func (r *reader) numbers(all []string) (Span, bool) {
	if len(all) == 2 && all[0] == "'" {
		all = all[1:]
	}
	var n []int
	var digits []int
	for i, t := range all {
		if i%2 == 1 {
			if t != all[1] || t != "-" && t != "/" && t != "." {
				return Span{}, false
			}
			continue
		}
		number, err := strconv.Atoi(t)
		if err != nil || len(t) > 8 {
			return Span{}, false
		}
		n, digits = append(n, number), append(digits, len(t))
	}
	switch {
	case len(all) == 1 && digits[0] == 2:
		r.say(errShortYear("2024"))
	case len(all)%2 == 0 || len(n) > 3:
		return Span{}, false
	case len(n) == 1 && digits[0] == 8:
		return date(n[0]/10_000, n[0]/100%100, n[0]%100)
	case len(n) == 1 && digits[0] == 6 && (n[0]/100 < 1901 || n[0]/100 > 2099 || n[0]/100%100 <= 12):
		return Span{}, false // 201203 can be a day of 2020 as well
	case len(n) == 1 && digits[0] == 6:
		return date(n[0]/100, n[0]%100, -1)
	case len(n) == 1:
		return YearSpan(n[0]), digits[0] == 4
	case len(n) == 2 && digits[0] == 4 && all[1] == "." && all[2] == "0":
		return YearSpan(n[0]), true // 2024.0, as programs write a column of years
	case len(n) == 3 && digits[1] > 2:
		return Span{}, false
	case digits[0] == 4 && digits[len(n)-1] <= 2:
		for len(n) > 1 && digits[len(n)-1] == 2 && n[len(n)-1] == 0 {
			n = n[:len(n)-1] // 2024-03-00 and 2024-00-00, as databases write what they do not know
		}
		if len(n) == 1 {
			return YearSpan(n[0]), true
		}
		if len(n) == 2 && n[1] > 12 && digits[1] == 2 && n[1] > n[0]%100 && all[1] != "." {
			r.say(fmt.Errorf("%d%s%d could be a span of years, or a month that there is not; write %d/%d for the former", n[0], all[1], n[1], n[0], n[0]/100*100+n[1]))
			return Span{}, false
		}
		return r.date(n[0], n[1], append(n, -1)[2])
	case len(n) == 2 && digits[0] <= 2 && digits[1] == 4:
		return r.date(n[1], n[0], -1)
	case len(n) == 3 && digits[0] <= 2 && digits[2] == 4:
		return r.yearLast(n[0], n[1], n[2], all[1])
	case len(n) == 3 && digits[0] <= 2 && digits[2] <= 2:
		r.say(errShortYear("2024-03-15"))
	case len(n) == 2 && digits[0] <= 2 && digits[1] <= 2:
		r.say(errShortYear("2024-03"))
	}
	return Span{}, false
}

// yearLast reads 15/3/2024 and 3/15/2024, and 3/4/2024 if it is known which is meant.
func (r *reader) yearLast(a, b, year int, sign string) (Span, bool) {
	dayFirst, ok := date(year, b, a)
	monthFirst, ok2 := date(year, a, b)
	switch {
	case ok && ok2 && a != b && r.Order == 0:
		r.err = fmt.Errorf("%d%s%d%s%d can be %s or %s; write it so, or say which order dates have, dmy or mdy (loader.WithDates)",
			a, sign, b, sign, year, dayFirst, monthFirst)
		return dayFirst, false
	case ok2 && (!ok || r.Order == MonthFirst):
		return monthFirst, true
	}
	if !ok {
		return r.date(year, b, a)
	}
	return dayFirst, ok
}

// date is a month if day is -1.
func date(year, month, day int) (Span, bool) {
	switch {
	case month < 1 || month > 12:
		return Span{}, false
	case day == -1:
		return months(year, month, month), true
	case day < 1 || day > daysIn(year, month):
		return Span{}, false
	}
	return daySpan(year, month, day), true
}

// date is [date], and says what is wrong with a month or a day that there is not.
func (r *reader) date(year, month, day int) (Span, bool) {
	s, ok := date(year, month, day)
	switch {
	case ok:
	case month < 1 || month > 12:
		r.say(fmt.Errorf("there is no month %d", month))
	default:
		r.say(fmt.Errorf("there is no day %d in %s, which has %d days", day, months(year, month, month), daysIn(year, month)))
	}
	return s, ok
}

// errShortYear says how a year should be written.
func errShortYear(as string) error {
	return fmt.Errorf("write the year with four digits, as in %s", as)
}
