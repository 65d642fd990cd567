package graph_test

import (
	"encoding/json"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// What entities and claims write, they read.
func TestJSONIsReadBack(t *testing.T) {
	g := graph.New()
	id := func(name string) quad.IRI { return quad.IRI(vocab.ID + name) }
	for _, q := range []quad.Quad{
		{Subject: id("a"), Predicate: vocab.SKOSPrefLabel, Object: quad.LangString{Value: "A <b> \"c\" 甲\u2028", Lang: "fr"}},
		{Subject: id("a"), Predicate: vocab.RDFSLabel, Object: quad.String("plain")},
		{Subject: quad.BNode("b"), Predicate: vocab.Person, Object: id("a"), Label: id("claim")},
		{Subject: id("a"), Predicate: vocab.Year, Object: quad.Int(2024), Label: quad.BNode("source")},
		{Subject: id("claim"), Predicate: vocab.PROVHadPrimarySource, Object: id("news")},
		{Subject: id("claim"), Predicate: vocab.Paragraph, Object: quad.Int(1)},
		{Subject: id("claim"), Predicate: vocab.Start, Object: quad.Int(0)},
		{Subject: id("claim"), Predicate: vocab.End, Object: quad.Int(9)},
		{Subject: id("claim"), Predicate: vocab.Certainty, Object: vocab.CertaintyInferred},
		{Subject: id("claim"), Predicate: vocab.Note, Object: quad.LangString{Value: "a note", Lang: "en"}},
		{Subject: id("claim"), Predicate: vocab.Note, Object: quad.LangString{Value: "註", Lang: "zh-Hant"}},
		{Subject: id("claim"), Predicate: vocab.Contradicts, Object: id("other")},
	} {
		require.NoError(t, g.Add(t.Context(), q))
	}
	n := g.Snapshot().Numbers()
	for _, v := range []quad.Value{id("a"), id("news"), quad.BNode("b"), quad.Int(2024), quad.LangString{Value: "註", Lang: "zh-Hant"}} {
		e := n.Entity(n.ID(v))
		text, err := json.Marshal(e)
		require.NoError(t, err)
		var read graph.Entity
		require.NoError(t, json.Unmarshal(text, &read), "%s", text)
		again, err := json.Marshal(read)
		require.NoError(t, err)
		assert.Equal(t, string(text), string(again))
		assert.Equal(t, e.Label(), read.Label())
		assert.Equal(t, quad.StringOf(e.Node()), quad.StringOf(read.Node()))
	}
	for _, label := range []quad.Value{id("claim"), quad.BNode("source")} {
		e := n.Evidence(n.ID(label))[0]
		text, err := json.Marshal(e)
		require.NoError(t, err)
		var read graph.Evidence
		require.NoError(t, json.Unmarshal(text, &read), "%s", text)
		assert.Equal(t, e.String(), read.String())
		assert.Equal(t, e.NoteIn("zh"), read.NoteIn("zh"))
		assert.Equal(t, e.Contradicts, read.Contradicts)
		again, err := json.Marshal(read)
		require.NoError(t, err)
		assert.Equal(t, string(text), string(again))
		if label == id("claim") {
			assert.Contains(t, string(text), `"start":0,"end":9`, "an offset of 0 is one")
		}
	}
	var e graph.Entity
	assert.ErrorContains(t, json.Unmarshal([]byte(`{"label":"x"}`), &e), "neither an id nor a value")
	require.NoError(t, json.Unmarshal([]byte(`null`), &e))
	assert.True(t, e.IsZero())
}
