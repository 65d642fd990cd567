package dates

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Order says what comes first in a date of numbers whose year is last, such as 3/4/2024.
type Order uint8

// The orders. The zero Order is not known.
const (
	DayFirst   Order = iota + 1 // 3 April
	MonthFirst                  // 4 March
)

// ParseOrder reads "dmy" or "mdy"; "" is the zero Order.
func ParseOrder(text string) (Order, error) {
	switch strings.ToLower(text) {
	case "":
		return 0, nil
	case "dmy":
		return DayFirst, nil
	case "mdy":
		return MonthFirst, nil
	}
	return 0, fmt.Errorf("the order of dates is dmy (3/4/2024 is 3 April) or mdy (4 March), not %.60q", text)
}

// longest is more than any time needs that people write.
const longest = 100

// Read reads a time as people write it, and gives it as EDTF: unchanged where it is written so, else in the shortest
// way. The error says what could have been written.
func Read(text string, order Order) (edtf string, s Span, err error) {
	return Beside{Order: order}.Read(text)
}

func read(text string, r reader) (edtf string, s Span, err error) {
	text = strings.TrimSpace(text)
	if len(text) > longest {
		return "", s, errNoTime()
	}
	text = norm.NFKC.String(text)
	if s, ok := ParseSpan(text); ok && !longYear(text) {
		if end := text[max(len(text)-3, 0):]; len(text) == 7 && end >= "-21" && end <= "-32" {
			return "", s, fmt.Errorf("%s could be a season or a span of years; write %s/20%s for the latter", text, text[:4], end[1:])
		}
		return text, s, nil
	}
	s, ok := r.whole(tidy(text))
	switch {
	case !ok && r.err != nil:
		return "", s, r.err
	case !ok && r.noYear:
		return "", s, errNoYear()
	case !ok:
		return "", s, errNoTime()
	}
	if moment, ok := ParseSpan(r.moment); ok && moment == s {
		return r.moment, s, nil
	}
	return s.String(), s, nil
}

// longYear tells whether a text begins with a year of more than four digits, as XML Schema has them: in a table it is some
// other number.
func longYear(text string) bool {
	return len(text) > 4 && digitsOnly(text[:5])
}

func errNoTime() error {
	return errors.New("this must be a year, a month, a day or a span, such as 2024, 2024-03, 2024-03-15, 2024年3月15日, " +
		"15 March 2024, Q3 2023, early 2024, c. 2024, 2022-2024 or since 2022")
}

// tidy makes one form of letters, spaces and dashes.
func tidy(text string) string {
	text = strings.NewReplacer("–", "-", "—", "-", "−", "-", "‐", "-", "〜", "~", "’", "'").Replace(strings.ToLower(text))
	text = strings.Join(strings.Fields(text), " ")
	if rest, ok := strings.CutPrefix(text, "("); ok && strings.HasSuffix(text, ")") && !strings.Contains(rest, "(") {
		text = strings.TrimSuffix(rest, ")")
	}
	return ofRepublic(plainChinese(text))
}

// ofRepublic writes years of the Republic of China, which began in 1912, as those of the common era: 民國113年 as 2024年.
func ofRepublic(t string) string {
	for _, era := range []string{"民國", "民国"} {
		before, rest, found := strings.Cut(t, era)
		number, _, ended := strings.Cut(rest, "年")
		number = strings.TrimSpace(number)
		n, err := strconv.Atoi(number)
		if found && ended && err == nil && n > 0 && len(number) <= 3 && digitsOnly(number) {
			return before + strconv.Itoa(n+1911) + rest[strings.Index(rest, "年"):]
		}
	}
	return t
}

// reader reads one time.
type reader struct {
	Beside
	moment string // the text of a time of day
	noYear bool   // a text was met that tells a time but not its year
	err    error  // why a text that looks like a time is none
	inSpan bool   // what is read is one end of a span, or may be
}

// say keeps what is wrong with a text that is one date at most: what is part of it may be anything.
func (r *reader) say(err error) {
	if r.err == nil && !r.inSpan {
		r.err = err
	}
}

// whole reads a time with words around it that say how it is meant.
func (r *reader) whole(t string) (Span, bool) {
	for _, word := range []string{"on ", "in ", "during "} {
		t = strings.TrimPrefix(t, word)
	}
	if s, ok := r.single(t); ok {
		return s, true
	}
	if s, ok := r.between(t); ok {
		return s, true
	}
	if inner, mark, ok := cutMark(t); ok {
		s, ok := r.whole(inner)
		return s.Marked(mark), ok
	}
	if inner, ok := onlyFirst(t); ok {
		if s, ok := r.end(inner); ok {
			return sinceSpan(s)
		}
	}
	for _, form := range opens() {
		if inner, ok := cutAround(t, form.before, form.after); ok {
			if s, ok := r.end(inner); ok {
				return form.make(s)
			}
		}
	}
	return Span{}, false
}

// onlyFirst reads a span that leaves its end open, as lives are written: 2019-. The sign is none of a date's own.
func onlyFirst(t string) (string, bool) {
	inner, ok := strings.CutSuffix(t, "-")
	return inner, ok && !strings.ContainsAny(inner, "-/.")
}

// openForm is words before and behind a time that make a span of it.
type openForm struct {
	before, after []string
	make          func(Span) (Span, bool)
}

