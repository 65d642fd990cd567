package bench

import (
	"bytes"
	"fmt"
	"io"
	"sync"
	"testing"

	"github.com/knakk/rdf"

	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/turtle"
)

const moves = 20_000 // seven triples each

// file is moves as one would write them in Turtle. Both readers accept all that it uses.
var file = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	b.WriteString("@prefix tg: <https://talentgraph.example/ns#> .\n@prefix id: <https://talentgraph.example/id/> .\n")
	for i := range moves {
		fmt.Fprintf(&b, "id:move%d a tg:Move ;\n    tg:person id:person%d ; # who\n", i, i/2)
		fmt.Fprintf(&b, "    tg:from id:organization%d, <https://example.com/organization/%d> ;\n", i%97, i%89)
		fmt.Fprintf(&b, "    tg:year %d ;\n    tg:role \"負責人 %d of \\\"sales\\\"\"@zh-Hant ;\n", 2000+i%25, i%50)
		fmt.Fprintf(&b, "    tg:when \"%d-05\"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> .\n\n", 2000+i%25)
	}
	return b.Bytes()
})

// BenchmarkTurtle reads 140,000 triples: by package turtle as terms and as values, and by knakk/rdf.
func BenchmarkTurtle(b *testing.B) {
	in := file()
	run := func(name string, read func(r io.Reader) (int, error)) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(in)))
			b.ReportAllocs()
			for b.Loop() {
				n, err := read(bytes.NewReader(in))
				if err != io.EOF || n != 7*moves {
					b.Fatalf("%d triples, want %d: %v", n, 7*moves, err)
				}
			}
		})
	}
	run("terms", func(r io.Reader) (n int, err error) {
		in := turtle.NewReader(r)
		var q syntax.Quad
		for ; ; n++ {
			if err := in.Next(&q); err != nil {
				return n, err
			}
		}
	})
	run("values", func(r io.Reader) (n int, err error) {
		in := turtle.NewReader(r)
		for ; ; n++ {
			if _, err := in.ReadQuad(); err != nil {
				return n, err
			}
		}
	})
	run("knakk-rdf", func(r io.Reader) (n int, err error) {
		in := rdf.NewTripleDecoder(r, rdf.Turtle)
		for ; ; n++ {
			if _, err := in.Decode(); err != nil {
				return n, err
			}
		}
	})
}
