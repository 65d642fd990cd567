package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/loader"
)

func convert(t *testing.T, args ...string) (stdout, stderr string, err error) {
	t.Helper()
	var out, messages bytes.Buffer
	err = run(t.Context(), args, &out, &messages)
	return out.String(), messages.String(), err
}

// The bundled facts go once through every format, and are the same afterwards.
func TestThroughAllFormats(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	g := graph.New()
	_, err := loader.Article(t.Context(), g)
	require.NoError(t, err)
	require.NoError(t, loader.WriteFile(t.Context(), file("0.nq"), g, loader.WithCanonical()))
	names := []string{"0.nq", "1.trig", "2.jsonld.gz", "3.nq.zst", "4.trig.gz"}
	for i := range names[1:] {
		_, messages, err := convert(t, file(names[i]), file(names[i+1]))
		require.NoError(t, err)
		assert.Contains(t, messages, file(names[i])+": 2102 quads read, 2102 new")
		assert.Contains(t, messages, file(names[i+1])+": written from 2102 quads\n")
	}
	_, _, err = convert(t, "-canonical", file("4.trig.gz"), file("5.nq"))
	require.NoError(t, err)
	want, err := os.ReadFile(file("0.nq"))
	require.NoError(t, err)
	got, err := os.ReadFile(file("5.nq"))
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got))
}

// Claims stay in Turtle as reifiers, and an error names the flag.
func TestReifiers(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	const quads = "<a:s> <a:p> <a:o> .\n<a:s> <a:p> <a:o> <a:c> .\n<a:s> <a:p> <a:o> <a:d> .\n"
	require.NoError(t, os.WriteFile(file("1.nq"), []byte(quads), 0o666))
	_, _, err := convert(t, "-reifiers", file("1.nq"), file("2.ttl"))
	require.NoError(t, err)
	text, err := os.ReadFile(file("2.ttl"))
	require.NoError(t, err)
	assert.Equal(t, "<a:s> <a:p> <a:o>, <a:o> ~ <a:c> ~ <a:d> .\n", string(text))
	out, _, err := convert(t, "-reifiers", "-canonical", "-to", "nq", file("2.ttl"), "-")
	require.NoError(t, err)
	assert.Equal(t, quads, out)
	_, _, err = convert(t, "-to", "nq", file("2.ttl"), "-")
	assert.ErrorContains(t, err, "2.ttl:1:26: this is RDF 1.2, which is not read; found \"~ <a:c> ~ <a:d> .\" (-reifiers reads it as a graph label)")
}

func TestTablesToStandardOutput(t *testing.T) {
	out, messages, err := convert(t, "../../testdata/tables/people.csv", "../../testdata/tables/moves.csv", "-to", "trig", "-label", "https://example.com/tables", "-")
	require.NoError(t, err)
	assert.Contains(t, out, "id:person-lin-meihua a tg:Person")
	assert.Contains(t, out, "<https://example.com/tables> {")
	assert.Contains(t, messages, "people.csv: ")
	assert.Contains(t, messages, "moves.csv: ")
}

