package graph_test

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// searched gives the entities that a search finds, exactly or by a beginning.
func searched(t *testing.T, r graph.Reader, text string) (found []quad.IRI) {
	t.Helper()
	require.NoError(t, r.View(t.Context(), func(s *graph.Snapshot) error {
		for f, err := range s.Search(t.Context(), text) {
			require.NoError(t, err)
			if f.Match <= graph.MatchPrefix {
				found = append(found, f.Entity.ID())
			}
		}
		return nil
	}))
	slices.Sort(found)
	return found
}

// Names by the predicates of other vocabularies are plain labels: they find, and they are shown.
func TestPlainLabels(t *testing.T) {
	g := graph.New()
	for i, p := range []quad.IRI{vocab.RDFSLabel, "https://schema.org/name", "http://schema.org/name", "http://xmlns.com/foaf/0.1/name", vocab.DCTTitle} {
		node := id(string(rune('a' + i)))
		name := "Name " + string(rune('A'+i))
		// One after the other, so that tables that are there learn of it.
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: node, Predicate: p, Object: lang(name, "en")}))
		e, err := graph.Resolve(t.Context(), g, name, graph.AnyKind())
		require.NoError(t, err, p)
		assert.Equal(t, node, e.ID())
		assert.Equal(t, name, e.Label())
		assert.Equal(t, []graph.Label{{Text: name, Lang: "en", Kind: graph.Plain}}, e.Labels())
		assert.Equal(t, []quad.IRI{node}, searched(t, g, name))
		assert.Contains(t, g.Snapshot().LabelPredicates(), p)
		written, err := json.Marshal(e)
		require.NoError(t, err)
		assert.Contains(t, string(written), name)
	}
	assert.Len(t, searched(t, g, "name"), 5)
	require.NoError(t, g.Remove(t.Context(), quad.Quad{Subject: id("d"), Predicate: vocab.FOAFName, Object: lang("Name D", "en")}))
	assert.Len(t, searched(t, g, "name"), 4)
	_, err := graph.Resolve(t.Context(), g, "Name D", graph.AnyKind())
	assert.ErrorIs(t, err, graph.ErrNotFound)
}

func TestPlainLabelsAreChosen(t *testing.T) {
	const called = quad.IRI("https://example.com/called")
	g, err := graph.Open(t.Context(), "memory:", graph.PlainLabels(called, vocab.SKOSPrefLabel, called))
	require.NoError(t, err)
	require.NoError(t, g.Add(t.Context(),
		quad.Quad{Subject: id("a"), Predicate: called, Object: quad.String("Ann")},
		quad.Quad{Subject: id("b"), Predicate: vocab.SKOSPrefLabel, Object: quad.String("Ben")},
		quad.Quad{Subject: id("c"), Predicate: vocab.SchemaName, Object: quad.String("Cid")}))
	assert.Equal(t, []quad.IRI{vocab.SKOSPrefLabel, called, vocab.SKOSAltLabel, vocab.SKOSHiddenLabel}, g.Snapshot().LabelPredicates())
	assert.Equal(t, []quad.IRI{id("a")}, searched(t, g, "Ann"))
	assert.Equal(t, []quad.IRI{id("b")}, searched(t, g, "Ben"))
	assert.Empty(t, searched(t, g, "Cid"))
	for _, bad := range []quad.IRI{"", "name", "rdfs:label", "https://example.com/a b"} {
		_, err := graph.Open(t.Context(), "memory:", graph.PlainLabels(bad))
		assert.ErrorContains(t, err, "is no full IRI", bad)
	}
}

// A file's table of names is that of the labels that it was written for; opened for others, names are read anew.
func TestPlainLabelsOfFile(t *testing.T) {
	const called = quad.IRI("https://example.com/called")
	source := "file:" + filepath.Join(t.TempDir(), "talent.tg")
	opened := func(opts ...graph.OpenOption) *graph.Graph {
		g, err := graph.Open(t.Context(), source, opts...)
		require.NoError(t, err)
		return g
	}
	g := opened()
	require.NoError(t, g.Add(t.Context(),
		quad.Quad{Subject: id("a"), Predicate: called, Object: quad.String("Ann")},
		quad.Quad{Subject: id("b"), Predicate: vocab.FOAFName, Object: quad.String("Ben")}))
	require.NoError(t, g.Compact(t.Context())) // the table is written
	finds := func(g *graph.Graph, name string) bool {
		_, err := graph.Resolve(t.Context(), g, name, graph.AnyKind())
		return err == nil
	}
	assert.Equal(t, [2]bool{false, true}, [2]bool{finds(g, "Ann"), finds(g, "Ben")})
	require.NoError(t, g.Close())
	for range 2 { // written for them the second time
		g = opened(graph.PlainLabels(called))
		assert.Equal(t, [2]bool{true, false}, [2]bool{finds(g, "Ann"), finds(g, "Ben")})
		require.NoError(t, g.Compact(t.Context()))
		require.NoError(t, g.Close())
	}
	g = opened()
	assert.Equal(t, [2]bool{false, true}, [2]bool{finds(g, "Ann"), finds(g, "Ben")})
	require.NoError(t, g.Close())
}
