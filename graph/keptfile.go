package graph

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"

	"talentgraph.example/graph/internal/disk"
	"talentgraph.example/graph/internal/file"
	"talentgraph.example/graph/internal/store"
)

// keptFile is the file that a graph is kept in: the store's sections and the names', and the changes since.
type keptFile struct {
	file    *file.File
	names   *nameIndex // of the graph
	options openOptions
	mapped  atomic.Bool
	cache   *cache          // nil unless the file is the cache of a shared graph
	life    context.Context // until the graph is closed
	end     context.CancelFunc
	work    sync.WaitGroup // what goes on by itself

	compaction compaction
	compared   bool // with verify=check: the base's sums were compared, or made by this process; under compaction.turn
	anew       bool // a follower has seen another generation, and not taken it yet; whoever has compaction's turn
}

// The kinds of sections that the names have: hashes and numbers, of exact and of loose names.
const (
	sectionExact = 64
	sectionLoose = 66
)

func knownSection(kind uint32) bool {
	return store.KnownSection(kind) || kind >= sectionExact && kind <= sectionLoose+1 || kind == sectionMark
}

// openFile opens or makes the graph in a file.
func openFile(ctx context.Context, fsys disk.FS, path string, o openOptions) (*Graph, error) {
	fileOptions := file.Options{ReadOnly: o.readOnly, At: o.at, Sync: o.sync, Known: knownSection}
	f, err := file.Open(ctx, fsys, path, fileOptions)
	if errors.Is(err, fs.ErrNotExist) && !o.readOnly {
		f, err = createFile(ctx, fsys, path, o.labels, fileOptions)
		if errors.Is(err, fs.ErrExist) { // another process was quicker
			f, err = file.Open(ctx, fsys, path, fileOptions)
		}
	}
	if err != nil {
		return nil, err
	}
	if isCache(f.Sections()) {
		return nil, errors.Join(errCache(f.Path()), f.Close())
	}
	k := &keptFile{file: f, options: o}
	g, err := k.open(ctx)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if !o.readOnly {
		g.store.KeepIn(k)
	}
	if o.follow > 0 {
		k.work.Go(func() { g.followEvery(k.life, o.follow) })
	}
	return g, nil
}

// open makes a graph of the file.
func (k *keptFile) open(ctx context.Context) (*Graph, error) {
	s, table, err := k.load(ctx, false)
	if err != nil {
		return nil, err
	}
	g := newGraph(s, k.options.labels)
	g.names.table.Store(table)
	g.kept, k.names = k, g.names
	k.life, k.end = context.WithCancel(context.WithoutCancel(ctx))
	_, err = g.replay(ctx)
	return g, err
}

func createFile(ctx context.Context, fsys disk.FS, path string, labels labelPredicates, o file.Options, more ...file.Part) (*file.File, error) {
	var id [16]byte
	rand.Read(id[:])
	base, err := baseOf(ctx, newGraph(store.New(), labels).Snapshot(), id, nil)
	if err != nil {
		return nil, err
	}
	base.Parts = append(base.Parts, more...)
	return file.Create(ctx, fsys, path, base, o)
}

// load makes a store and a table of names of the file's base; the table is nil if the file has none that fits. A base
// that this process has just written needs no checks.
func (k *keptFile) load(ctx context.Context, written bool) (*store.Store, *nameTable, error) {
	v, err := k.file.View()
	if err != nil {
		return nil, nil, err
	}
	defer v.Close()
	head, sections := v.Head(), map[uint32][]byte{}
	var owner any
	mapped := false
	if k.options.mapped {
		m, err := k.file.Map()
		if err != nil {
			return nil, nil, err
		}
		if m != nil {
			mapped, owner = true, m
			for _, s := range v.Sections() {
				sections[s.Kind] = m.Section(s.Kind)[:s.Length]
			}
			if !k.options.unchecked && !written {
				if err := k.file.Verify(ctx); err != nil {
					return nil, nil, err
				}
			}
		}
	}
	k.mapped.Store(mapped)
	if !mapped {
		if sections, err = readSections(ctx, v, knownSection); err != nil {
			return nil, nil, err
		}
	}
	section := func(kind uint32) []byte { return sections[kind] }
	kept := store.Kept{
		Key: head.Key, Version: head.Version, Rehash: head.Hash != store.HashFunction, Section: section,
		Mapped: mapped, Owner: owner, Unproved: mapped && (k.options.unchecked || written),
	}
	damaged := func(err error) error {
		return &file.Error{Path: k.file.Path(), Part: "base", Version: head.Version, Err: fmt.Errorf("%w: %w", file.ErrDamaged, err)}
	}
	if !written {
		kept.Damage = damaged
	}
	s, err := store.Load(kept)
	if err != nil {
		return nil, nil, damaged(err)
	}
	if head.Folding != k.options.labels.folding() || head.Hash != store.HashFunction {
		return s, nil, nil
	}
	t := newNameTable(0, s.Snapshot().Hasher())
	t.owner = owner
	if t.exact.view(section, sectionExact) && t.loose.view(section, sectionLoose) {
		return s, t, nil
	}
	return s, nil, nil
}

