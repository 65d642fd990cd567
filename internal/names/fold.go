package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"talentgraph.example/internal/names/hanscript"
)

// Fold gives the form in which names are compared: Unicode NFKC (so that full-width letters and
// composed forms agree), case-folded, with single spaces between words.
func Fold(name string) string {
	if simpleASCII(name) {
		return name
	}
	folded := cases.Fold().String(norm.NFKC.String(name))
	return strings.Join(strings.Fields(folded), " ")
}

// simpleASCII tells whether Fold would change nothing, which saves its cost for most Latin text.
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

// Squeeze keeps only the letters and digits of a folded name, without accents: "Yáng Hóng-xiá" and
// "yanghongxia" become the same.
func Squeeze(folded string) string {
	var b strings.Builder
	b.Grow(len(folded))
	for _, r := range norm.NFKD.String(folded) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// SearchKeys gives the forms in which a folded name is searched for: a Chinese one in simplified characters, so
// that it is found in either script.
func SearchKeys(folded string) []string {
	if !HasHan(folded) {
		return []string{folded}
	}
	return hanscript.Simplified(folded)
}

// asPinyin makes a key of a name's pinyin, which is none of how a name is spelled: "~" is no letter.
func asPinyin(key string) string { return "~" + key }

// LooseQuery gives the keys under which a folded name is looked up loosely: itself squeezed, if it is Chinese in
// simplified characters, else as pinyin too unless only the spelling counts.
func LooseQuery(folded string, fit Fit) []string {
	squeezed := Squeeze(folded)
	switch {
	case HasHan(squeezed):
		return hanscript.Simplified(squeezed)
	case squeezed == "" || fit == Spelled:
		return []string{squeezed}
	}
	return []string{squeezed, asPinyin(squeezed)}
}

// LooseKeys gives the keys under which a folded name is found loosely: itself squeezed, and if it is Chinese in
// simplified characters and in pinyin. They may say too much, since 鍾 and 鐘 are both simplified to 钟;
// FitsLoosely decides.
func (z *Romanizer) LooseKeys(folded string) []string {
	squeezed := Squeeze(folded)
	if !HasHan(squeezed) {
		return []string{squeezed}
	}
	keys := hanscript.Simplified(squeezed)
	for _, key := range z.Keys(squeezed) {
		keys = append(keys, asPinyin(key))
	}
	return keys
}

// FitsLoosely tells whether a folded name means something with a folded label by its letters and digits alone.
// Two Chinese names must be the same but for their scripts: those with one sound are two names.
func (z *Romanizer) FitsLoosely(name, label string) bool {
	name = Squeeze(name)
	if HasHan(name) {
		return hanscript.Same(name, Squeeze(label))
	}
	return slices.Contains(z.Keys(label), name)
}

// HasHan tells whether a text has a Chinese character.
func HasHan(s string) bool {
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

// Romanizer turns Chinese text into pinyin without tones. It remembers what it has looked up, since the
// dictionary is slow. Not safe for concurrent use.
type Romanizer struct {
	readings map[rune][]string
}

// NewRomanizer makes one that remembers nothing yet.
func NewRomanizer() *Romanizer { return &Romanizer{readings: map[rune][]string{}} }

// maxRomanized is how many characters a name may have to be written in pinyin. The longest names of organizations have
// some fifty.
const maxRomanized = 100

// Keys gives every squeezed pinyin form of a folded name, the commonest first. What is not Chinese in it
// stays. A name without Chinese characters, or of more than 100, has one key, itself squeezed.
func (z *Romanizer) Keys(folded string) []string {
	squeezed := Squeeze(folded)
	if !HasHan(squeezed) || utf8.RuneCountInString(squeezed) > maxRomanized {
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

func (z *Romanizer) of(r rune) []string {
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
