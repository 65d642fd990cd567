package loader_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/loader"
	"talentgraph.example/loader/syntax"
)

func TestJSONLD(t *testing.T) {
	g := loaded(t, `{
		"@context": {"ex": "https://example.com/", "from": {"@id": "ex:from", "@type": "@id"}},
		"@id": "ex:claim", "@graph": [{"@id": "ex:move", "from": "ex:阿里巴巴", "ex:year": 2024, "ex:who": {"ex:name": "楊紅霞"}}]
	}`)
	assertEqual(t, loaded(t, `PREFIX ex: <https://example.com/>
		ex:claim { ex:move ex:from ex:阿里巴巴 ; ex:year 2024 ; ex:who [ ex:name "楊紅霞" ] }`), g)

	load := func(document string, opts ...loader.Option) (loader.Report, error) {
		return loader.Load(t.Context(), graph.New(), strings.NewReader(document), append(opts, loader.WithName("d.jsonld"))...)
	}
	var wrong *loader.SyntaxError
	for document, want := range map[string]string{
		"{\n \"@id\": \"楊\" 1}":                                      "d.jsonld:2:13: ",
		"{\n  \"https://e.example/p\": 1, \"unheard of\": 2}":        "d.jsonld:2:29: no @context maps the key \"unheard of\"",
		"{\"@context\": \"https://e.example/c\"}":                    "WithDocuments",
		"{\"https://e.example/p\": 1, \"https://e.example/p\": 2}":   "d.jsonld:1:28: ",
		"{\"https://e.example/p\": {\"@id\": \"relative\"}}":         "relative",
		strings.Repeat("[", 2000) + "{}" + strings.Repeat("]", 2000): "depth",
	} {
		_, err := load(document)
		require.ErrorAs(t, err, &wrong, document)
		assert.ErrorContains(t, err, want)
	}
	_, err := load("{\"https://e.example/p\": 1}", loader.WithLimits(syntax.WithMaxDocument(9)))
	assert.ErrorIs(t, err, graph.ErrLimit)

	var seen []*loader.SyntaxError
	report, err := load("{\"https://e.example/p\": 1, \"unheard of\": 2}", loader.WithLenient(5, func(e *loader.SyntaxError) { seen = append(seen, e) }))
	require.NoError(t, err)
	assert.EqualValues(t, 1, report.Read)
	assert.EqualValues(t, 1, report.Skipped)
	assert.Len(t, seen, 1)

	documents := loader.WithDocuments(func(ctx context.Context, iri string) ([]byte, error) {
		if iri != "https://e.example/c" {
			return nil, errors.New("not here")
		}
		return []byte(`{"@context": {"p": "https://e.example/p"}}`), ctx.Err()
	})
	report, err = load(`{"@context": "https://e.example/c", "p": [1, 2]}`, documents)
	require.NoError(t, err)
	assert.EqualValues(t, 2, report.Read)
	_, err = load(`{"@context": "https://e.example/d", "p": [1, 2]}`, documents)
	assert.ErrorContains(t, err, "not here")

	report, err = load(`{"https://e.example/p": {"@id": "x"}}`, loader.WithBase("https://b.example/"))
	require.NoError(t, err)
	assert.EqualValues(t, 1, report.Read)
}

// A document is written as its author had it, by its own context, which may be one that is fetched; base directions come
// back with it.
func TestWrittenWithAContextOfItsOwn(t *testing.T) {
	const context1 = `{
    "name": {
      "@id": "https://schema.org/name",
      "@container": "@language"
    },
    "from": {
      "@id": "https://schema.org/from",
      "@type": "@id"
    },
    "title": {
      "@id": "https://schema.org/title",
      "@direction": "rtl"
    }
  }`
	const rest = `,
  "@id": "https://example.com/m",
  "from": "https://example.com/a",
  "name": {
    "en": "Move",
    "zh": "跳槽"
  },
  "title": "x"
}
`
	documents := loader.WithDocuments(func(ctx context.Context, iri string) ([]byte, error) {
		if iri != "https://example.com/context" {
			return nil, errors.New("not here")
		}
		return []byte(`{"@context": ` + context1 + `}`), ctx.Err()
	})
	for own, opts := range map[string][]loader.Option{context1: nil, `"https://example.com/context"`: {documents}} {
		text := "{\n  \"@context\": " + own + rest
		opts = append(opts, loader.WithFormat(loader.JSONLD), loader.WithDirection(syntax.I18NDatatype), loader.WithDocumentContext([]byte(own)))
		g := loaded(t, text, opts...)
		require.EqualValues(t, 4, g.Size())
		var out strings.Builder
		require.NoError(t, loader.Write(t.Context(), &out, g, opts...))
		assert.Equal(t, text, out.String())
	}
	g := loaded(t, "<https://example.com/a> <https://example.com/p> 1 .", loader.WithFormat(loader.Turtle))
	for given, want := range map[string]string{
		"": "", "{": "", "5": "", `"https://example.com/other"`: "WithDocuments", `{"@context": {"a": {"@type": 5}}}`: "invalid type mapping",
	} {
		var out strings.Builder
		err := loader.Write(t.Context(), &out, g, loader.WithFormat(loader.JSONLD), loader.WithDocumentContext([]byte(given)))
		if assert.ErrorContains(t, err, want, given) {
			assert.LessOrEqual(t, len(err.Error()), 1000)
		}
		assert.Empty(t, out.String(), given)
	}
	var out strings.Builder
	require.NoError(t, loader.Write(t.Context(), &out, g, loader.WithFormat(loader.Turtle), loader.WithDocumentContext([]byte("{"))), "other formats have no use for it")
}

