package dates

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseSpan(t *testing.T) {
	const open = math.MaxInt
	for text, want := range map[string]Span{
		"2024":                      {First: 20240101, Last: 20241231},
		"2024-02":                   {First: 20240201, Last: 20240229},
		"2024-03-15":                {First: 20240315, Last: 20240315},
		"2024-03-15T10:00:00+08:00": {First: 20240315, Last: 20240315},
		"2024-33":                   {First: 20240101, Last: 20240331},
		"2024-35":                   {First: 20240701, Last: 20240930},
		"2024-36":                   {First: 20241001, Last: 20241231},
		"2024-37":                   {First: 20240101, Last: 20240430},
		"2024-39~":                  {20240901, 20241231, About, About},
		"2024-40":                   {First: 20240101, Last: 20240630},
		"2024-41?":                  {20240701, 20241231, Unsure, Unsure},
		"2024-21":                   {First: 20240301, Last: 20240531},
		"2024-24":                   {First: 20241201, Last: 20250228},
		"-0044-33":                  {First: -440000 + 101, Last: -440000 + 331},
		"2024~":                     {20240101, 20241231, About, About},
		"2024-03%":                  {20240301, 20240331, About | Unsure, About | Unsure},
		"202X":                      {First: 20200101, Last: 20291231},
		"19XX":                      {First: 19000101, Last: 19991231},
		"2024-XX":                   {First: 20240101, Last: 20241231},
		"2024-XX-XX":                {First: 20240101, Last: 20241231},
		"2024-03-XX":                {First: 20240301, Last: 20240331},
		"Y12024":                    {First: 120240101, Last: 120241231},
		"Y-12024":                   {First: -120240000 + 101, Last: -120240000 + 1231},
		"2023/2024":                 {First: 20230101, Last: 20241231},
		"2023-11~/2024-02?":         {20231101, 20240229, About, Unsure},
		"2022/..":                   {First: 20220101, Last: open},
		"2022/":                     {First: 20220101, Last: open},
		"../2024-03":                {First: math.MinInt, Last: 20240331},
		"/2024":                     {First: math.MinInt, Last: 20241231},
	} {
		got, ok := ParseSpan(text)
		assert.True(t, ok, text)
		assert.Equal(t, want, got, text)
		again, ok := ParseSpan(got.String())
		assert.True(t, ok, got.String())
		assert.Equal(t, got, again, "%s, written as %s", text, got)
	}
	for _, text := range []string{
		"..", "/", "../..", "2024/2023", "2024/x", "2024//2025", "2024/2025/2026", "2024-20", "2024-25", "2024-32", "2024-42", "2024-3X",
		"XXXX", "2XXX", "20X4", "2024-XX-03", "2024-03-15~~", "2024Z~", "2024-03-15T10:00:00~", "~", "Y2024", "Y12024-03", "2024-35-01", "2024-33Z", "X", "2024-03-15-XX", "-XX",
	} {
		_, ok := ParseSpan(text)
		assert.False(t, ok, text)
	}
}

func TestWrittenInTheShortestWay(t *testing.T) {
	for text, want := range map[string]string{
		"2024-01/2024-12": "2024", "2024-07/2024-09": "2024-35", "2024-01-01/2024-06-30": "2024-40", "2024-01~/2024-04~": "2024-37~",
		"2024-02-01/2024-02-29": "2024-02", "2023/2024-03": "2023/2024-03", "2023-01-01/2024-03-15": "2023/2024-03-15",
		"2024~/2024": "2024~/2024", "2022/": "2022/..", "2024-22": "2024-06/2024-08",
	} {
		s, ok := ParseSpan(text)
		require.True(t, ok)
		assert.Equal(t, want, s.String())
	}
}

func TestSpans(t *testing.T) {
	span := func(text string) Span {
		s, ok := ParseSpan(text)
		require.True(t, ok, text)
		return s
	}
	for _, c := range []struct {
		a, b            string
		overlaps, holds bool
	}{
		{"2024", "2024-03", true, true},
		{"2024-03", "2024", true, false},
		{"2024", "2025", false, false},
		{"2022/..", "2030", true, true},
		{"../2022", "2023", false, false},
		{"../2022", "2022/..", true, false},
	} {
		assert.Equal(t, c.overlaps, span(c.a).Overlaps(span(c.b)), c)
		assert.Equal(t, c.overlaps, span(c.b).Overlaps(span(c.a)), c)
		assert.Equal(t, c.holds, span(c.a).Holds(span(c.b)), c)
	}
	assert.Less(t, span("2024").Length(), span("2022/..").Length())
	assert.Less(t, span("2022/..").Length(), Any().Length())
	assert.Zero(t, span("2024").Doubt())
	assert.Positive(t, span("2024~").Doubt())
	for text, year := range map[string]int{"2024": 2024, "2022/..": 2022, "../2022": 2022, "-0044-03": -44, "../-0044": -44} {
		assert.Equal(t, year, span(text).Year(), text)
	}
	for text, want := range map[string]string{"2024-33": "2024-01-01/2024-03-31", "2024-40~": "2024-01-01/2024-06-30"} {
		first, end := span(text).Unix()
		first2, end2 := span(want).Unix()
		assert.Equal(t, [2]int64{first, end}, [2]int64{first2, end2})
		at, _ := ParseTime(text[:4])
		year, _ := at.Unix()
		assert.Equal(t, year, first)
	}
	first, end := span("../1970").Unix()
	assert.Equal(t, [2]int64{math.MinInt64, 365 * 86_400}, [2]int64{first, end})
	first, end = span("1970/..").Unix()
	assert.Equal(t, [2]int64{0, math.MaxInt64}, [2]int64{first, end})
	_, one := span("2023-12/2024-01").InOneYear()
	assert.False(t, one)
	_, one = span("2024-40").InOneYear()
	assert.True(t, one)
}

func TestFromExcel(t *testing.T) {
	for number, want := range map[float64]string{1: "1900-01-01", 59: "1900-02-28", 61: "1900-03-01", 45352: "2024-03-01", 45352.5: "2024-03-01T12:00:00"} {
		got, ok := FromExcel(number, false)
		assert.True(t, ok)
		assert.Equal(t, want, got)
	}
	got, ok := FromExcel(43890, true)
	assert.True(t, ok)
	assert.Equal(t, "2024-03-01", got)
	for _, number := range []float64{0, -1, 60, 3e6, math.NaN(), math.Inf(1)} {
		_, ok := FromExcel(number, false)
		assert.False(t, ok, number)
	}
}

func FuzzParseSpan(f *testing.F) {
	for _, text := range []string{"2024", "2023-35~/..", "20XX", "Y12024?", "-0044-03/0000", "2024-03-15T24:00:00Z"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, ok := ParseSpan(text)
		if !ok {
			return
		}
		again, ok := ParseSpan(s.String())
		if !ok || again != s || s.First > s.Last {
			t.Fatalf("%q is %v, which is written as %q and read as %v", text, s, s.String(), again)
		}
	})
}
