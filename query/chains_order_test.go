package query_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/dates"
	"talentgraph.example/query"
)

// hurriedWorld is moves of a few people among a few organizations, within few months.
func hurriedWorld(t *testing.T, seed uint64) *graph.Graph {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 71))
	id := func(name string, n int) quad.IRI { return quad.IRI(fmt.Sprint(vocab.ID, name, "-", n)) }
	var quads []quad.Quad
	for i := range 5 {
		quads = append(quads, quad.Quad{Subject: id("org", i), Predicate: vocab.RDFType, Object: vocab.ORGOrganization})
	}
	for i := range 4 + r.IntN(8) {
		from := r.IntN(5)
		quads = append(quads, quad.Quad{Subject: id("move", i), Predicate: vocab.Person, Object: id("person", r.IntN(3))},
			quad.Quad{Subject: id("move", i), Predicate: vocab.From, Object: id("org", from)},
			quad.Quad{Subject: id("move", i), Predicate: vocab.To, Object: id("org", (from+1+r.IntN(4))%5)})
		if when := []string{"", "2024", "2024-01-31", "2024-02", "2024-02-01", "2023", "2024-06/..", "../2024-02-02"}[r.IntN(8)]; when != "" {
			quads = append(quads, quad.Quad{Subject: id("move", i), Predicate: vocab.When, Object: quad.TypedString{Value: quad.String(when), Type: vocab.EDTF}})
		}
	}
	g := graph.New()
	require.NoError(t, g.Add(t.Context(), quads...))
	return g
}

// canFollow tells whether moves can have been made one after the other, to the day.
func canFollow(t *testing.T, way []query.Move) bool {
	day := math.MinInt
	for i, m := range way {
		span, ok := dates.ParseSpan(m.When())
		if !ok || i > 0 && way[i-1].To.ID() != m.From.ID() {
			return false
		}
		switch {
		case day == math.MinInt || span.First > day:
			day = span.First
		case span.Last <= day:
			return false
		default:
			day++
		}
	}
	return true
}

// waysOf gives all chains of so many moves that begin or end at an organization.
func waysOf(moves []query.Move, at quad.IRI, n int, up bool) (ways [][]query.Move) {
	if n == 0 {
		return [][]query.Move{nil}
	}
	for _, m := range moves {
		near, far := m.From.ID(), m.To.ID()
		if up {
			near, far = far, near
		}
		if near != at {
			continue
		}
		for _, rest := range waysOf(moves, far, n-1, up) {
			if up {
				ways = append(ways, append(slices.Clone(rest), m))
			} else {
				ways = append(ways, append([]query.Move{m}, rest...))
			}
		}
	}
	return ways
}

// Chains in the order of time are those of all chains whose moves can follow each other; each row shows one, and leads back to
// the moves that can be its last.
func TestChainsInOrderAgainstLoops(t *testing.T) {
	reached, fewer := 0, 0
	for seed := range uint64(40) {
		g := hurriedWorld(t, seed)
		var moves []query.Move
		for m, err := range query.Moves(t.Context(), g) {
			require.NoError(t, err)
			moves = append(moves, m)
		}
		for org := range 5 {
			at := quad.IRI(fmt.Sprint(vocab.ID, "org-", org))
			for n := 1; n <= 3; n++ {
				for _, up := range []bool{false, true} {
					want, any, last := map[quad.IRI]bool{}, map[quad.IRI]bool{}, map[string]bool{}
					for _, way := range waysOf(moves, at, n, up) {
						end, step := way[len(way)-1].To.ID(), way[len(way)-1]
						if up {
							end, step = way[0].From.ID(), way[0]
						}
						if any[end] = true; canFollow(t, way) {
							want[end] = true
							last[fmt.Sprint(end, step.ID())] = true
						}
					}
					ask := query.Downstream
					if up {
						ask = query.Upstream
					}
					plain, err := ask(t.Context(), g, string(at), n)
					require.NoError(t, err)
					require.Len(t, plain, len(any))
					for _, row := range plain {
						way, err := row.Way(t.Context())
						require.NoError(t, err)
						require.Len(t, way, n)
						ends := []quad.IRI{at, row.ID()}
						if up {
							slices.Reverse(ends)
						}
						assert.Equal(t, ends, []quad.IRI{way[0].From.ID(), way[n-1].To.ID()})
						for i := 1; i < n; i++ {
							assert.Equal(t, way[i-1].To.ID(), way[i].From.ID())
						}
					}
					rows, err := ask(t.Context(), g, string(at), n, query.InOrder())
					require.NoError(t, err)
					require.Len(t, rows, len(want), "seed %d: %s, %d moves, up %v", seed, at, n, up)
					fewer += len(any) - len(want)
					for _, row := range rows {
						reached++
						assert.True(t, want[row.ID()])
						way, err := row.Way(t.Context())
						require.NoError(t, err)
						assert.Len(t, way, n)
						assert.True(t, canFollow(t, way), "%v", way)
						steps, err := row.Moves(t.Context())
						require.NoError(t, err)
						found := map[string]bool{}
						for _, m := range steps {
							found[fmt.Sprint(row.ID(), m.ID())] = true
						}
						for key := range last {
							assert.Equal(t, found[key], key[:len(fmt.Sprint(row.ID()))] == fmt.Sprint(row.ID()), "%s", key)
						}
					}
				}
			}
		}
	}
	assert.Greater(t, reached, 100)
	assert.Greater(t, fewer, 100)
	_, err := query.Downstream(t.Context(), hurriedWorld(t, 1), "id:org-1", 1_001, query.InOrder())
	var wrong *query.OptionError
	require.ErrorAs(t, err, &wrong)
}
