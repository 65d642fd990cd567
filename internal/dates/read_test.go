package dates

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// forms are ways to write times, by what they are in EDTF.
func forms() map[string][]string {
	return map[string][]string{
		"2024":                  {"2024", "2024年", " 2024 ", "２０２４", "2024.0", "2024 年度", "'2024", "2024-00-00", "2024-00", "in 2024", "the year 2024", "2024-01 to 2024-12", "二〇二四年", "二零二四", "2024年全年", "2024年内", "during 2024", "(2024)"},
		"2024-03":               {"2024-03", "2024-3", "2024/3", "2024.3", "2024/03", "2024年3月", "2024 年 3 月", "2024年03月", "3/2024", "03.2024", "Mar 2024", "March 2024", "Mar-24", "mar. 2024", "Mar '24", "2024 March", "March of 2024", "民國113年3月", "民国 113 年 3 月", "二〇二四年三月", "24年3月", "2024-03-00", "2024年3月份", "202403"},
		"2024-03-15":            {"2024-03-15", "2024-3-15", "2024/3/15", "2024.3.15", "2024年3月15日", "2024 年 3 月 15 日", "2024年3月15号", "15 March 2024", "March 15, 2024", "15-Mar-2024", "15-Mar-24", "March 15th, 2024", "15th of March 2024", "Fri, 15 Mar 2024", "2024-03-15 00:00:00", "2024-03-15 00:00:00.000", "2024/3/15 0:00", "3/15/2024", "15/3/2024", "15.03.2024", "15-03-2024", "20240315", "２０２４－０３－１５", "二〇二四年三月十五日", "2024年三月十五号", "2024年3月15日 星期五", "2024年3月15日（周五）", "2024年3月15日上午", "on 15 March 2024"},
		"2024-03-15T14:30:00":   {"2024-03-15 14:30:00", "15/3/2024 14:30", "2024-03-15T14:30:00", "2024-03-15 2:30 PM", "2024/3/15 下午 2:30", "2024-03-15 14:30:00.123", "2024-03-15T14:30"},
		"2024-03-03":            {"3/3/2024"},
		"2023-35":               {"2023-35", "Q3 2023", "2023Q3", "2023-Q3", "2023 q3", "3Q 2023", "Q3/2023", "third quarter of 2023", "the 3rd quarter of 2023", "Q3, 2023", "2023年第三季度", "2023年三季度", "2023年第3季度", "2023第三季度", "2023年Q3", "3Q23", "Q3'23", "Q3 23", "二〇二三年第三季度", "23年Q3"},
		"2024-40":               {"H1 2024", "2024H1", "1H 2024", "first half of 2024", "2024年上半年", "2024上半年", "1H24", "H1 24"},
		"2024-41":               {"H2 2024", "second half 2024", "2024下半年"},
		"2024-37~":              {"early 2024", "Early-2024", "beginning of 2024", "2024年初", "2024 年初"},
		"2024-38~":              {"mid 2024", "mid-2024", "2024年中"},
		"2024-39~":              {"late 2024", "end of 2024", "2024年底", "2024年末", "24年底", "二〇二四年底"},
		"2024-03~":              {"early March 2024", "2024年3月初", "2024年3月下旬", "about March 2024"},
		"2024-03/2024-05":       {"spring 2024", "2024年春", "2024年春季", "2024年春天", "2024年3月至5月", "2024-3 to 2024-5", "2024.3-2024.5", "March 2024 - May 2024", "2024/3 ~ 2024/5", "2024年3-5月", "2024年3～5月", "2024年三至五月"},
		"2024~":                 {"~2024", "2024~", "c. 2024", "ca. 2024", "circa 2024", "about 2024", "约2024年", "約2024年", "大约2024年", "2024年左右", "2024年前后", "大概2024年", "2024 (approx.)", "2024 (est.)", "est. 2024", "2024年(估计)"},
		"2024?":                 {"2024?", "2024 (?)", "probably 2024", "可能2024年", "2024 (expected)", "预计2024年"},
		"2024%":                 {"about 2024?", "2024%"},
		"2022/2024":             {"2022-2024", "2022/2024", "2022–2024", "2022 — 2024", "2022 to 2024", "from 2022 to 2024", "between 2022 and 2024", "2022至2024", "2022年至2024年", "2022年到2024年", "2022~2024"},
		"2022/..":               {"since 2022", "2022/..", "2022 - present", "2022-present", "2022 to now", "自2022年起", "自2022年以来", "从2022年开始", "2022年至今", "2022年起", "2022 - current", "2022 - 至今", "2022 -", "2022-"},
		"2020-03/..":            {"since March 2020"},
		"../2024":               {"until 2024", "till 2024", "../2024", "up to 2024", "至2024年", "2024年为止", "by 2024"},
		"../2023":               {"before 2024", "2024年以前", "2024年之前", "pre-2024"},
		"../2024-02":            {"before March 2024"},
		"2023/..":               {"after 2022", "2022年以后", "2022年之后", "post-2022"},
		"2024/2025":             {"2024 or 2025"},
		"2024/2024-09":          {"2024 Q1-Q3", "2024年第一至第三季度"},
		"2024-03/2024-08":       {"spring/summer 2024"},
		"2024-03-15/2024-03-18": {"2024年3月15日至18日", "2024年3月15-18日"},
		"2020/2029":             {"2020s", "2020年代"},
		"2022~/2024?":           {"~2022 to 2024?", "c. 2022 - 2024?"},
	}
}

