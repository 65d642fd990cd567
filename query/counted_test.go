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
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/query"
)

// sum is what all rows of sums have.
type sum interface {
	Moves(ctx context.Context) ([]query.Move, error)
	Grades(ctx context.Context) (query.Grades, error)
	Evidence(ctx context.Context) ([]graph.Evidence, error)
}

// A sum leads back to the moves that it counts: their grades are as many, and its evidence is theirs.
func TestSumsLeadBackToMoves(t *testing.T) {
	sums := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		check := func(s sum, count int, row any) {
			sums++
			moves, err := s.Moves(t.Context())
			require.NoError(t, err)
			best := map[quad.IRI]graph.Certainty{}
			for _, m := range moves {
				best[m.ID()] = graph.Stronger(best[m.ID()], m.Certainty())
			}
			assert.Len(t, best, count, "%v", row)
			want := query.Grades{}
			for _, c := range best {
				*map[graph.Certainty]*int{graph.Stated: &want.Stated, graph.Inferred: &want.Inferred, graph.Speculative: &want.Speculative,
					graph.Disputed: &want.Disputed, graph.Unknown: &want.Unknown}[c]++
			}
			grades, err := s.Grades(t.Context())
			require.NoError(t, err)
			assert.Equal(t, want, grades, "%v", row)
			assert.Equal(t, count, grades.Total())

			claims := map[string]bool{}
			for _, q := range quads {
				if iri, ok := q.Subject.(quad.IRI); ok && q.Label != nil && o.keep(short(q.Label)) {
					if _, counted := best[iri]; counted {
						claims[short(q.Label)] = true
					}
				}
			}
			evidence, err := s.Evidence(t.Context())
			require.NoError(t, err)
			if rival, ok := row.(query.Rival); ok && len(rival.Sectors) > 0 {
				for _, e := range evidence {
					delete(claims, short(e.Claim))
				}
				assert.Empty(t, claims, "the moves' claims are among the evidence")
				return
			}
			found := mapped(evidence, func(e graph.Evidence) string { return short(e.Claim) })
			assert.ElementsMatch(t, keys(claims), found, "%v", row)
		}
		flows, err := query.Flows(t.Context(), g, opts...)
		require.NoError(t, err)
		for _, f := range flows {
			check(f, f.Count, f)
		}
		years, err := query.FlowsByYear(t.Context(), g, opts...)
		require.NoError(t, err)
		for _, f := range years {
			check(f, f.Count, f)
		}
		sectors, err := query.FlowsBySector(t.Context(), g, opts...)
		require.NoError(t, err)
		for _, f := range sectors {
			check(f, f.Count, f)
		}
		nets, err := query.NetFlow(t.Context(), g, opts...)
		require.NoError(t, err)
		for _, n := range nets {
			check(n, both(o, short(n.Organization.Node()), ""), n)
		}
		for _, org := range organizationsOf(g)[:2] {
			rivals, err := query.Rivals(t.Context(), g, org, opts...)
			require.NoError(t, err)
			for _, r := range rivals {
				check(r, both(o, short(quad.IRI(org)), short(r.Organization.Node())), r)
			}
			x, err := query.Compare(t.Context(), g, org, organizationsOf(g)[2], opts...)
			require.NoError(t, err)
			check(x, both(o, short(quad.IRI(org)), short(x.B.Organization.Node())), "comparison")
		}
	})
	assert.NotZero(t, sums)
}

// The first rows that are asked for their grades are counted one by one, and once these have cost enough, all rows at once:
// both ways count alike, in any order of asking.
func TestGradesOfFewAndOfAll(t *testing.T) {
	g := graph.New()
	require.NoError(t, g.Add(t.Context(), slices.Collect(talentgen.Rich(1, 20_000))...))
	ends, err := g.Count(t.Context(), graph.Pattern{Predicate: vocab.From})
	require.NoError(t, err)
	require.True(t, 500 < ends && ends < 3000, "enough for some rows and too few for a hundred, each of which costs 64 at least: %d", ends)
	rng := rand.New(rand.NewPCG(1, 2))
	check := func(sums []sum) {
		require.Greater(t, len(sums), 100)
		rng.Shuffle(len(sums), func(i, k int) { sums[i], sums[k] = sums[k], sums[i] })
		for range 2 {
			for i, s := range sums[:100] {
				moves, err := s.Moves(t.Context())
				require.NoError(t, err)
				best := map[quad.IRI]graph.Certainty{}
				for _, m := range moves {
					best[m.ID()] = graph.Stronger(best[m.ID()], m.Certainty())
				}
				stated := 0
				for _, c := range best {
					if c == graph.Stated {
						stated++
					}
				}
				grades, err := s.Grades(t.Context())
				require.NoError(t, err)
				require.Equal(t, stated, grades.Stated, "row %d", i)
				require.Equal(t, len(best), grades.Total(), "row %d", i)
			}
		}
	}
	flows, err := query.Flows(t.Context(), g)
	require.NoError(t, err)
	check(mapped(flows, func(f query.Flow) sum { return f }))
	years, err := query.FlowsByYear(t.Context(), g)
	require.NoError(t, err)
	check(mapped(years, func(f query.YearFlow) sum { return f }))
}

// both counts the distinct moves between two organizations in either direction, or between one and any other.
func both(o *oracle, org, other string) int {
	moves := map[string]bool{}
	for _, r := range o.rows() {
		if r.from != "" && r.to != "" && o.internal(r.from, r.to) {
			continue
		}
		is := func(end, org string) bool { return end != "" && o.within(end, org) }
		if is(r.from, org) && (other == "" || is(r.to, other)) || is(r.to, org) && (other == "" || is(r.from, other)) {
			moves[r.move] = true
		}
	}
	return len(keys(moves))
}

func TestSumsAfterDetachAndCancel(t *testing.T) {
	g := wholeGraph(t)
	flows, err := query.Flows(t.Context(), g)
	require.NoError(t, err)
	nets, err := query.NetFlow(t.Context(), g)
	require.NoError(t, err)
	rivals, err := query.Rivals(t.Context(), g, "id:org-0")
	require.NoError(t, err)
	x, err := query.Compare(t.Context(), g, "id:org-0", "id:org-1")
	require.NoError(t, err)
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for _, s := range []sum{flows[0], nets[0], rivals[0], x} {
		_, err := s.Grades(cancelled)
		assert.ErrorIs(t, err, context.Canceled)
		_, err = s.Evidence(cancelled)
		assert.ErrorIs(t, err, context.Canceled)
	}
	for _, s := range []sum{flows[0].Detach(), nets[0].Detach(), rivals[0].Detach(), x.Detach()} {
		_, err := s.Grades(t.Context())
		assert.ErrorContains(t, err, "detached")
		_, err = s.Evidence(t.Context())
		assert.ErrorContains(t, err, "detached")
	}
	assert.True(t, slices.IsSortedFunc(flows, func(a, b query.Flow) int { return b.Count - a.Count }))
}
