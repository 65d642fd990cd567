package query_test

import (
	"cmp"
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

// joins gives each two nodes that a fact joins, with the facts; along nil is any but those that ways do
// not go through.
func (o *oracle) joins(along []quad.IRI) map[[2]string]map[fact]bool {
	not := []quad.IRI{
		vocab.RDFType, vocab.SKOSBroader, vocab.SKOSNarrower, vocab.Sector, vocab.OrgKind, vocab.MoveKind, vocab.Status,
		vocab.PROVHadPrimarySource, vocab.Certainty, vocab.Contradicts,
	}
	listed := func(list []quad.IRI, p string) bool {
		return slices.ContainsFunc(list, func(iri quad.IRI) bool { return short(iri) == p })
	}
	joins := map[[2]string]map[fact]bool{}
	for f := range o.facts {
		if along == nil && listed(not, f.p) || along != nil && !listed(along, f.p) || strings.HasPrefix(f.o, `"`) || !o.in(f.s) {
			continue
		}
		for _, ends := range [][2]string{{f.s, f.o}, {f.o, f.s}} {
			if joins[ends] == nil {
				joins[ends] = map[fact]bool{}
			}
			joins[ends][f] = true
		}
	}
	return joins
}

// simplePaths gives every path that comes to no node twice, by trying all.
func simplePaths(joins map[[2]string]map[fact]bool, path []string, to string, hops int) [][]string {
	last := path[len(path)-1]
	if last == to {
		return [][]string{slices.Clone(path)}
	}
	var found [][]string
	if hops > 0 {
		for ends := range joins {
			if ends[0] == last && !slices.Contains(path, ends[1]) {
				found = append(found, simplePaths(joins, append(path, ends[1]), to, hops-1)...)
			}
		}
	}
	return found
}

func nodesOf(p query.Path) []string {
	nodes := []string{short(p.Start.Node())}
	for _, h := range p.Hops {
		nodes = append(nodes, short(h.To.Node()))
	}
	return nodes
}

func TestPathsAgainstLoops(t *testing.T) {
	answers, none := 0, 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		var along []quad.IRI
		if rng.IntN(3) == 0 {
			along = []quad.IRI{vocab.Person, vocab.To}
			opts = append(opts, query.Along("tg:person", "tg:to"))
		}
		joins := o.joins(along)
		nodes := slices.Concat(present(g, "person"), present(g, "org"))
		for range 6 {
			from, to := nodes[rng.IntN(len(nodes))], nodes[rng.IntN(len(nodes))]
			a, b := short(quad.IRI(from)), short(quad.IRI(to))
			hops := 2 + rng.IntN(3)
			want := map[string]bool{}
			var lengths []int
			for _, p := range simplePaths(joins, []string{a}, b, hops) {
				want[fmt.Sprint(p)] = true
				lengths = append(lengths, len(p))
			}
			slices.Sort(lengths)
			opts := append(opts, query.Hops(hops))
			if len(want) < 200 {
				var got []string
				for p, err := range query.Paths(t.Context(), g, from, to, opts...) {
					require.NoError(t, err)
					got = append(got, fmt.Sprint(nodesOf(p)))
					require.Equal(t, lengths[len(got)-1], len(p.Hops)+1, "the shortest come first")
					for _, h := range p.Hops {
						assert.ElementsMatch(t, keysOf(joins[[2]string{short(h.From.Node()), short(h.To.Node())}]), mapped(h.Facts, factOf))
					}
				}
				assert.ElementsMatch(t, keys(want), got, "from %s to %s", a, b)
				answers += len(got)
			}
			top := gather(t, query.Paths(t.Context(), g, from, to, append(opts, query.Top(3))...), nodesOf)
			assert.Equal(t, lengths[:min(3, len(lengths))], mapped(top, func(p []string) int { return len(p) }))
			shortest, err := query.ShortestPath(t.Context(), g, from, to, opts...)
			if len(lengths) == 0 {
				assert.ErrorIs(t, err, query.ErrNoPath)
				none++
				continue
			}
			require.NoError(t, err)
			assert.Equal(t, lengths[0], len(shortest.Hops)+1)
		}
	})
	assert.NotZero(t, answers)
	assert.NotZero(t, none)
}