func TestRead(t *testing.T) {
	for want, all := range forms() {
		for _, text := range all {
			got, s, err := Read(text, 0)
			if assert.NoError(t, err, text) {
				read, ok := ParseSpan(got)
				assert.True(t, ok)
				assert.Equal(t, read, s)
				if text == "2022/" || strings.HasPrefix(text, "2024-01 to") {
					continue
				}
				assert.Equal(t, want, got, text)
			}
		}
	}
	for order, want := range map[Order]string{DayFirst: "2024-04-03", MonthFirst: "2024-03-04"} {
		got, _, err := Read("3/4/2024", order)
		assert.NoError(t, err)
		assert.Equal(t, want, got)
	}
	got, _, err := Read("3/15/2024", DayFirst)
	assert.NoError(t, err)
	assert.Equal(t, "2024-03-15", got, "it cannot be otherwise")
}

func TestNoTimes(t *testing.T) {
	for text, want := range map[string]string{
		"3/4/2024": "3/4/2024 can be 2024-04-03 or 2024-03-04; write it so, or say which order dates have, dmy or mdy (loader.WithDates)",
		"3/4/24":   "write the year with four digits",
		"十年":       "write the year with four digits, as in 2024",
		"24":       "write the year with four digits, as in 2024", "'24": "write the year with four digits, as in 2024", "24年": "write the year with four digits, as in 2024",
		"24/3/15":             "write the year with four digits",
		"24/3":                "write the year with four digits, as in 2024-03",
		"2024-25":             "2024-25 could be a span of years, or a month that there is not; write 2024/2025 for the former",
		"2024/25":             "write 2024/2025 for the former",
		"2024-13":             "there is no month 13",
		"2024年13月":            "there is no month 13",
		"13/2024":             "there is no month 13",
		"13/13/2024":          "there is no month 13",
		"2024-02-30":          "there is no day 30 in 2024-02, which has 29 days",
		"29 Feb 2023":         "there is no day 29 in 2023-02, which has 28 days",
		"31/4/2024":           "there is no day 31 in 2024-04, which has 30 days",
		"3/4/2024 - 5/4/2024": "3/4/2024 can be",
		"Q3 FY24":             "fiscal years begin at different times",
		"FY2024":              "fiscal years begin at different times",
		"2022-24":             "2022-24 could be a season or a span of years; write 2022/2024",
	} {
		_, _, err := Read(text, 0)
		assert.ErrorContains(t, err, want, text)
	}
	for _, text := range []string{
		"", "-", "soon", "'", "年", "2024-3-", "Q5 2024", "H3 2024", "Q 2024", "early", "early Q3 2024",
		"2024 2025", "2024 March April", "march 15 16 2024", "two thousand", "二〇二", "2024-W12", "2024月", "first 2024", "2024-2022", "since until 2024", "since 2022 to 2024", "winter 2024",
		"2024 25:00", "45352", "12345678", "2024..", "1/2/3/2024", "2024-3/15", strings.Repeat("~", 99), strings.Repeat("since ", 16), strings.Repeat("1-", 50), strings.Repeat("x", 10_000),
	} {
		_, _, err := Read(text, 0)
		assert.ErrorContains(t, err, "such as 2024, 2024-03, 2024-03-15", text)
	}
}