func opens() []openForm {
	return []openForm{
		{[]string{"since "}, nil, sinceSpan},
		{[]string{"自", "从", "從"}, []string{"以来", "以來", "至今", "起", "开始", "開始"}, sinceSpan},
		{[]string{"自", "从", "從"}, nil, sinceSpan},
		{nil, []string{"以来", "以來", "至今", "起", " onwards", " onward"}, sinceSpan},
		{nil, []string{" -"}, sinceSpan},
		{[]string{"until ", "till ", "up to ", "through ", "by ", "no later than "}, nil, untilSpan},
		{nil, []string{"为止", "為止"}, untilSpan},
		{[]string{"至", "到"}, nil, untilSpan},
		{[]string{"before ", "prior to ", "pre-"}, nil, Span.Before},
		{nil, []string{"以前", "之前", "前"}, Span.Before},
		{[]string{"after ", "post-"}, nil, Span.After},
		{nil, []string{"以后", "以後", "之后", "之後", "后", "後"}, Span.After},
	}
}

func sinceSpan(s Span) (Span, bool) { return s.Until(Any()) }
func untilSpan(s Span) (Span, bool) { return Any().Until(s) }

// cutAround takes one of some beginnings and one of some ends off a text; either list may be nil.
func cutAround(t string, before, after []string) (string, bool) {
	cut := func(list []string, by func(string, string) (string, bool)) bool {
		for _, word := range list {
			if rest, ok := by(t, word); ok {
				t = strings.TrimSpace(rest)
				return true
			}
		}
		return list == nil
	}
	return t, cut(before, strings.CutPrefix) && cut(after, strings.CutSuffix)
}

// cutMark takes a word or a sign off that says how sure a time is.
func cutMark(t string) (string, Mark, bool) {
	for _, m := range []struct {
		mark          Mark
		before, after []string
	}{
		{About, []string{"~", "circa ", "ca.", "ca ", "c.", "c ", "about ", "around ", "approximately ", "approx.", "approx ", "est. ", "est ", "estimated ", "大约", "大約", "约", "約"}, nil},
		{About, nil, []string{"~", "左右", "前后", "前後", "(approx.)", "(approx)", "(about)", "(c.)", "(est.)", "(est)", "(estimated)", "(估计)", "(估計)"}},
		{Unsure, []string{"probably ", "possibly ", "perhaps ", "maybe ", "expected ", "reportedly ", "可能", "预计", "預計", "据传", "據傳"}, nil},
		{Unsure, nil, []string{"(?)", "?", "(tbc)", "(expected)", "(reported)", "(unconfirmed)", "(预计)", "(預計)", "(待确认)", "(待確認)"}},
		{About | Unsure, nil, []string{"%"}},
	} {
		if inner, ok := cutAround(t, m.before, m.after); ok {
			return inner, m.mark, true
		}
	}
	return t, 0, false
}

// between reads a span of two times. The second may leave its year to the first: 2024年3月至5月.
func (r *reader) between(t string) (Span, bool) {
	r.inSpan = true
	defer func() { r.inSpan = false }()
	t = strings.TrimPrefix(strings.TrimPrefix(t, "from "), "between ")
	for _, sign := range []string{" to ", " and ", " or ", " until ", " through ", "至", "到", "或", " - ", "..", "~", "-", "/"} {
		for at := 0; ; at++ {
			next := strings.Index(t[at:], sign)
			if next < 0 {
				break
			}
			at += next
			if s, ok := r.ends(strings.TrimSpace(t[:at]), strings.TrimSpace(t[at+len(sign):])); ok {
				return s, true
			}
		}
	}
	return Span{}, false
}

// IsNow tells whether a word, in small letters, stands at the end of what lasts: present, 至今.
func IsNow(word string) bool {
	switch word {
	case "present", "now", "today", "current", "ongoing", "今", "至今", "现在", "現在":
		return true
	}
	return false
}

func (r *reader) ends(first, last string) (Span, bool) {
	from, ok := r.end(first)
	if !ok {
		return r.yearBehind(first, last)
	}
	if IsNow(last) || last == "date" {
		return sinceSpan(from)
	}
	to, ok := r.end(last)
	if !ok {
		to, ok = r.yearBefore(from, last)
	}
	if !ok {
		return Span{}, false
	}
	return from.Until(to)
}

// yearBefore reads the second end of a span that leaves its year, or its month, to the first: 2024年3月至5月, 3月15日至18日, 2024
// Q1-Q3.
func (r *reader) yearBefore(from Span, last string) (Span, bool) {
	year, one := from.InOneYear()
	if !one || r.Year != 0 && r.Year != year {
		return Span{}, false
	}
	own := reader{Beside: r.Beside}
	own.Year = year
	if day, ok := cutAround(last, nil, []string{"日", "号", "號"}); ok && digitsOnly(day) && from.First == from.Last {
		_, month, _ := dateOf(from.First)
		last = fmt.Sprintf("%d月%s日", month, day)
	} else if digitsOnly(last) {
		return Span{}, false
	}
	return own.end(last)
}

// yearBehind reads a span whose year the second end tells: March to May 2024.
func (r *reader) yearBehind(first, last string) (Span, bool) {
	own := reader{Beside: r.Beside}
	to, ok := own.end(last)
	year, one := to.InOneYear()
	if !ok || !one || r.Year != 0 {
		return Span{}, false
	}
	own.Year = year
	from, ok := own.end(first)
	if !ok {
		return Span{}, false
	}
	return from.Until(to)
}

// end reads one end of a span.
func (r *reader) end(t string) (Span, bool) {
	if inner, mark, ok := cutMark(t); ok {
		s, ok := r.single(inner)
		return s.Marked(mark), ok
	}
	return r.single(t)
}
