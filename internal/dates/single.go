package dates

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// single reads one year, month or day, or a part of a year.
func (r *reader) single(t string) (Span, bool) {
	if t == "" || t[0] == '-' {
		return Span{}, false
	}
	if day, clock, ok := cutClock(t); ok {
		s, ok := r.single(day)
		if ok && s.First == s.Last && clock != "T00:00:00" {
			r.moment = s.String() + clock
		}
		return s, ok && s.First == s.Last
	}
	if s, ok := parsePlain(t); ok && !longYear(t) {
		return s, true
	}
	if year, ok := strings.CutSuffix(t, "0s"); ok && len(year) == 3 && digitsOnly(year) {
		first, _ := strconv.Atoi(year)
		return YearSpan(first * 10).Until(YearSpan(first*10 + 9))
	}
	if strings.ContainsFunc(t, unicode.IsLetter) {
		return r.words(t)
	}
	return r.numbers(tokens(t))
}

// tokens parts a text into numbers, words of Latin letters, Chinese characters and signs, without spaces.
func tokens(t string) []string {
	var all []string
	kind := func(r rune) int {
		switch {
		case r >= '0' && r <= '9':
			return 1
		case unicode.Is(unicode.Han, r):
			return 0 // each on its own
		case unicode.IsLetter(r):
			return 2
		case r == ' ':
			return 3
		}
		return 0
	}
	last := 0
	for _, c := range t {
		k := kind(c)
		if k != 0 && k == last {
			all[len(all)-1] += string(c)
		} else {
			all = append(all, string(c))
		}
		last = k
	}
	return slices.DeleteFunc(all, func(s string) bool { return s[0] == ' ' })
}

// parts is what the words of a time say.
type parts struct {
	years, others []int // numbers of four digits, and of one or two
	month         int
	unit          string // "q" or "h"
	ordinal       int
	part          int  // 1 to 3: early, middle, late
	season        int  // 1 to 3: spring, summer, autumn
	year          bool // there is a word for a year
	dayFirst      bool // a number stands before the month
	short         bool // a sign stands for the century, as in Mar '24 and Mar-24
	century       bool // the last of others is a year of two digits: 24年3月
	fiscal        bool
	bad           bool
}

// words reads a date that has words in it.
func (r *reader) words(t string) (Span, bool) {
	t, ok := r.relative(t)
	if !ok {
		return Span{}, false
	}
	var p parts
	for _, token := range tokens(fromChinese(t)) {
		p.add(token)
	}
	if p.fiscal {
		r.err = errors.New("fiscal years begin at different times; write the months, or the year, that is meant")
	}
	if p.bad || p.fiscal || len(p.years) > 1 {
		return Span{}, false
	}
	if year := p.shortYear(); year > 0 {
		p.years = []int{year}
	} else if p.century {
		r.say(errShortYear("2024"))
	}
	if r.needsYear(&p) {
		if r.Year == 0 {
			r.noYear = true
			return Span{}, false
		}
		p.years = []int{r.Year}
	}
	if len(p.years) == 0 && p.couldBeDay() {
		r.err = fmt.Errorf("the number in %q can be a day or a year; write it in full, as in 20%02d", t, p.others[0])
		return Span{}, false
	}
	if p.unit != "" || p.season > 0 || p.part > 0 {
		return p.partOfYear()
	}
	return p.date(r)
}

// add notes a word or a number.
func (p *parts) add(token string) {
	if number, err := strconv.Atoi(token); err == nil {
		switch len(token) {
		case 4:
			p.years = append(p.years, number)
		case 1, 2:
			p.others = append(p.others, number)
		default:
			p.bad = true
		}
		return
	}
	if m := monthNamed(token); m > 0 {
		p.bad = p.bad || p.month > 0
		p.month, p.dayFirst = m, len(p.others) > 0
		return
	}
	switch token {
	case "q", "quarter":
		p.bad = p.bad || p.unit != ""
		p.unit = "q"
	case "h", "half":
		p.bad = p.bad || p.unit != ""
		p.unit = "h"
	case "first":
		p.ordinal = 1
	case "second":
		p.ordinal = 2
	case "third":
		p.ordinal = 3
	case "fourth":
		p.ordinal = 4
	case "early", "beginning", "start":
		p.part = 1
	case "mid", "middle":
		p.part = 2
	case "late", "end":
		p.part = 3
	case "spring", "summer", "autumn", "fall":
		p.bad = p.bad || p.season > 0
		p.season = min(slices.Index([]string{"spring", "summer", "autumn", "fall"}, token)+1, 3)
	case "月":
		if len(p.others) == 0 || p.month > 0 {
			p.bad = true
			return
		}
		last := len(p.others) - 1
		p.month, p.others = p.others[last], p.others[:last]
	case "-", "'":
		p.short = true
	case "年", "year":
		p.year = true
		p.century = len(p.years) == 0 && len(p.others) == 1 && p.others[0] >= 10 && p.month == 0 && p.unit == "" && p.part == 0
	case "fy", "fiscal":
		p.fiscal = true
	case "号", "號", "日":
		p.dayFirst = p.month > 0
	case "st", "nd", "rd", "th", "of", "the", "in", ",", ".", "/", "度",
		"mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
	default:
		p.bad = true
	}
}

