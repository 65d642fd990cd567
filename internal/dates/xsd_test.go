package dates

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestParseTime(t *testing.T) {
	date := func(year, month, day int) Time { return Time{Year: year, Month: month, Day: day} }
	clock := func(second int, fraction string) Time {
		return Time{Year: 2024, Month: 1, Day: 2, Clock: true, Second: second, Fraction: fraction}
	}
	zoned := func(t Time, offset int) Time {
		t.Zoned, t.Offset = true, offset
		return t
	}
	for text, want := range map[string]Time{
		"2024":                          date(2024, 0, 0),
		"-0044":                         date(-44, 0, 0),
		"0000":                          date(0, 0, 0),
		"12024":                         date(12024, 0, 0),
		"2024Z":                         zoned(date(2024, 0, 0), 0),
		"2024-05:00":                    zoned(date(2024, 0, 0), -5*3600),
		"-0044-03+14:00":                zoned(date(-44, 3, 0), 14*3600),
		"2024-02-29":                    date(2024, 2, 29),
		"0000-02-29":                    date(0, 2, 29),
		"2024-01-02-08:30":              zoned(date(2024, 1, 2), -8*3600-30*60),
		"2024-01-02T00:00:00":           clock(0, ""),
		"2024-01-02T23:59:59.120Z":      zoned(clock(86399, "12"), 0),
		"2024-01-02T10:00:00.000-08:00": zoned(clock(36000, ""), -8*3600),
		"2024-01-01T24:00:00.0":         clock(0, ""),
	} {
		got, ok := ParseTime(text)
		assert.True(t, ok, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{
		"", "T", "Z", "-", "24", "202", "02024", "+2024", "2024Tuesday", "2024T10:00:00Z", "2024-03T10:00:00Z",
		"2024-13", "2024-00", "2024-3", "2024-03-", "2024-03-1", "2024-03-00", "2023-02-29", "2024-03-15-", "2024-03-15 ", "2024-03-15T",
		"2024-03-15T10:00", "2024-03-15T1:00:00", "2024-03-15T10:00:60", "2024-03-15T10:00:00.", "2024-03-15T24:00:01", "2024-03-15T25:00:00",
		"2024-03-15T10:00:00,5", "2024+", "2024+15:00", "2024+14:01", "2024+8:00", "2024+08:60", "2024ZZ", "2024-03-15T10:00:00ZZ", "early 2024", "１２３４", "1234567890",
	} {
		_, ok := ParseTime(text)
		assert.False(t, ok, text)
		_, ok = ParseSpan(text)
		assert.False(t, ok, text)
	}
}

func TestUnix(t *testing.T) {
	at := func(year, month, day, hour int) int64 {
		return time.Date(year, time.Month(month), day, hour, 0, 0, 0, time.UTC).Unix()
	}
	for text, want := range map[string][2]int64{
		"2024":                      {at(2024, 1, 1, 0), at(2025, 1, 1, 0)},
		"-0001-12":                  {at(-1, 12, 1, 0), at(0, 1, 1, 0)},
		"2024-02-28":                {at(2024, 2, 28, 0), at(2024, 2, 29, 0)},
		"2024-01-01+08:00":          {at(2023, 12, 31, 16), at(2024, 1, 1, 16)},
		"2024-01-01T08:00:00+08:00": {at(2024, 1, 1, 0), at(2024, 1, 1, 0)},
	} {
		got, ok := ParseTime(text)
		assert.True(t, ok, text)
		first, end := got.Unix()
		assert.Equal(t, want, [2]int64{first, end}, text)
	}
}
