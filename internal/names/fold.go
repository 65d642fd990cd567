package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"talentgraph.example/internal/names/hanscript"
	"talentgraph.example/internal/names/pinyin"
)

// Fold gives the form in which names are compared: Unicode NFKC (so that full-width letters and
// composed forms agree), case-folded, with single spaces between words.
func Fold(name string) string {
	if simple, capitals := simple(name); simple && !capitals {
		return name
	} else if simple {
		return strings.ToLower(name)
	}
	folded := cases.Fold().String(norm.NFKC.String(name))
	return strings.Join(strings.Fields(folded), " ")
}

// simple tells whether a text is of ASCII and common Chinese characters alone, with single spaces between words, and
// whether it has capitals. Nothing else in it is folded or decomposed, which saves the cost of looking for that.
func simple(text string) (simple, capitals bool) {
	space := true // a leading space is not simple
	for _, r := range text {
		switch {
		case r < ' ' || r == ' ' && space || r > '~' && !commonHan(r):
			return false, false
		case r >= 'A' && r <= 'Z':
			capitals = true
		}
		space = r == ' '
	}
	return !space || text == "", capitals
}

// commonHan tells whether a character is of Unicode's first block of Chinese ones.
func commonHan(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }

// Squeeze keeps only the letters and digits of a folded name, without accents and strokes: "Yáng Hóng-xiá" and
// "yanghongxia" become the same, and so do "Đức" and "duc".
func Squeeze(folded string) string {
	if simple, _ := simple(folded); simple {
		return strings.Map(func(r rune) rune {
			if r >= utf8.RuneSelf || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, folded)
	}
	return squeezeAny(folded)
}

func squeezeAny(folded string) string {
	var b strings.Builder
	b.Grow(len(folded))
	for _, r := range norm.NFKD.String(folded) {
		switch {
		case r >= 'ʰ' && r <= '˿': // modifier letters, which serve as apostrophes: OʼNeil, Hawaiʻi
		case r < utf8.RuneSelf || !latinWithStroke(r):
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				b.WriteRune(r)
			}
		default:
			b.WriteString(plainLetters(r))
		}
	}
	return b.String()
}

// IsApostrophe tells whether a character serves as an apostrophe in names, be it a letter or a sign to Unicode.
func IsApostrophe(r rune) bool { return strings.ContainsRune("'’‘ʼʻ`´＇ʹʾʿ", r) }

// latinWithStroke tells whether plainLetters may have a letter: it is among those of Latin-1 and Latin Extended-A and B.
func latinWithStroke(r rune) bool { return r >= 'ß' && r <= 'ɏ' }

// plainLetters is how a letter that Unicode does not decompose is written without its stroke, or in two; small letters
// alone, since names are folded before. The dotless i is one of Turkish, whose capital is that of any other i.
func plainLetters(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	case 'đ', 'ð':
		return "d"
	case 'ħ':
		return "h"
	case 'ı':
		return "i"
	case 'ł', 'ƚ':
		return "l"
	case 'ø':
		return "o"
	case 'ŧ':
		return "t"
	case 'ƀ':
		return "b"
	case 'ƶ':
		return "z"
	case 'ǥ':
		return "g"
	}
	if unicode.IsLetter(r) {
		return string(r)
	}
	return ""
}

// SearchKeys gives the forms in which a folded name is searched for: a Chinese one in simplified characters, so
// that it is found in either script.
func SearchKeys(folded string) []string {
	if !HasHan(folded) {
		return []string{folded}
	}
	return hanscript.Simplified(folded)
}

// SearchKeys gives what the function of this name does.
func (z *Romanizer) SearchKeys(folded string) []string {
	if !HasHan(folded) {
		return []string{folded}
	}
	return z.scripts.Simplified(folded)
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
	keys := z.scripts.Simplified(squeezed)
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
		if commonHan(r) || r >= utf8.RuneSelf && unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}

// maxReadings bounds how many pinyin forms one name may have. Each character with several readings
// multiplies them; names in use stay far below.
const maxReadings = 16

// Romanizer turns Chinese text into pinyin without tones. It remembers what it has looked up, since names have the same
// characters again and again. Not safe for concurrent use.
type Romanizer struct {
	readings map[rune][]string
	scripts  hanscript.Memory
}

// NewRomanizer makes one that remembers nothing yet.
func NewRomanizer() *Romanizer { return &Romanizer{map[rune][]string{}, hanscript.Memory{}} }

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
	keys, all := product(squeezed, z.of)
	if !all && hasUmlaut(squeezed) { // whoever spells ü in one way does so in all of the name
		for _, u := range umlauts {
			more, _ := product(squeezed, func(r rune) []string { return spelled(r, u) })
			for _, key := range more {
				if !slices.Contains(keys, key) {
					keys = append(keys, key)
				}
			}
		}
	}
	return keys
}

// product gives the texts that a name can be if each of its characters is one of some texts, and tells whether these are all:
// where they would be too many, characters further on have their first text alone.
func product(name string, of func(rune) []string) (texts []string, all bool) {
	keys := [][]byte{make([]byte, 0, 2*len(name))}
	all = true
	for _, r := range name {
		if r < utf8.RuneSelf {
			for i := range keys {
				keys[i] = append(keys[i], byte(r))
			}
			continue
		}
		readings := of(r)
		if len(keys)*len(readings) > maxReadings {
			readings, all = readings[:1], false
		}
		for i, known := 1, len(keys); i < len(readings); i++ {
			for _, k := range keys[:known] {
				keys = append(keys, append(slices.Clone(k), readings[i]...))
			}
		}
		for i := range keys[:len(keys)/len(readings)] {
			keys[i] = append(keys[i], readings[0]...)
		}
	}
	texts = make([]string, len(keys))
	for i, k := range keys {
		texts[i] = string(k)
	}
	return texts, all
}

// umlauts are how ü is spelled, which the table of readings writes as v: without its dots, as it is typed, and as in passports
// (GB/T 28039-2011).
var umlauts = [...]string{"u", "v", "yu"}

// hasUmlaut tells whether a character of a name can be read with ü.
func hasUmlaut(name string) bool {
	for _, r := range name {
		if slices.ContainsFunc(pinyin.Readings(r), func(reading string) bool { return strings.Contains(reading, "v") }) {
			return true
		}
	}
	return false
}

// spelled gives the readings of a character in one spelling of ü, each once; the character if it has none.
func spelled(r rune, u string) (readings []string) {
	for _, reading := range pinyin.Readings(r) {
		if spelled := strings.Replace(reading, "v", u, 1); !slices.Contains(readings, spelled) {
			readings = append(readings, spelled)
		}
	}
	if len(readings) == 0 {
		return []string{string(r)}
	}
	return readings
}

func (z *Romanizer) of(r rune) []string {
	if got, ok := z.readings[r]; ok {
		return got
	}
	var got []string
	for _, reading := range pinyin.Readings(r) {
		for _, u := range umlauts {
			if spelled := strings.Replace(reading, "v", u, 1); !slices.Contains(got, spelled) {
				got = append(got, spelled)
			}
		}
	}
	if len(got) == 0 {
		got = []string{string(r)}
	}
	z.readings[r] = got
	return got
}
