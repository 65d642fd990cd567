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
	"talentgraph.example/query"
)

// What a chain of moves reaches leads back to the moves of its last step.
func TestReachedAgainstLoops(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, floor, source := filter(rng, g)
		o := newOracle(quads, floor, source)
		for _, org := range organizationsOf(g) {
			for moves := 1; moves < 4; moves++ {
				before := o.downstream(short(quad.IRI(org)), moves-1)
				rows, err := query.Downstream(t.Context(), g, org, moves, opts...)
				require.NoError(t, err)
				for _, reached := range rows {
					want := slices.DeleteFunc(o.rows(), func(r row) bool {
						return r.from == "" || r.to == "" || o.internal(r.from, r.to) || !o.within(r.to, short(reached.Node())) ||
							!slices.ContainsFunc(before, func(b string) bool { return o.within(r.from, b) })
					})
					o.leadsBack(t, quads, reached, want)
					answers++
				}
				up, err := query.Upstream(t.Context(), g, org, 1, opts...)
				require.NoError(t, err)
				for _, reached := range up {
					want := slices.DeleteFunc(o.rows(), func(r row) bool {
						return r.from == "" || r.to == "" || o.internal(r.from, r.to) || !o.within(r.from, short(reached.Node())) || !o.within(r.to, short(quad.IRI(org)))
					})
					o.leadsBack(t, quads, reached, want)
				}
			}
			none, err := query.Downstream(t.Context(), g, org, 0, opts...)
			require.NoError(t, err)
			o.leadsBack(t, quads, none[0], nil)
		}
	})
	assert.NotZero(t, answers)
}

// leadsBack holds what a row leads back to against rows of moves.
func (o *oracle) leadsBack(t *testing.T, quads []quad.Quad, reached query.Reached, want []row) {
	t.Helper()
	moves, err := reached.Moves(t.Context())
	require.NoError(t, err)
	require.ElementsMatch(t, want, mapped(moves, rowOf), "%v", reached)
	distinct, claims := map[string]bool{}, map[string]bool{}
	for _, r := range want {
		distinct[r.move] = true
	}
	for _, q := range quads {
		if q.Label != nil && distinct[short(q.Subject)] && o.counts(q) {
			claims[short(q.Label)] = true
		}
	}
	grades, err := reached.Grades(t.Context())
	require.NoError(t, err)
	assert.Equal(t, len(distinct), grades.Total())
	best := map[quad.IRI]graph.Certainty{}
	for _, m := range moves {
		best[m.ID()] = graph.Stronger(best[m.ID()], m.Certainty())
	}
	var counted query.Grades
	for _, certainty := range best {
		switch certainty {
		case graph.Stated:
			counted.Stated++
		case graph.Inferred:
			counted.Inferred++
		case graph.Speculative:
			counted.Speculative++
		case graph.Disputed:
			counted.Disputed++
		default:
			counted.Unknown++
		}
	}
	assert.Equal(t, counted, grades, "counted for this row, or for all rows at once")
	evidence, err := reached.Evidence(t.Context())
	require.NoError(t, err)
	assert.ElementsMatch(t, keys(claims), mapped(evidence, func(e graph.Evidence) string { return short(e.Claim) }))
}

func TestReachedAfterDetachAndCancel(t *testing.T) {
	rows, err := query.Downstream(t.Context(), wholeGraph(t), "id:org-0", 1)
	require.NoError(t, err)
	_, err = rows[0].Detach().Grades(t.Context())
	assert.ErrorContains(t, err, "query.Reached.Grades: the row is detached")
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for range 2 { // what the first one has not found out, the second one must not take for known
		_, err = rows[0].Evidence(cancelled)
		assert.ErrorIs(t, err, context.Canceled)
	}
	_, err = rows[0].Moves(t.Context())
	assert.NoError(t, err)
}

// entities are the organizations of rows.
func entities(rows []query.Reached) []graph.Entity {
	return mapped(rows, func(r query.Reached) graph.Entity { return r.Entity })
}
