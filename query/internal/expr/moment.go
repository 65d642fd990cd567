package expr

import (
	"strconv"
	"strings"
)

// moment is an xsd:dateTime, xsd:date or xsd:time. Years go to nine digits.
type moment struct {
	year                             int64
	month, day, hour, minute, second int
	fraction                         string // the digits after the point, without zeros at the end
	zone                             int    // minutes east of UTC
	zoned                            bool
	local                            int64 // seconds since 1970 on the clock as it is written
}

// parseMoment reads the lexical form of dateTime, date or time.
func parseMoment(text, name string) Value {
	m := &moment{year: 1972, month: 12, day: 31} // a time stands for that of any day
	rest, ok := text, true
	kind := Time
	if name != "time" {
		kind = Date
		rest, ok = m.parseDay(rest)
	}
	if name == "dateTime" {
		kind = DateTime
		if !ok || rest == "" || rest[0] != 'T' {
			return Value{}
		}
		rest = rest[1:]
	}
	if ok && kind != Date {
		rest, ok = m.parseClock(rest)
	}
	if !ok || !m.parseZone(rest) {
		return Value{}
	}
	m.local = days(m.year, m.month, m.day)*86400 + int64(m.hour*3600+m.minute*60+m.second)
	if m.hour == 24 {
		if m.normalize(); kind == Time {
			m.local -= 86400
		}
	}
	return Value{kind: kind, text: text, at: m}
}

// parseYear reads a gYear, which compares by its first day.
func parseYear(text string) Value {
	end := len(text)
	if i := strings.LastIndexAny(text, "Z+-"); i > 0 {
		end = i
	}
	v := parseMoment(text[:end]+"-01-01"+text[end:], "date")
	if v.OK() {
		v.kind, v.text = Year, text
	}
	return v
}

// normalize makes 24:00:00 the beginning of the next day.
func (m *moment) normalize() {
	m.hour = 0
	if m.day++; m.day > daysOf(m.year, m.month) {
		m.day = 1
		if m.month++; m.month > 12 {
			m.month = 1
			m.year++
		}
	}
}

func (m *moment) parseDay(text string) (rest string, ok bool) {
	digits := strings.TrimPrefix(text, "-")
	n := strings.IndexByte(digits, '-')
	if n < 4 || n > 9 || n > 4 && digits[0] == '0' || !allDigits(digits[:n]) || len(digits) < n+6 || digits[n+3] != '-' {
		return "", false
	}
	m.year, _ = strconv.ParseInt(digits[:n], 10, 64)
	if len(digits) < len(text) {
		m.year = -m.year
	}
	m.month, m.day = twoDigits(digits[n+1:]), twoDigits(digits[n+4:])
	ok = m.month >= 1 && m.month <= 12 && m.day >= 1 && m.day <= daysOf(m.year, m.month)
	return digits[n+6:], ok
}

func (m *moment) parseClock(text string) (rest string, ok bool) {
	if len(text) < 8 || text[2] != ':' || text[5] != ':' {
		return "", false
	}
	m.hour, m.minute, m.second = twoDigits(text), twoDigits(text[3:]), twoDigits(text[6:])
	rest = text[8:]
	if strings.HasPrefix(rest, ".") {
		end := 1
		for end < len(rest) && rest[end] >= '0' && rest[end] <= '9' {
			end++
		}
		if end == 1 {
			return "", false
		}
		m.fraction, rest = strings.TrimRight(rest[1:end], "0"), rest[end:]
	}
	midnight := m.hour == 24 && m.minute == 0 && m.second == 0 && m.fraction == ""
	ok = m.minute >= 0 && m.minute < 60 && m.second >= 0 && m.second < 60 && (m.hour >= 0 && m.hour < 24 || midnight)
	return rest, ok
}

func (m *moment) parseZone(text string) bool {
	switch {
	case text == "":
		return true
	case text == "Z":
		m.zoned = true
		return true
	case len(text) != 6 || text[3] != ':' || text[0] != '+' && text[0] != '-':
		return false
	}
	hours, minutes := twoDigits(text[1:]), twoDigits(text[4:])
	if hours < 0 || minutes < 0 || minutes > 59 || hours > 14 || hours == 14 && minutes > 0 {
		return false
	}
	if m.zone, m.zoned = hours*60+minutes, true; text[0] == '-' {
		m.zone = -m.zone
	}
	return true
}

// twoDigits gives -1 where there are none.
func twoDigits(s string) int {
	if len(s) < 2 || !allDigits(s[:2]) {
		return -1
	}
	return int(s[0]-'0')*10 + int(s[1]-'0')
}

func daysOf(year int64, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// days counts the days from 1970-01-01 in the Gregorian calendar, whose year begins in March here so that the day
// that leap years have more is its last.
func days(year int64, month, day int) int64 {
	if month <= 2 {
		year--
		month += 12
	}
	era := year / 400
	if year < 0 {
		era = (year - 399) / 400
	}
	inEra := year - era*400
	inYear := int64((153*(month-3)+2)/5 + day - 1)
	return era*146097 + inEra*365 + inEra/4 - inEra/100 + inYear - 719468
}

// compare tells which of two moments is first; ok is false where a zone is missing and 14 hours either way matter.
func (m *moment) compare(o *moment) (order int, ok bool) {
	by := m.local - int64(m.zone)*60 - (o.local - int64(o.zone)*60)
	order = compareInts(by, 0)
	fraction := strings.Compare(m.fraction, o.fraction)
	if by == 0 {
		order = fraction
	}
	if m.zoned == o.zoned {
		return order, true
	}
	const most = 14 * 3600
	return order, by > most || by < -most || by == most && fraction > 0 || by == -most && fraction < 0
}

// text is the canonical form of a moment that was computed.
func (m *moment) text(k Kind) string {
	var b []byte
	pad := func(n int64, width int) {
		if n < 0 {
			b, n = append(b, '-'), -n
		}
		s := strconv.FormatInt(n, 10)
		for range width - len(s) {
			b = append(b, '0')
		}
		b = append(b, s...)
	}
	if k != Time {
		pad(m.year, 4)
		b = append(b, '-')
		pad(int64(m.month), 2)
		b = append(b, '-')
		pad(int64(m.day), 2)
	}
	if k == DateTime {
		b = append(b, 'T')
	}
	if k != Date {
		pad(int64(m.hour), 2)
		b = append(b, ':')
		pad(int64(m.minute), 2)
		b = append(b, ':')
		pad(int64(m.second), 2)
		if m.fraction != "" {
			b = append(append(b, '.'), m.fraction...)
		}
	}
	return string(b) + m.zoneText()
}

// zoneText is the zone as it is written: "", "Z", "-05:00".
func (m *moment) zoneText() string {
	if !m.zoned {
		return ""
	}
	if m.zone == 0 {
		return "Z"
	}
	sign, zone := "+", m.zone
	if zone < 0 {
		sign, zone = "-", -zone
	}
	return sign + string([]byte{'0' + byte(zone/600), '0' + byte(zone/60%10), ':', '0' + byte(zone%60/10), '0' + byte(zone%10)})
}

// zoneDuration is the zone as an xsd:dayTimeDuration, such as "-PT5H30M".
func (m *moment) zoneDuration() string {
	if m.zone == 0 {
		return "PT0S"
	}
	sign, zone := "", m.zone
	if zone < 0 {
		sign, zone = "-", -zone
	}
	s := sign + "PT"
	if zone >= 60 {
		s += strconv.Itoa(zone/60) + "H"
	}
	if zone%60 > 0 {
		s += strconv.Itoa(zone%60) + "M"
	}
	return s
}
