package ask

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"talentgraph.example/graph/term"
)

// Span is a run of days, both ends included. A day is the number yyyymmdd.
type Span struct{ First, Last int }

// anyTime holds every day.
var anyTime = Span{math.MinInt, math.MaxInt}

// Overlaps tells whether two spans share a day.
func (s Span) Overlaps(t Span) bool { return s.First <= t.Last && t.First <= s.Last }

func (s Span) holds(t Span) bool { return s.First <= t.First && t.Last <= s.Last }

// ParseSpan reads a year, a month or a day as [ParseTime] does; of a moment it takes the day. Time zones are passed
// over: a day is the one that was written.
func ParseSpan(text string) (Span, bool) {
	t, ok := ParseTime(text)
	if !ok {
		return Span{}, false
	}
	at := func(month, day int) int { return t.Year*10_000 + month*100 + day }
	switch {
	case t.Month == 0:
		return YearSpan(t.Year), true
	case t.Day == 0:
		return Span{at(t.Month, 1), at(t.Month, daysIn(t.Year, t.Month))}, true
	}
	return Span{at(t.Month, t.Day), at(t.Month, t.Day)}, true
}

// ParseYear reads the value of a tg:year: a number, or a text or an xsd:gYear that says one, "2025Z" too. A
// literal that says anything else is no year.
func ParseYear(t term.Term) (int, bool) {
	const most = 999_999 // more is no year, and would not fit as a day
	if t.Kind != term.Literal {
		return 0, false
	}
	if y, err := strconv.Atoi(t.Text); err == nil {
		return y, -most <= y && y <= most
	}
	s, ok := ParseSpan(t.Text)
	year := s.Year()
	return year, ok && s == YearSpan(year)
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// YearSpan is all days of a year.
func YearSpan(year int) Span { return Span{year*10_000 + 101, year*10_000 + 1231} }

// Year is that of the first day.
func (s Span) Year() int {
	if s.First > 0 {
		return s.First / 10_000 // mostly so, and in the middle of loops
	}
	year, _, _ := dateOf(s.First)
	return year
}

// dateOf takes the number of a day apart. Years before the first are negative, and their days too.
func dateOf(day int) (year, month, dayOfMonth int) {
	rest := (day%10_000 + 10_000) % 10_000
	return (day - rest) / 10_000, rest / 100, rest % 100
}

// String writes a span as it was told: "2024", "2024-03" or "2024-03-15".
func (s Span) String() string {
	year, month, day := dateOf(s.First)
	text := fmt.Sprintf("%04d", year)
	if year < 0 {
		text = fmt.Sprintf("-%04d", -year)
	}
	switch {
	case s == YearSpan(year):
		return text
	case s.First != s.Last:
		return fmt.Sprintf("%s-%02d", text, month)
	}
	return fmt.Sprintf("%s-%02d-%02d", text, month, day)
}
