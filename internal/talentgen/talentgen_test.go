package talentgen_test

import (
	"bytes"
	"context"
	"fmt"
	"hash/crc32"
	"iter"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/snapstore"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/talentgen"
)

func TestSameSeedSameData(t *testing.T) {
	var a, b, c bytes.Buffer
	n, err := talentgen.WriteNQuads(&a, 1, 5000)
	if err != nil || n < 5000 || n > 5050 {
		t.Fatal(n, err)
	}
	talentgen.WriteNQuads(&b, 1, 5000)
	talentgen.WriteNQuads(&c, 2, 5000)
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("one seed gives two files")
	}
	if crc32.ChecksumIEEE(a.Bytes()) == crc32.ChecksumIEEE(c.Bytes()) {
		t.Error("two seeds give one file")
	}
}

func TestNoQuadTwice(t *testing.T) {
	seen := map[quad.Quad]bool{}
	for q := range talentgen.Rich(3, 20_000) {
		if seen[q] {
			t.Fatalf("%v comes twice", q)
		}
		seen[q] = true
	}
}

// Rich begins with what Quads gives, and stops when it is told to.
func TestRichIsMore(t *testing.T) {
	next, stop := iter.Pull(talentgen.Rich(3, 20_000))
	defer stop()
	n := 0
	for want := range talentgen.Quads(3, 20_000) {
		if q, ok := next(); !ok || q != want {
			t.Fatalf("quad %d is %v, want %v", n, q, want)
		}
		n++
	}
	more := 0
	for _, ok := next(); ok; _, ok = next() {
		more++
	}
	if more < n/25 || more > n/8 {
		t.Errorf("%d quads more than %d", more, n)
	}
}

func ExampleQuads() {
	ctx := context.Background()
	store := snapstore.New()
	tx, err := store.Begin(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer tx.Rollback()
	for q := range talentgen.Quads(1, 10_000) {
		if _, err := tx.Add(q); err != nil {
			fmt.Println(err)
			return
		}
	}
	if err := tx.Commit(); err != nil {
		fmt.Println(err)
		return
	}
	s := store.Snapshot()
	from := snapstore.Pattern{Predicate: s.ID(vocab.From), Object: s.ID(talentgen.Organization(0))}
	n, err := s.Count(ctx, from)
	fmt.Println(n > 50, err)
	// Output: true <nil>
}
