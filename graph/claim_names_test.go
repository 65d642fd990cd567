package graph_test

import (
	"math/rand/v2"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
)

// A claim's IRI goes by which facts it states, not by their order.
func TestClaimsAreNamedByWhatTheySay(t *testing.T) {
	c := graph.Claim{Source: "https://news.example/1", Paragraph: 3}
	var facts []quad.Quad
	for i := range 5 {
		facts = append(facts, quad.Quad{Subject: quad.IRI("urn:s"), Predicate: quad.IRI("urn:p"), Object: quad.Int(i)})
	}
	name := c.IRIFor(facts...)
	require.NotEqual(t, name, c.IRIFor(facts[1:]...))
	for range 20 {
		rand.Shuffle(len(facts), func(i, j int) { facts[i], facts[j] = facts[j], facts[i] })
		require.Equal(t, name, c.IRIFor(facts...))
	}
}
