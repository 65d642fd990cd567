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

// presences gives "organization sector through" of what is in which sector; counts says whom an
// organization counts for.
func (o *oracle) presences(counts func(org string) []string) map[[2]string]map[string]bool {
	found := map[[2]string]map[string]bool{}
	add := func(org, sector, through string) {
		for _, org := range counts(org) {
			key := [2]string{org, sector}
			if found[key] == nil {
				found[key] = map[string]bool{}
			}
			if through != "" {
				found[key][through] = true
			}
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
			grades, strongest := p.Grades(), graph.Unknown
			for grade := graph.Stated; grade <= graph.Disputed && strongest == graph.Unknown; grade++ {
				if *gradeIn(&grades, grade) > 0 {
					strongest = grade
				}
			}
			assert.Equal(t, p.Certainty(), strongest)
			assert.GreaterOrEqual(t, grades.Total(), max(1, len(p.Through)))
			assert.Equal(t, grades, p.Detach().Grades())
			through := map[string]bool{}
			for _, e := range p.Through {
				through[short(e.Node())] = true
			}
			return text([2]string{short(p.Organization.Node()), short(p.Sector.Node())}, through)
		}
		all := o.presences(o.countsFor)
		var want []string
		for key, through := range all {
			want = append(want, text(key, through))
		}
		assert.ElementsMatch(t, want, gather(t, each(query.Presences(t.Context(), g, opts...)), as))
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
			got := gather(t, each(query.Presences(t.Context(), g, append(opts, query.InSector(sector))...)), as)
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
			for key, through := range o.presences(func(owner string) []string {
				if o.within(owner, name) {
					return []string{name}
				}
				return nil
			}) {
				want = append(want, text(key, through))
			}
			assert.ElementsMatch(t, want, gather(t, each(query.Presences(t.Context(), g, append(opts, query.At(org))...)), as), "at %s", org)
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
			got := gather(t, each(query.StrategiesOf(t.Context(), g, org, opts...)), func(s query.Strategy) string {
				return short(s.ID()) + " " + short(s.Organization.Node())
			})
			assert.ElementsMatch(t, keys(want), got)
			answers += len(got)
		}
	})
	assert.NotZero(t, answers)
}

func TestStrategiesOfAllAgainstLoops(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		want := map[string]bool{}
		for f := range o.all {
			if f.p == short(vocab.RDFType) && f.o == short(vocab.ClassStrategy) && o.in(f.s) {
				of, sectors := o.objects(f.s, vocab.Of), o.objects(f.s, vocab.Sector)
				if o.filtered && of[0] == "" && sectors[0] == "" {
					continue
				}
				for _, of := range of {
					want[f.s+" "+of] = true
				}
			}
		}
		got := gather(t, query.Strategies(t.Context(), g, opts...), func(s query.Strategy) string {
			return short(s.ID()) + " " + short(s.Organization.Node())
		})
		assert.ElementsMatch(t, keys(want), got)
		answers += len(got)
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
			for _, pair := range o.between(r) {
				key := group + " " + pair[0] + " " + pair[1]
				if into[key] == nil {
					into[key] = map[string]bool{}
				}
				into[key][r.move] = true
			}
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
