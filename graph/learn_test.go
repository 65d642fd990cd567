package graph_test

import (
	"maps"
	"strings"
	"sync"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

func TestLearnPrefixes(t *testing.T) {
	g := graph.New()
	known := func() map[string]string {
		m := map[string]string{}
		require.NoError(t, g.View(t.Context(), func(s *graph.Snapshot) error {
			for _, p := range s.Prefixes() {
				m[p.Name] = p.Namespace
			}
			return nil
		}))
		return m
	}
	want := known()
	g.LearnPrefixes(map[string]string{
		"": "https://example.com/", "ex": "https://example.com/ns#", "ex2": "https://example.com/ns#", // one namespace, one prefix
		"tg": "https://else.example/", "talent": want["tg"], // known
		"urn": "https://a.example/", "DID": "https://b.example/", "a.": "https://c.example/", "é": "https://d.example/", "1": "https://e.example/", // no prefixes
		"f": "relative", "g": "https://g.example/ ", "h": "",
	})
	want[""], want["ex"] = "https://example.com/", "https://example.com/ns#"
	assert.Equal(t, want, known())
	g.LearnPrefixes(nil)
	var wg sync.WaitGroup
	for _, p := range []string{"k", "l", "m", "n"} {
		wg.Go(func() { g.LearnPrefixes(map[string]string{p: "https://" + p + ".example/"}) })
	}
	wg.Wait()
	assert.Len(t, maps.Collect(maps.All(known())), len(want)+4)

	for prefix, namespace := range map[string]string{"a.": "https://a.example/", "b": "https://b.example/ ", "c": ":", "did": "https://d.example/"} {
		assert.Error(t, g.SetPrefix(prefix, namespace), prefix)
	}
}

// A learned prefix can be another file's scheme: then IRIs of that scheme still go in, and mean themselves.
func TestLearnedPrefixesTakeNothingAway(t *testing.T) {
	const wgs84 = "http://www.w3.org/2003/01/geo/wgs84_pos#"
	g := graph.New()
	place := quad.MakeIRI("geo:37.7,-122.4", "rdfs:label", "geo:1,2", "geo:3,4")
	place.Predicate = quad.IRI(vocab.RDFSLabel)
	g.LearnPrefixes(map[string]string{"geo": wgs84})
	require.NoError(t, g.Add(t.Context(), place, quad.MakeIRI("https://example.com/a", wgs84+"lat", "https://example.com/b", "")))
	require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
		fact := place
		fact.Label = nil
		_, err := tx.Assert(graph.Claim{Source: "geo:5,6"}, fact)
		return err
	}))
	require.NoError(t, g.View(t.Context(), func(s *graph.Snapshot) error {
		for name, want := range map[string]quad.IRI{
			"geo:37.7,-122.4": "geo:37.7,-122.4", "<geo:3,4>": "geo:3,4", "geo:lat": wgs84 + "lat", "geo:other": wgs84 + "other",
		} {
			assert.Equal(t, want, s.ExpandIRI(strings.Trim(name, "<>")))
			iri, err := s.ParseIRI(name)
			assert.NoError(t, err)
			assert.Equal(t, want, iri)
			if e, err := s.Resolve(t.Context(), name, graph.AnyKind()); name != "geo:other" && assert.NoError(t, err) {
				assert.Equal(t, want, e.ID())
			}
		}
		assert.Equal(t, "geo:lat", s.CompactIRI(wgs84+"lat"))
		return nil
	}))

	// Who sets it says what such IRIs mean in this program.
	require.NoError(t, g.SetPrefix("geo", wgs84))
	place.Object = quad.IRI("geo:7,8")
	assert.ErrorContains(t, g.Add(t.Context(), place), "is a compact IRI")
}
