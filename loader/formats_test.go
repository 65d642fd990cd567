package loader_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/long"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/loader"
)

// loaded makes a graph of a text.
func loaded(t *testing.T, text string, opts ...loader.Option) *graph.Graph {
	t.Helper()
	g := graph.New()
	_, err := loader.Load(t.Context(), g, strings.NewReader(text), opts...)
	require.NoError(t, err)
	return g
}

func assertEqual(t *testing.T, a, b graph.Reader) {
	t.Helper()
	onlyA, onlyB, err := loader.Diff(t.Context(), a, b)
	require.NoError(t, err)
	assert.Empty(t, onlyA)
	assert.Empty(t, onlyB)
	equal, err := loader.Equal(t.Context(), a, b)
	require.NoError(t, err)
	assert.True(t, equal)
}

// What is written in any format that can hold it is read back as the same graph, by the format's name and by
// its content alone.
func TestEveryFormatWrittenAndReadBack(t *testing.T) {
	labelled := loaded(t, `
		PREFIX ex: <https://example.com/>
		ex:move ex:person [ ex:name "楊紅霞"@zh-Hant, "Yang \"Hongxia\"\n" ; ex:list (1 2.50 "05"^^<http://www.w3.org/2001/XMLSchema#integer> true) ] .
		ex:claim { ex:move ex:from ex:alibaba ; ex:to <https://example.com/字節> ; ex:year "2024"^^<http://www.w3.org/2001/XMLSchema#gYear> . _:b ex:p _:b }
		_:g { ex:a ex:b _:b }`, loader.WithFormat(loader.TriG))
	require.EqualValues(t, 17, labelled.Size())
	unlabelled := graph.New()
	require.NoError(t, unlabelled.SetPrefix("ex", "https://example.com/")) // which the other has learned
	for q, err := range labelled.Quads(t.Context(), graph.Pattern{}) {
		require.NoError(t, err)
		q.Label = nil
		require.NoError(t, unlabelled.Add(t.Context(), q))
	}
	for _, format := range loader.Formats() {
		if format == loader.CSV || format == loader.XLSX {
			continue
		}
		for _, ending := range []string{"", ".gz", ".zst", ".GZIP", ".zstd"} {
			t.Run(format.String()+ending, func(t *testing.T) {
				g := labelled
				var out bytes.Buffer
				name := loader.WithName("facts" + format.Ending() + ending)
				err := loader.Write(t.Context(), &out, g, name)
				if format == loader.NTriples || format == loader.Turtle || format == loader.RDFXML {
					require.ErrorContains(t, err, "label")
					g = unlabelled
					out.Reset()
					err = loader.Write(t.Context(), &out, labelled, name, loader.WithoutLabels())
				}
				require.NoError(t, err)
				text := out.Bytes()

				again := graph.New()
				report, err := loader.Load(t.Context(), again, bytes.NewReader(text), name)
				require.NoError(t, err)
				assert.Equal(t, format, report.Format)
				assert.EqualValues(t, len(text), report.Bytes)
				assert.Equal(t, g.Size(), report.Read)
				assertEqual(t, g, again)

				sniffed := loaded(t, string(text))
				assertEqual(t, g, sniffed)

				var second bytes.Buffer
				require.NoError(t, loader.Write(t.Context(), &second, g, name))
				assert.Equal(t, text, second.Bytes(), "the same state gives the same text")
			})
		}
	}
}

// What lists the formats in words lists all of them.
func TestFormatsAreNamed(t *testing.T) {
	for _, path := range []string{"doc.go", "../README.md", "../examples/convert/main.go"} {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		for _, f := range loader.Formats() {
			assert.True(t, strings.Contains(string(text), f.String()), "%s does not name %s", path, f)
		}
	}
}

