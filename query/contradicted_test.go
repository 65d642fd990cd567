package query_test

import (
	"context"
	"fmt"
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

// contestedWorld has moves, posts and models about which claims are likely not to agree.
func contestedWorld(t *testing.T, seed uint64) *graph.Graph {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 51))
	id := func(name string, n int) quad.IRI { return quad.IRI(fmt.Sprint(vocab.ID, name, "-", n)) }
	when := func() quad.Value {
		return quad.TypedString{Value: quad.String(fmt.Sprintf("2024-%02d", 1+r.IntN(4))), Type: vocab.XSDGYearMonth}
	}
	g := graph.New()
	require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
		for i := range 4 {
			if err := tx.Add(quad.Quad{Subject: id("person", i), Predicate: vocab.RDFType, Object: vocab.ClassPerson}, quad.Quad{Subject: id("org", i), Predicate: vocab.RDFType, Object: vocab.ORGOrganization}); err != nil {
				return err
			}
		}
		for i := range 14 {
			node := r.IntN(6)
			var facts []quad.Quad
			switch r.IntN(4) {
			case 0:
				facts = []quad.Quad{
					{Subject: id("post", node), Predicate: vocab.Holder, Object: id("person", node%3)}, {Subject: id("post", node), Predicate: vocab.At, Object: id("org", r.IntN(2))},
					{Subject: id("post", node), Predicate: vocab.Role, Object: quad.LangString{Value: "CEO", Lang: "en"}}, {Subject: id("post", node), Predicate: vocab.When, Object: when()},
				}
			case 1:
				facts = []quad.Quad{
					{Subject: id("strategy", node), Predicate: vocab.RDFType, Object: vocab.ClassStrategy}, {Subject: id("strategy", node), Predicate: vocab.Of, Object: id("org", r.IntN(3))},
					{Subject: id("model", node), Predicate: vocab.Of, Object: id("org", r.IntN(3))}, {Subject: id("model", node), Predicate: vocab.RDFType, Object: vocab.ClassModel},
				}
			default:
				facts = []quad.Quad{
					{Subject: id("move", node), Predicate: vocab.Person, Object: id("person", node%3)}, {Subject: id("move", node), Predicate: vocab.From, Object: id("org", r.IntN(3))},
					{Subject: id("move", node), Predicate: vocab.To, Object: id("org", 1+r.IntN(3))}, {Subject: id("move", node), Predicate: vocab.When, Object: when()},
					{Subject: id("move", node), Predicate: vocab.MoveKind, Object: []quad.Value{vocab.KindFounding, vocab.KindHire}[r.IntN(2)]},
				}
			}
			if _, err := tx.Assert(graph.Claim{ID: id("claim", i), Source: id("source", r.IntN(3))}, facts...); err != nil {
				return err
			}
		}
		return nil
	}))
	return g
}

// against compares what is said against the rows of an answer with the disputes of the whole graph about what they stand on.
func against[R any](t *testing.T, g *graph.Graph, rows []R, err error, about func(R) []quad.IRI) (marked int) {
	t.Helper()
	require.NoError(t, err)
	disputes, err := query.Disputed(t.Context(), g)
	require.NoError(t, err)
	found, err := query.Contradicted(t.Context(), rows)
	require.NoError(t, err)
	require.Len(t, found, len(rows))
	for i, row := range rows {
		want := []string{}
		for _, d := range disputes {
			if slices.ContainsFunc(d.Facts, func(f query.Fact) bool { return slices.Contains(about(row), f.Subject.ID()) }) {
				want = append(want, d.String())
			}
		}
		got := []string{}
		for _, d := range found[i] {
			got = append(got, d.String())
		}
		assert.ElementsMatch(t, want, got, "%v", row)
		marked += len(got)
	}
	return marked
}

// Rows of all kinds say what is said against them, as Disputed finds it.
func TestContradictedRows(t *testing.T) {
	marked := map[string]int{}
	for seed := range uint64(30) {
		g := contestedWorld(t, seed)
		var moves []query.Move
		for m, err := range query.Moves(t.Context(), g) {
			require.NoError(t, err)
			moves = append(moves, m)
		}
		marked["moves"] += against(t, g, moves, nil, func(m query.Move) []quad.IRI { return []quad.IRI{m.ID()} })
		for i, m := range moves {
			one, err := m.Contradictions(t.Context())
			require.NoError(t, err)
			all, err := query.Contradicted(t.Context(), moves[i:i+1])
			require.NoError(t, err)
			assert.Equal(t, len(all[0]), len(one))
		}
		for person := range 3 {
			stages, err := query.Career(t.Context(), g, fmt.Sprint("id:person-", person))
			marked["posts"] += against(t, g, slices.DeleteFunc(stages, func(s query.Stage) bool { return !s.IsPost() }), err, func(s query.Stage) []quad.IRI { return []quad.IRI{s.ID()} })
		}
		founders, err := query.Founders(t.Context(), g)
		marked["founders"] += against(t, g, founders, err, func(f query.Founder) (all []quad.IRI) {
			for _, s := range f.Stages() {
				all = append(all, s.ID())
			}
			return all
		})
		members, err := query.Roster(t.Context(), g, "id:org-1")
		marked["members"] += against(t, g, members, err, func(m query.Member) (all []quad.IRI) {
			for _, s := range m.Stages() {
				all = append(all, s.ID())
			}
			return all
		})
		var strategies []query.Strategy
		for s, err := range query.Strategies(t.Context(), g) {
			require.NoError(t, err)
			strategies = append(strategies, s)
		}
		marked["strategies"] += against(t, g, strategies, nil, func(s query.Strategy) []quad.IRI { return []quad.IRI{s.ID()} })
		profile, err := query.ProfileOrganization(t.Context(), g, "id:org-1")
		require.NoError(t, err)
		items, err := query.Contradicted(t.Context(), profile.Models)
		require.NoError(t, err)
		for i, m := range profile.Models {
			for _, d := range items[i] {
				marked["models"]++
				assert.Equal(t, query.TwoValues, d.Conflict)
				assert.True(t, slices.ContainsFunc(d.Facts, func(f query.Fact) bool { return f.Subject.ID() == m.ID() && f.Object.ID() == vocab.ID+"org-1" }), "%s", d)
			}
		}
	}
	t.Logf("%v", marked)
	for _, kind := range []string{"moves", "posts", "founders", "members", "strategies", "models"} {
		assert.Greater(t, marked[kind], 10, kind)
	}
}

func TestContradictedByNothing(t *testing.T) {
	g := contestedWorld(t, 1)
	flows, err := query.Flows(t.Context(), g)
	require.NoError(t, err)
	found, err := query.Contradicted(t.Context(), flows)
	require.NoError(t, err)
	assert.Len(t, found, len(flows))
	for _, disputes := range found {
		assert.Empty(t, disputes)
	}
	stages, err := query.Career(t.Context(), g, "id:person-1")
	require.NoError(t, err)
	_, err = query.Contradicted(t.Context(), []query.Stage{stages[0].Detach()})
	var wrong *query.OptionError
	require.ErrorAs(t, err, &wrong)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = query.Contradicted(ctx, stages)
	require.ErrorIs(t, err, context.Canceled)
}
