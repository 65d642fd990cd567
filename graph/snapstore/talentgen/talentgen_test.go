package talentgen_test

import (
	"bytes"
	"context"
	"fmt"
	"hash/crc32"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/snapstore"
	"talentgraph.example/graph/snapstore/talentgen"
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
	for q := range talentgen.Quads(3, 20_000) {
		if seen[q] {
			t.Fatalf("%v comes twice", q)
		}
		seen[q] = true
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
	from := snapstore.Pattern{Predicate: s.ID(talentgen.MoveFrom), Object: s.ID(talentgen.Organization(0))}
	n, err := s.Count(ctx, from)
	fmt.Println(n > 50, err)
	// Output: true <nil>
}
