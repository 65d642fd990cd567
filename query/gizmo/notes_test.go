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
	// Texts that are there as other literals.
	for i, v := range []quad.Value{quad.Int(2024), quad.TypedString{Value: "1999", Type: "http://www.w3.org/2001/XMLSchema#gYear"}, quad.Float(2.5)} {
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: id("alibaba"), Predicate: quad.IRI("https://talentgraph.example/ns#n"), Object: v}), i)
	}
	notes = nil
	_, err = values(t, g, "g.V().has('<skos:prefLabel>', 'Alibaba').all(); g.V().has('<tg:n>', '2024').all(); g.V('1999').all(); g.V().has('<tg:n>', '2.5').all(); g.V().has('<tg:n>', '7').all()", keep)
	require.NoError(t, err)
	require.Equal(t, []string{
		`1:10: has: the plain text "Alibaba" names nothing in the graph, but a text of the language en does; write lang("Alibaba", "en")`,
		`1:58: has: the plain text "2024" names nothing in the graph, but a number does; write 2024`,
		`1:87: V: the plain text "1999" names nothing in the graph, but a value of the type xsd:gYear does; write typed("1999", "http://www.w3.org/2001/XMLSchema#gYear")`,
		`1:112: has: the plain text "2.5" names nothing in the graph, but a number does; write 2.5`,
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

// Rows that come more than once are noted, once in a script, and given all the same.
func TestNoteOfDoubles(t *testing.T) {
	g := graph.New()
	for _, claim := range []string{"one", "two"} {
		addAsRead(t, g, quad.MakeIRI("e:ann", "e:knows", "e:bob", "e:"+claim))
	}
	for _, way := range [][]Option{nil, {In(box)}} {
		for script, want := range map[string]int{
			`g.V("<e:ann>").out("<e:knows>").all()`:                                             1,
			`var p = g.V("<e:ann>").out("<e:knows>").tag("x"); p.getLimit(2); p.all(); p.all()`: 1,
			`g.V("<e:ann>").out("<e:knows>").getLimit(1)`:                                       0,
			`g.V("<e:ann>").out("<e:knows>").unique().all()`:                                    0,
			`g.V("<e:ann>").out("<e:knows>").unique().all(); g.V("<e:ann>").all()`:              0,
		} {
			var notes []string
			got, err := valuesOf(t, g, script, append(slices.Clip(way), WithNotes(func(n Note) { notes = append(notes, n.String()) }))...)
			require.NoError(t, err)
			require.NotEmpty(t, got)
			require.Len(t, notes, want, script)
			for _, note := range notes {
				require.Contains(t, note, "unique() before it gives each node once")
			}
		}
	}
}
