package graph

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store"
	"talentgraph.example/internal/names"
)

// nameIndex finds entities by label. It is shared by all states of a graph, built when a name is first
// looked up, and then told of each commit's new labels.
//
// It may say too much, never too little: an entry is a hash of a name and a number that had this name in
// some state, so every hit is checked against the labels of the state at hand ([Snapshot.named]). That
// makes removed labels, hash collisions and older snapshots harmless, and an entry costs 16 bytes.
type nameIndex struct {
	labels labelPredicates // what is a name; never changed
	// turn holds one token. Whoever takes it may build the table, or publish a state and tell the table
	// of it: a label is never missed between the two.
	turn    chan struct{}
	table   atomic.Pointer[nameTable]   // nil until it is needed, and after a bulk load
	present func() *state               // the graph's present state
	search  atomic.Pointer[searchTable] // nil until something is searched, and after what it cannot learn
}

func newNameIndex(labels labelPredicates, present func() *state) *nameIndex {
	x := &nameIndex{labels: labels, turn: make(chan struct{}, 1), present: present}
	x.turn <- struct{}{}
	return x
}

// take waits for the turn, no longer than the context lasts. Give it back with give.
func (x *nameIndex) take(ctx context.Context) error {
	select {
	case <-x.turn:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (x *nameIndex) give() { x.turn <- struct{}{} }

// learnAtMost is how many new labels of one commit are added one by one; after more, the table is
// dropped and built anew when it is next needed.
const learnAtMost = 10_000

// learn adds what a transaction wrote. The caller has the turn.
func (x *nameIndex) learn(last, next *state, p *pendingNames) {
	x.learnSearch(last, next, p)
	t := x.table.Load()
	switch {
	case t == nil:
	case p.bulk || len(p.labels) > learnAtMost || !next.quads.SameNumbers(last.quads):
		x.table.Store(nil)
	default:
		t.add(next.quads.ID, p.labels)
	}
}

// get gives the table, built if need be from the graph's present state.
func (x *nameIndex) get(ctx context.Context) (*nameTable, error) {
	if t := x.table.Load(); t != nil {
		return t, nil
	}
	if err := x.take(ctx); err != nil {
		return nil, err
	}
	defer x.give()
	if t := x.table.Load(); t != nil {
		return t, nil
	}
	now := x.present()
	t, err := buildNames(ctx, &Snapshot{quads: now.quads, version: now.version, names: x})
	if err == nil {
		x.table.Store(t)
	}
	return t, err
}

// pendingNames is what a transaction has written, as far as names are concerned.
type pendingNames struct {
	labels  []pendingLabel
	bulk    bool // whole batches were written, whose labels were not looked at
	removed bool // labels were taken away
	table   *nameTable
	known   int // how many of the labels are in the table
}

type pendingLabel struct {
	entity quad.Value
	name   string
}

func (p *pendingNames) note(labels labelPredicates, q quad.Quad) {
	if predicate, ok := q.Predicate.(quad.IRI); ok && labels.have(predicate) {
		if name, _, ok := literalText(q.Object); ok {
			p.labels = append(p.labels, pendingLabel{entity: q.Subject, name: name})
		}
	}
}

func (p *pendingNames) noteRemoved(labels labelPredicates, q quad.Quad) {
	if predicate, ok := q.Predicate.(quad.IRI); ok && labels.have(predicate) {
		p.removed = true
	}
}

// names gives a table of the first n labels, or more. They are the ones that were written when a snapshot
// was taken, whose numbers id gives: it does not know the entities of later ones, which must wait.
func (p *pendingNames) names(hasher store.Hasher, id func(quad.Value) ID, n int) *nameTable {
	if p.table == nil {
		p.table = newNameTable(0, hasher)
	}
	if n > p.known {
		p.table.add(id, p.labels[p.known:n])
		p.known = n
	}
	return p.table
}

// nameTable holds its entries in two sorted lists and, for what came after them, two maps.
type nameTable struct {
	since  uint64 // the table is complete for this state of the graph and later ones
	hasher store.Hasher
	exact  nameList // by folded name
	loose  nameList // by the keys of romanizer.looseKeys
	owner  any      // what must live as long as the lists are read

	mu         sync.RWMutex // guards the two below
	laterExact map[uint64][]ID
	laterLoose map[uint64][]ID
}

// nameList has the hashes of names, ascending, and the number that each of them had.
type nameList struct {
	hashes []uint64
	ids    []ID
}

type nameEntry struct {
	hash uint64
	id   ID
}

func newNameTable(since uint64, hasher store.Hasher) *nameTable {
	return &nameTable{since: since, hasher: hasher, laterExact: map[uint64][]ID{}, laterLoose: map[uint64][]ID{}}
}

// buildNames reads all labels of a state.
func buildNames(ctx context.Context, s *Snapshot) (*nameTable, error) {
	t := newNameTable(s.version, s.quads.Hasher())
	var exact, loose []nameEntry
	z := names.NewRomanizer()
	err := s.eachName(ctx, func(id ID, name string) {
		folded := names.Fold(name)
		exact = append(exact, nameEntry{t.hash(folded), id})
		for _, key := range z.LooseKeys(folded) {
			loose = append(loose, nameEntry{t.hash(key), id})
		}
	})
	if err != nil {
		return nil, err
	}
	t.exact = newNameList(exact)
	t.loose = newNameList(loose)
	return t, nil
}

func newNameList(entries []nameEntry) nameList {
	slices.SortFunc(entries, func(a, b nameEntry) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.id, b.id))
	})
	entries = slices.Compact(entries)
	l := nameList{make([]uint64, len(entries)), make([]ID, len(entries))}
	for i, e := range entries {
		l.hashes[i], l.ids[i] = e.hash, e.id
	}
	return l
}

// with gives the list with later entries sorted in.
func (l nameList) with(later map[uint64][]ID) nameList {
	if len(later) == 0 {
		return l
	}
	entries := make([]nameEntry, 0, len(l.ids)+len(later))
	for i, hash := range l.hashes {
		entries = append(entries, nameEntry{hash, l.ids[i]})
	}
	for hash, ids := range later {
		for _, id := range ids {
			entries = append(entries, nameEntry{hash, id})
		}
	}
	return newNameList(entries)
}

func (t *nameTable) hash(key string) uint64 { return t.hasher.String(key) }

func (t *nameTable) add(id func(quad.Value) ID, labels []pendingLabel) {
	t.mu.Lock()
	defer t.mu.Unlock()
	z := names.NewRomanizer()
	for _, l := range labels {
		n := id(l.entity)
		if n == 0 {
			continue // written and taken back in the same transaction
		}
		folded := names.Fold(l.name)
		h := t.hash(folded)
		t.laterExact[h] = append(t.laterExact[h], n)
		for _, key := range z.LooseKeys(folded) {
			h := t.hash(key)
			t.laterLoose[h] = append(t.laterLoose[h], n)
		}
	}
}

// find gives the numbers that may have a name, in no order, some perhaps twice.
func (t *nameTable) find(key string, fit names.Fit) []ID {
	h := t.hash(key)
	entries, later := t.exact, t.laterExact
	if fit != names.Exactly {
		entries, later = t.loose, t.laterLoose
	}
	var ids []ID
	i, _ := slices.BinarySearch(entries.hashes, h)
	for ; i < len(entries.ids) && entries.hashes[i] == h; i++ {
		ids = append(ids, entries.ids[i])
	}
	runtime.KeepAlive(t)
	t.mu.RLock()
	defer t.mu.RUnlock()
	return append(ids, later[h]...)
}
