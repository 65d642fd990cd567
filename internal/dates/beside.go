package dates

import (
	"errors"
	"fmt"
	"strings"
)

// ErrNoYear is in the error of a text that tells a time but not its year, such as 年底, Q3 or last year: what is known beside it
// ([Beside]) has to tell that.
var ErrNoYear = errors.New("the year is not told")

// Beside is what is known beside a text that tells a time.
type Beside struct {
	Order Order
	Year  int  // that Q3 and 年底 are of; 0 if it is not known
	Today Span // a year, a month or a day that last year, 上个月 and yesterday are counted from; zero if it is not known
}

// Read is [Read] for a text that need not tell its year.
func (b Beside) Read(text string) (edtf string, s Span, err error) {
	return read(text, reader{Beside: b})
}

func errNoYear() error {
	return fmt.Errorf("%w: write it, as in Q3 2023 or 2024年底, or say what last year and 今年 are counted from (loader.WithToday)", ErrNoYear)
}

// relative replaces words such as last year by what they mean. It is false if that is not known.
func (r *reader) relative(t string) (string, bool) {
	year, one := r.Today.InOneYear()
	known := r.Today != (Span{}) && one
	_, month, day := dateOf(r.Today.First)
	_, last, _ := dateOf(r.Today.Last)
	for _, w := range []struct {
		words string
		unit  Unit
		by    int
	}{
		{"last quarter|previous quarter|上一季度|上个季度|上個季度|上季度", Quarters, -1}, {"this quarter|本季度|这个季度|這個季度", Quarters, 0},
		{"last month|previous month|上个月|上個月|上月", Months, -1}, {"this month|这个月|這個月|本月|当月|當月", Months, 0}, {"next month|下个月|下個月|下月", Months, 1},
		{"last year|previous year|去年|上年", Years, -1}, {"this year|今年|本年|当年|當年", Years, 0}, {"next year|明年", Years, 1}, {"前年", Years, -2},
		{"today|今天|今日", days, 0}, {"yesterday|昨天|昨日", days, -1},
	} {
		for word := range strings.SplitSeq(w.words, "|") {
			before, after, found := strings.Cut(t, word)
			if !found {
				continue
			}
			if !known || w.unit != Years && month != last || w.unit == days && r.Today.First != r.Today.Last {
				r.noYear = true
				return t, false
			}
			return before + " " + relativeText(year, month, day, w.unit, w.by) + after, true
		}
	}
	if isVague(t) {
		r.noYear = true
		return t, false
	}
	return t, true
}

// isVague tells whether words tell that something was a while ago, or lately, and not when: two years ago, 近日.
func isVague(t string) bool {
	for _, word := range []string{" ago", "recently", "lately", "last week", "this week", "近日", "近期", "最近", "日前", "不久前", "前不久", "前段时间", "前段時間", "上周", "上週", "本周", "本週"} {
		if strings.HasSuffix(t, word) {
			return true
		}
	}
	count, ok := cutAround(t, nil, []string{"年前", "个月前", "個月前", "周前", "週前", "天前"})
	return ok && len(count) <= len("十二") && len(count) > 0
}

// days are a unit for what is counted from a day.
const days = Months + 1

func relativeText(year, month, day int, unit Unit, by int) string {
	switch unit {
	case Quarters:
		n := year*4 + (month-1)/3 + by
		return fmt.Sprintf("%d年第%d季度", n/4, n%4+1)
	case Months:
		n := year*12 + month - 1 + by
		return fmt.Sprintf("%d年%d月", n/12, n%12+1)
	case days:
		y, m, d := dateOf(next(dayNumber(year, month, day), by))
		return fmt.Sprintf("%d年%d月%d日", y, m, d)
	}
	return fmt.Sprintf("%d年", year+by)
}
