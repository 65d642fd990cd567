package names

import (
	"strings"
	"unicode/utf8"
)

// Similarity compares names with one wanted name.
type Similarity struct {
	folded  string
	runes   int
	whole   *Pattern   // of the name
	Sounds  []*Pattern // of its pinyin if it is Chinese, else of itself squeezed, also with the last word first
	turned  string     // the last word first, squeezed: "wangxiaoming" for "Xiaoming Wang"; empty for one word
	reader  *Romanizer
	chinese bool
}

// NewSimilarity says which name to compare with.
func NewSimilarity(name string) *Similarity {
	w := &Similarity{folded: Fold(name), reader: NewRomanizer()}
	w.runes = utf8.RuneCountInString(w.folded)
	w.chinese = HasHan(w.folded)
	w.whole = NewPattern(w.folded)
	sounds := w.reader.Keys(w.folded)
	if i := strings.LastIndexByte(w.folded, ' '); i > 0 && !w.chinese {
		w.turned = Squeeze(w.folded[i:]) + Squeeze(w.folded[:i])
		sounds = append(sounds, w.turned)
	}
	for _, sound := range sounds {
		w.Sounds = append(w.Sounds, NewPattern(sound))
	}
	return w
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
	// Same sound, or nearly: 楊宏霞 for 楊紅霞, "zhangdo" for 張鐸.
	if w.chinese || HasHan(folded) {
		for _, have := range w.reader.Keys(folded) {
			for _, want := range w.Sounds {
				if d, near := want.Edits(have); near {
					take(5 + 100*d/max(len(have), 1))
				}
			}
		}
	}
	if d, near := w.whole.Edits(folded); near {
		take(100 * d / max(n, 1))
	}
	if w.turned != "" && w.turned == Squeeze(folded) {
		take(5)
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
	return best, ok
}
