package gizmo

import (
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
)

func TestNotes(t *testing.T) {
	t.Run("here", func(t *testing.T) { testNotes(t) })
	t.Run("in a box", func(t *testing.T) { testNotes(t, In(box)) })
}

func testNotes(t *testing.T, way ...Option) {
	values := func(t *testing.T, r graph.Reader, script string, keep Option) ([]any, error) {
		return valuesOf(t, r, script, append(slices.Clip(way), keep)...)
	}
	g := graph.New()
	id := func(s string) quad.IRI { return quad.IRI("https://talentgraph.example/id/" + s) }
	require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: id("alibaba"), Predicate: quad.IRI("https://talentgraph.example/ns#of"), Object: quad.String("x")}))
	var notes []string
	keep := WithNotes(func(n Note) { notes = append(notes, n.String()) })
	got, err := values(t, g, "g.V('alibaba').all();\ng.V('<id:alibaba>').out('tg:of').all(); g.V(iri('id:alibaba')).out('<tg:of>').all(); g.V('x').all()", keep)
	require.NoError(t, err)
	require.Len(t, got, 2)
	require.Equal(t, []string{
		`1:4: V: the plain text "alibaba" names nothing in the graph, but an IRI does; write "<id:alibaba>"`,
		`2:24: out: the plain text "tg:of" names nothing in the graph, but an IRI does; write "<tg:of>"`,
	}, notes)
	notes = nil
	_, err = values(t, g, "g.V('<id:alibabba>').out('<tg:off>').in(iri('tg:Of')).out('<http://x/y>', 'tag').all(); g.V('<nope:x>').all()", keep)
	require.NoError(t, err)
	require.Equal(t, []string{
		`1:4: V: <id:alibabba> names nothing in the graph; did you mean <id:alibaba>?`,
		`1:25: out: <tg:off> names nothing in the graph; did you mean <tg:of>?`,
		`1:40: in: <tg:Of> names nothing in the graph; did you mean <tg:of>?`,
		`1:58: out: <http://x/y> names nothing in the graph`,
		`1:92: V: <nope:x> names nothing in the graph; nope: is no known prefix`,
	}, notes)
	notes = nil
	for i, label := range []string{"Alibaba", "Twin", "Twin"} {
		node := id([]string{"alibaba", "one", "two"}[i])
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: node, Predicate: quad.IRI("http://www.w3.org/2004/02/skos/core#prefLabel"), Object: quad.LangString{Value: quad.String(label), Lang: "en"}}))
	}
	_, err = values(t, g, "g.V('Alibaba').all(); g.V().has('<tg:of>', 'ALIBABA').all(); g.V('Twin').all(); g.V('nobody').all()", keep)
	require.NoError(t, err)
	require.Equal(t, []string{
		`1:4: V: the plain text "Alibaba" is no node of the graph, but what something is called; write "<id:alibaba>"`,
		`1:32: has: the plain text "ALIBABA" is no node of the graph, but what something is called; write "<id:alibaba>"`,
		`1:65: V: the plain text "Twin" is no node of the graph, but what something is called; write "<id:one>" or "<id:two>"`,
	}, notes)
	notes = nil
	require.NoError(t, g.SetPrefix("ours", "https://talentgraph.example/id/"))
	got, err = values(t, g, "g.V('<ours:alibaba>').all()", keep)
	require.NoError(t, err)
	require.Len(t, got, 1)
	require.Empty(t, notes)
	g.LearnPrefixes(map[string]string{"": "https://talentgraph.example/"}) // of a file
	got, err = values(t, g, "g.V('<:id/alibaba>').out('<:ns#of>').all(); g.V(iri(':id/alibaba')).all()", keep)
	require.NoError(t, err)
	require.Len(t, got, 2)
	require.Empty(t, notes)
	_, err = values(t, g, `g.V()`, keep)
	require.NoError(t, err)
	require.Equal(t, []string{"the script ends with a path that was not run; add .all() to get its rows"}, notes)
}
