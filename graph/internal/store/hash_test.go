package store

import (
	"strings"
	"testing"

	"talentgraph.example/graph/internal/store/storetest"
	"talentgraph.example/graph/term"
)

// TestHashStaysTheSame holds hashes to what files of HashFunction 1 have in their tables.
func TestHashStaysTheSame(t *testing.T) {
	var key [16]byte
	for i := range key {
		key[i] = byte(7*i + 1)
	}
	h := NewHasher(key)
	if h.Key() != key || HashFunction != 1 {
		t.Fatal("another key or function")
	}
	for _, c := range []struct {
		text string
		want uint64
	}{
		{"", 0x25022761ecc0bb30}, {"a", 0x99e28a60a97782a2}, {"abc", 0x92f47b973b37a79d}, {"abcd", 0x7660bf9c5fb17bf5}, {"abcdefg", 0x2f49180373d5b893}, {"abcdefgh", 0xff3656973fcf284e}, {"abcdefghijklmno", 0x861792887d34c365},
		{"abcdefghijklmnop", 0xd67613f9137895a0}, {"abcdefghijklmnopq", 0xd47929dbb3559d8b}, {"https://talentgraph.example/id/alibaba", 0xd755f1312fa9e402}, {"阿里巴巴", 0x7424de2533548ad0},
	} {
		if got := h.String(c.text); got != c.want {
			t.Errorf("the hash of %q is %#x, want %#x", c.text, got, c.want)
		}
	}
	for _, c := range []struct {
		term term.Term
		want uint64
	}{
		{term.Term{Kind: term.IRI, Text: "https://talentgraph.example/id/alibaba"}, 0xbd0c4c393ffc9de3},
		{term.Term{Kind: term.Blank, Text: "b1"}, 0x5f2315297d06d936},
		{term.Term{Kind: term.Literal, Text: "2024"}, 0xf58d5383e4e1a8c4},
		{term.Term{Kind: term.Literal, Text: "2024", Datatype: term.XSD + "gYear"}, 0xa77be71e7d1a8735},
		{term.Term{Kind: term.Literal, Text: "華為", Lang: "zh-Hant"}, 0xf328a3ee853f436a},
	} {
		k := h.kindOf(c.term)
		if got := h.hashText(&k, c.term.Text); got != c.want {
			t.Errorf("the hash of %v is %#x, want %#x", c.term, got, c.want)
		}
	}
}

// TestHashSpreads hashes texts that differ in one byte, at every length, and texts of zeros: none collide, and each
// bit is set in about half of them.
func TestHashSpreads(t *testing.T) {
	h := NewHasher(NewKey())
	seen, set := map[uint64]string{}, [64]int{}
	note := func(text string) {
		sum := h.String(text)
		if other, ok := seen[sum]; ok {
			t.Fatalf("%q and %q collide", text, other)
		}
		seen[sum] = text
		for bit := range set {
			set[bit] += int(sum >> bit & 1)
		}
	}
	for n := range 70 {
		zeros := strings.Repeat("\x00", n)
		note(zeros)
		for i := range n {
			for _, b := range []string{"\x01", "a", "\x80"} {
				note(zeros[:i] + b + zeros[i+1:])
			}
		}
	}
	for bit, n := range set {
		if 10*n < 4*len(seen) || 10*n > 6*len(seen) {
			t.Errorf("bit %d is set in %d of %d", bit, n, len(seen))
		}
	}
	if other := NewHasher(NewKey()); other.String("a") == h.String("a") {
		t.Error("two keys give one hash")
	}
}

// TestBatchOfAnotherStore adds a zero batch and one of another store's: their terms are hashed anew.
func TestBatchOfAnotherStore(t *testing.T) {
	r := storetest.NewRand(t)
	other := begin(t, New())
	defer other.Rollback()
	store, model := New(), &storetest.Model{}
	for _, b := range []*Batch{new(Batch), other.NewBatch()} {
		for range 200 {
			q := storetest.RandomQuad(r, 40)
			if err := b.Add(q); err != nil {
				t.Fatal(err)
			}
			model.Add(q)
		}
		tx := begin(t, store)
		if _, err := tx.AddBatch(t.Context(), b); err != nil {
			t.Fatal(err)
		}
		commit(t, tx)
		compare(t, r, store.Snapshot(), model, 40)
	}
}
