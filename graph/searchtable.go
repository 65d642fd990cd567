package graph

import (
	"cmp"
	"context"
	"encoding/binary"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

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
	key     string
	id      ID
	runes   uint32
	letters names.Letters // which tell most names apart without a look at the key
}

func newSearchEntry(key string, id ID) searchEntry {
	return searchEntry{key, id, uint32(utf8.RuneCountInString(key)), names.LettersOf(key)}
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
	order := make([]place, len(entries))
	for i := range order {
		order[i].entry = int32(i)
	}
	sortPlaces(order, entries, 0)
	sorted := make([]searchEntry, 0, len(entries))
	for _, p := range order {
		if e := &entries[p.entry]; len(sorted) == 0 || *e != sorted[len(sorted)-1] {
			sorted = append(sorted, *e)
		}
	}
	return sorted
}

// place is where an entry stands that is to be sorted, and eight bytes of its key.
type place struct {
	bytes uint64
	entry int32
}

// sortPlaces orders entries whose keys are the same up to some byte, by the eight behind it, and those that are still
// the same by the next: numbers are compared sooner than texts, most of all than texts that begin alike.
func sortPlaces(order []place, entries []searchEntry, from int) {
	const few, far = 16, 64
	if len(order) <= few || from >= far {
		slices.SortFunc(order, func(a, b place) int {
			x, y := &entries[a.entry], &entries[b.entry]
			return cmp.Or(strings.Compare(x.key, y.key), cmp.Compare(x.id, y.id))
		})
		return
	}
	for i, p := range order {
		var next [8]byte
		if key := entries[p.entry].key; len(key) > from {
			copy(next[:], key[from:])
		}
		order[i].bytes = binary.BigEndian.Uint64(next[:])
	}
	slices.SortFunc(order, func(a, b place) int { return cmp.Compare(a.bytes, b.bytes) })
	for i := 0; i < len(order); {
		end := i + 1
		for end < len(order) && order[end].bytes == order[i].bytes {
			end++
		}
		if end > i+1 {
			sortPlaces(order[i:end], entries, from+8)
		}
		i = end
	}
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

// nameOf is a name as it is written.
type nameOf struct {
	text string
	id   ID
}

// buildSearch reads all names of a state.
func buildSearch(ctx context.Context, s *Snapshot) (*searchTable, error) {
	n, err := s.countNames(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]nameOf, 0, n)
	if err := s.eachName(ctx, func(id ID, name string) { all = append(all, nameOf{name, id}) }); err != nil {
		return nil, err
	}
	t := &searchTable{version: s.version}
	var both sync.WaitGroup
	both.Go(func() { t.exact[0] = entriesOf(ctx, all, (*names.Romanizer).SearchKeys) })
	t.loose[0] = entriesOf(ctx, all, (*names.Romanizer).Keys)
	both.Wait()
	return t, ctx.Err()
}

// entriesOf gives the entries of many names, by some keys of theirs, in order. It stops when the context has ended.
func entriesOf(ctx context.Context, all []nameOf, keys func(z *names.Romanizer, folded string) []string) []searchEntry {
	entries := make([]searchEntry, 0, len(all)+len(all)/4) // a few have several
	z := names.NewRomanizer()
	for i, name := range all {
		if i&1023 == 0 && ctx.Err() != nil {
			return nil
		}
		for _, key := range keys(z, names.Fold(name.text)) {
			entries = append(entries, newSearchEntry(key, name.id))
		}
	}
	return sortSearch(entries)
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
		for _, key := range z.SearchKeys(folded) {
			exact = append(exact, newSearchEntry(key, n))
		}
		for _, key := range z.Keys(folded) {
			loose = append(loose, newSearchEntry(key, n))
		}
	}
	return exact, loose
}
