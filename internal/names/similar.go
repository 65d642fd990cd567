package names

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Similarity compares names with one wanted name. Not safe for concurrent use.
type Similarity struct {
	folded  string
	runes   int
	whole   *Pattern   // of the name
	Sounds  []*Pattern // of its pinyin if it is Chinese, else of itself squeezed; also without titles, and with the last or first word at the other end
	core    []string   // its words without titles and endings
	joined  []string   // these as one, Chinese in simplified characters
	letters *Pattern   // of these as one
	turned  []string   // with the last or the first word at the other end: "wangxiaoming" for "Xiaoming Wang"; none for one word
	reader  *Romanizer
	chinese bool
}

// NewSimilarity says which name to compare with.
func NewSimilarity(name string) *Similarity {
	w := &Similarity{folded: Fold(name), reader: NewRomanizer()}
	w.runes = utf8.RuneCountInString(w.folded)
	w.chinese = HasHan(w.folded)
	w.whole = NewPattern(w.folded)
	w.core = coreWords(w.folded)
	core := strings.Join(w.core, "")
	w.joined, w.letters = w.reader.SearchKeys(core), NewPattern(core)
	sounds := slices.Concat(w.reader.Keys(w.folded), w.reader.Keys(core))
	if !w.chinese {
		w.turned = turned(w.core)
		sounds = append(sounds, w.turned...)
	}
	slices.Sort(sounds)
	for _, sound := range slices.Compact(sounds) {
		w.Sounds = append(w.Sounds, NewPattern(sound))
	}
	return w
}

// turned gives words as one, the last of them first, and the first of them last.
func turned(words []string) []string {
	if n := len(words); n > 1 {
		return []string{words[n-1] + strings.Join(words[:n-1], ""), strings.Join(words[1:], "") + words[0]}
	}
	return nil
}

// Score is the smaller the more alike two names are; false if they are too different to suggest.
// Ten points are one edit in a name of ten letters, so that one wrong letter weighs more in a short
// name than in a long one.
func (w *Similarity) Score(label string) (int, bool) {
	folded := Fold(label)
	n := utf8.RuneCountInString(folded)
	best, ok := 0, false
	take := func(score int) {
		if !ok || score < best {
			best, ok = score, true
		}
	}
	if d, near := w.whole.Edits(folded); near {
		take(100 * d / max(n, 1))
	}
	// The name is the beginning or a part of a longer one: "Hongxia" for "Yang Hongxia".
	if least := 3; w.runes >= least || w.chinese && w.runes >= 2 {
		switch {
		case strings.HasPrefix(folded, w.folded):
			take(20)
		case strings.Contains(folded, w.folded):
			take(25)
		}
	}
	w.compare(folded, take)
	return best, ok
}

// compare looks at a name without titles and endings, in either script, by sound, and at its words.
func (w *Similarity) compare(folded string, take func(score int)) {
	words := coreWords(folded)
	core := strings.Join(words, "")
	if core == "" {
		return
	}
	chinese := HasHan(core)
	forms, sounds := []string{core}, []string{core}
	if chinese {
		forms, sounds = w.reader.SearchKeys(core), w.reader.Keys(core)
	}
	for _, have := range forms {
		for _, want := range w.joined {
			w.parts(have, want, chinese, take)
		}
	}
	// Same sound, or nearly: 楊宏霞 for 楊紅霞, "zhangdo" for 張鐸.
	if chinese || w.chinese {
		if whole := Squeeze(folded); whole != core {
			sounds = append(sounds, w.reader.Keys(whole)...)
		}
		for _, have := range sounds {
			for _, want := range w.Sounds {
				if d, near := want.Edits(have); near {
					take(5 + 100*d/max(len(have), 1))
				}
			}
		}
	}
	if w.chinese {
		return
	}
	if slices.Contains(w.turned, core) {
		take(5)
	}
	if chinese {
		w.romanized(sounds, take)
		return
	}
	if d, near := w.letters.Edits(core); near {
		take(10 + 100*d/len(core))
	}
	w.ownWords(words, take)
}

// parts compares two names that are spelled out.
func (w *Similarity) parts(have, want string, chinese bool, take func(score int)) {
	const least = 4 // letters, or two Chinese characters with three bytes each
	switch {
	case want == have:
		take(3)
	case len(want) >= least && w.chinese == chinese && strings.HasPrefix(have, want):
		take(21)
	case len(want) >= least && w.chinese && strings.Contains(have, want):
		take(26)
	case len(have) > least && chinese && strings.Contains(want, have): // 藍鶴 in 蓝鹤研究院
		take(40 - min(len(have), 10))
	}
}

// romanized compares words with the pinyin of a Chinese name: a part of it, or a surname and what the given name begins with.
func (w *Similarity) romanized(sounds []string, take func(score int)) {
	const least = 4
	for _, have := range sounds {
		for _, want := range w.joined {
			switch {
			case len(want) >= least && strings.HasPrefix(have, want):
				take(22)
			case len(want) > least && strings.Contains(have, want):
				take(28)
			}
		}
		for _, surname := range ends(w.core) {
			if given, ok := strings.CutPrefix(have, surname); ok && given != "" && abbreviates(others(w.core, surname), []string{given}) {
				take(16)
			}
		}
	}
}

// ownWords compares words with those of another name in Latin letters.
func (w *Similarity) ownWords(words []string, take func(score int)) {
	if len(w.core) > 1 && len(words) > 1 {
		if sameSet(w.core, words) {
			take(5)
		}
		if len(w.core) != len(words) && w.core[0] == words[0] && w.core[len(w.core)-1] == words[len(words)-1] {
			take(15) // a middle name
		}
		for _, surname := range ends(w.core) {
			if !slices.Contains(ends(words), surname) {
				continue
			}
			mine, theirs := others(w.core, surname), others(words, surname)
			if abbreviates(mine, theirs) || abbreviates(theirs, mine) {
				take(16)
			}
		}
	}
	// The other name is a part of this one: "Tern" of "Tern Group".
	if own := strings.Join(words, " "); len(own) >= 4 && len(words) < len(w.core) {
		if strings.Contains(" "+strings.Join(w.core, " ")+" ", " "+own+" ") {
			take(40 - min(len(own), 10))
		}
	}
}

// ends gives the words at the ends of a name, of which either may be the surname; an initial is none.
func ends(words []string) (all []string) {
	if len(words) < 2 {
		return nil
	}
	for _, word := range [2]string{words[0], words[len(words)-1]} {
		if len(word) > 1 {
			all = append(all, word)
		}
	}
	return all
}

// others gives the words without the one at an end.
func others(words []string, end string) []string {
	if words[0] == end {
		return words[1:]
	}
	return words[:len(words)-1]
}

// abbreviates tells whether words are the initials of others: "K F" and "KF" those of "Kai Fu" and "Kaifu", and so is "K".
func abbreviates(short, long []string) bool {
	initials, rest := strings.Join(short, ""), strings.Join(long, "")
	if initials == "" || len(initials) > 3 || len(initials) >= len(rest) || initials[0] != rest[0] {
		return false
	}
	if len(short) == 1 && len(initials) > 1 && strings.ContainsAny(initials, "aeiou") {
		return false // "Li Na" is none of "Li Nan"
	}
	for i := range len(initials) {
		at := strings.IndexByte(rest, initials[i])
		if at < 0 {
			return false
		}
		rest = rest[at+1:]
	}
	return true
}

// sameSet tells whether two lists have the same words, each as often.
func sameSet(a, b []string) bool {
	return len(a) == len(b) && slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}
