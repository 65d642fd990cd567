package naive

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// moment is a dateTime, a date or a time, with or without a zone.
type moment struct {
	year, month, day, hours, minutes int
	seconds                          *big.Rat
	zone                             string // as written, "" if there is none
	at                               *big.Rat
}

var momentForms = map[string]*regexp.Regexp{
	"dateTime": regexp.MustCompile(`^(-?\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?$`),
	"date":     regexp.MustCompile(`^(-?\d{4,})-(\d\d)-(\d\d)()()()(Z|[+-]\d\d:\d\d)?$`),
	"time":     regexp.MustCompile(`^()()()(\d\d):(\d\d):(\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?$`),
}

func parseMoment(text, kind string) (m moment, ok bool) {
	part := momentForms[kind].FindStringSubmatch(text)
	if part == nil {
		return m, false
	}
	n := func(i, without int) int {
		if part[i] == "" {
			return without
		}
		v, _ := strconv.Atoi(part[i])
		return v
	}
	m.year, m.month, m.day, m.hours, m.minutes, m.zone = n(1, 1972), n(2, 12), n(3, 31), n(4, 0), n(5, 0), part[7]
	m.seconds = new(big.Rat)
	if part[6] != "" {
		m.seconds.SetString(part[6])
	}
	date := time.Date(m.year, time.Month(m.month), m.day, 0, 0, 0, 0, time.UTC)
	if date.Day() != m.day || m.month < 1 || m.month > 12 || m.minutes > 59 || m.seconds.Cmp(big.NewRat(60, 1)) >= 0 ||
		m.hours > 24 || m.hours == 24 && (m.minutes > 0 || m.seconds.Sign() > 0) {
		return m, false
	}
	offset := 0
	if len(m.zone) == 6 {
		h, _ := strconv.Atoi(m.zone[1:3])
		minutes, _ := strconv.Atoi(m.zone[4:])
		if h > 14 || minutes > 59 || h == 14 && minutes > 0 {
			return m, false
		}
		offset = h*3600 + minutes*60
		if m.zone[0] == '-' {
			offset = -offset
		}
	}
	m.at = new(big.Rat).SetInt64(date.Unix() + int64(m.hours*3600+m.minutes*60-offset))
	m.at.Add(m.at, m.seconds)
	return m, true
}

// compare is an error where one has a zone and the other has none, and it matters.
func (m moment) compare(o moment) (int, error) {
	if (m.zone == "") == (o.zone == "") {
		return m.at.Cmp(o.at), nil
	}
	apart := new(big.Rat).Sub(m.at, o.at)
	if new(big.Rat).Abs(apart).Cmp(big.NewRat(14*3600, 1)) <= 0 {
		return 0, errExpr
	}
	return apart.Sign(), nil
}

// duration writes a zone as xsd:dayTimeDuration.
func duration(zone string) string {
	if zone == "Z" {
		return "PT0S"
	}
	h, _ := strconv.Atoi(zone[1:3])
	minutes, _ := strconv.Atoi(zone[4:])
	s := "PT"
	if h > 0 {
		s += strconv.Itoa(h) + "H"
	}
	if minutes > 0 {
		s += strconv.Itoa(minutes) + "M"
	}
	if s == "PT" {
		return "PT0S"
	}
	return strings.TrimPrefix(zone[:1], "+") + s
}
