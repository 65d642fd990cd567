package graph_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/long"
)

func thing(i int) quad.IRI { return quad.IRI(fmt.Sprintf("https://example.com/%c", 'a'+i)) }

// someThings makes facts between a few things, their names, and claims that are things, too.
func someThings(t *testing.T, r *rand.Rand, things int) *graph.Graph {
	t.Helper()
	g := graph.New()
	var quads []quad.Quad
	for range 40 {
		q := quad.Quad{Subject: thing(r.IntN(things)), Predicate: []quad.Value{vocab.Person, vocab.From, vocab.SKOSAltLabel, thing(0)}[r.IntN(4)], Object: thing(r.IntN(things))}
		switch r.IntN(3) {
		case 0:
			q.Label = thing(r.IntN(things))
		case 1:
			q.Predicate, q.Object = vocab.SKOSPrefLabel, quad.LangString{Value: quad.String(fmt.Sprint("name ", r.IntN(3))), Lang: "en"}
		}
		quads = append(quads, q)
	}
	require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error { return tx.Add(quads...) }))
	return g
}

// quadSet gives all quads, or those that tell of no merge.
func quadSet(t *testing.T, g graph.Reader, bookkeeping bool) map[quad.Quad]bool {
	t.Helper()
	set := map[quad.Quad]bool{}
	for q, err := range g.Quads(t.Context(), graph.Pattern{}) {
		require.NoError(t, err)
		if label, ok := q.Label.(quad.IRI); bookkeeping || !ok || label[:20] != "https://claims.examp" {
			set[q] = true
		}
	}
	return set
}

func claimOf(i int) graph.Claim {
	id := quad.IRI(fmt.Sprintf("https://claims.example/%d", i))
	return graph.Claim{ID: id, Source: "https://news.example/1", Note: "they are one", DataSet: id}
}

// Whatever was merged, and in whatever order it is taken back: what is left is what the other merges make alone.
func TestSameAndDistinct(t *testing.T) {
	const things = 6
	for seed := range uint64(long.Runs(60, 1000)) {
		r := rand.New(rand.NewPCG(seed%200, 4))
		g := someThings(t, r, things)
		original := quadSet(t, g, true)
		before := g.Snapshot()
		merged := map[int]int{} // into
		ctx := t.Context()
		for range 4 {
			keep, other := r.IntN(things), r.IntN(things)
			_, away := merged[keep]
			if _, ok := merged[other]; ok || away || before.Numbers().ID(thing(other)) == 0 || before.Numbers().ID(thing(keep)) == 0 {
				continue
			}
			if g.Snapshot().MergedInto(thing(keep)) == thing(other) || keep == other {
				continue
			}
			require.NoError(t, g.Same(ctx, thing(keep), thing(other), claimOf(other)))
			merged[other] = keep
			for q := range quadSet(t, g, false) {
				for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
					require.NotEqual(t, thing(other), v, "seed %d: %v", seed, q)
				}
			}
		}
		order := slices.Sorted(maps.Keys(merged))
		rand.New(rand.NewPCG(seed, 6)).Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, other := range order {
			require.NoError(t, g.Distinct(ctx, thing(other)))
			delete(merged, other)
			alone := someThings(t, rand.New(rand.NewPCG(seed%200, 4)), things)
			for other, keep := range merged {
				require.NoError(t, alone.Same(ctx, thing(keep), thing(other), claimOf(other)))
			}
			a, b := quadSet(t, alone, false), quadSet(t, g, false)
			for q := range a {
				require.True(t, b[q], "seed %d: %v is missing", seed, q)
			}
			require.Len(t, b, len(a), "seed %d", seed)
		}
		require.Equal(t, original, quadSet(t, g, true), "seed %d", seed)
	}
}

