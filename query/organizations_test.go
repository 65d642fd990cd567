package query_test

import (
	"cmp"
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
				count(lost, o.tops(r.from)[0], r.move)
				want[o.tops(r.from)[0]] = true
			}
			if r.to != "" {
				count(gained, o.tops(r.to)[0], r.move)
				want[o.tops(r.to)[0]] = true
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

// presences gives "organization sector through" of what is in which sector; counts says whom an
// organization counts for.
func (o *oracle) presences(counts func(org string) string) map[[2]string]map[string]bool {
	found := map[[2]string]map[string]bool{}
	add := func(org, sector, through string) {
		if org = counts(org); org == "" {
			return
		}
		key := [2]string{org, sector}
		if found[key] == nil {
			found[key] = map[string]bool{}
		}
		if through != "" {
			found[key][through] = true
		}
	}
	for f := range o.facts {
		if f.p != short(vocab.Sector) || !o.in(f.s) {
			continue
		}
		if of := o.objects(f.s, vocab.Of); of[0] != "" {
			for _, org := range of {
				through := f.s
				if org == f.s {
					through = ""
				}
				add(org, f.o, through)
			}
			continue
		}
		typed, organization := false, false
		for g := range o.all {
			if g.s == f.s && g.p == short(vocab.RDFType) {
				typed = true
				organization = organization || g.o == short(vocab.ORGOrganization)
			}
		}
		if !typed || organization {
			add(f.s, f.o, "")
		}
	}
	return found
}

func TestPresencesAgainstLoops(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		text := func(key [2]string, through map[string]bool) string {
			return fmt.Sprint(key, keys(through))
		}
		as := func(p query.Presence) string {
			through := map[string]bool{}
			for _, e := range p.Through {
				through[short(e.Node())] = true
			}
			return text([2]string{short(p.Organization.Node()), short(p.Sector.Node())}, through)
		}
		all := o.presences(func(org string) string { return o.tops(org)[0] })
		var want []string
		for key, through := range all {
			want = append(want, text(key, through))
		}
		assert.ElementsMatch(t, want, gather(t, query.Presences(t.Context(), g, opts...), as))
		answers += len(want)

		m, err := query.Matrix(t.Context(), g, opts...)
		require.NoError(t, err)
		assert.Equal(t, len(all), m.Cells())
		for i, org := range m.Organizations {
			for j, sector := range m.Sectors {
				p, ok := m.Cell(i, j)
				through, expected := all[[2]string{short(org.Node()), short(sector.Node())}]
				require.Equal(t, expected, ok)
				if ok {
					assert.Equal(t, text([2]string{short(org.Node()), short(sector.Node())}, through), as(p))
				}
			}
		}

		members := map[string]map[string]bool{}
		for _, sector := range present(g, "sector") {
			name := short(quad.IRI(sector))
			below := o.narrower(name)
			var in []string
			for key, through := range all {
				if below[key[1]] {
					in = append(in, text(key, through))
					if members[name] == nil {
						members[name] = map[string]bool{}
					}
					members[name][key[0]] = true
				}
			}
			got := gather(t, query.Presences(t.Context(), g, append(opts, query.InSector(sector))...), as)
			assert.ElementsMatch(t, in, got, "in %s", sector)
		}
		rows, err := query.Sectors(t.Context(), g, opts...)
		require.NoError(t, err)
		var got []string
		for _, row := range rows {
			name := short(row.Sector.Node())
			got = append(got, name)
			assert.Len(t, row.Organizations, len(members[name]))
			for _, e := range row.Organizations {
				assert.True(t, members[name][short(e.Node())])
			}
		}
		assert.Equal(t, keys(members), got)

		for _, org := range present(g, "org") {
			name := short(quad.IRI(org))
			var want []string
			for key, through := range o.presences(func(owner string) string {
				if o.within(owner, name) {
					return name
				}
				return ""
			}) {
				want = append(want, text(key, through))
			}
			assert.ElementsMatch(t, want, gather(t, query.Presences(t.Context(), g, append(opts, query.At(org))...), as), "at %s", org)
		}
	})
	assert.NotZero(t, answers)
}

func TestStrategiesOfAgainstLoops(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		for _, org := range present(g, "org") {
			want := map[string]bool{}
			for f := range o.all {
				if f.p == short(vocab.RDFType) && f.o == short(vocab.ClassStrategy) && o.in(f.s) {
					for _, of := range o.objects(f.s, vocab.Of) {
						if of != "" && o.within(of, short(quad.IRI(org))) {
							want[f.s+" "+of] = true
						}
					}
				}
			}
			got := gather(t, query.StrategiesOf(t.Context(), g, org, opts...), func(s query.Strategy) string {
				return short(s.ID()) + " " + short(s.Organization.Node())
			})
			assert.ElementsMatch(t, keys(want), got)
			answers += len(got)
		}
	})
	assert.NotZero(t, answers)
}

// sectorsOfMove gives the sectors of a row, or "" alone if it is in none.
func (o *oracle) sectorsOfMove(r row) []string {
	found := map[string]bool{}
	for _, node := range []string{r.move, r.to} {
		if node != "" && o.objects(node, vocab.Sector)[0] != "" {
			for _, s := range o.objects(node, vocab.Sector) {
				found[s] = true
			}
		}
	}
	if len(found) == 0 {
		return []string{""}
	}
	return keys(found)
}

