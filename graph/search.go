package graph

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	"talentgraph.example/graph/term"
	"talentgraph.example/internal/names"
)

// Match tells how a name fits what was searched for, the best first.
type Match uint8

// The ways in which a name fits. Case, width and spacing never matter.
const (
	MatchExact  Match = iota // it is the whole name
	MatchPrefix              // the name begins with it
	MatchWord                // a word inside the name begins with it
	MatchPart                // the name has it inside
	MatchSound               // its letters and digits alone are the beginning of the name's, or of the name's pinyin
	MatchTypo                // it differs from the name, or from the name's pinyin, by a few letters
)

var matchNames = [...]string{"exact", "prefix", "word", "part", "sound", "typo"}

// String is the match's English word.
func (m Match) String() string { return matchNames[min(int(m), len(matchNames)-1)] }

// MarshalText writes the word.
func (m Match) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// Found is an entity that a search found by one of its labels.
type Found struct {
	Entity Entity
	Label  string // the label that fits best
	Match  Match
	// Distance says how much the label differs: the edits of a typo in hundredths of the name's length, and
	// 0 for other matches.
	Distance int
	Length   int // of the name compared, in runes
}

// compare orders what was found. Node and other are the texts of the two entities.
func (f Found) compare(g Found, node, other string) int {
	return cmp.Or(cmp.Compare(f.Match, g.Match), cmp.Compare(f.Distance, g.Distance), cmp.Compare(f.Length, g.Length),
		strings.Compare(node, other))
}

// Search gives the entities with a label that fits a text, in any language: as the whole name, its beginning,
// the beginning of a word or any part, Chinese in either script; by pinyin; with a typing error. Each entity
// comes once, by its best label: in the order of match, distance and length, the smaller first, then of the
// entities' IRIs. Weaker matches are looked for only when the range asks for more. The first search reads all labels
// and keeps them in order; commits that add labels keep that up to date, and after one that takes labels away or
// loads a file the next search reads them anew.
//
// The error comes last and once.
func (s *Snapshot) Search(ctx context.Context, text string) iter.Seq2[Found, error] {
	return func(yield func(Found, error) bool) {
		x := &searcher{s: s, ctx: ctx, folded: names.Fold(text), seen: map[ID]bool{}}
		x.forms, x.squeezed = names.SearchKeys(x.folded), names.Squeeze(x.folded)
		if err := s.usable(ctx); err != nil {
			yield(Found{}, err)
			return
		}
		if x.squeezed == "" {
			return
		}
		table, err := s.searchTable(ctx)
		if err != nil {
			yield(Found{}, err)
			return
		}
		x.table = table
		for _, look := range []func() error{x.beginnings, x.insides, x.sounds, x.typos} {
			if err := look(); err != nil {
				yield(Found{}, err)
				return
			}
			for _, h := range x.take() {
				h.Label = x.labelWithKey(h.Entity.id, h.key, h.loose)
				if !yield(h.Found, nil) {
					return
				}
			}
		}
	}
}

// searcher is one search.
type searcher struct {
	s                *Snapshot
	ctx              context.Context // of the search alone
	table            *searchTable
	folded, squeezed string
	forms            []string // of folded, as the table has names
	seen             map[ID]bool
	best             map[ID]hit // of the matches looked for last
	steps            int
}

// hit is an entry that fits.
type hit struct {
	Found
	key   string
	loose bool
	node  string // by which it is ordered last
}

func (x *searcher) note(e searchEntry, loose bool, m Match, distance int) {
	if x.seen[e.id] {
		return
	}
	h := hit{Found: Found{Match: m, Distance: distance, Length: int(e.runes)}, key: e.key, loose: loose}
	old, again := x.best[e.id]
	if !again || cmp.Or(cmp.Compare(m, old.Match), cmp.Compare(distance, old.Distance), cmp.Compare(h.Length, old.Length)) < 0 {
		if x.best == nil {
			x.best = map[ID]hit{}
		}
		x.best[e.id] = h
	}
}