// shortYear takes a year of two digits that cannot be anything else: 24年3月, Q3 24, 1H24. 0 if there is none.
func (p *parts) shortYear() int {
	last := len(p.others) - 1
	switch {
	case len(p.years) > 0:
		return 0
	case p.century && last >= 0 && (p.month > 0 || p.unit != "" || p.part > 0 || p.season > 0):
		last = 0
	case p.unit != "" && last == 1 && p.others[1] >= 10:
	case p.unit != "" && p.ordinal > 0 && last == 0 && p.others[0] >= 10:
	default:
		return 0
	}
	short := p.others[last]
	p.others = slices.Delete(p.others, last, last+1)
	if short < 70 {
		return 2000 + short
	}
	return 1900 + short
}

// needsYear tells whether the words tell a part of a year, a month or a day, but not of which year.
func (r *reader) needsYear(p *parts) bool {
	if len(p.years) > 0 || p.ordinal > 0 && p.unit == "" {
		return false
	}
	switch {
	case p.unit != "":
		return p.month == 0 && p.part == 0 && p.season == 0 && (len(p.others) == 1) != (p.ordinal > 0)
	case p.season > 0:
		return p.month == 0 && p.part == 0 && len(p.others) == 0
	case p.part > 0:
		return p.year || p.month > 0
	}
	if p.couldBeDay() && r.Year != 0 {
		return true
	}
	return p.month > 0 && (len(p.others) == 0 || len(p.others) == 1 && (p.dayFirst || p.others[0] < 10))
}

// couldBeDay tells whether the number behind a month can be a day as well as a year: March 15, but not Mar-15.
func (p *parts) couldBeDay() bool {
	return p.month > 0 && len(p.others) == 1 && !p.short && !p.dayFirst && p.others[0] >= 10 && p.others[0] <= 31
}

// partOfYear gives a quarter, a half, a season, or the early, middle or late part of a year or a month.
func (p *parts) partOfYear() (Span, bool) {
	if len(p.years) != 1 {
		return Span{}, false
	}
	year := p.years[0]
	if p.unit != "" {
		if p.ordinal > 0 {
			p.others = append(p.others, p.ordinal)
		}
		if p.month > 0 || p.part > 0 || p.season > 0 || len(p.others) != 1 {
			return Span{}, false
		}
		first, most := 33, 4
		if p.unit == "h" {
			first, most = 40, 2
		}
		n := p.others[0]
		if n < 1 || n > most {
			return Span{}, false
		}
		return group(year, first+n-1)
	}
	switch {
	case len(p.others) > 0 || p.ordinal > 0:
		return Span{}, false
	case p.season > 0:
		s, ok := group(year, 20+p.season)
		return s, ok && p.month == 0 && p.part == 0
	case p.month > 0:
		s, ok := date(year, p.month, -1)
		return s.Marked(About), ok
	}
	s, ok := group(year, 36+p.part)
	return s.Marked(About), ok
}

// date gives a year, a month or a day. Where a month has a name, a year may have two digits: 24 is 2024, 85 is 1985.
func (p *parts) date(r *reader) (Span, bool) {
	switch n := len(p.others); {
	case p.ordinal > 0:
		return Span{}, false
	case len(p.years) == 0 && p.month > 0 && n > 0:
		short := p.others[n-1]
		if short < 10 && n == 1 {
			return Span{}, false
		}
		p.years, p.others = []int{short + 1900}, p.others[:n-1]
		if short < 70 {
			p.years[0] += 100
		}
	case len(p.years) == 0:
		return Span{}, false
	}
	year := p.years[0]
	switch {
	case len(p.others) == 0 && p.month == 0:
		return YearSpan(year), true
	case len(p.others) == 0:
		return r.date(year, p.month, -1)
	case len(p.others) == 1 && p.month > 0:
		return r.date(year, p.month, p.others[0])
	}
	return Span{}, false
}

func monthNamed(word string) int {
	if len(word) < 3 {
		return 0
	}
	for i, name := range []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"} {
		if strings.HasPrefix(name, word) && (len(word) == 3 || word == name) {
			return i + 1
		}
	}
	if word == "sept" {
		return 9
	}
	return 0
}

// fromChinese writes Chinese words for parts of a time in English ones.
func fromChinese(t string) string {
	if !strings.ContainsFunc(t, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return t
	}
	pairs := []string{
		"上半年", " h 1 ", "下半年", " h 2 ", "年初", "年 early ", "年中", "年 mid ", "年底", "年 late ", "年末", "年 late ",
		"月上旬", "月 early ", "月中旬", "月 mid ", "月下旬", "月 late ",
		"月初", "月 early ", "月中", "月 mid ", "月底", "月 late ", "月末", "月 late ",
		"年春", " spring ", "年夏", " summer ", "年秋", " autumn ",
	}
	for i, digits := range []string{"一1", "二2", "三3", "四4"} {
		for _, digit := range strings.Split(digits, "") {
			for _, word := range []string{"季度", "季"} {
				pairs = append(pairs, "第"+digit+word, fmt.Sprintf(" q %d ", i+1), digit+word, fmt.Sprintf(" q %d ", i+1))
			}
		}
	}
	t = strings.NewReplacer(pairs...).Replace(t)
	for _, season := range []string{" spring ", " summer ", " autumn "} {
		for _, word := range []string{"季", "天"} {
			t = strings.Replace(t, season+word, season, 1)
		}
	}
	return t
}
