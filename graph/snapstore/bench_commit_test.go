package snapstore_test

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/snapstore"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/talentgen"
)

// oneMove is the person of a new move: one quad.
func oneMove(i int) quad.Quad {
	return quad.Quad{
		Subject: quad.IRI(fmt.Sprint(vocab.ID, "extra/", i)), Predicate: vocab.Person,
		Object: talentgen.Person(i % 1000), Label: talentgen.DataSet,
	}
}

func update(b testing.TB, store *snapstore.Store, change func(tx *snapstore.Tx) error) {
	b.Helper()
	tx, err := store.Begin(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	defer tx.Rollback()
	if err := change(tx); err != nil {
		b.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkCommit commits one quad after the other, merges included.
func BenchmarkCommit(b *testing.B) {
	forSizes(b, func(b *testing.B, d *benchData) {
		store := loadSnapstore(b, d.nquads(b))
		before := store.Snapshot().Size()
		i := 0
		for b.Loop() {
			update(b, store, func(tx *snapstore.Tx) error {
				_, err := tx.Add(oneMove(i))
				i++
				return err
			})
		}
		check(b, "quads", store.Snapshot().Size(), before+i)
	})
}

// BenchmarkReadYourWrites adds and reads in turn in one transaction. The time of a pair should not grow
// with the transaction.
func BenchmarkReadYourWrites(b *testing.B) {
	for _, n := range []int{100, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				store := snapstore.New()
				update(b, store, func(tx *snapstore.Tx) error {
					for i := range n {
						if _, err := tx.Add(oneMove(i)); err != nil {
							return err
						}
						if s := tx.Snapshot(); s.Size() != i+1 {
							b.Fatal(s.Size())
						}
					}
					return nil
				})
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/pair")
		})
	}
}

// BenchmarkOverlay asks for nodes that no change has touched, with 10,000 quads in the overlay and
// without. A ratio of 1 means that nothing is lost.
func BenchmarkOverlay(b *testing.B) {
	forSizes(b, func(b *testing.B, d *benchData) {
		plain := d.snapstore(b).Snapshot()
		changed := loadSnapstore(b, d.nquads(b))
		update(b, changed, func(tx *snapstore.Tx) error {
			for i := range 10_000 {
				if _, err := tx.Add(oneMove(i)); err != nil {
					return err
				}
			}
			return nil
		})
		full := changed.Snapshot()
		if full.Size() != plain.Size()+10_000 || full.Memory().Overlay == 0 {
			b.Fatal(full.Memory())
		}
		from, to := talentgen.Organization(5), talentgen.Organization(3)
		a, c := newAsker(b, full), newAsker(b, plain)
		ids := iris(b, plain, from, to)
		check(b, "moves", len(a.whoLeft(ids[0], ids[1])), len(c.whoLeft(ids[0], ids[1])))
		last := iris(b, plain, talentgen.Organization(talentgen.Organizations(d.n)-1))[0]
		b.Run("WhoLeft", func(b *testing.B) {
			ratio(b, "no-overlay", func() { a.whoLeft(ids[0], ids[1]) }, func() { c.whoLeft(ids[0], ids[1]) })
		})
		b.Run("Downstream3", func(b *testing.B) {
			ratio(b, "no-overlay", func() { a.downstream(last, 3) }, func() { c.downstream(last, 3) })
		})
	})
}

// BenchmarkReadersBesideWriter lets one reader, then two, ask while a writer makes 500 commits a second,
// and reports how many times more two get done.
func BenchmarkReadersBesideWriter(b *testing.B) {
	forSizes(b, func(b *testing.B, d *benchData) {
		store := loadSnapstore(b, d.nquads(b))
		next := 0
		measure := func(readers int) (questions, commits int64) {
			var stop atomic.Bool
			var asked atomic.Int64
			var wg sync.WaitGroup
			ids := iris(b, store.Snapshot(), talentgen.Organization(5), talentgen.Organization(3))
			for range readers {
				wg.Go(func() {
					for !stop.Load() {
						newAsker(b, store.Snapshot()).whoLeft(ids[0], ids[1])
						asked.Add(1)
					}
				})
			}
			start := time.Now()
			for time.Since(start) < time.Second {
				update(b, store, func(tx *snapstore.Tx) error {
					_, err := tx.Add(oneMove(next))
					next++
					return err
				})
				commits++
				time.Sleep(time.Until(start.Add(time.Duration(commits) * 2 * time.Millisecond)))
			}
			stop.Store(true)
			wg.Wait()
			return asked.Load(), commits
		}
		best, done := 0.0, int64(0)
		for range 3 {
			one, _ := measure(1)
			two, commits := measure(2)
			best, done = max(best, float64(two)/float64(one)), max(done, commits)
		}
		b.ReportMetric(best, "x-one-reader")
		b.ReportMetric(float64(done), "commits/s")
		b.ReportMetric(float64(runtime.GOMAXPROCS(0)), "cores")
	})
}
