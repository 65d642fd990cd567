package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
	"github.com/cayleygraph/quad"
)

// maxSuggestions is how many similar names an error lists: more would not be read.
const maxSuggestions = 5

// suggest finds the entities of a kind whose names look or sound most like a name that none has. It
// reads every label, which is slow beside a lookup, but happens only on the way to an error.
func (s *Snapshot) suggest(ctx context.Context, name string, kind Kind) ([]Entity, error) {
	wanted := newSimilarity(name)
	best := map[ID]int{}
	err := s.eachName(ctx, func(id ID, label string) {
		score, ok := wanted.score(label)
		if !ok {
			return
		}
		if old, seen := best[id]; !seen || score < old {
			best[id] = score
		}
	})
	if err != nil {
		return nil, err
	}
	type scored struct {
		id    ID
		score int
	}
	ranked := make([]scored, 0, len(best))
	for id, score := range best {
		ranked = append(ranked, scored{id, score})
	}
	slices.SortFunc(ranked, func(a, b scored) int {
		return cmp.Or(cmp.Compare(a.score, b.score), cmp.Compare(a.id, b.id))
	})
	suggestions := s.byLocalName(name, kind)
	for i, r := range ranked {
		if len(suggestions) >= maxSuggestions {
			break
		}
		if i&1023 == 1023 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		fitting, _ := s.ofKind([]ID{r.id}, kind)
		if len(fitting) > 0 && !slices.Contains(suggestions, fitting[0]) {
			suggestions = append(suggestions, fitting[0])
		}
	}
	return suggestions, nil
}

// byLocalName gives the entities of a kind whose IRI is a known namespace and the name: what a compact IRI
// without its prefix would mean.
func (s *Snapshot) byLocalName(name string, kind Kind) []Entity {
	var ids []ID
	for _, p := range s.Prefixes() {
		if id := s.quads.ID(quad.IRI(p.Namespace + name)); id != 0 {
			ids = append(ids, id)
		}
	}
	fitting, _ := s.ofKind(ids, kind)
	return fitting
}

// similarity compares names with one wanted name.
type similarity struct {
	folded  string
	runes   int
	sounds  []string // its pinyin, if it is Chinese
	reader  *romanizer
	chinese bool
}

func newSimilarity(name string) *similarity {
	w := &similarity{folded: fold(name), reader: newRomanizer()}
	w.runes = utf8.RuneCountInString(w.folded)
	w.chinese = hasHan(w.folded)
	w.sounds = w.reader.keys(w.folded)
	return w
}

// score is the smaller the more alike two names are; false if they are too different to suggest.
// Ten points are one edit in a name of ten letters, so that one wrong letter weighs more in a short
// name than in a long one.
func (w *similarity) score(label string) (int, bool) {
	folded := fold(label)
	n := utf8.RuneCountInString(folded)
	best, ok := 0, false
	take := func(score int) {
		if !ok || score < best {
			best, ok = score, true
		}
	}
	// Same sound, or nearly: 楊宏霞 for 楊紅霞, "zhangdo" for 張鐸.
	if w.chinese || hasHan(folded) {
		for _, have := range w.reader.keys(folded) {
			for _, want := range w.sounds {
				if d, near := edits(want, have); near {
					take(5 + 100*d/max(len(have), 1))
				}
			}
		}
	}
	if d, near := edits(w.folded, folded); near {
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
	return best, ok
}

// edits is the edit distance in runes, if it is at most a third of the longer name, and at least one
// edit is always allowed.
func edits(a, b string) (int, bool) {
	na, nb := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	allowed := max(1, max(na, nb)/3)
	if na-nb > allowed || nb-na > allowed {
		return 0, false
	}
	d := levenshtein.ComputeDistance(a, b)
	return d, d <= allowed && d < max(na, nb)
}
