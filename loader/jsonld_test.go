package loader_test

import (
	"context"
	"errors"
	"fmt"
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
