package query_test

import (
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// saying makes a graph of facts "subject predicate object" about nodes of the data's own namespace.
func saying(t *testing.T, facts ...[3]string) *graph.Graph {
	t.Helper()
	g := graph.New()
	predicates := map[string]quad.IRI{
		"unitOf": vocab.ORGUnitOf, "from": vocab.From, "to": vocab.To, "person": vocab.Person, "of": vocab.Of, "sector": vocab.Sector,
	}
	for _, f := range facts {
		require.NoError(t, g.Add(t.Context(), quad.Quad{
			Subject: quad.IRI(vocab.ID + f[0]), Predicate: predicates[f[1]], Object: quad.IRI(vocab.ID + f[2]), Label: quad.IRI(vocab.ID + "claim"),
		}))
	}
	return g
}

// A unit of several organizations counts for each of them, in the sums as in the lists.
func TestUnitsOfSeveralOrganizations(t *testing.T) {
	for name, c := range map[string]struct {
		facts [][3]string
		nets  []string
		flows []string
	}{
		"a joint unit": {
			[][3]string{{"u", "unitOf", "e"}, {"u", "unitOf", "f"}, {"m", "person", "p"}, {"m", "from", "u"}, {"m", "to", "x"}},
			[]string{"x: +1 -0", "e: +0 -1", "f: +0 -1"},
			[]string{"e → x: 1", "f → x: 1"},
		},
		"a unit of a joint unit": {
			[][3]string{
				{"v", "unitOf", "u"}, {"u", "unitOf", "e"}, {"u", "unitOf", "f"}, {"w", "unitOf", "x"},
				{"m", "from", "v"}, {"m", "to", "w"}, {"m", "to", "x"}, {"n", "from", "e"}, {"n", "to", "v"}, {"k", "from", "x"}, {"k", "to", "v"},
			},
			[]string{"e: +1 -1", "f: +1 -1", "x: +1 -1"},
			[]string{"e → x: 1", "f → x: 1", "x → e: 1", "x → f: 1"},
		},
		"two joint units": {
			[][3]string{
				{"u", "unitOf", "e"}, {"u", "unitOf", "f"}, {"v", "unitOf", "x"}, {"v", "unitOf", "y"},
				{"m", "from", "u"}, {"m", "to", "v"}, {"n", "from", "f"}, {"n", "to", "x"}, {"k", "from", "u"}, {"k", "from", "e"}, {"k", "to", "y"},
			},
			[]string{"x: +2 -0", "y: +2 -0", "e: +0 -2", "f: +0 -3"},
			[]string{"e → y: 2", "f → x: 2", "f → y: 2", "e → x: 1"},
		},
		"a unit below a circle": {
			[][3]string{{"a", "unitOf", "r"}, {"r", "unitOf", "s"}, {"s", "unitOf", "r"}, {"m", "from", "a"}, {"m", "to", "x"}, {"n", "from", "s"}, {"n", "to", "x"}},
			[]string{"x: +2 -0", "r: +0 -2"},
			[]string{"r → x: 2"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			g := saying(t, c.facts...)
			for _, more := range [][]query.Option{nil, {query.AsOf("9999")}} {
				nets, err := query.NetFlow(t.Context(), g, more...)
				require.NoError(t, err)
				assert.Equal(t, c.nets, mapped(nets, query.Net.String))
				for _, n := range nets {
					id := string(n.Organization.ID())
					assert.Len(t, movesIn(gather(t, query.Joined(t.Context(), g, id), rowOf)), n.Gained, id)
					assert.Len(t, movesIn(gather(t, query.Left(t.Context(), g, id), rowOf)), n.Lost, id)
					at, err := query.NetFlow(t.Context(), g, append(more, query.At(id))...)
					require.NoError(t, err)
					assert.Equal(t, n.String(), at[0].String())
					rivals, err := query.Rivals(t.Context(), g, id)
					require.NoError(t, err)
					for _, r := range rivals {
						other := string(r.Organization.ID())
						assert.Len(t, movesIn(gather(t, each(query.WhoLeft(t.Context(), g, id, other)), rowOf)), r.Took)
						assert.Len(t, movesIn(gather(t, each(query.WhoLeft(t.Context(), g, other, id)), rowOf)), r.Gave)
						x, err := query.Compare(t.Context(), g, id, other)
						require.NoError(t, err)
						assert.Equal(t, [2]int{r.Took, r.Gave}, [2]int{x.AtoB, x.BtoA})
					}
				}
				flows, err := query.Flows(t.Context(), g, more...)
				require.NoError(t, err)
				assert.Equal(t, c.flows, mapped(flows, query.Flow.String))
				for _, f := range flows {
					moves, err := f.Moves(t.Context())
					require.NoError(t, err)
					assert.Len(t, movesIn(mapped(moves, rowOf)), f.Count)
					down, err := query.Downstream(t.Context(), g, string(f.From.ID()), 1, more...)
					require.NoError(t, err)
					assert.Contains(t, entities(down), f.To)
					up, err := query.Upstream(t.Context(), g, string(f.To.ID()), 1, more...)
					require.NoError(t, err)
					assert.Contains(t, entities(up), f.From)
				}
				byYear, err := query.FlowsByYear(t.Context(), g, more...)
				require.NoError(t, err)
				assert.Equal(t, c.flows, mapped(byYear, func(f query.YearFlow) string { return f.Flow.String() }))
			}
		})
	}
}

func movesIn(rows []row) map[string]bool {
	moves := map[string]bool{}
	for _, r := range rows {
		moves[r.move] = true
	}
	return moves
}

// What a joint unit does in a sector puts all its organizations there.
func TestSectorsOfJointUnits(t *testing.T) {
	g := saying(t, [3]string{"u", "unitOf", "e"}, [3]string{"u", "unitOf", "f"}, [3]string{"plan", "of", "u"}, [3]string{"plan", "sector", "chips"})
	rows, err := query.Presences(t.Context(), g)
	require.NoError(t, err)
	assert.Equal(t, "[e is in chips through plan f is in chips through plan]", fmt.Sprint(rows))
	for _, r := range rows {
		at, err := query.Presences(t.Context(), g, query.At(string(r.Organization.ID())))
		require.NoError(t, err)
		assert.Equal(t, []string{r.String()}, mapped(at, query.Presence.String))
	}
	members, err := query.Sectors(t.Context(), g)
	require.NoError(t, err)
	assert.Equal(t, "[chips: e, f]", fmt.Sprint(members))
}

// The moves behind a flow are those that the question counted, which an option may have narrowed to a unit.
func TestMovesBehindFlowsOfOneUnit(t *testing.T) {
	g := saying(t, [3]string{"u", "unitOf", "e"}, [3]string{"m", "from", "u"}, [3]string{"m", "to", "x"}, [3]string{"n", "from", "e"}, [3]string{"n", "to", "x"})
	flows, err := query.Flows(t.Context(), g, query.From("id:u"))
	require.NoError(t, err)
	require.Len(t, flows, 1)
	moves, err := flows[0].Moves(t.Context())
	require.NoError(t, err)
	assert.Len(t, moves, flows[0].Count)
}

// Moves that lead round in a circle end when they bring nothing new, however many are asked for.
func TestChainsThatGoRound(t *testing.T) {
	var facts [][3]string
	circle := func(name string, n int) {
		for i := range n {
			move := fmt.Sprint("move-", name, i)
			facts = append(facts, [3]string{move, "from", fmt.Sprint(name, i)}, [3]string{move, "to", fmt.Sprint(name, (i+1)%n)})
		}
	}
	circle("a", 2)
	circle("b", 7)
	circle("c", 5)
	facts = append(facts, [3]string{"in", "from", "start"}, [3]string{"in", "to", "b0"}, [3]string{"too", "from", "start"}, [3]string{"too", "to", "c0"})
	g := saying(t, facts...)
	names := func(entities []query.Reached, err error) string {
		require.NoError(t, err)
		return names(entities)
	}
	const many = 10_000_000
	for _, opts := range [][]query.Option{nil, {query.AsOf("9999")}} {
		assert.Equal(t, "id:a0", names(query.Downstream(t.Context(), g, "id:a0", many, opts...)))
		assert.Equal(t, "id:a1", names(query.Downstream(t.Context(), g, "id:a0", many+1, opts...)))
		assert.Equal(t, "id:a1", names(query.Upstream(t.Context(), g, "id:a0", many+1, opts...)))
		for moves := 1; moves < 110; moves++ {
			want := fmt.Sprintf("id:b%d id:c%d", (moves-1)%7, (moves-1)%5)
			assert.Equal(t, want, names(query.Downstream(t.Context(), g, "id:start", moves, opts...)))
			assert.Equal(t, want, names(query.Downstream(t.Context(), g, "id:start", moves+35*200_000, opts...)))
		}
		assert.Empty(t, names(query.Upstream(t.Context(), g, "id:start", many, opts...)))
	}
}