func TestFlowsByGroupAgainstLoops(t *testing.T) {
	years, sectors := 0, 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		yearOf := map[string]int{}
		for m, err := range query.Moves(t.Context(), g, opts...) {
			require.NoError(t, err)
			yearOf[short(m.ID())] = m.Year
		}
		wantYear, wantSector := map[string]map[string]bool{}, map[string]map[string]bool{}
		add := func(into map[string]map[string]bool, group string, r row) {
			key := group + " " + o.tops(r.from)[0] + " " + o.tops(r.to)[0]
			if into[key] == nil {
				into[key] = map[string]bool{}
			}
			into[key][r.move] = true
		}
		for _, r := range o.rows() {
			if r.from == "" || r.to == "" || o.internal(r.from, r.to) {
				continue
			}
			add(wantYear, fmt.Sprint(yearOf[r.move]), r)
			for _, s := range o.sectorsOfMove(r) {
				add(wantSector, s, r)
			}
		}
		check := func(want map[string]map[string]bool, key string, f query.Flow, moves []query.Move, err error) string {
			require.NoError(t, err)
			assert.Len(t, want[key], f.Count, key)
			distinct := map[string]bool{}
			for _, m := range moves {
				distinct[short(m.ID())] = true
			}
			assert.Equal(t, keys(want[key]), keys(distinct), "the moves behind %s", key)
			return key
		}
		ends := func(f query.Flow) string { return short(f.From.Node()) + " " + short(f.To.Node()) }
		byYear, err := query.FlowsByYear(t.Context(), g, opts...)
		require.NoError(t, err)
		assert.ElementsMatch(t, keys(wantYear), mapped(byYear, func(f query.YearFlow) string {
			moves, err := f.Moves(t.Context())
			return check(wantYear, fmt.Sprint(f.Year, " ")+ends(f.Flow), f.Flow, moves, err)
		}))
		for i := 1; i < len(byYear); i++ {
			a, b := byYear[i-1].Year, byYear[i].Year
			assert.True(t, b == 0 || a != 0 && a <= b, "%d before %d", a, b)
		}
		bySector, err := query.FlowsBySector(t.Context(), g, opts...)
		require.NoError(t, err)
		assert.ElementsMatch(t, keys(wantSector), mapped(bySector, func(f query.SectorFlow) string {
			moves, err := f.Moves(t.Context())
			return check(wantSector, short(f.Sector.Node())+" "+ends(f.Flow), f.Flow, moves, err)
		}))
		years += len(byYear)
		sectors += len(bySector)
	})
	assert.NotZero(t, years)
	assert.NotZero(t, sectors)
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
			if name := short(quad.IRI(org)); o.tops(name)[0] != name {
				continue // people come to units, but go down to organizations
			}
			for moves := range 4 {
				want := map[string]bool{}
				for _, from := range present(g, "org") {
					if name := short(quad.IRI(from)); o.tops(name)[0] == name && slices.Contains(down[start{name, moves}], short(quad.IRI(org))) {
						want[name] = true
					}
				}
				rows, err := query.Upstream(t.Context(), g, org, moves, opts...)
				require.NoError(t, err)
				got := mapped(rows, func(e graph.Entity) string { return short(e.Node()) })
				assert.True(t, slices.IsSortedFunc(rows, byNumber), "%s, %d moves: %v", org, moves, rows)
				assert.ElementsMatch(t, keys(want), got, "%s, %d moves", org, moves)
				answers += len(got)
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
				if other := o.tops(r.to)[0]; o.within(r.from, name) && other != name && !seen["took"+r.move+other] {
					seen["took"+r.move+other] = true
					row(other).took++
				}
				if other := o.tops(r.from)[0]; o.within(r.to, name) && other != name && !seen["gave"+r.move+other] {
					seen["gave"+r.move+other] = true
					row(other).gave++
				}
			}
			own := map[string]bool{}
			for key := range o.presences(func(owner string) string {
				if o.within(owner, name) {
					return name
				}
				return ""
			}) {
				own[key[1]] = true
			}
			shared := map[string]map[string]bool{}
			for key := range o.presences(func(owner string) string { return o.tops(owner)[0] }) {
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
			assert.Equal(t, units, mapped(p.Units, func(e graph.Entity) string { return short(e.Node()) }))
			at := append(opts, query.At(org))
			assert.ElementsMatch(t, gather(t, query.Leaders(t.Context(), g, at...), leaderOf), mapped(p.Leaders, leaderOf))
			founder := func(f query.Founder) string { return f.String() }
			assert.ElementsMatch(t, gather(t, query.Founders(t.Context(), g, at...), founder), mapped(p.Founders, founder))
			presence := func(p query.Presence) string { return p.String() }
			assert.Equal(t, gather(t, query.Presences(t.Context(), g, at...), presence), mapped(p.Sectors, presence))
			strategy := func(s query.Strategy) string { return s.String() }
			assert.Equal(t, gather(t, query.StrategiesOf(t.Context(), g, org, opts...), strategy), mapped(p.Strategies, strategy))
			var models []string
			for f := range o.all {
				if f.p == short(vocab.RDFType) && f.o == short(vocab.ClassModel) && o.in(f.s) && o.belongs(f.s, name) {
					models = append(models, f.s)
				}
			}
			slices.Sort(models)
			assert.Equal(t, models, mapped(p.Models, func(e graph.Entity) string { return short(e.Node()) }))
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