func TestSniffing(t *testing.T) {
	for text, want := range map[string]loader.Format{
		"":               loader.NQuads,
		"\n # nothing\n": loader.NQuads,
		"<https://a.example/> <https://a.example/> \"x\" .":                                                                           loader.NQuads,
		"<https://a.example/> <https://a.example/> _:b <https://a.example/> .\n":                                                      loader.NQuads,
		"\uFEFF@prefix a: <https://a.example/> .\na:b a:c a:d .":                                                                      loader.TriG,
		"# a comment\nPREFIX a: <https://a.example/>":                                                                                 loader.TriG,
		"<https://a.example/> a <https://a.example/> .":                                                                               loader.TriG,
		"<https://a.example/> <https://a.example/>\n  1 ; <https://a.example/> 2 .":                                                   loader.TriG,
		"<https://a.example/> { <https://a.example/> a <https://a.example/> }":                                                        loader.TriG,
		"[] a <https://a.example/> .":                                                                                                 loader.TriG,
		"[ a <https://a.example/> ] .":                                                                                                loader.TriG,
		"@prefix a: <https://a.example/> .\n" + strings.Repeat("a:b a:c \"楊紅霞\", \"\"\"\n文\"\"\" .\n", 4000):                          loader.TriG,
		strings.Repeat("<https://a.example/> <https://a.example/> \"楊\" .\n", 4000):                                                   loader.NQuads,
		"<https://a.example/s> a <https://a.example/> .\n" + strings.Repeat("<https://a.example/> <https://a.example/> _:b.\n", 4000): loader.TriG,
		"<rdf:RDF xmlns:rdf='" + term.RDF + "'/>":                                                                                     loader.RDFXML,
		"<?xml version='1.0'?>\n<!-- <html> -->\n<!DOCTYPE x [<!ENTITY a '>'>]>\n<x:RDF xmlns:x='" + term.RDF + "'/>":                 loader.RDFXML,
		"<!-- -->\n<Person xmlns='https://a.example/' xmlns:r='" + term.RDF + "' r:about='https://a.example/'/>":                      loader.RDFXML,
		"\xfe\xff" + string(utf16BE("<r:RDF xmlns:r='"+term.RDF+"'/>")):                                                               loader.RDFXML,
		"{}":  loader.JSONLD,
		"[ ]": loader.JSONLD,
		"\uFEFF {\n\"@id\": \"https://a.example/\" }":     loader.JSONLD,
		"[{\"https://a.example/\": 1}]":                   loader.JSONLD,
		"{ <https://a.example/> a <https://a.example/> }": loader.TriG,
		"person,to\nA,B\n":                                loader.CSV,
		"\"Person\";\"from\"\nA;B\n":                      loader.CSV,
		"姓名\t加入\r\nA\tB\r\n":                              loader.CSV,
	} {
		g := graph.New()
		report, err := loader.Load(t.Context(), g, strings.NewReader(text))
		if assert.NoError(t, err, "%.80q", text) {
			assert.Equal(t, want, report.Format, "%.80q", text)
		}
	}
	for text, want := range map[string]string{
		"<?xml version='1.0'?><rdf:RDF/>":                                         "1:23: the prefix rdf is not declared",
		"<?xml version='1.0'?><Ontology xmlns='http://www.w3.org/2002/07/owl#'/>": "input: it is XML, but not RDF/XML",
		"<!DOCTYPE html>": "HTML",
		"\xff\xfea\x00":   "input: it is UTF-16; save it as UTF-8",
		"who left whom":   ".ttl (Turtle)",
		// Nearly right text is refused by the reader that it is for.
		"<https://a.example/> <https://a.example/> <https://a.example/> .\n<https://a.example/> <https://a.example/> <https://a.example/> .\nwrong\n": "3:1: ",
		"@prefix a: <https://a.example/> .\na:b a:c \"d .": "2:13: ",
	} {
		_, err := loader.Load(t.Context(), graph.New(), strings.NewReader(text))
		assert.ErrorContains(t, err, want, "%.80q", text)
		assert.Equal(t, want == ".ttl (Turtle)", strings.Contains(err.Error(), "WithFormat"), "a name or format helps only a file that has one: %v", err)
	}
}

func utf16BE(text string) (out []byte) {
	for _, c := range text {
		out = append(out, byte(c>>8), byte(c))
	}
	return out
}

