package picture_test

import (
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
	"talentgraph.example/query/picture"
)

// Of many sectors the narrower ones are counted for their broader ones; few are shown as they are.
func TestManySectorsAreGrouped(t *testing.T) {
	matrix := func(sectors int) (*graph.Graph, query.SectorMatrix) {
		g := graph.New()
		sector := func(i int) quad.IRI { return quad.IRI(fmt.Sprintf("https://e.example/s%02d", i)) }
		for i := range sectors {
			require.NoError(t, g.Add(t.Context(),
				quad.Make(quad.IRI(fmt.Sprintf("https://e.example/o%d", i%3)), vocab.Sector, sector(i), nil),
				quad.Make(sector(i), vocab.SKOSBroader, quad.IRI(fmt.Sprintf("https://e.example/above%d", i%4)), nil)))
		}
		require.NoError(t, g.Add(t.Context(), quad.Make(quad.IRI("https://e.example/above0"), vocab.SKOSBroader, quad.IRI("https://e.example/top"), nil)))
		m, err := query.Matrix(t.Context(), g)
		require.NoError(t, err)
		return g, m
	}
	draw := func(sectors int, with bool) *picture.Picture {
		g, m := matrix(sectors)
		var opts []picture.Option
		if with {
			opts = append(opts, picture.Broader(func(e graph.Entity) graph.Entity {
				s := g.Snapshot()
				for q, err := range s.Quads(t.Context(), graph.Pattern{Subject: e.Node(), Predicate: vocab.SKOSBroader}) {
					require.NoError(t, err)
					return s.Numbers().Entity(s.Numbers().ID(q.Object))
				}
				return graph.Entity{}
			}))
		}
		p, err := picture.Matrix(t.Context(), m, opts...)
		require.NoError(t, err)
		return p
	}
	columns := func(p *picture.Picture) (names map[string]bool, count int) {
		names = map[string]bool{}
		for _, r := range p.Table() {
			names[r.To.Label()] = true
			count += r.Count
			assert.Equal(t, r.Count, r.Grades.Total())
		}
		return names, count
	}
	for _, c := range []struct {
		sectors, columns int
		with             bool
	}{{30, 30, true}, {36, 4, true}, {36, 36, false}} {
		names, count := columns(draw(c.sectors, c.with))
		assert.Len(t, names, c.columns, c)
		assert.Equal(t, c.sectors, count, "nothing is lost")
	}
	assert.Contains(t, draw(36, true).Caption(), "36 narrower sectors")
	assert.NotContains(t, draw(30, true).Caption(), "narrower")
}
