// Package bidi keeps sentences in order that have names in scripts read from the right.
package bidi

import (
	"strings"
	"unicode"
)

// FromRight tells whether a text has letters that are read from the right.
func FromRight(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r >= 0x590 && unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko)
	})
}

// Upright gives a sentence whose parts stay where a reader from the left expects them: between two Arabic names an arrow, a
// colon or a comma would go along with them, so that "A → B" is seen as "B → A", with the arrow the wrong way round. A mark
// of direction (U+200E) on both sides of it holds it back. What has no such names stays as it is.
func Upright(s string) string {
	if !FromRight(s) {
		return s
	}
	const mark = "\u200e"
	for _, sign := range []string{"→", ": ", "：", ", ", "，", "、", " · "} {
		s = strings.ReplaceAll(s, sign, mark+sign+mark)
	}
	return s
}
