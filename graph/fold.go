package graph

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"talentgraph.example/graph/internal/hanscript"
)

// fold gives the form in which names are compared: Unicode NFKC (so that full-width letters and
// composed forms agree), case-folded, with single spaces between words.
func fold(name string) string {
	if simpleASCII(name) {
		return name
	}
	folded := cases.Fold().String(norm.NFKC.String(name))
	return strings.Join(strings.Fields(folded), " ")
}

// simpleASCII tells whether fold would change nothing, which saves its cost for most Latin text.
func simpleASCII(s string) bool {
	space := true // a leading space is not simple
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' || c < ' ' || c == ' ' && space {
			return false
		}
		space = c == ' '
	}
	return !space || s == ""
}

// squeeze keeps only the letters and digits of a folded name, without accents: "Yáng Hóng-xiá" and
// "yanghongxia" become the same.
func squeeze(folded string) string {
	var b strings.Builder
	b.Grow(len(folded))
	for _, r := range norm.NFKD.String(folded) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// looseQuery gives the keys under which a folded name is looked up loosely: itself squeezed, and if it is
// Chinese in simplified characters.
func looseQuery(folded string) []string {
	squeezed := squeeze(folded)
	if !hasHan(squeezed) {
		return []string{squeezed}
	}
	return hanscript.Simplified(squeezed)
}

// looseKeys gives the keys under which a folded name is found loosely: itself squeezed, and if it is Chinese in
// simplified characters and in pinyin. They may say too much, since 鍾 and 鐘 are both simplified to 钟;
// fitsLoosely decides.
func (z *romanizer) looseKeys(folded string) []string {
	squeezed := squeeze(folded)
	if !hasHan(squeezed) {
		return []string{squeezed}
	}
	return append(hanscript.Simplified(squeezed), z.keys(folded)...)
}

// fitsLoosely tells whether a folded name means something with a folded label by its letters and digits alone.
// Two Chinese names must be the same but for their scripts: those with one sound are two names.
func (z *romanizer) fitsLoosely(name, label string) bool {
	name = squeeze(name)
	if hasHan(name) {
		return hanscript.Same(name, squeeze(label))
	}
	return slices.Contains(z.keys(label), name)
}

func hasHan(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}

// maxReadings bounds how many pinyin forms one name may have. Each character with several readings
// multiplies them; names in use stay far below.
const maxReadings = 16

// romanizer turns Chinese text into pinyin without tones. It remembers what it has looked up, since the
// dictionary is slow. Not safe for concurrent use.
type romanizer struct {
	readings map[rune][]string
}

func newRomanizer() *romanizer { return &romanizer{readings: map[rune][]string{}} }

// maxRomanized is how many characters a name may have to be written in pinyin. The longest names of organizations have
// some fifty.
const maxRomanized = 100

// keys gives every squeezed pinyin form of a folded name, the commonest first. What is not Chinese in it
// stays. A name without Chinese characters, or of more than 100, has one key, itself squeezed.
func (z *romanizer) keys(folded string) []string {
	squeezed := squeeze(folded)
	if !hasHan(squeezed) || utf8.RuneCountInString(squeezed) > maxRomanized {
		return []string{squeezed}
	}
	keys := []string{""}
	for _, r := range squeezed {
		readings := z.of(r)
		if len(keys)*len(readings) > maxReadings {
			readings = readings[:1]
		}
		next := make([]string, 0, len(keys)*len(readings))
		for _, reading := range readings {
			for _, k := range keys {
				next = append(next, k+reading)
			}
		}
		keys = next
	}
	return keys
}

func (z *romanizer) of(r rune) []string {
	if got, ok := z.readings[r]; ok {
		return got
	}
	var got []string
	if unicode.Is(unicode.Han, r) {
		seen := map[string]bool{}
		for _, reading := range pinyin.SinglePinyin(r, pinyin.Args{Style: pinyin.Normal, Heteronym: true}) {
			// Several tones of one syllable are one reading here; ü is typed as v or u, and written u.
			reading = strings.ReplaceAll(reading, "v", "u")
			if !seen[reading] {
				seen[reading] = true
				got = append(got, reading)
			}
		}
	}
	if len(got) == 0 {
		got = []string{string(r)}
	}
	z.readings[r] = got
	return got
}
