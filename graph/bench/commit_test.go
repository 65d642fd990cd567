package bench

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"go.etcd.io/bbolt"

	"talentgraph.example/graph"
	"talentgraph.example/internal/talentgen"
)

// BenchmarkCommit makes one durable change after the other: of one quad and of 10,000, each time other ones.
//
//	x-append    against an append to a file and a sync of as many bytes as the change has in ours
//	x-memory    against the same change of a graph in memory
//	x-bbolt     against as many keys in one transaction of bbolt
//
// and x-append-without-memory, which is what the file costs beyond a change in memory, against the append.
func BenchmarkCommit(b *testing.B) {
	for _, quads := range []int{1, 10_000} {
		b.Run(fmt.Sprint(quads), func(b *testing.B) { commits(b, quads) })
	}
}

// changes gives change after change of so many quads.
func changes(quads int) func() []quad.Quad {
	all := slices.Collect(talentgen.Quads(2, 100_000))
	n := 0
	return func() []quad.Quad {
		change := make([]quad.Quad, quads)
		for i := range change {
			change[i] = all[n%len(all)]
			change[i].Label = change[i].Label.(quad.IRI) + quad.IRI(fmt.Sprint("/again/", n/len(all)))
			n++
		}
		return change
	}
}

func commits(b *testing.B, quads int) {
	ctx, dir := b.Context(), b.TempDir()
	size := bytesOfChange(b, quads)
	plain, err := os.Create(filepath.Join(dir, "plain"))
	check(b, err)
	defer plain.Close()
	db, err := bbolt.Open(filepath.Join(dir, "bolt"), 0o600, nil)
	check(b, err)
	defer db.Close()
	bucket := []byte("quads")
	check(b, db.Update(func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucket(bucket)
		return err
	}))
	kept, err := graph.Open(ctx, "file:"+filepath.Join(dir, "talent.tg"))
	check(b, err)
	memory := graph.New()
	for _, g := range []*graph.Graph{kept, memory} { // which have a life behind them
		check(b, g.Add(ctx, slices.Collect(talentgen.Quads(1, 30_000))...))
	}
	next := changes(quads)
	key, change, piece, written := make([]byte, 64), next(), make([]byte, size), 0
	inFile := &side{name: "kept", do: func() error { return kept.Add(ctx, change...) }}
	inMemory := &side{name: "memory", do: func() error { return memory.Add(ctx, change...) }}
	appended := &side{name: "append", do: func() error {
		change = next()
		if _, err := plain.Write(piece); err != nil {
			return err
		}
		return syncData(plain)
	}}
	inBolt := &side{name: "bbolt", do: func() error {
		return db.Update(func(tx *bbolt.Tx) error {
			for range quads {
				written++
				binary.BigEndian.PutUint64(key, uint64(written))
				if err := tx.Bucket(bucket).Put(bytes.Clone(key), nil); err != nil {
					return err
				}
			}
			return nil
		})
	}}
	turns(b, inFile, inMemory, inBolt, appended)
	b.ReportMetric(float64(inFile.least()-inMemory.least())/float64(appended.least()), "x-append-without-memory")
	b.ReportMetric(float64(size)/float64(quads), "B/quad-in-log")

	// All of it is there.
	want := kept.Size()
	if memory.Size() != want || want < 30_000+int64(quads) {
		b.Fatalf("%d quads are kept, %d in memory", want, memory.Size())
	}
	check(b, kept.Close())
	again, err := graph.Open(ctx, "file:"+filepath.Join(dir, "talent.tg"))
	check(b, err)
	if again.Size() != want {
		b.Fatalf("%d quads are there again, and %d were", again.Size(), want)
	}
	check(b, again.Close())
	check(b, db.View(func(tx *bbolt.Tx) error {
		if n := tx.Bucket(bucket).Stats().KeyN; n != written {
			return fmt.Errorf("%d keys, and %d were written", n, written)
		}
		return nil
	}))
}

// bytesOfChange measures how long the file gets by a change.
func bytesOfChange(b *testing.B, quads int) int64 {
	path := filepath.Join(b.TempDir(), "measured.tg")
	next, sizes := changes(quads), []int64{}
	for _, n := range []int{0, 10} {
		g, err := graph.Open(b.Context(), "file:"+path)
		check(b, err)
		for range n {
			check(b, g.Add(b.Context(), next()...))
		}
		check(b, g.Close())
		info, err := os.Stat(path)
		check(b, err)
		sizes = append(sizes, info.Size())
	}
	return (sizes[1] - sizes[0]) / 10
}

func check(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}
