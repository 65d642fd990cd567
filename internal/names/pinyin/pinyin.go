// Package pinyin has the readings of Chinese characters in Hanyu Pinyin, without tones. The table is a text that is
// searched as it is, so that a program that asks for none spends neither time nor memory on it.
//
// It is made by gen from the dictionary of go-pinyin, whose licence (MIT) is in GO-PINYIN-LICENSE.
package pinyin

import (
	_ "embed"
	"strings"
	"unicode/utf8"
)

// table has lines of a character, a space, and its readings between spaces, in the order of the characters.
//
//go:embed readings.txt
var table string

// Readings gives the syllables that a character is read as, each once, the commonest first, with v for ü; none for what is
// no Chinese character, or has no known reading. It may be called by many goroutines at once.
func Readings(r rune) []string {
	// The line is between low and high, which are where lines begin.
	for low, high := 0, len(table); low < high; {
		line := low
		if newline := strings.LastIndexByte(table[low:(low+high)/2], '\n'); newline >= 0 {
			line = low + newline + 1
		}
		end := line + strings.IndexByte(table[line:], '\n') // each line has one
		switch at, size := utf8.DecodeRuneInString(table[line:]); {
		case at == r:
			return strings.Split(table[line+size+1:end], " ")
		case at < r:
			low = end + 1
		default:
			high = line
		}
	}
	return nil
}
