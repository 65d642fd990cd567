package snapstore_test

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"talentgraph.example/graph/snapstore"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/byhand"
	"talentgraph.example/internal/talentgen"
)

// The benchmarks compare with a named alternative in the same run, on the same data, and check that both
// give the same answer. Each prints the ratio to that alternative as x-...; more is better.
//
//	go test -run XXX -bench . ./graph/snapstore            all, a few minutes
//	go test -run XXX -bench /100k ./graph/snapstore        the small ones

var benchSizes = []struct {
	name string
	n    int
}{{"100k", 100_000}, {"1M", 1_000_000}}

// benchData is made once for each size, as its parts are asked for.
type benchData struct {
	n      int
	text   []byte // N-Quads
	lines  int
	store  *snapstore.Store
	mem    graph.QuadStore
	byHand *byhand.Data
}

var benchCache = map[int]*benchData{}

// forSizes runs a benchmark on each size. The data of one size is dropped before the next.
func forSizes(b *testing.B, run func(b *testing.B, d *benchData)) {
	for _, size := range benchSizes {
		b.Run(size.name, func(b *testing.B) {
			d := benchCache[size.n]
			if d == nil {
				clear(benchCache)
				d = &benchData{n: size.n}
				benchCache[size.n] = d
			}
			run(b, d)
		})
	}
}

func (d *benchData) nquads(b *testing.B) []byte {
	b.Helper()
	if d.text == nil {
		var buf bytes.Buffer
		n, err := talentgen.WriteNQuads(&buf, 1, d.n)
		if err != nil {
			b.Fatal(err)
		}
		d.text, d.lines = buf.Bytes(), n
	}
	return d.text
}

func (d *benchData) snapstore(b *testing.B) *snapstore.Store {
	b.Helper()
	if d.store == nil {
		d.store = loadSnapstore(b, d.nquads(b))
	}
	return d.store
}

func (d *benchData) memstore(b *testing.B) graph.QuadStore {
	b.Helper()
	if d.mem == nil {
		d.mem = loadMemstore(b, d.nquads(b))
	}
	return d.mem
}

func (d *benchData) hand(b *testing.B) *byhand.Data {
	b.Helper()
	if d.byHand == nil {
		d.byHand = byhand.Build(talentgen.Quads(1, d.n))
	}
	return d.byHand
}