// A Turtle file of many batches is the same as its N-Quads.
func TestStreamIsLines(t *testing.T) {
	var nq bytes.Buffer
	_, err := talentgen.WriteNQuads(&nq, 7, long.Runs(5_000, 20_000))
	require.NoError(t, err)
	lines := graph.New()
	_, err = loader.Load(t.Context(), lines, bytes.NewReader(nq.Bytes()), loader.WithFormat(loader.NQuads))
	require.NoError(t, err)
	for _, streaming := range [][]loader.Option{nil, {loader.WithStreaming()}} {
		var trig bytes.Buffer
		require.NoError(t, loader.Write(t.Context(), &trig, lines, append(streaming, loader.WithFormat(loader.TriG))...))
		assert.Contains(t, trig.String(), "@prefix tg: <https://talentgraph.example/ns#> .", "the graph's own prefixes")
		assert.Less(t, trig.Len(), nq.Len()/2)
		again := graph.New()
		report, err := loader.Load(t.Context(), again, &trig, loader.WithFormat(loader.TriG))
		require.NoError(t, err)
		assert.Equal(t, lines.Size(), report.Read)
		assert.Equal(t, lines.Size(), report.Added)
		assertEqual(t, lines, again)
	}
}

func TestBase(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "my facts.ttl")
	require.NoError(t, os.WriteFile(path, []byte("<#a> <b> <> ."), 0o666))
	read := func(opts ...loader.Option) quad.Quad {
		g := graph.New()
		_, err := loader.LoadFile(t.Context(), g, path, opts...)
		require.NoError(t, err)
		for q, err := range g.Quads(t.Context(), graph.Pattern{}) {
			require.NoError(t, err)
			return q
		}
		return quad.Quad{}
	}
	place := "file://" + filepath.ToSlash(dir)
	assert.Equal(t, quad.MakeIRI(place+"/my%20facts.ttl#a", place+"/b", place+"/my%20facts.ttl", ""), read(), "a file's place is its base")
	assert.Equal(t, quad.MakeIRI("https://example.com/d/f#a", "https://example.com/d/b", "https://example.com/d/f", ""), read(loader.WithBase("https://example.com/d/f")))
}

func TestPrefixes(t *testing.T) {
	g := loaded(t, "<https://example.com/a> <https://example.com/b> <https://other.example/c> .")
	require.NoError(t, g.SetPrefix("ex", "https://example.com/"))
	var out bytes.Buffer
	require.NoError(t, loader.Write(t.Context(), &out, g, loader.WithFormat(loader.Turtle)))
	assert.Equal(t, "@prefix ex: <https://example.com/> .\n\nex:a ex:b <https://other.example/c> .\n", out.String())
	out.Reset()
	require.NoError(t, loader.Write(t.Context(), &out, g, loader.WithFormat(loader.Turtle), loader.WithPrefixes(map[string]string{"o": "https://other.example/"})))
	assert.Contains(t, out.String(), "o:c")
	assert.NotContains(t, out.String(), "ex:")
}

func TestCanonical(t *testing.T) {
	a := loaded(t, "_:x <https://example.com/p> _:y .\n_:y <https://example.com/p> \"1\" <https://example.com/g> .\n")
	b := loaded(t, "_:b <https://example.com/p> \"1\" <https://example.com/g> .\n_:a <https://example.com/p> _:b .\n")
	var texts [2]bytes.Buffer
	for i, g := range []*graph.Graph{a, b} {
		require.NoError(t, loader.Write(t.Context(), &texts[i], g, loader.WithCanonical()))
	}
	assert.Equal(t, texts[0].String(), texts[1].String())
	assert.Contains(t, texts[0].String(), "_:c14n0 ")
	assert.ErrorContains(t, loader.Write(t.Context(), io.Discard, a, loader.WithCanonical(), loader.WithFormat(loader.TriG)), "Canonical goes with N-Quads")
	assert.ErrorContains(t, loader.Write(t.Context(), io.Discard, a, loader.WithCanonical(), loader.WithFormat(loader.NTriples)), "label")
	var out bytes.Buffer
	require.NoError(t, loader.Write(t.Context(), &out, a, loader.WithCanonical(), loader.WithFormat(loader.NTriples), loader.WithoutLabels()))
	assert.NotContains(t, out.String(), "example.com/g")
}
