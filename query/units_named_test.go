package query_test

import (
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// One source names the organization that somebody left, another one its unit: that is one row, with the evidence of both.
func TestUnitAndItsOrganizationAreOneEnd(t *testing.T) {
	g := graph.New()
	id := func(name string) quad.IRI { return quad.IRI(vocab.ID + name) }
	say := func(claim, s string, p quad.IRI, o quad.Value) {
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: id(s), Predicate: p, Object: o, Label: id(claim)}))
	}
	say("names", "lab", vocab.ORGUnitOf, id("acme"))
	for _, claim := range []string{"daily", "weekly"} {
		say(claim, "move", vocab.Person, id("ann"))
		say(claim, "move", vocab.To, id("bolt"))
		say(claim, "post", vocab.Holder, id("ann"))
	}
	say("daily", "move", vocab.From, id("lab"))
	say("weekly", "move", vocab.From, id("acme"))
	say("daily", "post", vocab.At, id("lab"))
	say("weekly", "post", vocab.At, id("acme"))

	rows, err := query.All(query.Moves(t.Context(), g))
	require.NoError(t, err)
	require.Len(t, rows, 1)
	assert.Equal(t, id("lab"), rows[0].From.ID(), "which says more")
	assert.Len(t, rows[0].Evidence(), 2)
	career, err := query.Career(t.Context(), g, "id:ann")
	require.NoError(t, err)
	assert.Len(t, career, 2, "the move and the post")
	for _, from := range []string{"id:acme", "id:lab"} {
		left, err := query.WhoLeft(t.Context(), g, from, "")
		require.NoError(t, err)
		assert.Len(t, left, 1, from)
	}
	flows, err := query.Flows(t.Context(), g)
	require.NoError(t, err)
	require.Len(t, flows, 1)
	assert.Equal(t, 1, flows[0].Count)
	rows, err = query.All(query.Moves(t.Context(), g, query.Source("id:weekly")))
	require.NoError(t, err)
	require.Len(t, rows, 1)
	assert.Equal(t, id("acme"), rows[0].From.ID(), "which is what that source says")
}