func loadMemstore(b *testing.B, text []byte) graph.QuadStore {
	b.Helper()
	qs := memstore.New()
	w, err := qs.NewQuadWriter()
	if err != nil {
		b.Fatal(err)
	}
	if _, err := quad.Copy(w, nquads.NewReader(bytes.NewReader(text), false)); err != nil {
		b.Fatal(err)
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	return qs
}

// loadSnapstore reads as a parallel loader does: chunks of whole lines, parsed side by side, and added in
// their order.
func loadSnapstore(b *testing.B, text []byte) *snapstore.Store {
	b.Helper()
	const chunkSize = 4 << 20
	type job struct {
		text  []byte
		batch *snapstore.Batch
		done  chan struct{}
	}
	jobs := make(chan *job, 2)    // to be parsed
	inOrder := make(chan *job, 4) // to be added
	spare := make(chan *snapstore.Batch, 8)
	for range runtime.GOMAXPROCS(0) {
		go func() {
			for j := range jobs {
				splitLines(j.text, j.batch)
				close(j.done)
			}
		}()
	}
	store := snapstore.New()
	tx, err := store.Begin(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	go func() {
		for len(text) > 0 {
			end := min(chunkSize, len(text))
			end += bytes.IndexByte(text[end-1:], '\n')
			j := &job{text: text[:end], done: make(chan struct{})}
			select {
			case j.batch = <-spare:
				j.batch.Reset()
			default:
				j.batch = tx.NewBatch()
			}
			inOrder <- j
			jobs <- j
			text = text[end:]
		}
		close(jobs)
		close(inOrder)
	}()
	for j := range inOrder {
		<-j.done
		if added, err := tx.AddBatch(context.Background(), j.batch); err != nil || added != j.batch.Len() {
			b.Fatal(added, err)
		}
		spare <- j.batch
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
	return store
}

// splitLines reads N-Quads that talentgen wrote: no escapes, one blank between terms.
func splitLines(text []byte, b *snapstore.Batch) {
	for len(text) > 0 {
		end := bytes.IndexByte(text, '\n')
		line := text[:end]
		text = text[end+1:]
		var n [4]uint32
		for i := 0; line[0] != '.'; i++ {
			if line[0] == '<' {
				close := bytes.IndexByte(line, '>')
				n[i] = b.Term(term.IRI, line[1:close], nil, nil)
				line = line[close+2:]
				continue
			}
			quote := 1 + bytes.IndexByte(line[1:], '"')
			value := line[1:quote]
			var datatype, lang []byte
			line = line[quote+1:]
			switch line[0] {
			case '@':
				blank := bytes.IndexByte(line, ' ')
				lang = line[1:blank]
				line = line[blank:]
			case '^':
				close := bytes.IndexByte(line, '>')
				datatype = line[3:close]
				line = line[close+1:]
			}
			line = line[1:]
			n[i] = b.Term(term.Literal, value, datatype, lang)
		}
		b.Quad(n[0], n[1], n[2], n[3])
	}
}

// heap gives the bytes in use after a collection.
func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// BenchmarkLoad reads N-Quads into this store and into Cayley's memstore (with quad's reader).
func BenchmarkLoad(b *testing.B) {
	forSizes(b, func(b *testing.B, d *benchData) {
		text := d.nquads(b)
		empty := heap()
		start := time.Now()
		mem := loadMemstore(b, text)
		memTime := time.Since(start)
		memHeap := heap() - empty
		stats, err := mem.Stats(context.Background(), true)
		if err != nil || int(stats.Quads.Size) != d.lines {
			b.Fatal(stats, err)
		}
		mem = nil
		empty = heap()
		var store *snapstore.Store
		b.ResetTimer()
		for b.Loop() {
			store = loadSnapstore(b, text)
		}
		b.StopTimer()
		if store.Snapshot().Size() != d.lines {
			b.Fatal(store.Snapshot().Size())
		}
		perLoad := b.Elapsed() / time.Duration(b.N)
		b.ReportMetric(float64(memTime)/float64(perLoad), "x-memstore")
		b.ReportMetric(float64(heap()-empty)/float64(d.lines), "B/quad")
		b.ReportMetric(float64(memHeap)/float64(d.lines), "memstore-B/quad")
		runtime.KeepAlive(store)
		runtime.KeepAlive(mem)
	})
}

// ratio runs two functions in turns, half a millisecond or once each, and reports the best turn of
// both and how many times faster the first is. Turns and best, because what else the machine does should
// not decide.
func ratio(b *testing.B, name string, ours, theirs func()) {
	b.Helper()
	turn := func(f func()) time.Duration {
		n := time.Duration(0)
		start := time.Now()
		for n == 0 || time.Since(start) < 500*time.Microsecond {
			f()
			n++
		}
		return time.Since(start) / n
	}
	our, their := turn(ours), turn(theirs)
	for start := time.Now(); time.Since(start) < 2*time.Second; {
		our, their = min(our, turn(ours)), min(their, turn(theirs))
	}
	b.ReportMetric(float64(our.Nanoseconds()), "ns/op")
	b.ReportMetric(float64(their.Nanoseconds()), name+"-ns/op")
	b.ReportMetric(float64(their)/float64(our), "x-"+name)
}

// iris gives the numbers of the data's terms in a snapshot.
func iris(b *testing.B, s *snapstore.Snapshot, values ...quad.Value) []snapstore.ID {
	b.Helper()
	ids := make([]snapstore.ID, len(values))
	for i, v := range values {
		if ids[i] = s.ID(v); ids[i] == 0 {
			b.Fatalf("no %v", v)
		}
	}
	return ids
}

func check[T comparable](b *testing.B, what string, got, want T) {
	b.Helper()
	if got != want {
		b.Fatalf("%s: %v, want %v", what, got, want)
	}
}

// texts writes nodes for comparison.
func texts(nodes []string) string {
	slices.Sort(nodes)
	return fmt.Sprint(len(nodes), nodes)
}
