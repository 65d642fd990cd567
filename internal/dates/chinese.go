package dates

import (
	"strconv"
	"strings"
	"unicode"
)

// plainChinese writes a time with Chinese words in plainer ones: numbers in digits, both ends of 3-5月 with their unit, and
// without the day of the week and the words that add nothing.
func plainChinese(t string) string {
	if !strings.ContainsFunc(t, func(r rune) bool { return unicode.Is(unicode.Han, r) || r == '○' }) {
		return t
	}
	t = unitsOfBoth(inDigits(withoutWeekday(t)))
	t = strings.NewReplacer("月份", "月", "大概", "约", "年内", "年", "年全年", "年", "全年", "年", "年期间", "年", "年期間", "年", "年年", "年").Replace(t)
	return decade(t)
}

// withoutWeekday drops 星期五, （周五） and their kin behind a day.
func withoutWeekday(t string) string {
	for _, week := range []string{"星期", "礼拜", "禮拜", "周", "週"} {
		before, after, found := strings.Cut(t, week)
		if !found {
			continue
		}
		for _, day := range []string{"一", "二", "三", "四", "五", "六", "日", "天"} {
			if rest, ok := strings.CutPrefix(after, day); ok {
				before = strings.TrimSuffix(strings.TrimSpace(before), "(")
				return strings.TrimSpace(strings.TrimSpace(before) + strings.TrimPrefix(rest, ")"))
			}
		}
	}
	return t
}

// inDigits writes the numbers of years, months and days that are in Chinese ones: 二〇二四年三月十五日 as 2024年3月15日.
func inDigits(t string) string {
	var out strings.Builder
	all := []rune(t)
	for i := 0; i < len(all); {
		end := i
		for end < len(all) && numeral(all[end]) >= 0 {
			end++
		}
		if end == i {
			out.WriteRune(all[i])
			i++
			continue
		}
		if digits, ok := number(all[i:end]); ok && (i == 0 && end == len(all) && len(digits) == 4 || countsDates(all[end:])) {
			out.WriteString(digits)
		} else {
			out.WriteString(string(all[i:end]))
		}
		i = end
	}
	return out.String()
}

// countsDates tells whether what follows a number says that it is one of a year, a month or a day: 月, or 至五月.
func countsDates(rest []rune) bool {
	if len(rest) > 1 && strings.ContainsRune("-~至到", rest[0]) && numeral(rest[1]) >= 0 {
		rest = rest[1:]
		for len(rest) > 0 && numeral(rest[0]) >= 0 {
			rest = rest[1:]
		}
	}
	return len(rest) > 0 && strings.ContainsRune("年月日号號", rest[0])
}

// numeral gives the value of a Chinese digit, 10 for 十, and -1 for all else.
func numeral(r rune) int {
	switch r {
	case '〇', '○':
		return 0
	case '十':
		return 10
	}
	if i := strings.IndexRune("零一二三四五六七八九", r); i >= 0 {
		return i / len("零")
	}
	return -1
}

// number reads digit by digit, as years are written, or a number below 100 with 十 in it.
func number(all []rune) (digits string, ok bool) {
	before, after, tens := strings.Cut(string(all), "十")
	if !tens {
		for _, r := range all {
			digits += strconv.Itoa(numeral(r))
		}
		return digits, len(digits) != 3 && len(digits) <= 4
	}
	n := 10
	for i, part := range []string{before, after} {
		one := []rune(part)
		switch {
		case len(one) > 1 || len(one) == 1 && (numeral(one[0]) < 1 || numeral(one[0]) > 9):
			return "", false
		case len(one) == 1 && i == 0:
			n *= numeral(one[0])
		case len(one) == 1:
			n += numeral(one[0])
		}
	}
	return strconv.Itoa(n), true
}

// unitsOfBoth gives the first end of a span the unit that stands behind the second: 3-5月 is 3月-5月, 第一至第三季度 is 第一季度至第三季度.
func unitsOfBoth(t string) string {
	for _, unit := range []string{"月", "日", "号", "號", "季度"} {
		head, _, found := strings.Cut(t, unit)
		if unit == "日" || unit == "号" || unit == "號" {
			head, found = t[:max(strings.LastIndex(t, unit), 0)], strings.HasSuffix(t, unit)
		}
		if !found {
			continue
		}
		at := strings.LastIndexAny(head, "-~至到")
		if at <= 0 {
			continue
		}
		sign := []rune(head[at:])[0]
		first, last := strings.TrimSpace(head[:at]), strings.TrimSpace(head[at+len(string(sign)):])
		plain := func(s string) string { return strings.TrimPrefix(strings.TrimPrefix(s, "第"), "q") }
		short := len([]rune(plain(last))) == 1 || len(plain(last)) == 2 && digitsOnly(plain(last))
		if end := []rune(first)[len([]rune(first))-1]; short && (end >= '0' && end <= '9' || strings.ContainsRune("一二三四", end)) && !fourDigits(first) {
			return first + unit + string(sign) + last + t[len(head):]
		}
	}
	return t
}

// fourDigits tells whether a text ends with a year.
func fourDigits(t string) bool { return len(t) >= 4 && digitsOnly(t[len(t)-4:]) }

// decade writes 1990年代 as English does.
func decade(t string) string {
	if year, ok := strings.CutSuffix(t, "年代"); ok && fourDigits(year) {
		return year + "s"
	}
	return t
}