// readSections reads the sections of wanted kinds into memory.
func readSections(ctx context.Context, v *file.View, wanted func(kind uint32) bool) (map[uint32][]byte, error) {
	sections := map[uint32][]byte{}
	for _, s := range v.Sections() {
		if !wanted(s.Kind) {
			continue
		}
		data, width := memoryFor(s)
		if err := v.Read(ctx, s.Kind, data, width); err != nil {
			return nil, err
		}
		sections[s.Kind] = data
	}
	return sections, nil
}

// termsOf reads the terms of a base. Values made of them are copies, and do not hold the rest.
func termsOf(ctx context.Context, v *file.View) (*store.Dictionary, error) {
	sections, err := readSections(ctx, v, store.TermSection)
	if err != nil {
		return nil, err
	}
	return store.LoadTerms(store.Kept{Key: v.Head().Key, Section: func(kind uint32) []byte { return sections[kind] }, Mapped: true})
}

// memoryFor makes memory for a section's numbers, whose width in bytes it gives, too.
func memoryFor(s file.Section) (data []byte, width int) {
	words := make([]uint64, s.Length/8+1)
	data = unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(words))), len(words)*8)[:s.Length:s.Length]
	width = 1
	if s.Elements > 0 {
		width = int(s.Length / s.Elements)
	}
	return data, width
}

// view takes a list from its two sections; false if they do not fit each other.
func (l *nameList) view(section func(uint32) []byte, kind uint32) bool {
	hashes, ids := section(kind), section(kind+1)
	if len(hashes) != 2*len(ids) {
		return false
	}
	if n := len(ids) / 4; n > 0 {
		l.hashes = unsafe.Slice((*uint64)(unsafe.Pointer(unsafe.SliceData(hashes))), n)[:n:n]
		l.ids = unsafe.Slice((*ID)(unsafe.Pointer(unsafe.SliceData(ids))), n)[:n:n]
	}
	return true
}

// baseOf gives the base that a state is kept as. Table may have the names of the state and more; nil to make it.
func baseOf(ctx context.Context, s *Snapshot, id [16]byte, table *nameTable) (file.Base, error) {
	err := s.quads.Check(ctx)
	if err != nil {
		return file.Base{}, err
	}
	if table == nil {
		if table, err = buildNames(ctx, s); err != nil {
			return file.Base{}, err
		}
	}
	b := file.Base{Head: file.Head{
		Graph: id, Key: s.quads.Hasher().Key(), Version: s.quads.Version(), Quads: uint64(s.quads.Size()), Terms: uint64(s.quads.Terms()),
		Hash: store.HashFunction, Folding: s.names.labels.folding(),
	}}
	for _, x := range append(s.quads.Sections(), table.sections()...) {
		if x.Elements == 0 {
			continue
		}
		b.Parts = append(b.Parts, file.Part{Kind: x.Kind, Elements: x.Elements, Width: x.Width, Pieces: without(x.Pieces)})
	}
	return b, nil
}

// sections gives the lists as they are with what came later.
func (t *nameTable) sections() []store.Section {
	t.mu.RLock()
	defer t.mu.RUnlock()
	list := append(t.exact.sections(sectionExact, t.laterExact), t.loose.sections(sectionLoose, t.laterLoose)...)
	for i := range list {
		pieces := list[i].Pieces
		list[i].Pieces = func(yield func([]byte) bool) {
			pieces(yield)
			runtime.KeepAlive(t)
		}
	}
	return list
}

// sections gives the hashes and the numbers of a list, with later ones sorted in while they are read.
func (l *nameList) sections(kind uint32, later map[uint64][]ID) []store.Section {
	more := nameList{}.with(later)
	places, n := make([]int, len(more.ids)), len(l.ids)
	for i, hash := range more.hashes {
		at, _ := slices.BinarySearch(l.hashes, hash)
		for at < len(l.ids) && l.hashes[at] == hash && l.ids[at] < more.ids[i] {
			at++
		}
		if at < len(l.ids) && l.hashes[at] == hash && l.ids[at] == more.ids[i] {
			at = -1 // it is there
		} else {
			n++
		}
		places[i] = at
	}
	return []store.Section{
		store.Spliced(kind, n, l.hashes, added(places, more.hashes)), store.Spliced(kind+1, n, l.ids, added(places, more.ids)),
	}
}

// added gives numbers with the places they are put at; -1 for none.
func added[T uint32 | uint64](places []int, numbers []T) iter.Seq[store.Splice[T]] {
	return func(yield func(store.Splice[T]) bool) {
		for i, at := range places {
			if at >= 0 && !yield(store.Splice[T]{At: at, Adds: true, Add: numbers[i]}) {
				return
			}
		}
	}
}

// without gives pieces that come without errors.
func without(pieces iter.Seq[[]byte]) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for piece := range pieces {
			if !yield(piece, nil) {
				return
			}
		}
	}
}
