package dates

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// ParseSpan reads the days of a time as EDTF and XML Schema write it; of a moment it takes the day. Time zones are
// passed over: a day is the one that was written. An end that is not known is an open one.
func ParseSpan(text string) (Span, bool) {
	first, last, isInterval := strings.Cut(text, "/")
	if !isInterval {
		return parseDate(text)
	}
	isOpen := func(end string) bool { return end == "" || end == ".." }
	from, to := Any(), Any()
	ok := !isOpen(first) || !isOpen(last)
	if ok && !isOpen(first) {
		from, ok = parseDate(first)
	}
	if ok && !isOpen(last) {
		to, ok = parseDate(last)
	}
	if !ok {
		return Span{}, false
	}
	return from.Until(to)
}

// parseDate reads one date with the marks behind it.
func parseDate(text string) (Span, bool) {
	if text == "" {
		return Span{}, false
	}
	var mark Mark
	switch text[len(text)-1] {
	case '~':
		mark = About
	case '?':
		mark = Unsure
	case '%':
		mark = About | Unsure
	}
	if mark != 0 {
		text = text[:len(text)-1]
	}
	s, ok := parsePlain(text)
	if mark == 0 {
		return s, ok
	}
	return s.Marked(mark), ok && !strings.ContainsAny(text, "T:+Z")
}

func parsePlain(text string) (Span, bool) {
	if t, ok := ParseTime(text); ok {
		switch {
		case t.Month == 0:
			return YearSpan(t.Year), true
		case t.Day == 0:
			return months(t.Year, t.Month, t.Month), true
		}
		return daySpan(t.Year, t.Month, t.Day), true
	}
	if strings.IndexByte(text, 'X') >= 0 {
		return parseUntold(text)
	}
	if long, ok := strings.CutPrefix(text, "Y"); ok { // a year of more than four digits
		t, ok := ParseTime(long)
		return YearSpan(t.Year), ok && t.Month == 0 && !t.Clock && !t.Zoned && (t.Year > 9999 || t.Year < -9999)
	}
	cut := strings.LastIndexByte(text, '-')
	if cut < 4 {
		return Span{}, false
	}
	year, ok := ParseTime(text[:cut])
	grouping, ok2 := twoDigits(text[cut+1:], 41)
	if !ok || !ok2 || year.Month != 0 || year.Zoned {
		return Span{}, false
	}
	return group(year.Year, grouping)
}

// group gives a grouping of months by its number in ISO 8601-2.
func group(year, number int) (Span, bool) {
	switch {
	case number >= 40:
		return months(year, (number-40)*6+1, (number-40)*6+6), true
	case number >= 37:
		return months(year, (number-37)*4+1, (number-37)*4+4), true
	case number >= 33:
		return months(year, (number-33)*3+1, (number-33)*3+3), true
	case number >= 21 && number <= 24:
		return months(year, (number-21)*3+3, (number-21)*3+5), true
	}
	return Span{}, false
}

// parseUntold reads a date with digits that are not told: 202X, 20XX, 2024-XX, 2024-03-XX or 2024-XX-XX.
func parseUntold(text string) (Span, bool) {
	date := strings.TrimSuffix(strings.TrimSuffix(text, "-XX"), "-XX")
	if date != text && date != "" && strings.IndexByte(date, 'X') < 0 {
		t, ok := ParseTime(date)
		if !ok || t.Zoned || t.Clock || t.Day != 0 || t.Month != 0 && len(text)-len(date) > 3 {
			return Span{}, false
		}
		return parsePlain(date)
	}
	if len(text) != 4 {
		return Span{}, false
	}
	years := strings.TrimRight(text, "X")
	n, err := strconv.Atoi(years)
	if err != nil || !digitsOnly(years) || len(years) < 2 {
		return Span{}, false
	}
	size := 1
	for range 4 - len(years) {
		size *= 10
	}
	return YearSpan(n * size).Until(YearSpan(n*size + size - 1))
}

// String writes a span as EDTF does, in the shortest way that has the same days: "2024", "2024-03", "2024-03-15",
// "2024-35", "2023/2024-06", "2022/..".
func (s Span) String() string {
	if date, ok := s.single(); ok && s.FirstMark == s.LastMark {
		return date + s.FirstMark.String()
	}
	first, last := "..", ".."
	if !s.OpenFirst() {
		first = coarsest(s.First, func(t Span) int { return t.First }) + s.FirstMark.String()
	}
	if !s.OpenLast() {
		last = coarsest(s.Last, func(t Span) int { return t.Last }) + s.LastMark.String()
	}
	return first + "/" + last
}

// Ends gives the times at both ends of a span that no single time says, as the year 2022 and the month 2024-03 of
// 2022/2024-03. An end that is open is [Any]; a single time is both of its ends.
func (s Span) Ends() (first, last Span) {
	a, b, two := strings.Cut(s.String(), "/")
	if !two {
		return s, s
	}
	end := func(text string) Span {
		if t, ok := ParseSpan(text); ok {
			return t
		}
		return Any()
	}
	return end(a), end(b)
}

// single writes what one date can say.
func (s Span) single() (string, bool) {
	if s.OpenFirst() || s.OpenLast() {
		return "", false
	}
	year, month, day := dateOf(s.First)
	switch {
	case s.First == s.Last:
		return fmt.Sprintf("%s-%02d-%02d", yearText(year), month, day), true
	case s.SameDays(YearSpan(year)):
		return yearText(year), true
	case s.SameDays(months(year, month, month)):
		return fmt.Sprintf("%s-%02d", yearText(year), month), true
	}
	for number := 33; number <= 41; number++ {
		if t, _ := group(year, number); s.SameDays(t) {
			return fmt.Sprintf("%s-%d", yearText(year), number), true
		}
	}
	return "", false
}

// coarsest writes the year, the month or the day of which a day is the given end.
func coarsest(day int, end func(Span) int) string {
	year, month, d := dateOf(day)
	for _, s := range []Span{YearSpan(year), months(year, month, month)} {
		if end(s) == day {
			text, _ := s.single()
			return text
		}
	}
	text, _ := daySpan(year, month, d).single()
	return text
}

func yearText(year int) string {
	if 1000 <= year && year <= 9999 {
		return strconv.Itoa(year)
	}
	text := fmt.Sprintf("%04d", max(year, -year))
	if year < 0 {
		return "-" + text
	}
	return text
}

// String writes the sign of a mark.
func (m Mark) String() string { return [...]string{"", "~", "?", "%"}[m&3] }

// IsXSD tells whether a text that ParseSpan reads is one of XML Schema's, and which: "gYear", "gYearMonth", "date" or
// "dateTime".
func IsXSD(text string) (datatype string, ok bool) {
	t, ok := ParseTime(text)
	switch {
	case !ok:
		return "", false
	case t.Clock:
		return "dateTime", true
	case t.Day > 0:
		return "date", true
	case t.Month > 0:
		return "gYearMonth", true
	}
	return "gYear", true
}

// FromExcel gives the day and the time of day of a number that a spreadsheet keeps a date as: days since the end of 1899,
// or since 1904 as some files have it. It is false for what is no date from 1900 to 9999.
func FromExcel(number float64, since1904 bool) (text string, ok bool) {
	if since1904 {
		number += 1462
	}
	day := math.Floor(number)
	if !(number >= 1) || day > 2_958_465 || day == 60 { // a 29 February 1900 that never was
		return "", false
	}
	if day < 60 {
		day++
	}
	seconds := int(math.Round((number - math.Floor(number)) * 86_400))
	unix := (int64(day)-25_569)*86_400 + int64(seconds)
	return momentText(unix), true
}
