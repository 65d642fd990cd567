package graph

import (
	"cmp"
	"context"
	"hash/maphash"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/cayleygraph/quad"

	"talentgraph.example/internal/names"
)

// nameIndex finds entities by label. It is shared by all states of a graph, built when a name is first
// looked up, and then told of each commit's new labels.
//
// It may say too much, never too little: an entry is a hash of a name and a number that had this name in
// some state, so every hit is checked against the labels of the state at hand ([Snapshot.named]). That
// makes removed labels, hash collisions and older snapshots harmless, and an entry costs 16 bytes.
type nameIndex struct {
	// turn holds one token. Whoever takes it may build the table, or publish a state and tell the table
	// of it: a label is never missed between the two.
	turn    chan struct{}
	table   atomic.Pointer[nameTable]   // nil until it is needed, and after a bulk load
	present func() *state               // the graph's present state
	search  atomic.Pointer[searchTable] // nil until something is searched, and after what it cannot learn
}

func newNameIndex(present func() *state) *nameIndex {
	x := &nameIndex{turn: make(chan struct{}, 1), present: present}
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
	t, err := buildNames(ctx, &Snapshot{quads: now.quads, version: now.version})
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

func (p *pendingNames) note(q quad.Quad) {
	if predicate, ok := q.Predicate.(quad.IRI); ok && isNamePredicate(predicate) {
		if name, _, ok := literalText(q.Object); ok {
			p.labels = append(p.labels, pendingLabel{entity: q.Subject, name: name})
		}
	}
}

func (p *pendingNames) noteRemoved(q quad.Quad) {
	if predicate, ok := q.Predicate.(quad.IRI); ok && isNamePredicate(predicate) {
		p.removed = true
	}
}

// names gives a table of the first n labels, or more. They are the ones that were written when a snapshot
// was taken, whose numbers id gives: it does not know the entities of later ones, which must wait.
func (p *pendingNames) names(id func(quad.Value) ID, n int) *nameTable {
	if p.table == nil {
		p.table = newNameTable(0)
	}
	if n > p.known {
		p.table.add(id, p.labels[p.known:n])
		p.known = n
	}
	return p.table
}

// nameTable holds its entries in two sorted slices and, for what came after them, two maps.
type nameTable struct {
	since uint64 // the table is complete for this version of the graph and later ones
	seed  maphash.Seed
	exact []nameEntry // by folded name
	loose []nameEntry // by the keys of romanizer.looseKeys

	mu         sync.RWMutex // guards the two below
	laterExact map[uint64][]ID
	laterLoose map[uint64][]ID
}

type nameEntry struct {
	hash uint64
	id   ID
}

func newNameTable(since uint64) *nameTable {
	return &nameTable{since: since, seed: maphash.MakeSeed(), laterExact: map[uint64][]ID{}, laterLoose: map[uint64][]ID{}}
}

// buildNames reads all labels of a state.
func buildNames(ctx context.Context, s *Snapshot) (*nameTable, error) {
	t := newNameTable(s.version)
	z := names.NewRomanizer()
	err := s.eachName(ctx, func(id ID, name string) {
		folded := names.Fold(name)
		t.exact = append(t.exact, nameEntry{t.hash(folded), id})
		for _, key := range z.LooseKeys(folded) {
			t.loose = append(t.loose, nameEntry{t.hash(key), id})
		}
	})
	if err != nil {
		return nil, err
	}
	t.exact = sortEntries(t.exact)
	t.loose = sortEntries(t.loose)
	return t, nil
}

func sortEntries(entries []nameEntry) []nameEntry {
	slices.SortFunc(entries, func(a, b nameEntry) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.id, b.id))
	})
	return slices.Clip(slices.Compact(entries))
}

func (t *nameTable) hash(key string) uint64 { return maphash.String(t.seed, key) }

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
	i, _ := slices.BinarySearchFunc(entries, h, func(e nameEntry, h uint64) int { return cmp.Compare(e.hash, h) })
	for ; i < len(entries) && entries[i].hash == h; i++ {
		ids = append(ids, entries[i].id)
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	return append(ids, later[h]...)
}
