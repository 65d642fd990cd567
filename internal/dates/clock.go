package dates

import (
	"strconv"
	"strings"
)

// cutClock takes a time of day off the end: "2024-03-15 00:00:00", "15/03/2024 9:30".
func cutClock(t string) (day, clock string, ok bool) {
	if i := strings.LastIndexByte(t, 't'); i > 0 && i+1 < len(t) && isDigit(t[i-1]) && isDigit(t[i+1]) {
		t = t[:i] + " " + t[i+1:]
	}
	t, half := halfOfDay(t)
	at := strings.LastIndexByte(t, ' ')
	if at < 0 {
		return t, "T00:00:00", half != "" // of which nothing more is said
	}
	text := t[at+1:]
	if whole, fraction, ok := strings.Cut(text, "."); ok && digitsOnly(fraction) {
		text = whole
	}
	parts := strings.Split(text, ":")
	if len(parts) != 2 && len(parts) != 3 {
		return t, "T00:00:00", half != ""
	}
	if hour, err := strconv.Atoi(parts[0]); half != "" && err == nil && hour >= 1 && hour <= 12 {
		parts[0] = strconv.Itoa(hour % 12)
		if half == "pm" {
			parts[0] = strconv.Itoa(hour%12 + 12)
		}
	}
	for i, most := range []int{23, 59, 59}[:len(parts)] {
		if len(parts[i]) == 1 && i == 0 {
			parts[i] = "0" + parts[i]
		}
		if _, ok := twoDigits(parts[i], most); !ok {
			return "", "", false
		}
	}
	if len(parts) == 2 {
		parts = append(parts, "00")
	}
	return t[:at], "T" + strings.Join(parts, ":"), true
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// halfOfDay takes a word for the half of the day off: "8:30 am", "下午 3:00", "3月15日上午".
func halfOfDay(t string) (rest, half string) {
	for _, w := range []struct{ word, half string }{{"am", "am"}, {"pm", "pm"}, {"a.m.", "am"}, {"p.m.", "pm"}} {
		if rest, ok := strings.CutSuffix(t, w.word); ok && strings.Contains(rest, ":") {
			return strings.TrimSpace(rest), w.half
		}
	}
	for _, w := range []struct{ word, half string }{
		{"上午", "am"}, {"早上", "am"}, {"凌晨", "am"}, {"下午", "pm"}, {"晚上", "pm"}, {"傍晚", "pm"}, {"晚间", "pm"}, {"晚間", "pm"}, {"中午", "pm"},
	} {
		if before, after, ok := strings.Cut(t, w.word); ok && before != "" {
			return strings.TrimSpace(strings.TrimSpace(before) + " " + strings.TrimSpace(after)), w.half
		}
	}
	return t, ""
}
