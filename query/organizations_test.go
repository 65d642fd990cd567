package query_test

import (
	"cmp"
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

// joined gives the rows of moves to an organization from elsewhere.
func (o *oracle) joined(org string) []row {
	return slices.DeleteFunc(o.rows(), func(r row) bool {
		return r.to == "" || !o.within(r.to, org) || r.from != "" && o.internal(r.from, r.to)
	})
}

func distinctMoves(rows []row) int {
	moves := map[string]bool{}
	for _, r := range rows {
		moves[r.move] = true
	}
	return len(moves)
}

func TestJoinedLeftAndNetFlowAgainstLoops(t *testing.T) {
	answers, brokers := 0, 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		for _, org := range present(g, "org") {
			name := short(quad.IRI(org))
			assert.ElementsMatch(t, o.joined(name), gather(t, query.Joined(t.Context(), g, org, opts...), rowOf))
			assert.ElementsMatch(t, o.whoLeft(name, ""), gather(t, query.Left(t.Context(), g, org, opts...), rowOf))
			net, err := query.NetFlow(t.Context(), g, append(opts, query.At(org))...)
			require.NoError(t, err)
			require.Len(t, net, 1)
			assert.Equal(t, distinctMoves(o.joined(name)), net[0].Gained)
			assert.Equal(t, distinctMoves(o.whoLeft(name, "")), net[0].Lost)
			answers += net[0].Gained
		}
		// All organizations at once: by the organization at the top.
		gained, lost := map[string]map[string]bool{}, map[string]map[string]bool{}
		count := func(into map[string]map[string]bool, org, move string) {
			if into[org] == nil {
				into[org] = map[string]bool{}
			}
			into[org][move] = true
		}
		want := map[string]bool{}
		for _, r := range o.rows() {
			if r.from != "" && r.to != "" && o.internal(r.from, r.to) {
				continue
			}
			if r.from != "" {
				for _, from := range o.countsFor(r.from) {
					count(lost, from, r.move)
					want[from] = true
				}
			}
			if r.to != "" {
				for _, to := range o.countsFor(r.to) {
					count(gained, to, r.move)
					want[to] = true
				}
			}
		}
		// With a filter that changes nothing the rows are counted, and without it the ends.
		for _, more := range [][]query.Option{nil, {query.AsOf("9999")}} {
			if len(more) > 0 && o.timed {
				continue
			}
			net, err := query.NetFlow(t.Context(), g, append(opts, more...)...)
			require.NoError(t, err)
			assert.ElementsMatch(t, keys(want), mapped(net, func(n query.Net) string {
				name := short(n.Organization.Node())
				assert.Len(t, gained[name], n.Gained)
				assert.Len(t, lost[name], n.Lost)
				assert.Equal(t, distinctMoves(o.joined(name)), n.Gained, "as Joined gives them")
				assert.Equal(t, distinctMoves(o.whoLeft(name, "")), n.Lost, "as Left gives them")
				return name
			}))
			assert.True(t, slices.IsSortedFunc(net, func(a, b query.Net) int {
				return cmp.Or(b.Net()-a.Net(), b.Gained-a.Gained, cmp.Compare(a.Organization.ID(), b.Organization.ID()))
			}))
		}
		rows, err := query.Brokers(t.Context(), g, opts...)
		require.NoError(t, err)
		var both []string
		for name := range want {
			if len(gained[name]) > 0 && len(lost[name]) > 0 {
				both = append(both, name)
			}
		}
		assert.ElementsMatch(t, both, mapped(rows, func(n query.Net) string { return short(n.Organization.Node()) }))
		brokers += len(rows)
	})
	assert.NotZero(t, answers)
	assert.NotZero(t, brokers)
}

// Whatever is upstream of an organization has it downstream.
func TestUpstreamAgainstDownstream(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		type start struct {
			org   string
			moves int
		}
		down := map[start][]string{}
		for _, org := range present(g, "org") {
			for moves := range 4 {
				down[start{short(quad.IRI(org)), moves}] = o.downstream(short(quad.IRI(org)), moves)
			}
		}
		for _, org := range present(g, "org") {
			if name := short(quad.IRI(org)); o.countsFor(name)[0] != name {
				continue // people come to units, but go down to organizations
			}
			for moves := range 4 {
				want := map[string]bool{}
				for _, from := range present(g, "org") {
					if name := short(quad.IRI(from)); o.countsFor(name)[0] == name && slices.Contains(down[start{name, moves}], short(quad.IRI(org))) {
						want[name] = true
					}
				}
				rows, err := query.Upstream(t.Context(), g, org, moves, opts...)
				require.NoError(t, err)
				got := mapped(rows, func(e query.Reached) string { return short(e.Node()) })
				assert.True(t, slices.IsSortedFunc(rows, byNumber), "%s, %d moves: %v", org, moves, rows)
				assert.ElementsMatch(t, keys(want), got, "%s, %d moves", org, moves)
				answers += len(got)
			}
		}
	})
	assert.NotZero(t, answers)
}

