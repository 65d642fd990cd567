package query_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// A predicate alone gives all facts with it, by whatever name it is asked for.
func TestWhyOfAPredicateAgainstLoops(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		for predicate, called := range map[quad.IRI][]string{
			vocab.LedBy: {"ledBy", "led by", " LED  BY", "負責人", "tg:ledBy"}, vocab.Year: {"year"}, vocab.ORGUnitOf: {"unitOf", "隸屬", "org:unitOf"},
			vocab.RDFType: {"rdf:type"}, vocab.Investee: {"investee"}, vocab.Bound: {"bound"},
		} {
			var want []fact
			for f := range o.facts {
				if f.p == short(predicate) && o.in(f.s) {
					want = append(want, f)
				}
			}
			for _, name := range called {
				rows, err := query.Why(t.Context(), g, "", name, "", opts...)
				require.NoError(t, err, name)
				assert.ElementsMatch(t, want, mapped(rows, factOf), name)
				assert.True(t, slices.IsSortedFunc(rows, func(a, b query.Fact) int { return byNumber(a.Subject, b.Subject) }))
				answers += len(rows)
			}
		}
	})
	assert.NotZero(t, answers)
	g := wholeGraph(t)
	_, err := query.Why(t.Context(), g, "", "", "")
	assert.ErrorIs(t, err, graph.ErrNotFound)
	_, err = query.Why(t.Context(), g, "", "no such predicate", "")
	assert.ErrorIs(t, err, graph.ErrNotFound)
	for n := int64(1); ; n++ {
		ctx := &ending{Context: t.Context(), n: n}
		if _, err = query.Why(ctx, g, "", "person", ""); err == nil {
			break
		}
		assert.ErrorIs(t, err, context.Canceled)
	}
}
