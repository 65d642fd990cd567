package dates

import (
	"strconv"
	"strings"
	"time"
)

// Time is a year, a month, a day or a moment, as exact as it was written.
type Time struct {
	Year, Month, Day int    // Month and Day are 0 if they are not told
	Clock            bool   // whether there is a time of day
	Second           int    // of the day
	Fraction         string // of a second: its digits, without zeros at the end
	Zoned            bool   // whether there is a time zone
	Offset           int    // of the zone, in seconds east of Greenwich
}

// maxYearDigits keeps years within what can be counted in seconds.
const maxYearDigits = 9

// ParseTime reads a gYear, gYearMonth, date or dateTime as XML Schema 1.1 writes them (part 2, 3.3): years have four
// digits or more, and may be negative or 0; 24:00:00 is the first moment of the next day. Anything else is no time,
// leap seconds too.
func ParseTime(text string) (Time, bool) {
	var t Time
	date, clock, timed := strings.Cut(text, "T")
	rest := &date
	if timed {
		rest = &clock
	}
	if !t.cutZone(rest) || !t.readDate(date) {
		return t, false
	}
	if !timed {
		return t, true
	}
	return t, t.Day > 0 && t.readClock(clock)
}

// cutZone takes a time zone off the end.
func (t *Time) cutZone(text *string) bool {
	s := *text
	if rest, ok := strings.CutSuffix(s, "Z"); ok {
		*text, t.Zoned = rest, true
		return true
	}
	const layout = "+08:00"
	at := len(s) - len(layout)
	if at < 0 || s[at+3] != ':' {
		return true
	}
	hours, ok1 := twoDigits(s[at+1:at+3], 14)
	minutes, ok2 := twoDigits(s[at+4:], 59)
	switch s[at] {
	case '+':
		t.Offset = hours*3600 + minutes*60
	case '-':
		t.Offset = -hours*3600 - minutes*60
	default:
		return true // the minutes of a time of day
	}
	*text, t.Zoned = s[:at], true
	return ok1 && ok2 && hours*60+minutes <= 14*60
}

func (t *Time) readDate(date string) bool {
	date, before := strings.CutPrefix(date, "-")
	year, rest, more := strings.Cut(date, "-")
	if len(year) < 4 || len(year) > 4 && year[0] == '0' || len(year) > maxYearDigits || !digitsOnly(year) {
		return false
	}
	t.Year, _ = strconv.Atoi(year)
	if before {
		t.Year = -t.Year
	}
	if !more {
		return true
	}
	month, day, more := strings.Cut(rest, "-")
	var ok bool
	if t.Month, ok = twoDigits(month, 12); !ok || t.Month == 0 {
		return false
	}
	if !more {
		return true
	}
	t.Day, ok = twoDigits(day, daysIn(t.Year, t.Month))
	return ok && t.Day > 0
}

func (t *Time) readClock(clock string) bool {
	whole, fraction, divided := strings.Cut(clock, ".")
	if len(whole) != len("15:04:05") || whole[2] != ':' || whole[5] != ':' || divided && (fraction == "" || !digitsOnly(fraction)) {
		return false
	}
	hour, ok1 := twoDigits(whole[:2], 24)
	minute, ok2 := twoDigits(whole[3:5], 59)
	second, ok3 := twoDigits(whole[6:], 59)
	t.Clock, t.Second, t.Fraction = true, hour*3600+minute*60+second, strings.TrimRight(fraction, "0")
	if hour == 24 {
		if minute+second > 0 || t.Fraction != "" {
			return false
		}
		next := time.Date(t.Year, time.Month(t.Month), t.Day+1, 0, 0, 0, 0, time.UTC)
		t.Year, t.Month, t.Day, t.Second = next.Year(), int(next.Month()), next.Day(), 0
	}
	return ok1 && ok2 && ok3
}

// Unix gives the first second of a time, counted from 1970 in UTC, and the one behind its last; for a moment, which has
// no length, both are its own. What has no time zone is taken for UTC.
func (t Time) Unix() (first, end int64) {
	at := func(years, months, days int) int64 {
		return time.Date(t.Year+years, time.Month(max(t.Month, 1)+months), max(t.Day, 1)+days, 0, 0, t.Second-t.Offset, 0, time.UTC).Unix()
	}
	first = at(0, 0, 0)
	switch {
	case t.Clock:
		return first, first
	case t.Day > 0:
		return first, at(0, 0, 1)
	case t.Month > 0:
		return first, at(0, 1, 0)
	}
	return first, at(1, 0, 0)
}

func digitsOnly(text string) bool { return strings.Trim(text, "0123456789") == "" }

func twoDigits(text string, most int) (int, bool) {
	if len(text) != 2 || !digitsOnly(text) {
		return 0, false
	}
	n := int(text[0]-'0')*10 + int(text[1]-'0')
	return n, n <= most
}

// momentText writes a moment, and only its day at midnight.
func momentText(unix int64) string {
	t := time.Unix(unix, 0).UTC()
	if unix%86_400 == 0 {
		return t.Format(time.DateOnly)
	}
	return t.Format("2006-01-02T15:04:05")
}
