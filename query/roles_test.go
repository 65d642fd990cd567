package query_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// hasRole tells whether a move or a post has a role, in whichever language.
func (o *oracle) hasRole(node, role string) bool {
	return slices.ContainsFunc(o.objects(node, vocab.Role), func(r string) bool { return r != "" && lexical(r) == role })
}

func TestRolesAgainstLoops(t *testing.T) {
	moves, stages, members := 0, 0, 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		for _, role := range []string{"founder", "head"} {
			with := append(slices.Clip(opts), query.Role(" "+strings.ToUpper(role)))

			want := slices.DeleteFunc(o.rows(), func(r row) bool { return !o.hasRole(r.move, role) })
			rows, err := query.All(query.Moves(t.Context(), g, with...))
			require.NoError(t, err)
			assert.ElementsMatch(t, want, mapped(rows, rowOf))
			moves += len(rows)

			flows, err := query.Flows(t.Context(), g, with...)
			require.NoError(t, err)
			for _, f := range flows {
				behind, err := f.Moves(t.Context())
				require.NoError(t, err)
				for _, m := range behind {
					assert.Contains(t, want, rowOf(m))
				}
			}
			for _, person := range present(g, "person") {
				career, err := query.Career(t.Context(), g, person, with...)
				require.NoError(t, err)
				var told []stage
				for _, s := range o.stages() {
					if s.person == short(quad.IRI(person)) && o.hasRole(s.node, role) {
						told = append(told, s)
					}
				}
				assert.ElementsMatch(t, told, mapped(career, stageOf))
				stages += len(career)
			}
			for _, org := range organizationsOf(g) {
				all, err := query.Roster(t.Context(), g, org, opts...)
				require.NoError(t, err)
				some, err := query.Roster(t.Context(), g, org, with...)
				require.NoError(t, err)
				people := mapped(all, func(m query.Member) string { return short(m.Person.Node()) })
				for _, m := range some {
					assert.Contains(t, people, short(m.Person.Node()), "a role takes nobody in")
					assert.Empty(t, m.Leads())
					for _, s := range m.Stages() {
						assert.True(t, o.hasRole(short(s.ID()), role))
					}
					members++
				}
			}
		}
	})
	assert.NotZero(t, moves)
	assert.NotZero(t, stages)
	assert.NotZero(t, members)
}

// An office has one role whatever name a source has for it; other roles are the words, in either Chinese script.
func TestRolesInOtherWords(t *testing.T) {
	g := graph.New()
	for i, role := range []quad.Value{
		quad.String("CTO"), quad.LangString{Value: "首席技术官", Lang: "zh-Hans"}, quad.LangString{Value: "ｃｈｉｅｆ technology-officer", Lang: "en"},
		quad.LangString{Value: "研究員", Lang: "zh-Hant"}, quad.String("C++ engineer"), quad.String("C# engineer"),
	} {
		move := quad.IRI(fmt.Sprint(vocab.ID, "move-", i))
		require.NoError(t, g.Add(t.Context(),
			quad.Quad{Subject: move, Predicate: vocab.Person, Object: quad.IRI(fmt.Sprint(vocab.ID, "person-", i))},
			quad.Quad{Subject: move, Predicate: vocab.Role, Object: role}))
	}
	for role, want := range map[string]int{
		"cto": 3, "C.T.O.": 3, "首席技術官": 3, "首席技术官": 3, "Chief  Technology Officer": 3, "研究员": 1, "研究員": 1, "c++ engineer": 1, "CEO": 0, "engineer": 0,
	} {
		rows, err := query.All(query.Moves(t.Context(), g, query.Role(role)))
		require.NoError(t, err)
		assert.Len(t, rows, want, role)
	}
}

func TestRoleIsWrongOrUnknown(t *testing.T) {
	g := wholeGraph(t)
	rows, err := query.All(query.Moves(t.Context(), g, query.Role("nobody's role")))
	assert.NoError(t, err)
	assert.Empty(t, rows)
	for _, ask := range []func(query.Option) error{
		func(o query.Option) error { _, err := query.All(query.Moves(t.Context(), g, o)); return err },
		func(o query.Option) error { _, err := query.Career(t.Context(), g, "id:person-0", o); return err },
		func(o query.Option) error { _, err := query.Roster(t.Context(), g, "id:org-0", o); return err },
	} {
		var wrong *query.OptionError
		require.ErrorAs(t, ask(query.Role("  ")), &wrong)
		assert.Equal(t, "query.Role: no role given; write one as sources do, such as \"CTO\"", fmt.Sprint(wrong))
	}
}