func TestOptions(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	require.NoError(t, os.WriteFile(data, []byte("<https://e.example/a> <https://e.example/b> \"c\" <https://e.example/g> .\nwrong\n"), 0o666))
	_, _, err := convert(t, data, filepath.Join(dir, "out.nt"))
	assert.ErrorContains(t, err, "data:2:1: ")
	_, messages, err := convert(t, "-lenient", "1", "-from", "nq", data, filepath.Join(dir, "out.nt"))
	assert.ErrorContains(t, err, "label")
	assert.Contains(t, messages, "skipped: "+data+":2:1: ")
	out, _, err := convert(t, "-lenient", "1", data, "-drop-labels", "-to", ".nt", "-")
	require.NoError(t, err)
	assert.Equal(t, "<https://e.example/a> <https://e.example/b> \"c\" .\n", out)
	unknown := filepath.Join(dir, "unknown")
	require.NoError(t, os.WriteFile(unknown, []byte("what is this\n"), 0o666))
	for want, args := range map[string][]string{
		"at least one file to read":         {data},
		`no format "doc"; there are nt, nq`: {"-to", "doc", data, "-"},
		`no format "pdf"`:                   {"-from", "pdf", data, "-"},
		"known by its ending; give -to, or": {"-lenient", "1", data, filepath.Join(dir, "out.pdf")},
		"-canonical goes with":              {"-lenient", "1", "-canonical", "-to", "ttl", data, "-"},
		"out (-drop-labels)":                {"-lenient", "1", "-to", "nt", data, "-"},
		`-base "x": a base is an absolute`:  {"-base", "x", data, "-"},
		"give -from, or a name":             {unknown, "-"},
		"nonsense":                          {"-nonsense"},
	} {
		_, _, err := convert(t, args...)
		assert.ErrorContains(t, err, want)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	assert.ErrorIs(t, run(ctx, []string{data, "-"}, io.Discard, io.Discard), context.Canceled)
}

// The bar is told the same as the counts; here its terminal is the null device.
func TestBars(t *testing.T) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	require.NoError(t, err)
	defer null.Close()
	b := &bars{terminal: null}
	for _, p := range []loader.Progress{
		{Bytes: 10, Size: 100, Elapsed: 1},
		{Bytes: 50, Size: 100, Elapsed: showAfter},
		{Bytes: 100, Size: 100, Elapsed: 2 * showAfter, Done: true},
		{Bytes: 7, Elapsed: showAfter},
		{Bytes: 9, Elapsed: showAfter, Done: true},
		{Quads: 5, TotalQuads: 10, Elapsed: showAfter},
	} {
		b.show(p)
		assert.Equal(t, p.Elapsed >= showAfter && !p.Done, b.bar != nil)
	}
	b.end()
	assert.Nil(t, newBars(io.Discard).terminal, "no terminal, no bar")
}

// Contexts come from a folder, and what is not there from the network if that is asked for.
func TestContexts(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	require.NoError(t, os.MkdirAll(file("contexts/e.example"), 0o700))
	require.NoError(t, os.WriteFile(file("contexts/e.example/c.jsonld"), []byte(`{"@context": {"p": "https://e.example/p"}}`), 0o600))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/ld+json")
		_, err := io.WriteString(w, `{"@context": {"q": "https://e.example/q"}}`)
		assert.NoError(t, err)
	}))
	defer server.Close()
	page := `<script type="application/ld+json">{"@context": ["https://e.example/c"], "@id": "https://e.example/s", "p": 1}</script>`
	require.NoError(t, os.WriteFile(file("page.html"), []byte(page), 0o600))
	both := `{"@context": ["https://e.example/c", "` + server.URL + `/c"], "@id": "https://e.example/s", "p": 1, "q": 2}`
	require.NoError(t, os.WriteFile(file("both.jsonld"), []byte(both), 0o600))

	_, _, err := convert(t, file("page.html"), file("out.nq"))
	assert.ErrorContains(t, err, "-contexts or -network says how")
	_, _, err = convert(t, "-contexts", file("contexts"), file("page.html"), file("out.nq"))
	require.NoError(t, err)
	_, _, err = convert(t, "-contexts", file("contexts"), file("both.jsonld"), file("out.nq"))
	assert.ErrorContains(t, err, "c.jsonld in the folder of contexts")
	_, _, err = convert(t, "-contexts", file("contexts"), "-network", file("both.jsonld"), file("out.nq"))
	require.NoError(t, err)
	got, err := os.ReadFile(file("out.nq"))
	require.NoError(t, err)
	assert.Equal(t, 2, bytes.Count(got, []byte("\n")))
	_, _, err = convert(t, file("page.html"), file("out.html"))
	assert.Error(t, err)

	// And what is written has one, too.
	require.NoError(t, os.WriteFile(file("context.json"), []byte(`"https://e.example/c"`), 0o600))
	_, _, err = convert(t, "-contexts", file("contexts"), "-context", file("context.json"), file("page.html"), file("out.jsonld"))
	require.NoError(t, err)
	got, err = os.ReadFile(file("out.jsonld"))
	require.NoError(t, err)
	assert.Equal(t, "{\n  \"@context\": \"https://e.example/c\",\n  \"@id\": \"https://e.example/s\",\n  \"p\": 1\n}\n", string(got))
	_, _, err = convert(t, "-context", file("no.json"), file("out.nq"), file("out.jsonld"))
	assert.ErrorIs(t, err, os.ErrNotExist)
}

