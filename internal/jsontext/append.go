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
	last := len(text) - 8
	if last < 0 {
		for i := range len(text) {
			if escaped(text[i]) || text[i] >= utf8.RuneSelf {
				return plainRunes(text[i:])
			}
		}
		return true
	}
	for i := 0; i < last; i += 8 {
		if special(eight(text, i)) {
			return plainRunes(text[i:])
		}
	}
	return !special(eight(text, last)) || plainRunes(text)
}

// eight gives the bytes of a text from i on as a number.
func eight(text string, i int) uint64 {
	b := text[i : i+8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// special tells whether one of eight bytes may have to be escaped, or is not ASCII: it is never false for one that has to.
func special(x uint64) bool {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	below := x - ones*' '                              // borrows into the high bit of a byte below a space
	quotes := (x | ones*('"'^'&') ^ ones*'&') - ones   // and here of one that is " or &,
	brackets := (x | ones*('<'^'>') ^ ones*'>') - ones // < or >,
	backslash := (x ^ ones*'\\') - ones                // or a backslash
	return (x|below|quotes|brackets|backslash)&high != 0
}

func escaped(c byte) bool {
	return c < ' ' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&'
}

func plainRunes(text string) bool {
	for _, r := range text {
		if r < utf8.RuneSelf && escaped(byte(r)) || r == utf8.RuneError || r == '\u2028' || r == '\u2029' {
			return false
		}
	}
	return true
}
