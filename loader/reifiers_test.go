package loader_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
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

// By an option, a triple that a file reifies but does not state is a speculative claim's.
func TestUnstatedIsSpeculative(t *testing.T) {
	g := graph.New()
	const file = `@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix tg: <https://talentgraph.example/ns#> .
<a:m> tg:person <a:p> ~ <a:c> .
<a:d> rdf:reifies <<( <a:m> tg:to <a:o> )>> ; tg:note "so they say" .
<a:e> rdf:reifies <<( <a:m> tg:from <a:n> )>> ; tg:certainty tg:disputed .`
	load := func(text string, opts ...loader.Option) error {
		_, err := loader.Load(t.Context(), g, strings.NewReader(text), append(opts, loader.WithFormat(loader.Turtle))...)
		return err
	}
	assert.ErrorContains(t, load(file, loader.WithReifiers()), "3:19: a triple that is reified, but that the file does not state; expected it as a statement too (WithUnstated takes it)")
	require.NoError(t, load(file, loader.WithUnstated()))
	certainty := func(predicate string) graph.Certainty {
		for q, err := range g.Quads(t.Context(), graph.Pattern{Predicate: quad.IRI(vocab.NS + predicate)}) {
			require.NoError(t, err)
			s := g.Snapshot()
			return s.Numbers().Certainty(s.Numbers().ID(q.Label))
		}
		t.Fatal(predicate)
		return 0
	}
	assert.Equal(t, graph.Unknown, certainty("person"))
	assert.Equal(t, graph.Speculative, certainty("to"))
	assert.Equal(t, graph.Disputed, certainty("from"))
	var out bytes.Buffer
	require.NoError(t, loader.Write(t.Context(), &out, g, loader.WithFormat(loader.Turtle), loader.WithReifiers()))
	again := graph.New()
	_, err := loader.Load(t.Context(), again, &out, loader.WithFormat(loader.Turtle), loader.WithUnstated())
	require.NoError(t, err)
	assertEqual(t, g, again)
	before := g.Size()
	err = load(file+"<a:d> tg:certainty tg:stated .", loader.WithUnstated())
	assert.ErrorContains(t, err, "3:19: a triple that is reified, but that the file does not state, by a reifier of which it says that it is more certain")
	assert.Equal(t, before, g.Size())
}
