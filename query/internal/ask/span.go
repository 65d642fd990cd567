package ask

import (
	"fmt"
	"math"
	"strconv"
	"strings"
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

// ParseSpan reads a year, a month or a day as XML Schema writes them; a time of day and a time zone are
// passed over.
func ParseSpan(text string) (Span, bool) {
	date, _, _ := strings.Cut(text, "T")
	sign := 1
	if rest, ok := strings.CutPrefix(date, "-"); ok {
		sign, date = -1, rest
	}
	date, _, _ = strings.Cut(strings.TrimSuffix(date, "Z"), "+")
	parts := strings.Split(date, "-")
	if n := len(parts); n > 1 && strings.Contains(parts[n-1], ":") {
		parts = parts[:n-1] // a zone west of Greenwich
	}
	if len(parts) > 3 || len(parts[0]) < 4 {
		return Span{}, false
	}
	var numbers [3]int
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 32)
		if err != nil || i > 0 && len(part) != 2 {
			return Span{}, false
		}
		numbers[i] = int(n)
	}
	year, month, day := sign*numbers[0], numbers[1], numbers[2]
	at := func(month, day int) int { return year*10_000 + month*100 + day }
	switch {
	case len(parts) == 1:
		return Span{at(1, 1), at(12, 31)}, true
	case month < 1 || month > 12:
		return Span{}, false
	case len(parts) == 2:
		return Span{at(month, 1), at(month, daysIn(year, month))}, true
	case day < 1 || day > daysIn(year, month):
		return Span{}, false
	}
	return Span{at(month, day), at(month, day)}, true
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
