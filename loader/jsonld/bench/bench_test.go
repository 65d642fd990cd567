package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/piprate/json-gold/ld"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/jsonld"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/rdfc"
	"talentgraph.example/loader/syntax"
)

const contextIRI = "https://vocabulary.example/context"

// vocabulary is a context as large as those of the great vocabularies: some 200 KB, 2,800 terms.
var vocabulary = sync.OnceValue(func() []byte {
	terms := map[string]any{"id": "@id", "type": "@type", "@vocab": "https://vocabulary.example/", "voc": "https://vocabulary.example/", "xsd": term.XSD}
	for i := range 1400 {
		terms[fmt.Sprintf("word%d", i)] = map[string]any{"@id": fmt.Sprintf("voc:word%d", i)}
		terms[fmt.Sprintf("link%d", i)] = map[string]any{"@id": fmt.Sprintf("voc:link%d", i), "@type": "@id"}
	}
	terms["date"] = map[string]any{"@id": "voc:date", "@type": "xsd:date"}
	terms["steps"] = map[string]any{"@id": "voc:steps", "@container": "@list"}
	terms["names"] = map[string]any{"@id": "voc:names", "@container": "@language"}
	text, err := json.Marshal(map[string]any{"@context": terms})
	if err != nil {
		panic(err)
	}
	return text
})

// pages are documents of 5 to 50 KB as they stand in web pages.
var pages = sync.OnceValue(func() [][]byte {
	var all [][]byte
	for n := range 100 {
		var b bytes.Buffer
		fmt.Fprintf(&b, "{\n  \"@context\": %q,\n  \"@graph\": [\n", contextIRI)
		for i := range 10 + n {
			if i > 0 {
				b.WriteString(",\n")
			}
			fmt.Fprintf(&b, "    {\n      \"id\": \"https://example.com/page%d/item%d\",\n      \"type\": [\"Thing\", \"voc:Product\"],\n", n, i)
			fmt.Fprintf(&b, "      \"word%d\": \"A name with \\\"quotes\\\" %d\",\n      \"word%d\": %d,\n      \"word%d\": %d.5,\n", 20+i, i, 500+i, i, 900+i, i)
			fmt.Fprintf(&b, "      \"link%d\": [\"https://example.com/page%d/item%d\", \"voc:other\"],\n      \"date\": \"2024-05-%02d\",\n", i, n, i/2, 1+i%28)
			fmt.Fprintf(&b, "      \"names\": {\"en\": \"Name\", \"zh\": [\"名\", \"名字\"]},\n      \"steps\": [1, \"two\", {\"id\": \"https://example.com/three\"}],\n")
			fmt.Fprintf(&b, "      \"word7\": {\"type\": \"Offer\", \"word8\": true, \"word9\": {\"@value\": \"text\", \"@language\": \"de\"}}\n    }")
		}
		b.WriteString("\n  ]\n}\n")
		all = append(all, b.Bytes())
	}
	return all
})

// ours reads all pages, as one load of files does.
func ours(each func(*syntax.Quad)) error {
	contexts := jsonld.NewContexts()
	for _, page := range pages() {
		r := contexts.NewReader(bytes.NewReader(page), syntax.WithDocuments(func(iri string) ([]byte, error) {
			if iri != contextIRI {
				return nil, errors.New("no such context")
			}
			return vocabulary(), nil
		}))
		var q syntax.Quad
		for {
			err := r.Next(&q)
			if err == io.EOF {
				break
			}
			if err != nil {
				return err
			}
			each(&q)
		}
	}
	return nil
}

// gold does the same by json-gold, with a loader that keeps the parsed context.
func gold(each func(*ld.RDFDataset)) error {
	loader := ld.NewCachingDocumentLoader(nil)
	parsed, err := ld.DocumentFromReader(bytes.NewReader(vocabulary()))
	if err != nil {
		return err
	}
	loader.AddDocument(contextIRI, parsed)
	for _, page := range pages() {
		document, err := ld.DocumentFromReader(bytes.NewReader(page))
		if err != nil {
			return err
		}
		opts := ld.NewJsonLdOptions("")
		opts.DocumentLoader = loader
		dataset, err := ld.NewJsonLdProcessor().ToRDF(document, opts)
		if err != nil {
			return err
		}
		each(dataset.(*ld.RDFDataset))
	}
	return nil
}

// TestSameAnswers checks that both give the same quads for each page.
func TestSameAnswers(t *testing.T) {
	var want []string
	err := gold(func(d *ld.RDFDataset) {
		text, err := (&ld.NQuadRDFSerializer{}).Serialize(d)
		if err != nil {
			t.Fatal(err)
		}
		quads, err := quad.ReadAll(nquads.NewReader(strings.NewReader(text.(string))))
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, canonical(t, quads))
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, page := range pages() {
		quads, err := quad.ReadAll(jsonld.NewReader(bytes.NewReader(page), syntax.WithDocuments(func(string) ([]byte, error) { return vocabulary(), nil })))
		if err != nil {
			t.Fatal(err)
		}
		if got := canonical(t, quads); got != want[i] || got == "" {
			t.Fatalf("page %d: got\n%s\nwant\n%s", i, got, want[i])
		}
	}
}

func canonical(t *testing.T, quads []quad.Quad) string {
	form, err := rdfc.Canonicalize(context.Background(), quads)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, q := range form.Quads() {
		lines = append(lines, string(term.AppendQuad(nil, q)))
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

// BenchmarkPages reads 100 pages with one context.
func BenchmarkPages(b *testing.B) {
	size := 0
	for _, page := range pages() {
		size += len(page)
	}
	b.Run("talentgraph", func(b *testing.B) {
		b.SetBytes(int64(size))
		b.ReportAllocs()
		for b.Loop() {
			n := 0
			if err := ours(func(*syntax.Quad) { n++ }); err != nil || n == 0 {
				b.Fatal(n, err)
			}
		}
	})
	b.Run("json-gold", func(b *testing.B) {
		b.SetBytes(int64(size))
		b.ReportAllocs()
		for b.Loop() {
			n := 0
			if err := gold(func(d *ld.RDFDataset) {
				for _, graph := range d.Graphs {
					n += len(graph)
				}
			}); err != nil || n == 0 {
				b.Fatal(n, err)
			}
		}
	})
}
