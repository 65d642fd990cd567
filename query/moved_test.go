package query_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// movers counts the distinct persons of the rows that count.
func (o *oracle) movers(counts func(r row) bool) int {
	people := map[string]bool{}
	for _, r := range o.rows() {
		if r.person != "" && !(r.from != "" && r.to != "" && o.internal(r.from, r.to)) && counts(r) {
			people[r.person] = true
		}
	}
	return len(people)
}

// countsAt tells whether an end counts for an organization at the top.
func (o *oracle) countsAt(end, organization string) bool {
	return end != "" && contains(o.countsFor(end), organization)
}

// Beside the moves, sums count the people who made them, each once however often they moved, by whatever way the moves
// are counted.
func TestPeopleOfSumsAgainstLoops(t *testing.T) {
	fewer := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		for _, more := range [][]query.Option{nil, {query.Kind(vocab.KindHire)}} {
			opts := append(opts[:len(opts):len(opts)], more...)
			kind := func(r row) bool { return more == nil || contains(o.objects(r.move, vocab.MoveKind), "tg:hire") }
			between := func(r row, from, to graph.Entity) bool {
				return kind(r) && o.countsAt(r.from, short(from.Node())) && o.countsAt(r.to, short(to.Node()))
			}
			flows, err := query.Flows(t.Context(), g, opts...)
			require.NoError(t, err)
			for _, f := range flows {
				assert.Equal(t, o.movers(func(r row) bool { return between(r, f.From, f.To) }), f.People, "%v", f)
				if f.People < f.Count {
					fewer++
				}
			}
			years, err := query.FlowsByYear(t.Context(), g, opts...)
			require.NoError(t, err)
			for _, f := range years {
				moves, err := f.Moves(t.Context())
				require.NoError(t, err)
				in := map[string]bool{}
				for _, m := range moves {
					in[short(m.ID())] = true
				}
				assert.Equal(t, o.movers(func(r row) bool { return in[r.move] && between(r, f.From, f.To) }), f.People, "%v", f)
			}
			sectors, err := query.FlowsBySector(t.Context(), g, opts...)
			require.NoError(t, err)
			for _, f := range sectors {
				want := o.movers(func(r row) bool {
					all := append(o.sectorsOf(r.move), o.sectorsOf(r.to)...)
					if f.Sector.IsZero() {
						return between(r, f.From, f.To) && len(all) == 0
					}
					return between(r, f.From, f.To) && contains(all, short(f.Sector.Node()))
				})
				assert.Equal(t, want, f.People, "%v", f)
			}
			nets, err := query.NetFlow(t.Context(), g, opts...)
			require.NoError(t, err)
			for _, n := range nets {
				org := short(n.Organization.Node())
				assert.Equal(t, o.movers(func(r row) bool { return kind(r) && o.countsAt(r.to, org) }), n.PeopleGained, "%v", n)
				assert.Equal(t, o.movers(func(r row) bool { return kind(r) && o.countsAt(r.from, org) }), n.PeopleLost, "%v", n)
			}
			for _, org := range organizationsOf(g) {
				one := short(quad.IRI(org))
				nets, err := query.NetFlow(t.Context(), g, append(opts[:len(opts):len(opts)], query.At(org))...)
				require.NoError(t, err)
				assert.Equal(t, o.movers(func(r row) bool { return kind(r) && r.to != "" && o.within(r.to, one) }), nets[0].PeopleGained, org)
				assert.Equal(t, o.movers(func(r row) bool { return kind(r) && r.from != "" && o.within(r.from, one) }), nets[0].PeopleLost, org)
				rivals, err := query.Rivals(t.Context(), g, org, opts...)
				require.NoError(t, err)
				for _, x := range rivals {
					other := short(x.Organization.Node())
					assert.Equal(t, o.movers(func(r row) bool {
						return kind(r) && r.from != "" && o.within(r.from, one) && o.countsAt(r.to, other)
					}), x.PeopleTook, "%v", x)
					assert.Equal(t, o.movers(func(r row) bool {
						return kind(r) && r.to != "" && o.within(r.to, one) && o.countsAt(r.from, other)
					}), x.PeopleGave, "%v", x)
				}
				if more == nil {
					other := organizationsOf(g)[0]
					x, err := query.Compare(t.Context(), g, org, other, opts...)
					require.NoError(t, err)
					from := func(a, b string) int {
						return o.movers(func(r row) bool { return r.from != "" && r.to != "" && o.within(r.from, a) && o.within(r.to, b) })
					}
					assert.Equal(t, []int{from(one, short(quad.IRI(other))), from(short(quad.IRI(other)), one)}, []int{x.PeopleAtoB, x.PeopleBtoA})
				}
			}
		}
	})
	assert.NotZero(t, fewer)
}