// Data that breaks shapes is not written.
func TestShapes(t *testing.T) {
	dir := t.TempDir()
	shapes, good, bad := filepath.Join(dir, "shapes.ttl"), filepath.Join(dir, "good.ttl"), filepath.Join(dir, "bad.ttl")
	for name, text := range map[string]string{
		shapes: "@prefix sh: <http://www.w3.org/ns/shacl#> . <a:S> sh:targetSubjectsOf <a:p> ; sh:property [ sh:path <a:p> ; sh:maxCount 1 ] .",
		good:   "<a:s> <a:p> 1 .",
		bad:    "<a:s> <a:p> 1, 2 .",
	} {
		require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
	}
	var out, errs bytes.Buffer
	require.NoError(t, run(t.Context(), []string{"-shapes", shapes, good, "-to", "nt", "-"}, &out, &errs))
	assert.NotEmpty(t, out.String())
	assert.Contains(t, errs.String(), "nothing breaks the shapes")
	out.Reset()
	err := run(t.Context(), []string{"-shapes", shapes, bad, "-to", "nt", "-"}, &out, &errs)
	assert.EqualError(t, err, "the data breaks the shapes of "+shapes+": 1 violations")
	assert.Empty(t, out.String())
	assert.Contains(t, errs.String(), "violation: a:s: a:p has 2 values; 1 are allowed at most")
	assert.Contains(t, errs.String(), bad+":1:", "where it is stated")
	assert.Contains(t, errs.String(), "shape: a:p of a:S ("+shapes+":1:91)", "which shape")
	require.NoError(t, os.WriteFile(bad, []byte("@prefix sh: <http://www.w3.org/ns/shacl#> .\n<a:S> sh:targetNode <a:p> ;\n\tsh:closed 1 ."), 0o644))
	err = run(t.Context(), []string{"-shapes", bad, good, "-to", "nt", "-"}, &out, &errs)
	assert.ErrorContains(t, err, bad+":3:12: the shape a:S is ill-formed: sh:closed: true or false is wanted")
	require.NoError(t, run(t.Context(), []string{"-shapes", "talentgraph", good, "-to", "nt", "-"}, &out, &errs))
	err = run(t.Context(), []string{"-shapes", good, good, "-to", "nt", "-"}, &out, &errs)
	assert.EqualError(t, err, good+": no shape there says what it is about (sh:targetClass and its kin)")
}

// What a table leaves out is told, by kind.
func TestWhatATableLeavesOut(t *testing.T) {
	file := filepath.Join(t.TempDir(), "moves.csv")
	_, messages, err := convert(t, "../../testdata/tables/people.csv", "../../testdata/tables/moves.csv", file)
	require.NoError(t, err)
	assert.Contains(t, messages, "moves.csv: quads left to other tables: people ")
	assert.NotContains(t, messages, "no table can say")

	facts := filepath.Join(t.TempDir(), "facts.ttl")
	require.NoError(t, os.WriteFile(facts, []byte(`@prefix tg: <https://talentgraph.example/ns#> .
<a:move> tg:person <a:mara> ; tg:from <a:heron> ; tg:year 33 ; tg:figure [ tg:value 3 ] .
`), 0o666))
	_, messages, err = convert(t, facts, file)
	require.NoError(t, err)
	assert.Contains(t, messages, "moves.csv: quads that no table can say: 3\n  tg:figure: 1 (a node without an IRI)\n  tg:value: 1 (a node without an IRI)\n  tg:year: 1 (no cell that can say it)\n")
	written, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, "person,from,to,id\n<a:mara>,<a:heron>,,<a:move>\n", string(written))

	_, messages, err = convert(t, facts, filepath.Join(t.TempDir(), "facts.nq"))
	require.NoError(t, err)
	assert.NotContains(t, messages, "quads left")
}
