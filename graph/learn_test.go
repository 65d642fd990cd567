package graph_test

import (
	"maps"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
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
