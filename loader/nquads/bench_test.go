package nquads_test

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"sync"
	"testing"

	"github.com/cayleygraph/quad"
	stock "github.com/cayleygraph/quad/nquads"

	"talentgraph.example/loader/internal/readertest"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/syntax"
)

const benchMoves = 50_000 // five quads each

// benchFile is moves as a data set would have them: IRIs, literals of several kinds, graph labels.
var benchFile = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	const ns, id = "https://talentgraph.example/ns#", "https://talentgraph.example/id/"
	for i := range benchMoves {
		move := fmt.Sprintf("<%smove/%d>", id, i)
		label := fmt.Sprintf("<%sclaim/%d>", id, i/3)
		fmt.Fprintf(&b, "%s <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <%sMove> %s .\n", move, ns, label)
		fmt.Fprintf(&b, "%s <%sperson> <%sperson/%d> %s .\n", move, ns, id, i/2, label)
		fmt.Fprintf(&b, "%s <%sfrom> <%sorganization/%d> %s .\n", move, ns, id, i%97, label)
		fmt.Fprintf(&b, "%s <%syear> \"%d\"^^<http://www.w3.org/2001/XMLSchema#integer> %s .\n", move, ns, 2000+i%25, label)
		fmt.Fprintf(&b, "%s <%srole> \"負責人 %d of \\\"sales\\\"\"@zh-Hant %s .\n", move, ns, i%50, label)
	}
	return b.Bytes()
})

func drain(b *testing.B, r quad.Reader) (n int) {
	for {
		_, err := r.ReadQuad()
		if err == io.EOF {
			return n
		}
		if err != nil {
			b.Fatal(err)
		}
		n++
	}
}

func countTo(b *testing.B, n int) {
	b.Helper()
	if n != 5*benchMoves {
		b.Fatalf("%d quads, want %d", n, 5*benchMoves)
	}
}

// BenchmarkRead reads a file of 250,000 quads: by this package as terms, on one core and on all, and as
// values; and by quad's own two readers, which check little of what they read.
func BenchmarkRead(b *testing.B) {
	file := benchFile()
	run := func(name string, read func(b *testing.B) int) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(file)))
			b.ReportAllocs()
			for b.Loop() {
				countTo(b, read(b))
			}
		})
	}
	run("terms", func(b *testing.B) int { return countTerms(b, nquads.NewReader(bytes.NewReader(file))) })
	run("terms-all-cores", func(b *testing.B) int { return countOnAllCores(b, file) })
	run("values", func(b *testing.B) int { return drain(b, nquads.NewReader(bytes.NewReader(file))) })
	run("quad-nquads-values", func(b *testing.B) int { return drain(b, stock.NewReader(bytes.NewReader(file), true)) })
	run("quad-nquads-raw", func(b *testing.B) int { return drain(b, stock.NewReader(bytes.NewReader(file), false)) })
}

func countTerms(b *testing.B, r *nquads.Reader) (n int) {
	var q syntax.Quad
	for {
		err := r.Next(&q)
		if err == io.EOF {
			return n
		}
		if err != nil {
			b.Error(err)
			return n
		}
		n++
	}
}

func countOnAllCores(b *testing.B, file []byte) (total int) {
	chunks := make(chan nquads.Chunk)
	counts := make(chan int)
	workers := runtime.GOMAXPROCS(0)
	for range workers {
		go func() {
			n := 0
			for c := range chunks {
				n += countTerms(b, nquads.NewBytesReader(c.Data, syntax.WithLine(c.Line)))
			}
			counts <- n
		}()
	}
	for c, err := range nquads.Chunks(bytes.NewReader(file), 0) {
		if err != nil {
			b.Error(err)
			break
		}
		chunks <- c
	}
	close(chunks)
	for range workers {
		total += <-counts
	}
	return total
}

func BenchmarkWrite(b *testing.B) {
	quads, err := readertest.ReadAll(nquads.NewReader(bytes.NewReader(benchFile())))
	if err != nil {
		b.Fatal(err)
	}
	for name, writer := range map[string]func(io.Writer) quad.WriteCloser{
		"this":        func(w io.Writer) quad.WriteCloser { return nquads.NewWriter(w) },
		"quad-nquads": func(w io.Writer) quad.WriteCloser { return stock.NewWriter(w) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				w := writer(io.Discard)
				n, err := w.WriteQuads(quads)
				if err != nil || w.Close() != nil {
					b.Fatal(err)
				}
				countTo(b, n)
			}
		})
	}
}
