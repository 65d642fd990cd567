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
	ascii := true
	for i := range len(text) {
		switch c := text[i]; {
		case c < ' ' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&':
			return false
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	if ascii {
		return true
	}
	for _, r := range text {
		if r == utf8.RuneError || r == '\u2028' || r == '\u2029' {
			return false
		}
	}
	return true
}
