package names

import (
	"math/bits"
	"unicode/utf8"
)

// mostEdited is how many characters two names may have between the first and the last that differ, and still be
// compared letter by letter.
const mostEdited = 256

// Letters is a rough count of a text's characters, by which texts that are far from alike are told apart without
// a look at them: the bag distance of I. Bartolini, P. Ciaccia and M. Patella, String Matching with Metric Trees Using
// an Approximate Distance (2002). Each character has one of 64 bits; the first word says which are there, the second
// which are there twice.
type Letters [2]uint64

// LettersOf counts a text's.
func LettersOf(text string) (l Letters) {
	for _, r := range text {
		bit := uint64(1) << (uint32(r) & 63)
		l[1] |= l[0] & bit
		l[0] |= bit
	}
	return l
}

// Lacks is how many characters of another text this one surely lacks.
func (l Letters) Lacks(other Letters) int {
	return bits.OnesCount64(other[0]&^l[0]) + bits.OnesCount64(other[1]&^l[1])
}

// Pattern is a text to compare many others with, by edit distance: G. Myers, A Fast Bit-Vector Algorithm for
// Approximate String Matching Based on Dynamic Programming, Journal of the ACM 46 (1999), over several words as
// H. Hyyrö, A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances (2003), has it.
// Safe for concurrent use.
type Pattern struct {
	text    string
	runes   int
	letters Letters
	words   int // of bits, one for each rune; 0 for a text of more than mostEdited runes
	ascii   [utf8.RuneSelf]int
	others  map[rune]int
	places  []uint64 // the bits of each character that the text has, from one on
}

// NewPattern says which text.
func NewPattern(text string) *Pattern {
	p := &Pattern{text: text, runes: utf8.RuneCountInString(text), letters: LettersOf(text)}
	if p.runes > mostEdited {
		return p
	}
	p.words = (p.runes + 63) / 64
	p.places = make([]uint64, p.words) // of what it has not
	i := 0
	for _, r := range text {
		at := p.at(r)
		if at == 0 {
			at = len(p.places)
			p.places = append(p.places, make([]uint64, p.words)...)
			if r < utf8.RuneSelf {
				p.ascii[r] = at
			} else {
				if p.others == nil {
					p.others = map[rune]int{}
				}
				p.others[r] = at
			}
		}
		p.places[at+i/64] |= 1 << (i % 64)
		i++
	}
	return p
}

// at is where the places of a character begin.
func (p *Pattern) at(r rune) int {
	if r >= 0 && r < utf8.RuneSelf {
		return p.ascii[r]
	}
	return p.others[r]
}

// allowed is how many edits make two texts no longer alike.
func allowed(runes, others int) int { return max(1, max(runes, others)/3) }

// MayBeNear tells whether a text of so many runes, with these letters, can be within the edits that Edits allows.
func (p *Pattern) MayBeNear(runes int, letters Letters) bool {
	most := allowed(p.runes, runes)
	return p.runes-runes <= most && runes-p.runes <= most && p.letters.Lacks(letters) <= most && letters.Lacks(p.letters) <= most
}

// Edits is the edit distance in runes, if it is at most a third of the longer text, and at least one edit is always
// allowed. Two texts that differ in more than 256 characters are not near.
func (p *Pattern) Edits(other string) (int, bool) {
	runes := utf8.RuneCountInString(other)
	if !p.MayBeNear(runes, LettersOf(other)) {
		return 0, false
	}
	d, ok := 0, true
	if p.words > 0 && runes <= mostEdited {
		d = p.distance(other)
	} else {
		d, ok = longDistance(p.text, other)
	}
	return d, ok && d <= allowed(p.runes, runes) && d < max(p.runes, runes)
}

// longDistance is the distance of two long texts, which is that of what lies between a common beginning and a common
// end; false if that is too much.
func longDistance(a, b string) (int, bool) {
	for a != "" && b != "" {
		x, n := utf8.DecodeRuneInString(a)
		y, m := utf8.DecodeRuneInString(b)
		if x != y {
			break
		}
		a, b = a[n:], b[m:]
	}
	for a != "" && b != "" {
		x, n := utf8.DecodeLastRuneInString(a)
		y, m := utf8.DecodeLastRuneInString(b)
		if x != y {
			break
		}
		a, b = a[:len(a)-n], b[:len(b)-m]
	}
	if utf8.RuneCountInString(a) > mostEdited || utf8.RuneCountInString(b) > mostEdited {
		return 0, false
	}
	return NewPattern(a).distance(b), true
}

// distance is the edit distance to a text. Each of its runes is a column of the table of distances, of which up and
// down have the differences between neighbours: one more, and one less.
func (p *Pattern) distance(other string) int {
	if p.runes == 0 {
		return utf8.RuneCountInString(other)
	}
	var room [2 * mostEdited / 64]uint64
	up, down := room[:p.words], room[mostEdited/64:][:p.words]
	for w := range up {
		up[w] = ^uint64(0)
	}
	d, last := p.runes, uint64(1)<<((p.runes-1)%64)
	for _, r := range other {
		at := p.at(r)
		var carry uint64
		more, less := uint64(1), uint64(0) // into the next word
		for w := range up {
			same := p.places[at+w]
			var sum uint64
			sum, carry = bits.Add64(same&up[w], up[w], carry)
			across := sum ^ up[w] | same | down[w]
			plus, minus := down[w]|^(across|up[w]), up[w]&across
			if w == p.words-1 {
				if plus&last != 0 {
					d++
				} else if minus&last != 0 {
					d--
				}
			}
			plus, more = plus<<1|more, plus>>63
			minus, less = minus<<1|less, minus>>63
			vertical := same | down[w]
			up[w], down[w] = minus|^(vertical|plus), plus&vertical
		}
	}
	return d
}
