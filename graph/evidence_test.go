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

func TestCertaintyOrder(t *testing.T) {
	strongestFirst := []graph.Certainty{graph.Stated, graph.Inferred, graph.Speculative, graph.Disputed, graph.Unknown}
	for i, a := range strongestFirst {
		for j, b := range strongestFirst {
			assert.Equal(t, i <= j, a.AtLeast(b), "%v, %v", a, b)
			assert.Equal(t, strongestFirst[max(i, j)], graph.Weaker(a, b))
			assert.Equal(t, strongestFirst[min(i, j)], graph.Stronger(a, b))
		}
		c, err := graph.ParseCertainty(a.String())
		assert.NoError(t, err)
		assert.Equal(t, a, c)
	}
	_, err := graph.ParseCertainty("sure")
	assert.ErrorContains(t, err, "stated, inferred, speculative, disputed")
}

func TestAssert(t *testing.T) {
	ctx := t.Context()
	g := graph.New()
	fact := triple("move", "to", iri("b"))
	claim := graph.Claim{
		Source: iri("news"), Paragraph: 3, Start: 4, End: 9, Certainty: graph.Inferred,
		Note: "from the context", Contradicts: []quad.IRI{iri("other")}, DataSet: iri("set"),
	}
	var name quad.IRI
	assertIt := func() {
		require.NoError(t, g.Update(ctx, func(tx *graph.Tx) (err error) {
			name, err = tx.Assert(claim, fact)
			return err
		}))
	}
	assertIt()
	first, size := name, g.Size()
	assertIt()
	assert.Equal(t, first, name, "the same claim has the same name")
	assert.Equal(t, size, g.Size(), "and asserting it again changes nothing")

	require.Len(t, lines(t, g, graph.Pattern{Subject: iri("move"), Label: name}), 1)
	assert.EqualValues(t, 9, size)
	assert.Len(t, lines(t, g, graph.Pattern{Subject: name, Label: iri("set")}), 8)

	s := g.Snapshot()
	label := s.Numbers().ID(name)
	evidence := s.Numbers().Evidence(label, label, 0)
	require.Len(t, evidence, 1)
	assert.Equal(t, graph.Evidence{
		Claim: name, Source: iri("news"), Paragraph: 3, Start: 4, End: 9, Certainty: graph.Inferred,
		Note: "from the context", Contradicts: []quad.IRI{iri("other")},
	}, evidence[0])
	assert.Equal(t, graph.Inferred, s.Numbers().Certainty(label))
	assert.Equal(t, iri("news"), s.Numbers().Entity(s.Numbers().Source(label)).Node())
	assert.Equal(t, "https://example.com/news ¶3 [4:9] inferred", evidence[0].String())
	text, err := json.Marshal(evidence[0])
	require.NoError(t, err)
	assert.Contains(t, string(text), `"paragraph":3,"start":4,"end":9,"certainty":"inferred"`)
}

// A note may be in several languages: Note is the English one, NoteIn chooses, JSON has all.
func TestNotesInSeveralLanguages(t *testing.T) {
	g := graph.New()
	note := func(text, lang string) quad.Quad {
		return quad.Quad{Subject: iri("claim"), Predicate: vocab.Note, Object: quad.LangString{Value: quad.String(text), Lang: lang}}
	}
	require.NoError(t, g.Add(t.Context(), note("據上文", "zh-Hant"), note("from the context", "en"), note("据上文", "zh-Hans"),
		quad.Quad{Subject: iri("other"), Predicate: vocab.Note, Object: quad.String("plain")}))
	s := g.Snapshot()
	e := s.Numbers().Evidence(s.Numbers().ID(iri("claim")))[0]
	assert.Equal(t, "from the context", e.Note)
	for want, langs := range map[string][]string{
		"from the context": nil, "據上文": {"zh-Hant-TW"}, "据上文": {"fr", "zh-Hans"},
	} {
		assert.Equal(t, want, e.NoteIn(langs...))
	}
	text, err := json.Marshal(e)
	require.NoError(t, err)
	assert.Contains(t, string(text), `"note":"from the context","notes":{"en":"from the context","zh-Hans":"据上文","zh-Hant":"據上文"}`)

	require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
		_, err := tx.Assert(graph.Claim{ID: iri("asserted"), Source: iri("news"), Note: "據公告", NoteLang: "zh-Hant"}, triple("move", "to", iri("b")))
		return err
	}))
	require.Len(t, lines(t, g, graph.Pattern{Object: quad.LangString{Value: "據公告", Lang: "zh-Hant"}}), 1)

	e = s.Numbers().Evidence(s.Numbers().ID(iri("other")))[0]
	assert.Equal(t, "plain", e.NoteIn("zh-Hant"))
	text, err = json.Marshal(e)
	require.NoError(t, err)
	assert.NotContains(t, string(text), "notes")
	assert.Equal(t, "by hand", graph.Evidence{Note: "by hand"}.NoteIn("zh"))
}