// What does not tell its year is read with what is known beside it, and is told from what is no time.
func TestTimesWithoutYear(t *testing.T) {
	beside := Beside{Year: 2023}
	for text, want := range map[string]string{
		"Q3": "2023-35", "第三季度": "2023-35", "三季度": "2023-35", "H1": "2023-40", "上半年": "2023-40", "下半年": "2023-41", "first half": "2023-40", "third quarter": "2023-35",
		"年初": "2023-37~", "年中": "2023-38~", "年底": "2023-39~", "年末": "2023-39~", "early in the year": "2023-37~", "end of the year": "2023-39~",
		"March": "2023-03", "3月": "2023-03", "mid-March": "2023-03~", "early March": "2023-03~", "3月初": "2023-03~", "3月中": "2023-03~", "3月底": "2023-03~", "3月中旬": "2023-03~",
		"15 March": "2023-03-15", "March 15": "2023-03-15", "Mar 5": "2023-03-05", "3月15日": "2023-03-15", "spring": "2023-03/2023-05", "3月至5月": "2023-03/2023-05",
		"since March": "2023-03/..", "约3月": "2023-03~", "Q3 2022": "2022-35", "Mar-24": "2024-03",
	} {
		got, _, err := beside.Read(text)
		assert.NoError(t, err, text)
		assert.Equal(t, want, got, text)
		if !strings.Contains(text, "2") && text != "March 15" {
			_, _, err = Read(text, 0)
			assert.ErrorIs(t, err, ErrNoYear, text)
		}
	}
	for _, text := range []string{"two years ago", "recently", "近日", "3年前", "三个月前"} {
		_, _, err := beside.Read(text)
		assert.ErrorIs(t, err, ErrNoYear, text)
	}
	_, _, err := Read("March 15", 0)
	assert.ErrorContains(t, err, "can be a day or a year")
	today, _ := ParseSpan("2024-03-15")
	beside = Beside{Today: today}
	for text, want := range map[string]string{
		"last year": "2023", "去年": "2023", "今年": "2024", "this year": "2024", "前年": "2022", "明年": "2025", "去年底": "2023-39~", "去年年底": "2023-39~", "late last year": "2023-39~",
		"今年上半年": "2024-40", "去年第三季度": "2023-35", "今年3月": "2024-03", "去年12月": "2023-12", "last month": "2024-02", "上个月": "2024-02", "本月初": "2024-03~", "上个月底": "2024-02~",
		"last quarter": "2023-36", "本季度": "2024-33", "yesterday": "2024-03-14", "昨天": "2024-03-14", "今年以来": "2024/..", "since last year": "2023/..", "去年至今": "2023/..", "去年5月15日": "2023-05-15",
	} {
		got, _, err := beside.Read(text)
		assert.NoError(t, err, text)
		assert.Equal(t, want, got, text)
		_, _, err = Read(text, 0)
		assert.ErrorIs(t, err, ErrNoYear, text)
	}
	for text, year := range map[string]string{"last month": "2024", "yesterday": "2024-03"} {
		today, _ := ParseSpan(year)
		_, _, err := Beside{Today: today}.Read(text)
		assert.ErrorIs(t, err, ErrNoYear, "today is not known so exactly")
	}
	for text, want := range map[string]string{"March to May 2024": "2024-03/2024-05", "3月至2024年5月": "2024-03/2024-05", "Q1-Q2 2024": "2024-40"} {
		got, _, err := Read(text, 0)
		assert.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
}

func TestParseOrder(t *testing.T) {
	for text, want := range map[string]Order{"": 0, "dmy": DayFirst, "MDY": MonthFirst} {
		got, err := ParseOrder(text)
		assert.NoError(t, err)
		assert.Equal(t, want, got)
	}
	_, err := ParseOrder("ymd")
	assert.ErrorContains(t, err, "dmy")
}

// What is written for people is read as the same days.
func TestWords(t *testing.T) {
	for text, want := range map[string][3]string{
		"2024":            {"2024", "2024", "2024"},
		"2024-03":         {"2024-03", "2024-03", "2024-03"},
		"2023-35":         {"Q3 2023", "2023年第三季度", "2023年第三季度"},
		"2024-40":         {"first half of 2024", "2024年上半年", "2024年上半年"},
		"2024-37~":        {"early 2024", "2024年初", "2024年初"},
		"2024-39%":        {"late 2024?", "2024年底?", "2024年底?"},
		"2024-37":         {"2024-01 to 2024-04", "2024-01至2024-04", "2024-01至2024-04"},
		"2024~":           {"about 2024", "約2024", "约2024"},
		"2024-03?":        {"2024-03?", "2024-03?", "2024-03?"},
		"2022/2024-03":    {"2022 to 2024-03", "2022至2024-03", "2022至2024-03"},
		"2022~/..":        {"since about 2022", "約2022起", "约2022起"},
		"../2024":         {"until 2024", "至2024", "至2024"},
		"2023-11/2024-02": {"2023-11 to 2024-02", "2023-11至2024-02", "2023-11至2024-02"},
	} {
		s, ok := ParseSpan(text)
		assert.True(t, ok)
		for i, lang := range []string{"en", "zh-Hant", "zh-Hans"} {
			got := s.Words(lang)
			assert.Equal(t, want[i], got)
			_, again, err := Read(got, 0)
			assert.NoError(t, err, got)
			assert.Equal(t, s, again, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, all := range forms() {
		for _, text := range all {
			f.Add(text, uint8(0))
		}
	}
	f.Add("3/4/2024", uint8(1))
	f.Fuzz(func(t *testing.T, text string, order uint8) {
		edtf, s, err := Read(text, Order(order%3))
		if err != nil {
			return
		}
		if got, ok := ParseSpan(edtf); !ok || got != s {
			t.Fatalf("%q is read as %q, which is %v, not %v", text, edtf, got, s)
		}
		if !s.OpenFirst() && s.First < 0 || !s.OpenLast() && s.Last < 0 || s.Last > 99_991_231 && !s.OpenLast() {
			return // which nobody writes in words
		}
		for _, lang := range []string{"en", "zh-Hant", "zh-Hans"} {
			if _, again, err := Read(s.Words(lang), 0); err != nil || !again.SameDays(s) {
				t.Fatalf("%q is written for people as %q, which is %v, %v", text, s.Words(lang), again, err)
			}
		}
	})
}
