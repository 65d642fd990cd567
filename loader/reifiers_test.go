package loader_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/loader"
)

// The bundled facts are written with their claims as reifiers, and read back equal.
func TestArticleWithReifiers(t *testing.T) {
	g := graph.New()
	_, err := loader.Article(t.Context(), g)
	require.NoError(t, err)
	for _, f := range []loader.Format{loader.Turtle, loader.TriG} {
		for _, opts := range [][]loader.Option{nil, {loader.WithStreaming()}, {loader.WithoutLabels()}} {
			if f == loader.TriG && len(opts) > 0 {
				continue
			}
			opts = append(opts, loader.WithFormat(f), loader.WithReifiers())
			var file bytes.Buffer
			require.NoError(t, loader.Write(t.Context(), &file, g, opts...))
			assert.Positive(t, strings.Count(file.String(), " ~ id:claim-"), f)
			again := graph.New()
			_, err := loader.Load(t.Context(), again, bytes.NewReader(file.Bytes()), opts...)
			require.NoError(t, err)
			assertEqual(t, g, again)
			_, err = loader.Load(t.Context(), again, &file, loader.WithFormat(f))
			assert.ErrorContains(t, err, "this is RDF 1.2, which is not read; found \"~ ")
			assert.ErrorContains(t, err, "(WithReifiers reads it as a graph label)")
		}
	}
}

// A file that reifies what it does not state changes nothing.
func TestReifiedButNotStated(t *testing.T) {
	g := graph.New()
	const file = "<a:s> <a:p> <a:o> .\n<a:c> <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( <a:s> <a:p> 1 )>> ."
	_, err := loader.Load(t.Context(), g, strings.NewReader(file), loader.WithName("f.ttl"), loader.WithReifiers())
	assert.ErrorContains(t, err, "f.ttl:2:60: a triple that is reified")
	assert.Zero(t, g.Size())
}