// take gives the entities noted since, in order.
func (x *searcher) take() []hit {
	hits := make([]hit, 0, len(x.best))
	for id, h := range x.best {
		x.seen[id] = true
		h.Entity = x.s.Numbers().Entity(id)
		h.node = term.OrderText(h.Entity.Node())
		hits = append(hits, h)
	}
	x.best = nil
	slices.SortFunc(hits, func(a, b hit) int { return a.compare(b.Found, a.node, b.node) })
	return hits
}

// pause looks at the context now and then, after a number of steps more.
func (x *searcher) pause(steps int) error {
	const often = 1024
	if x.steps += steps; x.steps >= often {
		x.steps = 0
		return x.ctx.Err()
	}
	return nil
}

func (x *searcher) beginnings() error {
	for _, form := range x.forms {
		for _, part := range x.table.exact {
			for _, e := range withPrefix(part, form) {
				match := MatchPrefix
				if e.key == form {
					match = MatchExact
				}
				x.note(e, false, match, 0)
				if err := x.pause(1); err != nil {
					return err
				}
			}
		}
	}
	return x.ctx.Err()
}

func (x *searcher) insides() error {
	wanted := make([]names.Letters, len(x.forms))
	for i, form := range x.forms {
		wanted[i] = names.LettersOf(form)
	}
	for e := range x.table.exact.all {
		for i, form := range x.forms {
			if e.letters.Lacks(wanted[i]) > 0 {
				continue
			}
			if i := strings.Index(e.key, form); i > 0 {
				match := MatchPart
				if strings.Contains(e.key, " "+form) {
					match = MatchWord
				}
				x.note(e, false, match, 0)
			}
			if err := x.pause(len(e.key) / 16); err != nil {
				return err
			}
		}
		if err := x.pause(1); err != nil {
			return err
		}
	}
	return nil
}

// sounds looks for names by their letters alone. Two Chinese names with one sound are two names: what is
// searched for in Chinese is found by sound only as a typing error.
func (x *searcher) sounds() error {
	if names.HasHan(x.folded) {
		return nil
	}
	for _, part := range x.table.loose {
		for _, e := range withPrefix(part, x.squeezed) {
			x.note(e, true, MatchSound, 0)
			if err := x.pause(1); err != nil {
				return err
			}
		}
	}
	return nil
}

func (x *searcher) typos() error {
	wanted := names.NewSimilarity(x.folded)
	forms := make([]*names.Pattern, len(x.forms))
	for i, form := range x.forms {
		forms[i] = names.NewPattern(form)
	}
	for _, entries := range [...]struct {
		list  searchEntries
		keys  []*names.Pattern
		loose bool
	}{{x.table.exact, forms, false}, {x.table.loose, wanted.Sounds, true}} {
		for e := range entries.list.all {
			if err := x.pause(1); err != nil {
				return err
			}
			for _, key := range entries.keys {
				if !key.MayBeNear(int(e.runes), e.letters) || x.seen[e.id] {
					continue
				}
				if d, near := key.Edits(e.key); near {
					x.note(e, entries.loose, MatchTypo, 100*d/max(1, int(e.runes)))
				}
				if err := x.pause(len(e.key)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// labelWithKey finds the label behind an entry. Of several, in both Chinese scripts for instance, it is the one
// that holds what was typed.
func (x *searcher) labelWithKey(id ID, key string, loose bool) string {
	z := names.NewRomanizer()
	keys := names.SearchKeys
	if loose {
		keys = z.Keys
	}
	found := ""
	for _, l := range x.s.Numbers().Entity(id).Labels() {
		folded := names.Fold(l.Text)
		fits := folded == key || (loose || names.HasHan(folded)) && slices.Contains(keys(folded), key)
		switch {
		case fits && (!names.HasHan(x.folded) || strings.Contains(folded, x.folded)):
			return l.Text
		case fits && found == "":
			found = l.Text
		}
	}
	return cmp.Or(found, key)
}