func TestAssertRefuses(t *testing.T) {
	fact := triple("move", "to", iri("b"))
	good := graph.Claim{Source: iri("news")}
	with := func(change func(*graph.Claim)) graph.Claim {
		c := good
		change(&c)
		return c
	}
	for _, c := range []struct {
		claim graph.Claim
		facts []quad.Quad
		want  string
	}{
		{good, nil, "must state something"},
		{graph.Claim{}, []quad.Quad{fact}, "needs a Source"},
		{with(func(c *graph.Claim) { c.Paragraph = -1 }), []quad.Quad{fact}, "not paragraph -1"},
		{with(func(c *graph.Claim) { c.Paragraph, c.Start, c.End = 1, 5, 4 }), []quad.Quad{fact}, "0 <= Start <= End"},
		{with(func(c *graph.Claim) { c.End = 4 }), []quad.Quad{fact}, "set Paragraph"},
		{with(func(c *graph.Claim) { c.Note, c.NoteLang = "x", "no tag" }), []quad.Quad{fact}, "no tag"},
		{with(func(c *graph.Claim) { c.Certainty = 17 }), []quad.Quad{fact}, "no certainty 17"},
		{good, []quad.Quad{in("elsewhere", fact)}, "Assert gives the claim as label"},
		{good, []quad.Quad{fact, {}}, "quad 1"},
	} {
		g := graph.New()
		err := g.Update(t.Context(), func(tx *graph.Tx) error {
			_, err := tx.Assert(c.claim, c.facts...)
			assert.ErrorContains(t, err, c.want)
			return nil
		})
		require.NoError(t, err)
		assert.Zero(t, g.Size(), c.want)
	}
}

// Where there are no claim records, a label is the source, and nothing is known of how certain it is.
func TestPlainSources(t *testing.T) {
	g := graph.New()
	require.NoError(t, g.Add(t.Context(), in("news", triple("move", "to", iri("b")))))
	s := g.Snapshot()
	label := s.Numbers().ID(iri("news"))
	assert.Equal(t, []graph.Evidence{{Claim: iri("news"), Source: iri("news")}}, s.Numbers().Evidence(label))
	assert.Equal(t, graph.Unknown, s.Numbers().Certainty(label))
	assert.Equal(t, label, s.Numbers().Source(label))
}

func TestCertaintyAsText(t *testing.T) {
	g := graph.New()
	require.NoError(t, g.Add(t.Context(),
		quad.Quad{Subject: iri("c"), Predicate: vocab.Certainty, Object: quad.String("Speculative")},
		quad.Quad{Subject: iri("d"), Predicate: vocab.Certainty, Object: quad.String("whatever")}))
	s := g.Snapshot()
	assert.Equal(t, graph.Speculative, s.Numbers().Certainty(s.Numbers().ID(iri("c"))))
	assert.Equal(t, graph.Unknown, s.Numbers().Certainty(s.Numbers().ID(iri("d"))))
}

// A claim that is its own source, or contradicts itself, says nothing.
func TestClaimsOfThemselvesAreRefused(t *testing.T) {
	g := graph.New()
	for _, c := range []graph.Claim{
		{ID: "https://example.com/c", Source: "https://example.com/c"},
		{ID: "https://example.com/c", Source: "https://example.com/s", Contradicts: []quad.IRI{"https://example.com/d", "https://example.com/c"}},
	} {
		err := g.Update(t.Context(), func(tx *graph.Tx) error {
			_, err := tx.Assert(c, quad.MakeIRI("https://example.com/a", "https://example.com/p", "https://example.com/b", ""))
			return err
		})
		assert.ErrorContains(t, err, "<https://example.com/c> is its own source, or contradicts itself")
		assert.Zero(t, g.Size())
	}
}
