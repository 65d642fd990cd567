package loader_test

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/long"
	"talentgraph.example/loader"
	"talentgraph.example/loader/internal/isotest"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/rdfxml"
)

var seed = flag.Uint64("seed", uint64(time.Now().UnixNano()), "of the random graphs")

// TestFormatsAgree sends random data sets through every writer and every reader, alone and one after the other: each
// time it is the same data set, by a comparison that shares nothing with any of them.
func TestFormatsAgree(t *testing.T) {
	t.Logf("-seed=%d", *seed)
	rng := rand.New(rand.NewPCG(*seed, 2))
	for range long.Runs(6, 200) {
		dataset := randomDataset(rng)
		var triples, forXML []quad.Quad
		for _, q := range dataset {
			q.Label = nil
			triples = append(triples, q)
			if rdfxml.NewWriter(io.Discard).WriteQuad(q) == nil {
				forXML = append(forXML, q)
			}
		}
		for _, c := range []struct {
			quads   []quad.Quad
			formats []loader.Format
		}{
			{dataset, []loader.Format{loader.NQuads, loader.TriG, loader.JSONLD}},
			{triples, []loader.Format{loader.NQuads, loader.TriG, loader.JSONLD, loader.NTriples, loader.Turtle}},
			{forXML, []loader.Format{loader.NQuads, loader.TriG, loader.JSONLD, loader.NTriples, loader.Turtle, loader.RDFXML}},
		} {
			if len(c.quads) == 0 {
				continue
			}
			var file strings.Builder
			w := nquads.NewWriter(&file)
			_, err := w.WriteQuads(c.quads)
			require.NoError(t, errors.Join(err, w.Close()))
			g := loaded(t, file.String(), loader.WithFormat(loader.NQuads))
			for _, f := range c.formats {
				travels(t, rng, g, c.quads, f)
			}
			for tour := g; len(c.formats) > 0; {
				i := rng.IntN(len(c.formats))
				tour = travels(t, rng, tour, c.quads, c.formats[i])
				c.formats = slices.Delete(c.formats, i, i+1)
			}
		}
	}
}

// travels writes a graph in a format, and reads it back by the format's reader, by whatever its content looks like and,
// if it is JSON-LD, in a page. All have to be the given quads. One of the graphs that were read is given back.
func travels(t *testing.T, rng *rand.Rand, g *graph.Graph, want []quad.Quad, f loader.Format) *graph.Graph {
	t.Helper()
	opts := []loader.Option{loader.WithFormat(f)}
	if rng.IntN(2) == 0 {
		opts = append(opts, loader.WithPrefixes(randomPrefixes(rng)))
	}
	if rng.IntN(3) == 0 {
		opts = append(opts, loader.WithStreaming())
	}
	var out strings.Builder
	require.NoError(t, loader.Write(t.Context(), &out, g, opts...), "%v: %v", f, want)
	files := []string{out.String()}
	if f == loader.JSONLD { // '<' stands in strings only
		files = append(files, `<!DOCTYPE html><title>x</title><script type="application/ld+json">`+strings.ReplaceAll(out.String(), "<", `\u003c`)+"</script>")
	}
	var read []*graph.Graph
	for _, text := range files {
		for _, how := range [][]loader.Option{{loader.WithFormat(f)}, nil} {
			again := graph.New()
			_, err := loader.Load(t.Context(), again, strings.NewReader(text), how...)
			require.NoError(t, err, "%v of %v:\n%s", f, want, text)
			if got := quadsOf(t, again); !isotest.Isomorphic(got, want) {
				t.Fatalf("%v was written as %v:\n%s\nand read as %v", want, f, text, got)
			}
			equal, err := loader.Equal(t.Context(), g, again)
			require.NoError(t, err)
			require.True(t, equal, "the canonical forms of %v and %v", want, quadsOf(t, again))
			read = append(read, again)
		}
	}
	return read[rng.IntN(len(read))]
}

func quadsOf(t *testing.T, r graph.Reader) (all []quad.Quad) {
	t.Helper()
	for q, err := range r.Quads(t.Context(), graph.Pattern{}) {
		require.NoError(t, err)
		all = append(all, q)
	}
	return all
}