// Chains of moves are read by ends alone, or all at once, unless an option asks for more of a move; one that asks
// for nothing more changes nothing. They may begin at units, too.
func TestChainsOfMovesHoweverTheyAreRead(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, _ []quad.Quad) {
		opts, _, _ := filter(rng, g)
		for _, org := range present(g, "org") {
			for moves := range 5 {
				for name, ask := range map[string]func(context.Context, graph.Reader, string, int, ...query.Option) ([]query.Reached, error){
					"Downstream": query.Downstream, "Upstream": query.Upstream,
				} {
					ends, err := ask(t.Context(), g, org, moves, opts...)
					require.NoError(t, err)
					rows, err := ask(t.Context(), g, org, moves, append(opts, query.AsOf("9999"))...)
					require.NoError(t, err)
					ids := func(e query.Reached) string { return short(e.Node()) }
					assert.Equal(t, mapped(rows, ids), mapped(ends, ids), "%s, %s, %d moves", name, org, moves)
					answers += len(rows)
				}
			}
		}
	})
	assert.NotZero(t, answers)
}

func TestRivalsAgainstLoops(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		for _, org := range present(g, "org") {
			name := short(quad.IRI(org))
			type rival struct {
				took, gave int
				sectors    string
			}
			want := map[string]*rival{}
			row := func(other string) *rival {
				if want[other] == nil {
					want[other] = &rival{}
				}
				return want[other]
			}
			seen := map[string]bool{}
			for _, r := range o.rows() {
				if r.from == "" || r.to == "" || o.internal(r.from, r.to) {
					continue
				}
				for _, other := range o.countsFor(r.to) {
					if o.within(r.from, name) && other != name && !seen["took"+r.move+other] {
						seen["took"+r.move+other] = true
						row(other).took++
					}
				}
				for _, other := range o.countsFor(r.from) {
					if o.within(r.to, name) && other != name && !seen["gave"+r.move+other] {
						seen["gave"+r.move+other] = true
						row(other).gave++
					}
				}
			}
			own := map[string]bool{}
			for key := range o.presences(func(owner string) []string {
				if o.within(owner, name) {
					return []string{name}
				}
				return nil
			}) {
				own[key[1]] = true
			}
			shared := map[string]map[string]bool{}
			for key := range o.presences(o.countsFor) {
				if own[key[1]] && key[0] != name && !o.internal(key[0], name) {
					if shared[key[0]] == nil {
						shared[key[0]] = map[string]bool{}
					}
					shared[key[0]][key[1]] = true
				}
			}
			for other, sectors := range shared {
				row(other).sectors = fmt.Sprint(keys(sectors))
			}
			rows, err := query.Rivals(t.Context(), g, org, opts...)
			require.NoError(t, err)
			got := map[string]*rival{}
			for _, r := range rows {
				sectors := ""
				if len(r.Sectors) > 0 {
					sectors = "[" + names(r.Sectors) + "]"
				}
				got[short(r.Organization.Node())] = &rival{r.Took, r.Gave, sectors}
			}
			assert.Equal(t, want, got, "rivals of %s", org)
			answers += len(got)
		}
	})
	assert.NotZero(t, answers)
}

func TestProfilesAgainstTheirQuestions(t *testing.T) {
	parts := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		orgs := present(g, "org")
		for i, org := range orgs {
			name := short(quad.IRI(org))
			p, err := query.ProfileOrganization(t.Context(), g, org, opts...)
			require.NoError(t, err)
			var units []string
			for _, unit := range present(g, "org") {
				if unit := short(quad.IRI(unit)); unit != name && o.within(unit, name) {
					units = append(units, unit)
				}
			}
			assert.Equal(t, units, mapped(p.Units, func(e query.Item) string { return short(e.Node()) }))
			at := append(opts, query.At(org))
			assert.ElementsMatch(t, gather(t, query.Leaders(t.Context(), g, at...), leaderOf), mapped(p.Leaders, leaderOf))
			founder := func(f query.Founder) string { return f.String() }
			assert.ElementsMatch(t, gather(t, each(query.Founders(t.Context(), g, at...)), founder), mapped(p.Founders, founder))
			presence := func(p query.Presence) string { return p.String() }
			assert.Equal(t, gather(t, each(query.Presences(t.Context(), g, at...)), presence), mapped(p.Sectors, presence))
			strategy := func(s query.Strategy) string { return s.String() }
			assert.Equal(t, gather(t, each(query.StrategiesOf(t.Context(), g, org, opts...)), strategy), mapped(p.Strategies, strategy))
			var models []string
			for f := range o.all {
				if f.p == short(vocab.RDFType) && f.o == short(vocab.ClassModel) && o.in(f.s) && o.belongs(f.s, name) {
					models = append(models, f.s)
				}
			}
			slices.Sort(models)
			assert.Equal(t, models, mapped(p.Models, func(e query.Item) string { return short(e.Node()) }))
			parts += len(p.Models) + len(p.Leaders) + len(p.Founders) + len(p.Sectors)

			other := orgs[(i+1)%len(orgs)]
			x, err := query.Compare(t.Context(), g, org, other, opts...)
			require.NoError(t, err)
			assert.Equal(t, distinctMoves(o.whoLeft(name, short(quad.IRI(other)))), x.AtoB)
			assert.Equal(t, distinctMoves(o.whoLeft(short(quad.IRI(other)), name)), x.BtoA)
			assert.Len(t, x.A.Sectors, len(x.Shared)+len(x.OnlyA))
			assert.Len(t, x.B.Sectors, len(x.Shared)+len(x.OnlyB))
		}
	})
	assert.NotZero(t, parts)
}
