package rdfxml_test

import (
	"flag"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/internal/long"
	"talentgraph.example/loader/internal/readertest"
	"talentgraph.example/loader/rdfxml"
	"talentgraph.example/loader/syntax"
)

var seed = flag.Uint64("seed", uint64(time.Now().UnixNano()), "of the random changes")

func checkEveryWay(t *testing.T, data []byte, sizes []int) {
	t.Helper()
	// Small limits, so that they are met.
	quads, err := readertest.Alike(t, newReader, data, sizes, syntax.WithFile("f"), syntax.WithBase("http://example.com/a/b"),
		syntax.WithMaxLine(300), syntax.WithMaxDepth(20), syntax.WithMaxExpansion(500), syntax.WithMaxLiteral(100))
	if err != nil {
		return
	}
	readertest.AsLines(t, quads)
	quads = slices.DeleteFunc(quads, func(q quad.Quad) bool { return rdfxml.NewWriter(io.Discard).WriteQuad(q) != nil })
	if len(quads) <= 12 {
		if err := writtenAndReadBack(distinct(quads)); err != nil {
			t.Fatal(err)
		}
	}
}

func FuzzReader(f *testing.F) {
	for _, file := range seeds(f) {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, data []byte) { checkEveryWay(t, data, []int{1, 2, 7, 64}) })
}

// head and tail make a whole file of what stands in a node.
const (
	head = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"><rdf:Description rdf:about="http://e/s">`
	tail = `</rdf:Description></rdf:RDF>`
)

func seeds(tb testing.TB) [][]byte {
	return readertest.Seeds(tb, []string{"testdata/*.rdf"},
		"\uFEFF<?xml version='1.0'?>\r\n<!--\r\n-->"+head+"<e:p>\r林\r\n<![CDATA[<&]]>]]&gt;&#x6797;</e:p>"+tail+"\r",
		"<!DOCTYPE r [<!ENTITY a 'x&#60;e:q/>'><!ENTITY b '&a;'>\n<!-- - -->]>"+head+"<e:p>&b;</e:p>"+tail,
		"<!DOCTYPE r [<!ENTITY a \"&b;&b;\"><!ENTITY b 'long long long long'>]>"+head+"<e:p e:q='&a;\t&a;'/><e:p>&a;&a;</e:p>"+tail,
		head+"<e:p rdf:parseType='Literal'><x xmlns='u' a='&#9;' e:b='<'/><?pi  x?><!-- c --></e:p>"+tail,
		"<?xml version='1.0' encoding='ISO-8859-1'?>"+head+"<e:p>\xe9</e:p>"+tail,
		"\xfe\xff\x00<\x00a\x00/\x00>", "\xff\xfe<\x00a\x00>\x00\x3d\xd8\x00\xde", "<a>\xe6\x9e", head+"<e:p>]]"+tail, head+"<e:p>]]>"+tail, head+"<e:p>]]0]]>"+tail,
		head+"<e:p>"+strings.Repeat("林0", 30)+"</e:p>"+tail, head+"<e:p rdf:parseType='Literal'>"+strings.Repeat("林0>", 15)+"</e:p>"+tail,
	)
}

func TestEveryBoundary(t *testing.T) {
	readertest.EveryBoundary(t, *seed, long.Runs(19, 1), seeds(t), checkEveryWay)
	readertest.CutShort(t, *seed, long.Runs(19, 1), seeds(t), checkEveryWay)
}

func TestChangedFiles(t *testing.T) {
	readertest.Changed(t, *seed, long.Runs(2, 10), "rdf-xml", seeds(t), checkEveryWay)
}
