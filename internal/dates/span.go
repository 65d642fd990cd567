package dates

import (
	"math"
	"time"
)

// Span is a run of days, both ends included, in which something was. A day is the number yyyymmdd. An open end is the
// least or the greatest int.
type Span struct {
	First, Last         int
	FirstMark, LastMark Mark
}

// Mark says how sure an end of a span is.
type Mark uint8

// The marks, which can be put together.
const (
	About  Mark = 1 << iota // "~": near that date
	Unsure                  // "?": if that date is right
)

// Any gives the span that holds every day.
func Any() Span { return Span{First: math.MinInt, Last: math.MaxInt} }

// Overlaps tells whether two spans share a day.
func (s Span) Overlaps(t Span) bool { return s.First <= t.Last && t.First <= s.Last }

// Holds tells whether all days of another span are days of this one.
func (s Span) Holds(t Span) bool { return s.First <= t.First && t.Last <= s.Last }

// SameDays tells whether two spans have the same days, however sure they are.
func (s Span) SameDays(t Span) bool { return s.First == t.First && s.Last == t.Last }

// Length orders spans by how exact they are: the shorter, the more exact. It counts no days.
func (s Span) Length() uint { return uint(s.Last) - uint(s.First) }

// Doubt orders spans of the same days by how sure they are: 0 for one without a mark.
func (s Span) Doubt() int { return int(s.FirstMark | s.LastMark) }

// OpenFirst tells whether the span has no beginning.
func (s Span) OpenFirst() bool { return s.First == math.MinInt }

// OpenLast tells whether the span has no end.
func (s Span) OpenLast() bool { return s.Last == math.MaxInt }

// Marked gives the span with a mark at each end that is told.
func (s Span) Marked(m Mark) Span {
	if !s.OpenFirst() {
		s.FirstMark |= m
	}
	if !s.OpenLast() {
		s.LastMark |= m
	}
	return s
}

// Until joins the beginning of one span to the end of another. It is false if that would end before it begins.
func (s Span) Until(t Span) (Span, bool) {
	both := Span{s.First, t.Last, s.FirstMark, t.LastMark}
	return both, both.First <= both.Last
}

// Before gives all days before a span, After all days after it. Both are false where there are none.
func (s Span) Before() (Span, bool) {
	if s.OpenFirst() {
		return s, false
	}
	return Span{First: math.MinInt, Last: next(s.First, -1), LastMark: s.FirstMark}, true
}

// After is Before for the days that follow.
func (s Span) After() (Span, bool) {
	if s.OpenLast() {
		return s, false
	}
	return Span{First: next(s.Last, 1), Last: math.MaxInt, FirstMark: s.LastMark}, true
}

func next(day, by int) int {
	y, m, d := dateOf(day)
	t := time.Date(y, time.Month(m), d+by, 0, 0, 0, 0, time.UTC)
	return dayNumber(t.Year(), int(t.Month()), t.Day())
}

func dayNumber(year, month, day int) int { return year*10_000 + month*100 + day }

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// YearSpan is all days of a year.
func YearSpan(year int) Span { return months(year, 1, 12) }

// months is all days from a month of a year to another one, which may be in the year after it.
func months(year, first, last int) Span {
	y, m := year, last
	if m > 12 {
		y, m = y+1, m-12
	}
	return Span{First: dayNumber(year, first, 1), Last: dayNumber(y, m, daysIn(y, m))}
}

func daySpan(year, month, day int) Span {
	d := dayNumber(year, month, day)
	return Span{First: d, Last: d}
}

// Unix gives the first second of a span, counted from 1970 in UTC, and the one behind its last; the least and the greatest
// number for open ends.
func (s Span) Unix() (first, end int64) {
	at := func(day, by int) int64 {
		y, m, d := dateOf(day)
		return time.Date(y, time.Month(m), d+by, 0, 0, 0, 0, time.UTC).Unix()
	}
	first, end = math.MinInt64, math.MaxInt64
	if !s.OpenFirst() {
		first = at(s.First, 0)
	}
	if !s.OpenLast() {
		end = at(s.Last, 1)
	}
	return first, end
}

// Year is that of the first day, and of the last one if the beginning is open.
func (s Span) Year() int {
	if s.First > 0 {
		return s.First / 10_000 // mostly so, and in the middle of loops
	}
	day := s.First
	if s.OpenFirst() {
		day = s.Last
	}
	year, _, _ := dateOf(day)
	return year
}

// InOneYear gives the year that all days of a span are in, if there is one.
func (s Span) InOneYear() (int, bool) {
	year := s.Year()
	return year, YearSpan(year).Holds(s)
}

// dateOf takes the number of a day apart. Years before the first are negative, and their days too.
func dateOf(day int) (year, month, dayOfMonth int) {
	rest := (day%10_000 + 10_000) % 10_000
	return (day - rest) / 10_000, rest / 100, rest % 100
}
