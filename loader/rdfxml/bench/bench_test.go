package bench

import (
	"bytes"
	"fmt"
	"io"
	"sync"
	"testing"

	"github.com/knakk/rdf"

	"talentgraph.example/loader/rdfxml"
	"talentgraph.example/loader/syntax"
)

const moves = 20_000 // seven triples each

// file is moves as one would write them in RDF/XML. Both readers accept all that it uses.
var file = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	b.WriteString("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:tg=\"https://talentgraph.example/ns#\">\n")
	for i := range moves {
		fmt.Fprintf(&b, "  <tg:Move rdf:about=\"https://talentgraph.example/id/move%d\">\n", i)
		fmt.Fprintf(&b, "    <tg:person rdf:resource=\"https://talentgraph.example/id/person%d\"/>\n", i/2)
		fmt.Fprintf(&b, "    <tg:from rdf:resource=\"https://talentgraph.example/id/organization%d\"/>\n", i%97)
		fmt.Fprintf(&b, "    <tg:from rdf:resource=\"https://example.com/organization/%d\"/>\n", i%89)
		fmt.Fprintf(&b, "    <tg:year rdf:datatype=\"http://www.w3.org/2001/XMLSchema#integer\">%d</tg:year>\n", 2000+i%25)
		fmt.Fprintf(&b, "    <tg:role xml:lang=\"zh-Hant\">負責人 %d of \"sales\"</tg:role>\n", i%50)
		fmt.Fprintf(&b, "    <tg:when rdf:datatype=\"http://www.w3.org/2001/XMLSchema#gYearMonth\">%d-05</tg:when>\n  </tg:Move>\n", 2000+i%25)
	}
	b.WriteString("</rdf:RDF>\n")
	return b.Bytes()
})

// BenchmarkRDFXML reads 140,000 triples: by package rdfxml as terms and as values, and by knakk/rdf.
func BenchmarkRDFXML(b *testing.B) {
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
		in := rdfxml.NewReader(r)
		var q syntax.Quad
		for ; ; n++ {
			if err := in.Next(&q); err != nil {
				return n, err
			}
		}
	})
	run("values", func(r io.Reader) (n int, err error) {
		in := rdfxml.NewReader(r)
		for ; ; n++ {
			if _, err := in.ReadQuad(); err != nil {
				return n, err
			}
		}
	})
	run("knakk-rdf", func(r io.Reader) (n int, err error) {
		in := rdf.NewTripleDecoder(r, rdf.RDFXML)
		for ; ; n++ {
			if _, err := in.Decode(); err != nil {
				return n, err
			}
		}
	})
}