func TestCancelledJSONLDAndTurtle(t *testing.T) {
	var document, turtle strings.Builder
	document.WriteString("[{}")
	for i := range 5000 {
		fmt.Fprintf(&document, ",\n{\"@id\": \"https://e.example/%d\", \"https://e.example/p\": %d}", i, i)
		fmt.Fprintf(&turtle, "<https://e.example/%d> <https://e.example/p> %d ; <https://e.example/q> [ ] .\n", i, i)
	}
	document.WriteString("]")
	for name, text := range map[string]string{"d.jsonld": document.String(), "d.ttl": turtle.String(), "d.trig": turtle.String()} {
		for _, n := range []int{0, 1, 2, 5, 10} {
			g := graph.New()
			_, err := loader.Load(newEndsAt(t.Context(), n), g, strings.NewReader(text), loader.WithName(name))
			assert.ErrorIs(t, err, context.Canceled, "%s at look %d", name, n)
			assert.Zero(t, g.Size())
		}
	}
}

// TestHTMLPages: a page is known by its name or its content, and several files share their contexts.
func TestHTMLPages(t *testing.T) {
	const page = "\uFEFF \n<!-- a --><!doctype HTML>\n<script type=\"application/ld+json\">{\"@context\": \"https://e.example/c\", \"p\": {\"@id\": \"x\"}}</script>"
	dir := t.TempDir()
	var paths []string
	for _, name := range []string{"a.html", "b.HTM", "c", "d.xhtml", "e.jsonld"} {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(page), 0o600))
		paths = append(paths, path)
	}
	asked := 0
	documents := loader.WithDocuments(func(context.Context, string) ([]byte, error) {
		asked++
		return []byte(`{"@context": {"p": "https://e.example/p"}}`), nil
	})
	g := graph.New()
	reports, err := loader.LoadFiles(t.Context(), g, paths, documents, loader.WithBase("https://b.example/"))
	require.NoError(t, err)
	assert.Equal(t, 1, asked)
	for _, r := range reports {
		assert.Equal(t, loader.JSONLD, r.Format)
		assert.EqualValues(t, 1, r.Read)
	}
	assert.ErrorContains(t, loader.WriteFile(t.Context(), filepath.Join(dir, "f.html.gz"), g), "no HTML page can be written")
	_, err = loader.Load(t.Context(), graph.New(), strings.NewReader("<?xml version='1.0'?>\n<html xmlns='x'><body/></html>"))
	assert.ErrorContains(t, err, "1:1: loading document failed: the HTML page has no script element")
	_, err = loader.Load(newEndsAt(t.Context(), 3), graph.New(), strings.NewReader(strings.Repeat(" ", 1000)+page), loader.WithName("a.html"), documents)
	assert.ErrorIs(t, err, context.Canceled)
}

// TestLenientJSONLD: what the standard leaves out is skipped and counted, up to the limit; IRIs that are none are among it.
func TestLenientJSONLD(t *testing.T) {
	const document = `{"@context": {"@vocab": "http://schema.org/", "target": {"@type": "@id"}}, "@id": "https://e.example/s",
		"@type": "SearchAction", "target": "https://e.example/?s={search_term_string}", "@foo": 1, "name": "x"}`
	var places []string
	lenient := func(n int) loader.Option {
		return loader.WithLenient(n, func(e *loader.SyntaxError) { places = append(places, fmt.Sprint(e.Line, ":", e.Column)) })
	}
	g := graph.New()
	report, err := loader.Load(t.Context(), g, strings.NewReader(document), loader.WithName("d.jsonld"), lenient(2))
	require.NoError(t, err)
	assert.EqualValues(t, 2, report.Read)
	assert.EqualValues(t, 2, report.Skipped)
	assert.Equal(t, []string{"2:83", "2:38"}, places)
	_, err = loader.Load(t.Context(), graph.New(), strings.NewReader(document), loader.WithName("d.jsonld"), lenient(1))
	assert.ErrorIs(t, err, graph.ErrLimit)
	_, err = loader.Load(t.Context(), graph.New(), strings.NewReader(document), loader.WithName("d.jsonld"))
	assert.ErrorContains(t, err, "Lenient")
}

// TestLargeArray: an array is read item by item, so that it may be longer than a document.
func TestLargeArray(t *testing.T) {
	const n = 50_000
	reader, writer := io.Pipe()
	go func() {
		fmt.Fprint(writer, "[")
		for i := range n {
			fmt.Fprintf(writer, "{\"@id\": \"https://e.example/%d\", \"https://e.example/p\": %d},\n", i, i)
		}
		fmt.Fprint(writer, "{}]")
		writer.CloseWithError(io.EOF)
	}()
	g := graph.New()
	report, err := loader.Load(t.Context(), g, reader, loader.WithFormat(loader.JSONLD), loader.WithLimits(syntax.WithMaxDocument(100_000)))
	require.NoError(t, err)
	assert.EqualValues(t, n, report.Read)
	_, err = loader.Load(t.Context(), g, strings.NewReader("[{\"https://e.example/p\": 1},\n{\"https://e.example/p\": 2,}]"), loader.WithFormat(loader.JSONLD))
	assert.ErrorContains(t, err, "2:27: ")
	assert.EqualValues(t, n, g.Size())
}
