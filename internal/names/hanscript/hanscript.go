// Package hanscript tells whether two Chinese names are the same but for their scripts, traditional and
// simplified: 楊紅霞 and 杨红霞. It knows the characters that the Unicode Character Database (UAX #38,
// kSimplifiedVariant) lists as variants of one another, and, from other fields, other ways to write one character, such
// as Hong Kong's: 陳啓宗, 陳啟宗 and 陈启宗. Besides it knows some that everyday words have: 騰訊遊戲 and 腾讯游戏.
//
// A simplified character may stand for several traditional ones: 钟 for 鍾 and for 鐘. Both are then forms of it,
// but not of one another.
package hanscript

import (
	"slices"
	"sort"
	"unicode/utf8"
)

// maxForms bounds how many simplified forms one name may have. Few characters have more than one.
const maxForms = 8

// Simplified gives the forms of a name in simplified characters; the name itself if there is nothing to
// simplify. Two names that are the same but for their scripts have a form in common.
func Simplified(name string) []string { return Memory(nil).Simplified(name) }

// Memory remembers how characters are simplified, for whoever has many names. It is not safe for concurrent use.
type Memory map[rune][]rune

// variants are the simplified forms of a character, itself if there is nothing to simplify.
func (m Memory) variants(r rune) []rune {
	if known, ok := m[r]; ok {
		return known
	}
	variants := simplified(usual(r))
	if len(variants) == 0 {
		variants = []rune{usual(r)}
	}
	if m != nil {
		m[r] = variants
	}
	return variants
}

// Simplified is what the function of this name gives.
func (m Memory) Simplified(name string) []string {
	forms := [][]byte{make([]byte, 0, len(name))}
	for _, r := range name {
		variants := m.variants(r)
		if len(variants) == 1 || len(forms)*len(variants) > maxForms {
			for i := range forms {
				forms[i] = utf8.AppendRune(forms[i], variants[0])
			}
			continue
		}
		next := make([][]byte, 0, len(forms)*len(variants))
		for _, v := range variants {
			for _, f := range forms {
				next = append(next, utf8.AppendRune(slices.Clone(f), v))
			}
		}
		forms = next
	}
	texts := make([]string, len(forms))
	for i, f := range forms {
		texts[i] = string(f)
	}
	return texts
}

// Same tells whether two names have the same characters, but for their scripts.
func Same(a, b string) bool {
	for a != "" && b != "" {
		x, n := utf8.DecodeRuneInString(a)
		y, m := utf8.DecodeRuneInString(b)
		a, b = a[n:], b[m:]
		if x, y = usual(x), usual(y); x != y && !slices.Contains(simplified(x), y) && !slices.Contains(simplified(y), x) {
			return false
		}
	}
	return a == b
}

// A pair in the table is two characters of three bytes.
const pairSize = 6

// usual gives the usual form of a character that is another way to write it, and any other character itself.
func usual(r rune) rune {
	if forms := lookUp(others, r); len(forms) > 0 {
		return forms[0]
	}
	return r
}

// simplified gives a traditional character's simplified variants, none for any other character.
func simplified(r rune) []rune { return lookUp(pairs, r) }

// lookUp gives what stands behind a character in a table of pairs.
func lookUp(pairs string, r rune) (second []rune) {
	if utf8.RuneLen(r) != pairSize/2 {
		return nil
	}
	first := sort.Search(len(pairs)/pairSize, func(i int) bool { return firstAt(pairs, i) >= r })
	for i := first; i < len(pairs)/pairSize && firstAt(pairs, i) == r; i++ {
		v, _ := utf8.DecodeRuneInString(pairs[i*pairSize+pairSize/2:])
		second = append(second, v)
	}
	return second
}

func firstAt(pairs string, i int) rune {
	r, _ := utf8.DecodeRuneInString(pairs[i*pairSize:])
	return r
}
