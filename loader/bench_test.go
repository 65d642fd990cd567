package loader_test

import (
	"bytes"
	"context"
	"hash/maphash"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	cayleygraph "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"
	stock "github.com/cayleygraph/quad/nquads"

	"talentgraph.example/graph"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/loader"
)

// BenchmarkLoad reads a file of a million quads into a graph that can be asked, every term checked, and
// compares with two others in turns: Cayley's memstore fed by quad's reader, and the loader by hand below. Of
// each the best turn counts, because what else the machine does should not decide. x-memstore and x-byhand
// say how many times faster LoadFile is; below 1 it is slower.
//
//	go test -run '^$' -bench BenchmarkLoad -benchtime 5x ./loader
func BenchmarkLoad(b *testing.B) {
	const size = 1_000_000
	path := filepath.Join(b.TempDir(), "million.nq")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	n, err := talentgen.WriteNQuads(f, 1, size)
	if err != nil || f.Close() != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(info.Size())

	var best, bestByHand, bestMemstore time.Duration
	terms := 0
	for turn := 0; b.Loop(); turn++ {
		keep(&best, func() any {
			g := graph.New()
			report, err := loader.LoadFile(b.Context(), g, path)
			if err != nil || report.Read != int64(n) || report.Added != int64(n) || g.Size() != int64(n) {
				b.Fatal(report, err)
			}
			return g
		})
		b.StopTimer()
		keep(&bestByHand, func() any {
			h := loadByHand(b, path)
			if terms = len(h.ends); len(h.bySubject) != n || len(h.byObject) != n {
				b.Fatalf("by hand: %d quads", len(h.bySubject))
			}
			return h
		})
		if turn < 2 { // it takes its time
			keep(&bestMemstore, func() any {
				mem := loadMemstore(b, path)
				if stats, err := mem.Stats(context.Background(), true); err != nil || stats.Quads.Size != int64(n) || stats.Nodes.Size != int64(terms) {
					b.Fatal(stats, err)
				}
				return mem
			})
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(n)/best.Seconds()/1e6, "Mquads/s")
	b.ReportMetric(float64(bestByHand)/float64(best), "x-byhand")
	b.ReportMetric(float64(bestMemstore)/float64(best), "x-memstore")
}

// keep keeps the best time of a turn. What the turns before have left is collected first.
func keep(best *time.Duration, load func() any) {
	runtime.GC()
	start := time.Now()
	loaded := load()
	if took := time.Since(start); *best == 0 || took < *best {
		*best = took
	}
	runtime.KeepAlive(loaded)
}

func loadMemstore(b *testing.B, path string) cayleygraph.QuadStore {
	b.Helper()
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	qs := memstore.New()
	w, err := qs.NewQuadWriter()
	if err != nil {
		b.Fatal(err)
	}
	if _, err := quad.Copy(w, stock.NewReader(f, false)); err != nil {
		b.Fatal(err)
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	return qs
}

// byHand is what one would write for just this file: terms in one arena, quads sorted by subject and by
// object. It runs on one core, checks nothing, and takes a quad that comes twice for two.
type byHand struct {
	arena               []byte
	ends                []int // term n, from 0 on, ends at arena[ends[n]]
	slots               []uint64
	seed                maphash.Seed
	bySubject, byObject [][4]uint32
}

func loadByHand(b *testing.B, path string) *byHand {
	b.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	h := &byHand{slots: make([]uint64, 1<<12), seed: maphash.MakeSeed()}
	quads := make([][4]uint32, 0, bytes.Count(text, []byte("\n")))
	for len(text) > 0 {
		var q [4]uint32
		for i := 0; text[0] != '.'; i++ {
			end := 0
			if text[0] == '"' {
				end = 1 + bytes.IndexByte(text[1:], '"')
			}
			end += bytes.IndexByte(text[end:], ' ')
			q[i] = h.number(text[:end])
			text = text[end+1:]
		}
		quads = append(quads, q)
		text = text[2:]
	}
	h.bySubject = countingSort(quads, 0, len(h.ends))
	h.byObject = countingSort(quads, 2, len(h.ends))
	return h
}

// number interns a term.
func (h *byHand) number(text []byte) uint32 {
	if 2*len(h.ends) >= len(h.slots) {
		wider := make([]uint64, 2*len(h.slots))
		for _, slot := range h.slots {
			if slot != 0 {
				i := slot >> 32 & uint64(len(wider)-1)
				for wider[i] != 0 {
					i = (i + 1) & uint64(len(wider)-1)
				}
				wider[i] = slot
			}
		}
		h.slots = wider
	}
	hash := maphash.Bytes(h.seed, text)
	i := hash >> 32 & uint64(len(h.slots)-1)
	for ; h.slots[i] != 0; i = (i + 1) & uint64(len(h.slots)-1) {
		if n := uint32(h.slots[i]); h.slots[i]>>32 == hash>>32 {
			start := 0
			if n > 1 {
				start = h.ends[n-2]
			}
			if string(h.arena[start:h.ends[n-1]]) == string(text) {
				return n
			}
		}
	}
	h.arena = append(h.arena, text...)
	h.ends = append(h.ends, len(h.arena))
	n := uint32(len(h.ends))
	h.slots[i] = hash>>32<<32 | uint64(n)
	return n
}

func countingSort(quads [][4]uint32, by, terms int) [][4]uint32 {
	next := make([]uint32, terms+2)
	for i := range quads {
		next[quads[i][by]+1]++
	}
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	sorted := make([][4]uint32, len(quads))
	for i := range quads {
		sorted[next[quads[i][by]]] = quads[i]
		next[quads[i][by]]++
	}
	return sorted
}
