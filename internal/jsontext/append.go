package jsontext

import (
	"encoding/json"
	"unicode/utf8"
)

// AppendString appends a text as JSON, as package encoding/json writes it.
func AppendString[S ~string](dst []byte, text S) []byte {
	if !plain(string(text)) {
		quoted, err := json.Marshal(string(text))
		if err == nil { // as it always is
			return append(dst, quoted...)
		}
	}
	dst = append(dst, '"')
	dst = append(dst, text...)
	return append(dst, '"')
}

// plain tells whether nothing of a text has to be escaped.
func plain(text string) bool {
	const controls = 1<<' ' - 1
	const escaped uint64 = controls | 1<<'"' | 1<<'<' | 1<<'>' | 1<<'&' // of the first 64 bytes
	var bad, all uint64
	for i := range len(text) {
		c := uint64(text[i])
		bad |= escaped >> c // 0 in the lowest bit from 64 on
		if c == '\\' {
			return false
		}
		all |= c
	}
	if bad&1 != 0 {
		return false
	}
	if all < utf8.RuneSelf {
		return true
	}
	for _, r := range text {
		if r == utf8.RuneError || r == '\u2028' || r == '\u2029' {
			return false
		}
	}
	return true
}
