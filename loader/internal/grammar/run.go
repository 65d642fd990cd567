package grammar

import (
	"encoding/binary"
	"math/bits"
)

// Tokens are long runs of plain characters. The functions below take them eight bytes at a time, as one
// number: (x-ones)&^x&highs has the high bit of each byte of x that is zero set, at least of the first.
const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// PlainText gives the index of the first byte at or behind i that ends a run of a one-line literal's
// characters: '"', '\', LF or CR. There must be one.
func PlainText(data []byte, i int) int {
	for i+8 <= len(data) {
		x := binary.LittleEndian.Uint64(data[i:])
		quote := x ^ '"'*ones
		slash := x ^ '\\'*ones
		lf := x ^ '\n'*ones
		cr := x ^ '\r'*ones
		hit := ((quote-ones)&^quote | (slash-ones)&^slash | (lf-ones)&^lf | (cr-ones)&^cr) & highs
		if hit != 0 {
			return i + bits.TrailingZeros64(hit)/8
		}
		i += 8
	}
	for !textStop[data[i]] {
		i++
	}
	return i
}

var textStop = [256]bool{'"': true, '\\': true, '\n': true, '\r': true}

// SamePrefix gives how many bytes of data, from i on, are those of text, in steps of eight.
func SamePrefix(data []byte, i int, text []byte) (n int) {
	for n+8 <= len(text) && i+n+8 <= len(data) &&
		binary.LittleEndian.Uint64(data[i+n:]) == binary.LittleEndian.Uint64(text[n:]) {
		n += 8
	}
	return n
}