// Months and quarters are told by the texts of times, and a time is in the smallest of them that holds it.
func TestFlowsByPeriodAgainstLoops(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		whenOf := map[string]string{}
		for m, err := range query.Moves(t.Context(), g, opts...) {
			require.NoError(t, err)
			whenOf[short(m.ID())] = m.When()
		}
		for _, unit := range []string{"year", "quarter", "month"} {
			period := func(when string) string {
				switch {
				case when == "" || unit == "year":
					return when[:min(4, len(when))]
				case len(when) < 7 || unit == "month":
					return when[:min(7, len(when))]
				}
				return when[:5] + map[string]string{"01": "33", "02": "33", "03": "33", "04": "34", "05": "34", "06": "34", "07": "35", "08": "35", "09": "35", "10": "36", "11": "36", "12": "36"}[when[5:7]]
			}
			moves, people := map[[3]string]map[string]bool{}, map[[3]string]map[string]bool{}
			for _, r := range o.rows() {
				if r.from == "" || r.to == "" || o.internal(r.from, r.to) {
					continue
				}
				for _, pair := range o.between(r) {
					key := [3]string{period(whenOf[r.move]), pair[0], pair[1]}
					if moves[key] == nil {
						moves[key], people[key] = map[string]bool{}, map[string]bool{}
					}
					moves[key][r.move] = true
					if r.person != "" {
						people[key][r.person] = true
					}
				}
			}
			rows, err := query.FlowsByPeriod(t.Context(), g, unit, opts...)
			require.NoError(t, err)
			assert.Len(t, rows, len(moves))
			last := ""
			for _, f := range rows {
				key := [3]string{f.Period, short(f.From.Node()), short(f.To.Node())}
				assert.Equal(t, []int{len(moves[key]), len(people[key])}, []int{f.Count, f.People}, "%s: %v", unit, f)
				behind, err := f.Moves(t.Context())
				require.NoError(t, err)
				found := map[string]bool{}
				for _, m := range behind {
					found[short(m.ID())] = true
				}
				assert.Equal(t, keys(moves[key]), keys(found), "%v", f)
				grades, err := f.Grades(t.Context())
				require.NoError(t, err)
				assert.Equal(t, f.Count, grades.Total())
				first := "9999"
				if f.Period != "" {
					first = f.Period[:4] + map[bool]string{true: "-01"}[len(f.Period) == 4]
				}
				assert.LessOrEqual(t, last[:min(4, len(last))], first[:4])
				last = first
				answers++
			}
		}
		_, err := query.FlowsByPeriod(t.Context(), g, "week")
		assert.ErrorContains(t, err, "one of year, quarter, month")
	})
	assert.NotZero(t, answers)
}

func TestFlowsBetweenSectorsAgainstLoops(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		sectors := func(org string) []string {
			all := map[string]bool{}
			for _, of := range append(o.countsFor(org), org) {
				for _, s := range o.sectorsOf(of) {
					all[s] = true
				}
			}
			if len(all) == 0 {
				all[""] = true
			}
			return keys(all)
		}
		moves, people := map[[2]string]map[string]bool{}, map[[2]string]map[string]bool{}
		for _, r := range o.rows() {
			if r.from == "" || r.to == "" || o.internal(r.from, r.to) {
				continue
			}
			for _, from := range sectors(r.from) {
				for _, to := range sectors(r.to) {
					key := [2]string{from, to}
					if moves[key] == nil {
						moves[key], people[key] = map[string]bool{}, map[string]bool{}
					}
					moves[key][r.move] = true
					if r.person != "" {
						people[key][r.person] = true
					}
				}
			}
		}
		rows, err := query.FlowsBetweenSectors(t.Context(), g, opts...)
		require.NoError(t, err)
		assert.Len(t, rows, len(moves))
		node := func(e graph.Entity) string {
			if e.IsZero() {
				return ""
			}
			return short(e.Node())
		}
		for i, f := range rows {
			key := [2]string{node(f.From), node(f.To)}
			assert.Equal(t, []int{len(moves[key]), len(people[key])}, []int{f.Count, f.People}, "%v", f)
			behind, err := f.Moves(t.Context())
			require.NoError(t, err)
			found := map[string]bool{}
			for _, m := range behind {
				found[short(m.ID())] = true
			}
			assert.Equal(t, keys(moves[key]), keys(found), "%v", f)
			grades, err := f.Grades(t.Context())
			require.NoError(t, err)
			assert.Equal(t, f.Count, grades.Total())
			if i > 0 {
				assert.GreaterOrEqual(t, rows[i-1].Count, f.Count)
			}
			answers++
		}
	})
	assert.NotZero(t, answers)
}

// sectorsOf are those that a node is said to be in.
func (o *oracle) sectorsOf(node string) (all []string) {
	for _, s := range o.objects(node, vocab.Sector) {
		if s != "" {
			all = append(all, s)
		}
	}
	return all
}

func contains(all []string, one string) bool {
	for _, s := range all {
		if s == one {
			return true
		}
	}
	return false
}

// A move of many people between many organizations is counted by neither's number times the other's.
func TestPeopleOfOneLargeMove(t *testing.T) {
	const n = 300
	g, move := graph.New(), quad.IRI(vocab.ID+"move")
	var quads []quad.Quad
	for i := range n {
		for p, kind := range map[quad.IRI]string{vocab.Person: "person", vocab.From: "from", vocab.To: "to"} {
			if kind != "from" || i == 0 {
				quads = append(quads, quad.Quad{Subject: move, Predicate: p, Object: quad.IRI(fmt.Sprint(vocab.ID, kind, i))})
			}
		}
	}
	require.NoError(t, g.Add(t.Context(), quads...))
	flows, err := query.Flows(t.Context(), g)
	require.NoError(t, err)
	nets, err := query.NetFlow(t.Context(), g)
	require.NoError(t, err)
	require.Len(t, flows, n)
	require.Len(t, nets, n+1)
	for i := range n {
		assert.Equal(t, []int{1, n, 1, n}, []int{flows[i].Count, flows[i].People, nets[i].Gained, nets[i].PeopleGained})
	}
}