// A claim goes with the last merge that it was made for; one that was there before stays.
func TestClaimsOfMerges(t *testing.T) {
	ctx := t.Context()
	for _, there := range []bool{false, true} {
		g := someThings(t, rand.New(rand.NewPCG(1, 7)), 5)
		c := claimOf(1)
		if there {
			require.NoError(t, g.Update(ctx, func(tx *graph.Tx) error {
				_, err := tx.Assert(c, quad.Quad{Subject: thing(0), Predicate: vocab.From, Object: thing(4)})
				return err
			}))
		}
		original := quadSet(t, g, true)
		require.NoError(t, g.Same(ctx, thing(0), thing(1), c))
		require.NoError(t, g.Same(ctx, thing(0), thing(2), c))
		require.NoError(t, g.Distinct(ctx, thing(1)))
		assert.Equal(t, thing(0), g.Snapshot().MergedInto(thing(2)))
		about := 0
		for q := range quadSet(t, g, true) {
			if q.Subject == c.ID {
				about++
			}
		}
		assert.NotZero(t, about, "the other merge still has its claim")
		require.NoError(t, g.Distinct(ctx, thing(2)))
		assert.Equal(t, original, quadSet(t, g, true))
	}
}

// A merge, and what takes one back, end with their context wherever it ends, and then nothing has changed.
func TestMergesEndWithTheContext(t *testing.T) {
	g := someThings(t, rand.New(rand.NewPCG(1, 8)), 4)
	for name, do := range map[string]func(ctx context.Context) error{
		"Same":     func(ctx context.Context) error { return g.Same(ctx, thing(0), thing(1), claimOf(1)) },
		"Distinct": func(ctx context.Context) error { return g.Distinct(ctx, thing(2)) },
	} {
		if name == "Distinct" {
			require.NoError(t, g.Same(t.Context(), thing(0), thing(2), claimOf(2)))
		}
		before := quadSet(t, g, true)
		n := int64(1)
		for ; ; n++ {
			err := do(&lookedAt{Context: t.Context(), n: n})
			if err == nil {
				break
			}
			require.ErrorIs(t, err, context.Canceled, name)
			require.Equal(t, before, quadSet(t, g, true), "%s at look %d", name, n)
		}
		assert.Greater(t, n, int64(len(before)/4), "%s looks seldom", name)
	}
}

// It does not matter how things came to be one.
func TestMergingIsAssociative(t *testing.T) {
	for seed := range uint64(30) {
		facts := func(pairs ...[2]int) map[quad.Quad]bool {
			g := someThings(t, rand.New(rand.NewPCG(seed, 5)), 4)
			for i, p := range pairs {
				err := g.Same(t.Context(), thing(p[0]), thing(p[1]), claimOf(i))
				require.NoError(t, err)
			}
			return quadSet(t, g, false)
		}
		first := facts([2]int{0, 1}, [2]int{0, 2})
		assert.Equal(t, first, facts([2]int{1, 2}, [2]int{0, 1}))
		assert.Equal(t, first, facts([2]int{0, 2}, [2]int{2, 1}), "2 means 0 by now")
	}
}

func TestMergedNamesResolve(t *testing.T) {
	g := graph.New()
	name := func(e quad.IRI, text string) quad.Quad {
		return quad.Quad{Subject: e, Predicate: vocab.SKOSPrefLabel, Object: quad.LangString{Value: quad.String(text), Lang: "en"}}
	}
	ctx := t.Context()
	require.NoError(t, g.Update(ctx, func(tx *graph.Tx) error { return tx.Add(name(thing(0), "ByteDance"), name(thing(1), "Zijie")) }))
	before := g.Snapshot()
	require.NoError(t, g.Same(ctx, thing(0), thing(1), graph.Claim{Source: "https://news.example/1"}))
	for _, text := range []string{"Zijie", "ByteDance", string(thing(1)), "<" + string(thing(0)) + ">"} {
		e, err := graph.Resolve(ctx, g, text, graph.AnyKind())
		require.NoError(t, err, text)
		assert.Equal(t, thing(0), e.ID())
		assert.Equal(t, "ByteDance", e.Label())
	}
	assert.ErrorIs(t, g.Distinct(ctx, thing(0)), graph.ErrNotFound)
	assert.ErrorIs(t, g.Same(ctx, thing(0), thing(9), claimOf(1)), graph.ErrNotFound)
	assert.Error(t, g.Same(ctx, thing(0), quad.String("x"), claimOf(1)))
	require.NoError(t, g.Distinct(ctx, thing(1)))
	assert.Equal(t, quadSet(t, before, true), quadSet(t, g, true))
	e, err := graph.Resolve(ctx, g, "Zijie", graph.AnyKind())
	require.NoError(t, err)
	assert.Equal(t, thing(1), e.ID())
}