// Long paths are found in another way, and are all there, too.
func TestLongPathsAgainstLoops(t *testing.T) {
	answers := 0
	for seed := range uint64(40) {
		rng := rand.New(rand.NewPCG(seed, 9))
		var quads []quad.Quad
		join := func(a, b string) {
			quads = append(quads, quad.Quad{Subject: quad.IRI(idSpace + a), Predicate: vocab.At, Object: quad.IRI(idSpace + b)})
		}
		const before = 64
		for i := range before {
			join(numbered("way", i), numbered("way", i+1))
		}
		join(numbered("way", before), "node-0")
		nodes := 5 + rng.IntN(4)
		for range nodes + 3 + rng.IntN(5) {
			join(numbered("node", rng.IntN(nodes)), numbered("node", rng.IntN(nodes)))
		}
		join(numbered("node", 2), numbered("end", 0))
		if rng.IntN(2) == 0 {
			join("way-0", "end-0") // a short one first
		}
		g := graph.New()
		require.NoError(t, g.Add(t.Context(), quads...))
		joins := map[[2]string]map[fact]bool{}
		for _, q := range quads {
			a, b := short(q.Subject), short(q.Object)
			joins[[2]string{a, b}], joins[[2]string{b, a}] = map[fact]bool{}, map[fact]bool{}
		}
		hops := before + 4 + rng.IntN(6)
		var lengths []int
		want := map[string]bool{}
		for _, p := range simplePaths(joins, []string{short(quad.IRI(idSpace + "way-0"))}, short(quad.IRI(idSpace+"end-0")), hops) {
			want[fmt.Sprint(p)] = true
			lengths = append(lengths, len(p))
		}
		slices.Sort(lengths)
		got := gather(t, query.Paths(t.Context(), g, idSpace+"way-0", idSpace+"end-0", query.Hops(hops)), nodesOf)
		assert.Equal(t, lengths, mapped(got, func(p []string) int { return len(p) }), "the shortest come first")
		assert.ElementsMatch(t, keys(want), mapped(got, func(p []string) string { return fmt.Sprint(p) }))
		answers += len(got)
	}
	assert.Greater(t, answers, 100)
}

func keysOf[K comparable, V any](m map[K]V) []K {
	var all []K
	for k := range m {
		all = append(all, k)
	}
	return all
}

func TestNeighbourhoodAgainstLoops(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		joins := o.joins(nil)
		for _, entity := range present(g, "org") {
			distance := map[string]int{short(quad.IRI(entity)): 0}
			for d := 1; d <= 3; d++ {
				for ends := range joins {
					from, seen := distance[ends[0]]
					if _, again := distance[ends[1]]; seen && from == d-1 && !again {
						distance[ends[1]] = d
					}
				}
			}
			delete(distance, short(quad.IRI(entity)))
			got := map[string]int{}
			numbers := map[string]graph.ID{short(quad.IRI(entity)): g.Snapshot().Numbers().ID(quad.IRI(entity))}
			var last query.Neighbour
			for n, err := range query.Neighbourhood(t.Context(), g, entity, 3, opts...) {
				require.NoError(t, err)
				name, from := short(n.Entity.Node()), short(n.Hop.From.Node())
				got[name] = n.Distance
				assert.True(t, n.Distance > last.Distance || n.Distance == last.Distance && n.Entity.Number() > last.Entity.Number(), "rows come in order")
				last = n
				assert.Equal(t, name, short(n.Hop.To.Node()))
				assert.Equal(t, n.Distance-1, got[from], "the hop comes from one nearer")
				numbers[name] = n.Entity.Number()
				for ends := range joins {
					if nearer, ok := numbers[ends[0]]; ok && ends[1] == name && got[ends[0]] == n.Distance-1 {
						assert.LessOrEqual(t, n.Hop.From.Number(), nearer, "and from the first of these")
					}
				}
				assert.ElementsMatch(t, keysOf(joins[[2]string{from, name}]), mapped(n.Hop.Facts, factOf), "all facts that join both")
				assert.True(t, slices.IsSortedFunc(n.Hop.Facts, func(a, b query.Fact) int {
					return cmp.Or(cmp.Compare(a.Subject.ID(), b.Subject.ID()), cmp.Compare(a.Predicate, b.Predicate), cmp.Compare(a.Object.ID(), b.Object.ID()))
				}), "in their order")
			}
			assert.Equal(t, distance, got)
			answers += len(got)
		}
	})
	assert.NotZero(t, answers)
}
