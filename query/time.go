package query

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
)

// AsOf leaves out what is known to have come later than a date. The date is a year, a month or a day as
// XML Schema writes them ("2024", "2024-03", "2024-03-15"), and so are those of the facts. Each keeps its
// precision: a year is all its days, so AsOf("2024-03") keeps a fact of "2024", which may have come by
// then, and leaves out one of "2024-04".
//
// A fact's time is its node's tg:when, or its tg:year where no tg:when is more exact. Both are read by what
// their text says, whatever its datatype: "2025", 2025 and "2025"^^xsd:gYear are one year, here and for
// [Years] and [Move]. A text that is no time is none. A fact with several times counts if one of them fits.
// Facts without a time stay: nothing says that they came later. Leave them out with Undated(false).
func AsOf(date string) Option {
	return Option{optAsOf, func(o *options) { o.asOf = date }}
}

// Between keeps what may have happened from a first to a last date, both included and written as in
// [AsOf]: what shares at least a day with that span. Facts without a time are left out: nothing says that
// they belong there. Keep them with Undated(true).
func Between(first, last string) Option {
	return Option{optBetween, func(o *options) { o.first, o.last = first, last }}
}

// Undated says whether facts without a time stay when [AsOf] or [Between] is given. Without it they stay
// with AsOf and go with Between.
func Undated(keep bool) Option {
	return Option{optUndated, func(o *options) { o.undated = keep }}
}

// span is a run of days, both ends included. A day is the number yyyymmdd.
type span struct{ first, last int }

// anyTime holds every day.
var anyTime = span{math.MinInt, math.MaxInt}

func (s span) overlaps(t span) bool { return s.first <= t.last && t.first <= s.last }

func (s span) holds(t span) bool { return s.first <= t.first && t.last <= s.last }

// parseSpan reads a year, a month or a day as XML Schema writes them; a time of day and a time zone are
// passed over.
func parseSpan(text string) (span, bool) {
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
		return span{}, false
	}
	var numbers [3]int
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 32)
		if err != nil || i > 0 && len(part) != 2 {
			return span{}, false
		}
		numbers[i] = int(n)
	}
	year, month, day := sign*numbers[0], numbers[1], numbers[2]
	at := func(month, day int) int { return year*10_000 + month*100 + day }
	switch {
	case len(parts) == 1:
		return span{at(1, 1), at(12, 31)}, true
	case month < 1 || month > 12:
		return span{}, false
	case len(parts) == 2:
		return span{at(month, 1), at(month, daysIn(year, month))}, true
	case day < 1 || day > daysIn(year, month):
		return span{}, false
	}
	return span{at(month, day), at(month, day)}, true
}

// parseYear reads the value of a tg:year: a number, or a text or an xsd:gYear that says one, "2025Z" too. A
// literal that says anything else is no year.
func parseYear(t term.Term) (int, bool) {
	const most = 999_999 // more is no year, and would not fit as a day
	if t.Kind != term.Literal {
		return 0, false
	}
	if y, err := strconv.Atoi(t.Text); err == nil {
		return y, -most <= y && y <= most
	}
	s, ok := parseSpan(t.Text)
	year := s.year()
	return year, ok && s == yearSpan(year)
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// readTimes turns the options about time into a span.
func (o *options) readTimes() error {
	if o.has(optAsOf) && o.has(optBetween) {
		return o.wrong("AsOf", errors.New("it does not go together with query.Between, which alone gives a span with a beginning and an end"))
	}
	if o.has(optUndated) && !o.has(optAsOf|optBetween) {
		return o.wrong("Undated", errors.New("it says what becomes of undated facts under query.AsOf or query.Between; give one of them too"))
	}
	read := func(option, date string) (span, error) {
		s, ok := parseSpan(date)
		if !ok {
			return s, o.wrong(option, fmt.Errorf("%q is no date; write a year, a month or a day, such as \"2024\", \"2024-03\" or \"2024-03-15\"", date))
		}
		return s, nil
	}
	switch {
	case o.has(optAsOf):
		s, err := read("AsOf", o.asOf)
		if err != nil {
			return err
		}
		o.span = span{anyTime.first, s.last}
	case o.has(optBetween):
		first, err := read("Between", o.first)
		if err != nil {
			return err
		}
		last, err := read("Between", o.last)
		if err != nil {
			return err
		}
		if first.first > last.last {
			return o.wrong("Between", fmt.Errorf("the first date, %q, must not come after the last, %q", o.first, o.last))
		}
		o.span = span{first.first, last.last}
	}
	if !o.has(optUndated) {
		o.undated = !o.has(optBetween)
	}
	return nil
}

// times reads the times of nodes, and holds them against the span that is asked for.
type times struct {
	span    span
	undated bool // whether nodes without a time fit
	when    graph.ID
	year    graph.ID
}

func newTimes(terms *terms, o *options) times {
	t := times{span: anyTime, undated: true, when: terms.when, year: terms.year}
	if o.has(optAsOf | optBetween) {
		t.span, t.undated = o.span, o.undated
	}
	return t
}

// everyTime tells whether the question asks for no time in particular.
func (t times) everyTime() bool { return t.span == anyTime && t.undated }

func yearSpan(year int) span { return span{year*10_000 + 101, year*10_000 + 1231} }

// year is that of the first day.
func (s span) year() int {
	if s.first > 0 {
		return s.first / 10_000 // mostly so, and in the middle of loops
	}
	year, _, _ := dateOf(s.first)
	return year
}

// dateOf takes the number of a day apart. Years before the first are negative, and their days too.
func dateOf(day int) (year, month, dayOfMonth int) {
	rest := (day%10_000 + 10_000) % 10_000
	return (day - rest) / 10_000, rest / 100, rest % 100
}

// String writes a span as it was told: "2024", "2024-03" or "2024-03-15".
func (s span) String() string {
	year, month, day := dateOf(s.first)
	text := fmt.Sprintf("%04d", year)
	if year < 0 {
		text = fmt.Sprintf("-%04d", -year)
	}
	switch {
	case s == yearSpan(year):
		return text
	case s.first != s.last:
		return fmt.Sprintf("%s-%02d", text, month)
	}
	return fmt.Sprintf("%s-%02d-%02d", text, month, day)
}
