package loader_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader"
)

// The prefixes of files are known afterwards, and written again.
func TestPrefixesOfFilesAreLearned(t *testing.T) {
	const text = `@prefix : <https://example.com/> .
@prefix schema: <https://schema.org/> .
@prefix unused: <https://unused.example/> .

:alice a schema:Person ;
    schema:knows :bob .
`
	g := graph.New()
	report, err := loader.Load(t.Context(), g, strings.NewReader(text), loader.WithFormat(loader.Turtle))
	require.NoError(t, err)
	assert.Equal(t, map[string]string{"": "https://example.com/", "schema": "https://schema.org/", "unused": "https://unused.example/"}, report.Prefixes)
	var out bytes.Buffer
	require.NoError(t, loader.Write(t.Context(), &out, g, loader.WithFormat(loader.Turtle)))
	assert.Equal(t, strings.Replace(text, "@prefix unused: <https://unused.example/> .\n", "", 1), out.String(), "only what is used is declared")
	require.NoError(t, g.View(t.Context(), func(s *graph.Snapshot) error {
		assert.EqualValues(t, "https://schema.org/Person", s.ExpandIRI("schema:Person"))
		assert.EqualValues(t, "https://example.com/alice", s.ExpandIRI(":alice"))
		return nil
	}))

	// Another file means something else by them; what is known stays, and is no less right.
	report, err = loader.Load(t.Context(), g, strings.NewReader(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="https://other.example/"
		xmlns:schema="https://else.example/" xmlns:talent="https://talentgraph.example/ns#" xmlns:https="https://scheme.example/" xmlns:é="https://accent.example/">
		<talent:Move rdf:about="https://example.com/m"><schema:p>x</schema:p><https:q>x</https:q><é:r>x</é:r></talent:Move></rdf:RDF>`))
	require.NoError(t, err)
	assert.Len(t, report.Prefixes, 6)
	require.NoError(t, g.View(t.Context(), func(s *graph.Snapshot) error {
		assert.EqualValues(t, "https://schema.org/Person", s.ExpandIRI("schema:Person"))
		assert.EqualValues(t, "tg:Move", s.CompactIRI("https://talentgraph.example/ns#Move"), "a namespace keeps its prefix")
		assert.EqualValues(t, "https:x", s.ExpandIRI("https:x"))
		return nil
	}))
	for _, f := range []loader.Format{loader.Turtle, loader.TriG, loader.RDFXML, loader.JSONLD} {
		out.Reset()
		require.NoError(t, loader.Write(t.Context(), &out, g, loader.WithFormat(f)), f)
		assertEqual(t, g, loaded(t, out.String(), loader.WithFormat(f)))
	}

	// What fails teaches nothing.
	fresh := graph.New()
	_, err = loader.Load(t.Context(), fresh, strings.NewReader("@prefix ex: <https://example.com/> . ex:a"), loader.WithFormat(loader.Turtle))
	require.Error(t, err)
	require.NoError(t, fresh.View(t.Context(), func(s *graph.Snapshot) error {
		assert.EqualValues(t, "ex:a", s.ExpandIRI("ex:a"))
		return nil
	}))
}

// TestWhatIsWrittenIsNoLonger writes files that people have laid out, in the format that they have: those of the W3C's
// suites by the median, and the project's vocabulary, which has comments, too.
func TestWhatIsWrittenIsNoLonger(t *testing.T) {
	declaration := regexp.MustCompile(`<\?xml [^>]*\?>\s`)
	comments := regexp.MustCompile(`(?s)<!--.*?-->\s*|` + declaration.String())
	ratio := func(text string, f loader.Format) (float64, error) {
		g := graph.New()
		if _, err := loader.Load(t.Context(), g, strings.NewReader(text), loader.WithFormat(f), loader.WithBase("https://example.com/")); err != nil {
			return 0, err
		}
		var out strings.Builder
		require.NoError(t, loader.Write(t.Context(), &out, g, loader.WithFormat(f)))
		return float64(len(declaration.ReplaceAllString(out.String(), ""))) / float64(max(1, len(text))), nil
	}
	for _, f := range []loader.Format{loader.Turtle, loader.TriG} {
		r, err := ratio(vocab.Turtle(), f)
		require.NoError(t, err)
		assert.LessOrEqual(t, r, 1.0, f)
	}

	suites := os.Getenv("TALENTGRAPH_SUITES")
	if suites == "" {
		t.Skip("TALENTGRAPH_SUITES is not set: it names a folder with the W3C's suites")
	}
	for f, folders := range map[loader.Format][]string{
		loader.Turtle: {"shacl", "sparql10", "sparql11", "rdf-turtle"}, loader.TriG: {"rdf-trig"}, loader.RDFXML: {"rdf-xml"},
	} {
		var ratios []float64
		for _, folder := range folders {
			err := filepath.WalkDir(filepath.Join(suites, folder), func(path string, d fs.DirEntry, err error) error {
				if err != nil || filepath.Ext(path) != f.Ending() {
					return err
				}
				text, err := os.ReadFile(path)
				if err != nil {
					return err
				}
				text = comments.ReplaceAll(text, nil)             // the licence in each
				if r, err := ratio(string(text), f); err == nil { // some are wrong on purpose
					ratios = append(ratios, r)
				}
				return nil
			})
			require.NoError(t, err)
		}
		require.Greater(t, len(ratios), 100, f)
		slices.Sort(ratios)
		median := ratios[len(ratios)/2]
		t.Logf("%v: %d files, median %.2f", f, len(ratios), median)
		assert.LessOrEqual(t, median, 1.1, f)
	}
}
