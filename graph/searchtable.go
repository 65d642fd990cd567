package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/internal/names"
)

// searchTable holds all names of one state, in order. It never changes: a commit that adds names makes
// another one, which shares what it can.
type searchTable struct {
	version uint64
	exact   searchEntries // by folded name, see searchKeys
	loose   searchEntries // by squeezed name or pinyin
}

// searchEntries are names in two parts, each in order: the bulk of them, and those that came later.
type searchEntries [2][]searchEntry

type searchEntry struct {
	key string
	id  ID
}

// laterAtMost is how many names the second part grows to before it joins the first.
const laterAtMost = 1024

// all gives all entries, each part in order.
func (e searchEntries) all(yield func(searchEntry) bool) {
	for _, part := range e {
		for _, entry := range part {
			if !yield(entry) {
				return
			}
		}
	}
}

// with gives the entries and some more.
func (e searchEntries) with(more []searchEntry) searchEntries {
	e[1] = sortSearch(slices.Concat(e[1], more))
	if len(e[1]) > laterAtMost {
		e[0], e[1] = sortSearch(slices.Concat(e[0], e[1])), nil
	}
	return e
}

func sortSearch(entries []searchEntry) []searchEntry {
	slices.SortFunc(entries, func(a, b searchEntry) int {
		return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.id, b.id))
	})
	return slices.Clip(slices.Compact(entries))
}

func withPrefix(entries []searchEntry, prefix string) []searchEntry {
	from, _ := slices.BinarySearchFunc(entries, prefix, func(e searchEntry, p string) int { return strings.Compare(e.key, p) })
	n := from
	for n < len(entries) && strings.HasPrefix(entries[n].key, prefix) {
		n++
	}
	return entries[from:n]
}

// searchTable gives the table of this state. It is shared by all snapshots of one state; a transaction's
// own states have none to share.
func (s *Snapshot) searchTable(ctx context.Context) (*searchTable, error) {
	if t := s.ownSearch.Load(); t != nil {
		return t, nil
	}
	if t := s.names.search.Load(); t != nil && s.pending == nil && t.version == s.version {
		s.ownSearch.Store(t)
		return t, nil
	}
	t, err := buildSearch(ctx, s)
	if err != nil {
		return nil, err
	}
	s.ownSearch.Store(t)
	if s.pending == nil {
		s.names.offerSearch(t)
	}
	return t, ctx.Err()
}

// buildSearch reads all names of a state.
func buildSearch(ctx context.Context, s *Snapshot) (*searchTable, error) {
	t := &searchTable{version: s.version}
	z := names.NewRomanizer()
	err := s.eachName(ctx, func(id ID, name string) {
		folded := names.Fold(name)
		for _, key := range names.SearchKeys(folded) {
			t.exact[0] = append(t.exact[0], searchEntry{key, id})
		}
		for _, key := range z.Keys(folded) {
			t.loose[0] = append(t.loose[0], searchEntry{key, id})
		}
	})
	t.exact[0], t.loose[0] = sortSearch(t.exact[0]), sortSearch(t.loose[0])
	return t, err
}

// offerSearch shares a table, unless there is one of a later state.
func (x *nameIndex) offerSearch(t *searchTable) {
	for {
		old := x.search.Load()
		if old != nil && old.version >= t.version || x.search.CompareAndSwap(old, t) {
			return
		}
	}
}

// learnSearch brings the shared table, if it is that of the last state, to the next one. Names that were taken
// away, or written in batches, are not known one by one: the table is dropped then. The caller has the turn.
func (x *nameIndex) learnSearch(last, next *state, p *pendingNames) {
	old := x.search.Load()
	if old == nil || old.version != last.version {
		return
	}
	if p.bulk || p.removed || len(p.labels) > learnAtMost || !next.quads.SameNumbers(last.quads) {
		x.search.Store(nil)
		return
	}
	t := *old
	t.version = next.version
	if len(p.labels) > 0 {
		exact, loose := p.searchEntries(next.quads.ID)
		t.exact, t.loose = old.exact.with(exact), old.loose.with(loose)
	}
	x.search.Store(&t)
}

// searchEntries are the names that were written, but for those of entities that are gone again.
func (p *pendingNames) searchEntries(id func(quad.Value) ID) (exact, loose []searchEntry) {
	z := names.NewRomanizer()
	for _, l := range p.labels {
		n := id(l.entity)
		if n == 0 {
			continue
		}
		folded := names.Fold(l.name)
		for _, key := range names.SearchKeys(folded) {
			exact = append(exact, searchEntry{key, n})
		}
		for _, key := range z.Keys(folded) {
			loose = append(loose, searchEntry{key, n})
		}
	}
	return exact, loose
}
