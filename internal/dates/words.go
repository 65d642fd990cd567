package dates

import (
	"fmt"
	"strings"
)

// Words writes a time for people, in English or in traditional or simplified Chinese ("zh-Hant", "zh-Hans"): "2024",
// "2024-03-15", "Q3 2023", "early 2024", "about 2024", "2022 to 2024", "since 2022", "until 2024". [Read] reads it again.
func (s Span) Words(lang string) string {
	end := func(day Span, mark Mark) string {
		day.FirstMark, day.LastMark = mark, mark
		return day.oneInWords(lang)
	}
	if _, ok := s.single(); ok && s.FirstMark == s.LastMark {
		return s.oneInWords(lang)
	}
	var first, last string
	if !s.OpenFirst() {
		from, _ := ParseSpan(coarsest(s.First, func(t Span) int { return t.First }))
		first = end(from, s.FirstMark)
	}
	if !s.OpenLast() {
		to, _ := ParseSpan(coarsest(s.Last, func(t Span) int { return t.Last }))
		last = end(to, s.LastMark)
	}
	chinese := strings.HasPrefix(lang, "zh")
	switch {
	case first == "" && chinese:
		return "至" + last
	case first == "":
		return "until " + last
	case last == "" && chinese:
		return first + "起"
	case last == "":
		return "since " + first
	case chinese:
		return first + "至" + last
	}
	return first + " to " + last
}

// oneInWords writes what one date can say.
func (s Span) oneInWords(lang string) string {
	text, mark := "", s.FirstMark
	year, month, _ := dateOf(s.First)
	number := 0
	for n := 33; n <= 41; n++ {
		if t, _ := group(year, n); s.SameDays(t) {
			number = n
		}
	}
	chinese := strings.HasPrefix(lang, "zh")
	switch {
	case number == 0:
		text, _ = s.single()
	case number >= 40 && chinese:
		text = yearText(year) + "年" + [...]string{"上半年", "下半年"}[number-40]
	case number >= 40:
		text = [...]string{"first", "second"}[number-40] + " half of " + yearText(year)
	case number < 37 && chinese:
		text = yearText(year) + "年第" + [...]string{"一", "二", "三", "四"}[number-33] + "季度"
	case number < 37:
		text = fmt.Sprintf("Q%d %s", number-32, yearText(year))
	case mark&About == 0: // four months to the day
		first, last := months(year, month, month), months(year, month+3, month+3)
		if chinese {
			text = first.String() + "至" + last.String()
		} else {
			text = first.String() + " to " + last.String()
		}
	case chinese:
		text, mark = yearText(year)+[...]string{"年初", "年中", "年底"}[number-37], mark&^About
	default:
		text, mark = [...]string{"early ", "mid ", "late "}[number-37]+yearText(year), mark&^About
	}
	switch {
	case mark&About == 0:
	case lang == "zh-Hant":
		text = "約" + text
	case chinese:
		text = "约" + text
	default:
		text = "about " + text
	}
	if mark&Unsure != 0 {
		text += "?"
	}
	return text
}
