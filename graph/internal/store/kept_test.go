package store

import (
	"context"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store/storetest"
)

// kept copies a state's sections as a file has them.
func kept(t testing.TB, s *Snapshot) Kept {
	t.Helper()
	all := map[uint32][]byte{}
	for _, x := range s.Sections() {
		words := make([]uint64, 0, x.Elements+1)
		data := numbersOf(words[:cap(words)])[:0]
		for piece := range x.Pieces {
			data = append(data, piece...)
		}
		if len(data) != int(x.Elements)*x.Width || !KnownSection(x.Kind) {
			t.Fatalf("section %d has %d bytes, %d elements", x.Kind, len(data), x.Elements)
		}
		all[x.Kind] = data
	}
	return Kept{Key: s.Hasher().Key(), Version: s.Version(), Section: func(kind uint32) []byte { return all[kind] }}
}

func numbersOf(words []uint64) []byte {
	for piece := range Numbers(0, words).Pieces {
		return piece
	}
	return nil
}

// TestKeptAndReplayed keeps a changing store as sections and payloads, merged, compacted and rolled back on the way,
// and makes another of them again and again: its state is the same, and it goes on from there.
func TestKeptAndReplayed(t *testing.T) {
	r := storetest.NewRand(t)
	for range 20 {
		keepAndReplay(t, r)
	}
}

func keepAndReplay(t *testing.T, r *rand.Rand) {
	store, model := New(), &storetest.Model{}
	base := kept(t, store.Snapshot())
	var log [][]byte
	hear := logFunc(func(_ context.Context, c *Change, before, after *Snapshot) (func() error, error) {
		if c.Large {
			t.Fatal("a small change is large")
		}
		log = append(log, c.AppendPayload(nil))
		return nil, nil
	})
	store.KeepIn(hear)
	for range 40 {
		tx := begin(t, store)
		changed := model.Clone()
		for range r.IntN(12) {
			if q := storetest.RandomQuad(r, 30); r.IntN(3) > 0 {
				if _, err := tx.Add(q); err != nil {
					t.Fatal(err)
				}
				changed.Add(q)
			} else if _, err := tx.Remove(q); err != nil {
				t.Fatal(err)
			} else {
				changed.Remove(q)
			}
			switch r.IntN(20) {
			case 0:
				tx.Merge()
			case 1:
				tx.Compact()
			}
		}
		if r.IntN(5) == 0 {
			tx.Rollback()
			continue
		}
		commit(t, tx)
		model = changed
		if r.IntN(8) == 0 {
			base, log = kept(t, store.Snapshot()), nil
		}
		base.Mapped = r.IntN(2) == 0
		again, err := Load(base)
		if err != nil {
			t.Fatal(err)
		}
		tx = begin(t, again)
		for i, payload := range log {
			if err := tx.Apply(base.Version+uint64(i)+1, payload); err != nil {
				t.Fatal(err)
			}
		}
		commit(t, tx)
		compare(t, r, again.Snapshot(), model, 30)
		if err := again.Snapshot().Verify(); err != nil {
			t.Fatal(err)
		}
		if again.Snapshot().Version() != store.Snapshot().Version() {
			t.Fatalf("version %d, want %d", again.Snapshot().Version(), store.Snapshot().Version())
		}
		if r.IntN(4) == 0 { // and goes on in the other's place
			store = again
			store.KeepIn(hear)
		}
	}
}

// TestRecentChangesMakeTheState follows the changes from version to version.
func TestRecentChangesMakeTheState(t *testing.T) {
	r := storetest.NewRand(t)
	store, model, followed := New(), &storetest.Model{}, &storetest.Model{}
	version := uint64(0)
	for range 300 {
		tx := begin(t, store)
		for range 1 + r.IntN(8) {
			if q := storetest.RandomQuad(r, 20); r.IntN(2) == 0 {
				tx.Add(q)
				model.Add(q)
			} else {
				tx.Remove(q)
				model.Remove(q)
			}
		}
		if r.IntN(10) == 0 {
			tx.Compact()
		}
		commit(t, tx)
		if r.IntN(5) > 0 {
			continue
		}
		for {
			c, from := store.ChangeAfter(version)
			if from > version {
				t.Fatalf("the change after %d is gone", version)
			}
			if c == nil {
				break
			}
			for _, q := range c.Removed {
				followed.Remove(c.Gone.Quad(q))
			}
			for _, q := range c.Added {
				followed.Add(c.Terms.Quad(q))
			}
			version++
		}
		compare(t, r, store.Snapshot(), followed, 20)
	}
}

