package query_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// Things that a profile lists are as certain as the strongest fact that puts them there, and its claims are their evidence.
func TestItemsOfProfilesAgainstLoops(t *testing.T) {
	grades := []graph.Certainty{graph.Unknown, graph.Disputed, graph.Speculative, graph.Inferred, graph.Stated}
	seen := map[string]int{}
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		check := func(list string, items []query.Item, because func(f fact, item string) bool) {
			for _, x := range items {
				best, claims := 0, map[string]bool{}
				for _, q := range quads {
					if f := (fact{short(q.Subject), short(q.Predicate), short(q.Object)}); o.counts(q) && because(f, short(x.Node())) {
						best = max(best, o.strength[short(q.Label)])
						if q.Label != nil {
							claims[short(q.Label)] = true
						}
					}
				}
				assert.Equal(t, grades[best], x.Certainty(), "%s: %v", list, x)
				claim := func(e graph.Evidence) string { return short(e.Claim) }
				assert.ElementsMatch(t, keys(claims), mapped(x.Evidence(), claim), "%s: %v", list, x)
				text, err := json.Marshal(x)
				require.NoError(t, err)
				var read query.Item
				require.NoError(t, json.Unmarshal(text, &read))
				for _, again := range []query.Item{read, x.Detach()} {
					assert.Equal(t, x.Node(), again.Node())
					assert.Equal(t, x.Certainty(), again.Certainty())
					assert.ElementsMatch(t, x.Evidence(), again.Evidence())
				}
				seen[list]++
			}
		}
		for _, org := range present(g, "org") {
			name := short(quad.IRI(org))
			p, err := query.ProfileOrganization(t.Context(), g, org, opts...)
			require.NoError(t, err)
			of := func(f fact, item string) bool { return f.s == item && f.p == short(vocab.Of) && o.within(f.o, name) }
			check("models", p.Models, of)
			check("units", p.Units, func(f fact, item string) bool {
				return f.s == item && f.p == short(vocab.ORGUnitOf) && o.within(f.o, name)
			})
			check("part of", p.PartOf, func(f fact, item string) bool {
				return f == fact{name, short(vocab.ORGUnitOf), item}
			})
			check("investments", p.Investments, func(f fact, item string) bool {
				return f.s == item && (f.p == short(vocab.Investor) || f.p == short(vocab.Investee)) && o.within(f.o, name)
			})
		}
		for _, person := range present(g, "person") {
			name := short(quad.IRI(person))
			p, err := query.ProfilePerson(t.Context(), g, person, opts...)
			require.NoError(t, err)
			for list, items := range map[quad.IRI][]query.Item{vocab.Field: p.Fields, vocab.Sibling: p.Siblings, vocab.ContactWith: p.Contacts} {
				check(short(list), items, func(f fact, item string) bool { return f == fact{name, short(list), item} })
			}
		}
	})
	t.Log(seen)
	assert.Greater(t, len(seen), 3)
}

// Of a whole story, too.
func TestItemsOfTheStory(t *testing.T) {
	p, err := query.ProfileOrganization(t.Context(), wholeGraph(t), "id:org-0")
	require.NoError(t, err)
	text, err := json.Marshal(p)
	require.NoError(t, err)
	var read query.OrganizationProfile
	require.NoError(t, json.Unmarshal(text, &read))
	assert.Equal(t, len(p.Models)+len(p.Units), len(read.Models)+len(read.Units))
	for i, x := range p.Models {
		assert.Equal(t, x.Certainty(), read.Models[i].Certainty())
		assert.NotEmpty(t, read.Models[i].Evidence())
	}
	assert.NotEmpty(t, p.Models)
}