// What graphs are made of: names that some syntax has another meaning for, or no way to write short.
var (
	oddIRIs = []quad.IRI{
		"http://e.example/", "http://e.example/s", "http://e.example/人/名", "http://e.example/a%20b", "http://e.example/?q=1&r='x'#f", "http://e.example/x(y),z;w",
		"http://e.example/-", "http://e.example/1", "http://e.example/a.", "http://e.example/a:b", "http://e.example/#", "http://e.example/a/../b/./c//", "HTTP://E.example:80/%7e", "http://e.example/\u200d\U0001f600",
		"urn:x", "a:", "a:b", "a://c", "tg:x", "rdfs:label", "xsd:date", "https://https://x", "mailto:a@b.example", "x:@id", "http://e.example/@type", "a:true", "a:\u00e9",
		"https://schema.org/name", term.RDF + "nil", term.RDF + "type", term.RDF + "List", term.RDF + "first", term.RDF + "_1", term.RDF + "li", term.RDF + "about", term.RDF + "JSON",
		"http://www.w3.org/2000/01/rdf-schema#label", "https://talentgraph.example/ns#Move",
	}
	oddPredicates = []quad.IRI{
		term.RDF + "type", term.RDF + "type", term.RDF + "first", term.RDF + "rest", term.RDF + "value", term.RDF + "_1", "http://e.example/p", "http://e.example/p",
	}
	oddTexts = []string{
		"", "x", " ", "x\n\"y\"\r\n'z'\t\\", "\r", "\n\n", "]]>&<!--</script>", "林😀\u200b\ufeff", "\x00\x1f\x7f", "\u0085\u2028\ufffe", "{\"a\": [1]}", "{", "[1,\"<\"]", "<b xmlns=\"u\">&amp;</b>",
		"1", "01", "-1", "+1", "1.0", "1.", ".5", "1.0E0", "1e5", "1.5E3", "INF", "NaN", "-0", "true", "1e400", "9007199254740993", "2024-05-06", "\\u0041", "\"\"\"", "'''", "x\"", "@en", "^^",
	}
	oddDatatypes = []string{
		term.XSD + "string", term.XSD + "integer", term.XSD + "decimal", term.XSD + "double", term.XSD + "boolean", term.XSD + "date", term.XSD + "gYear", term.RDF + "JSON", term.RDF + "XMLLiteral", term.RDF + "HTML",
		"xsd:date", "a:t", "https://www.w3.org/ns/i18n#ar_rtl", "http://e.example/1",
	}
	oddTags     = []string{"en", "zh-Hant", "zh-classical", "x", "de-CH-1996", "EN-us"}
	oddPrefixes = map[string][]string{
		"": {"http://e.example/", "http://e.example/人/"}, "e": {"http://e.example/", "http://e.example/a"}, "a": {"http://e.example/x(", "a://"}, "b.c": {"a:"}, "http": {"http://e.example/"}, "https": {"https://https:"},
		"rdf": {term.RDF}, "rdfs": {term.RDF, "rdfs:"}, "é": {"http://e.example/人/"}, "xsd": {term.XSD}, "x": {"x:", "urn:"}, "t": {term.RDF + "ty"}, "n": {term.RDF + "_"}, "type": {term.RDF + "type"},
	}
)

func randomPrefixes(rng *rand.Rand) map[string]string {
	prefixes := map[string]string{}
	for prefix, namespaces := range oddPrefixes {
		if rng.IntN(3) == 0 {
			prefixes[prefix] = namespaces[rng.IntN(len(namespaces))]
		}
	}
	return prefixes
}

// randomDataset makes a few quads in a few graphs: nests and rings of blank nodes, lists that are whole, broken, shared
// and spread over graphs, blank nodes that name graphs, literals of all kinds.
func randomDataset(rng *rand.Rand) (quads []quad.Quad) {
	iri := func() quad.Value { return oddIRIs[rng.IntN(len(oddIRIs))] }
	blanks := []string{"a", "gen1", "b.1", "0", "x-y", "é"}[:rng.IntN(7)]
	node := func() quad.Value {
		if len(blanks) > 0 && rng.IntN(3) > 0 {
			return quad.BNode(blanks[rng.IntN(len(blanks))])
		}
		return iri()
	}
	object := func() quad.Value {
		switch text := oddTexts[rng.IntN(len(oddTexts))]; rng.IntN(8) {
		case 0:
			return quad.String(text)
		case 1:
			return quad.LangString{Value: quad.String(text), Lang: oddTags[rng.IntN(len(oddTags))]}
		case 2, 3:
			return term.TypedLiteral(text, oddDatatypes[rng.IntN(len(oddDatatypes))])
		case 4:
			return []quad.Value{quad.Int(7), quad.Int(-1 << 60), quad.Float(1.5), quad.Float(1e21), quad.Bool(true), quad.Time(time.Unix(1e9, 0).UTC())}[rng.IntN(6)]
		}
		return node()
	}
	labels := []quad.Value{nil, nil, iri(), node()}
	label := func() quad.Value { return labels[rng.IntN(len(labels))] }
	for range 1 + rng.IntN(6) {
		q := quad.Quad{Subject: node(), Predicate: oddPredicates[rng.IntN(len(oddPredicates))], Object: object(), Label: label()}
		if rng.IntN(4) == 0 {
			q.Predicate = iri()
		}
		quads = append(quads, q)
	}
	for n := range rng.IntN(3) {
		list, items, g := quad.Value(quad.IRI(term.RDF+"nil")), rng.IntN(4), label()
		for i := range items {
			cell := quad.BNode(fmt.Sprintf("list%d.%d", n, i))
			quads = append(quads, quad.Quad{Subject: cell, Predicate: quad.IRI(term.RDF + "first"), Object: object(), Label: g},
				quad.Quad{Subject: cell, Predicate: quad.IRI(term.RDF + "rest"), Object: list, Label: g})
			list = cell
		}
		for range rng.IntN(3) {
			quads = append(quads, quad.Quad{Subject: node(), Predicate: oddPredicates[rng.IntN(len(oddPredicates))], Object: list, Label: g})
		}
		if items > 0 && rng.IntN(3) == 0 {
			quads = append(quads, quad.Quad{Subject: quad.BNode(fmt.Sprintf("list%d.0", n)), Predicate: iri(), Object: object(), Label: label()})
		}
	}
	return quads
}