// TestHowManyChangesAreListed counts them while somebody follows and while nobody does, and looks that they hold neither
// a dictionary that is no longer used nor much else.
func TestHowManyChangesAreListed(t *testing.T) {
	store := New()
	defer store.Close()
	list := func(commits, each int) (behind uint64) {
		for range commits {
			tx := begin(t, store)
			for range each {
				tx.Add(quad.Make("a", "b", store.Snapshot().Size()+tx.Snapshot().Size(), nil))
			}
			commit(t, tx)
		}
		now := store.Snapshot().Version()
		_, from := store.ChangeAfter(0)
		return now - from
	}
	if n := list(3000, 1); n != recentUnasked/2 {
		t.Errorf("%d changes are listed", n)
	}
	end := store.Follow()
	if n := list(10_000, 1); n != recentUnasked/2+10_000 {
		t.Errorf("%d changes are listed for a follower", n)
	}
	if n := list(1, recentUnasked+1); n != recentUnasked/2+10_001 {
		t.Errorf("%d changes are listed after a larger one", n)
	}
	end()
	if n := list(1, recentUnasked+1); n != 0 {
		t.Errorf("%d changes are listed after one that is too large", n)
	}
	if n := list(5, 1); n != 5 {
		t.Errorf("%d changes are listed, want 5", n)
	}
	freed := make(chan bool)
	runtime.AddCleanup(store.Snapshot().terms.dict, func(bool) { close(freed) }, true)
	tx := begin(t, store)
	tx.Compact()
	commit(t, tx)
	if n := list(1, 1); n != 6 {
		t.Errorf("%d changes are listed after terms were numbered anew, want 6", n)
	}
	for range 20 {
		runtime.GC()
		select {
		case <-freed:
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
	t.Error("the old dictionary is still there")
}

// FuzzApply gives changed payloads to a store, which must not take what does not fit.
func FuzzApply(f *testing.F) {
	source := New()
	r := rand.New(rand.NewPCG(1, 2))
	source.KeepIn(logFunc(func(_ context.Context, c *Change, _, _ *Snapshot) (func() error, error) {
		f.Add(c.AppendPayload(nil))
		return nil, nil
	}))
	for range 8 {
		tx := begin(f, source)
		for range 4 {
			tx.Add(storetest.RandomQuad(r, 20))
		}
		commit(f, tx)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		tx := begin(t, New())
		defer tx.Rollback()
		if tx.Apply(1, data) == nil {
			if err := tx.Snapshot().Verify(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// TestMalformedSections changes sections at random: Load gives an error, or a store that can be read.
func TestMalformedSections(t *testing.T) {
	r := storetest.NewRand(t)
	store := New()
	tx := begin(t, store)
	for range 200 {
		tx.Add(storetest.RandomQuad(r, 40))
	}
	commit(t, tx)
	whole := kept(t, store.Snapshot())
	for range 20_000 {
		wrong := whole
		kind := 1 + r.Uint32N(sectionSerials)
		data := append(make([]byte, 0, len(whole.Section(kind))+64), whole.Section(kind)...)
		if len(data) == 0 {
			continue
		}
		words := make([]uint64, len(data)/8+1)
		copy(numbersOf(words), data)
		changed := numbersOf(words)[:len(data)]
		if r.IntN(3) == 0 {
			changed = changed[:r.IntN(len(changed))]
		} else {
			changed[r.IntN(len(changed))] = byte(r.IntN(256))
		}
		wrong.Section = func(k uint32) []byte {
			if k == kind {
				return changed
			}
			return whole.Section(k)
		}
		if s, err := Load(wrong); err == nil {
			now := s.Snapshot()
			now.Verify()
			for range 5 {
				now.Find(t.Context(), storetest.RandomQuad(r, 40))
			}
		}
	}
	if !slices.Equal(whole.Section(SectionText), kept(t, store.Snapshot()).Section(SectionText)) {
		t.Error("sections were written to")
	}
}

// TestSectionsOfChanges holds the arrays that are worked out of base and overlay against those of a merge, for few
// changes and for many.
func TestSectionsOfChanges(t *testing.T) {
	r := storetest.NewRand(t)
	compared := 0
	for range 200 {
		store := New()
		var there []quad.Quad
		change := func(n, entities int, removes float64) {
			tx := begin(t, store)
			for range n {
				if len(there) > 0 && r.Float64() < removes {
					i := r.IntN(1 + r.IntN(len(there))) // the first ones mostly
					tx.Remove(there[i])
					there = slices.Delete(there, i, i+1)
				} else if q := storetest.RandomQuad(r, entities); true {
					if added, _ := tx.Add(q); added {
						there = append(there, q)
					}
				}
			}
			commit(t, tx)
		}
		change(r.IntN(2000), 1+r.IntN(200), 0.1)
		tx := begin(t, store)
		tx.Merge()
		commit(t, tx)
		change(1+r.IntN(1500), 1+r.IntN(300), r.Float64())
		s := store.Snapshot()
		if s.over.len() == 0 {
			continue
		}
		compared++
		got, want := kept(t, s), buildBase(mergeColumns(s.base, &s.over, columns{}), s.terms.len())
		for kind, array := range want.byKind() {
			if !slices.Equal(got.Section(kind), bytesOf(*array)) {
				t.Fatalf("section %d differs: %d changes of %d quads", kind, s.over.len(), s.base.len())
			}
		}
	}
	if compared < 100 {
		t.Errorf("%d states were compared", compared)
	}
}
