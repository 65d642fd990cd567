package graph_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
)

// TestNumbersAgree reads random graphs by numbers, after each of some commits, and compares with Quads.
func TestNumbersAgree(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	g := graph.New()
	for range 30 {
		require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
			for range 1 + r.IntN(40) {
				q := quad.MakeIRI(fmt.Sprint("s:", r.IntN(20)), fmt.Sprint("p:", r.IntN(4)), fmt.Sprint("s:", r.IntN(20)), "")
				if r.IntN(2) == 0 {
					q.Label = quad.IRI(fmt.Sprint("g:", r.IntN(3)))
				}
				change := tx.Add
				if r.IntN(3) == 0 {
					change = tx.Remove
				}
				if err := change(q); err != nil {
					return err
				}
			}
			compareNumbers(t, tx, seed)
			return nil
		}))
		compareNumbers(t, g, seed)
	}
}

func compareNumbers(t *testing.T, r graph.Reader, seed uint64) {
	t.Helper()
	ctx := t.Context()
	require.NoError(t, r.View(ctx, func(s *graph.Snapshot) error {
		n := s.Numbers()
		var quads []graph.QuadIDs
		subjects, objects := map[[2]graph.ID]bool{}, map[[2]graph.ID]bool{}
		want, labels := map[graph.ID]graph.Statistics{}, map[graph.ID]bool{}
		for q, err := range s.Quads(ctx, graph.Pattern{}) {
			require.NoError(t, err)
			ids := graph.QuadIDs{Subject: n.ID(q.Subject), Predicate: n.ID(q.Predicate), Object: n.ID(q.Object), Label: n.ID(q.Label)}
			quads = append(quads, ids)
			if ids.Label != 0 {
				labels[ids.Label] = true
			}
			of := want[ids.Predicate]
			of.Quads++
			if key := [2]graph.ID{ids.Predicate, ids.Subject}; !subjects[key] {
				subjects[key] = true
				of.Subjects++
			}
			if key := [2]graph.ID{ids.Predicate, ids.Object}; !objects[key] {
				objects[key] = true
				of.Objects++
			}
			want[ids.Predicate] = of
		}
		stated := map[[3]graph.ID][]graph.ID{}
		for _, q := range quads {
			fact := [3]graph.ID{q.Subject, q.Predicate, q.Object}
			stated[fact] = append(stated[fact], q.Label)
		}
		for fact, labels := range stated {
			slices.Sort(labels)
			require.Equal(t, labels, n.LabelsOf(nil, fact[0], fact[1], fact[2]), "seed %d", seed)
			require.Len(t, n.LabelsOf(nil, fact[0], fact[1], fact[0]), len(stated[[3]graph.ID{fact[0], fact[1], fact[0]}]))
		}
		for subject := graph.ID(1); len(quads) > 0 && subject <= quads[len(quads)-1].Subject; subject++ {
			predicates := []graph.ID{quads[0].Predicate, 0, subject, quads[len(quads)-1].Predicate, quads[0].Predicate}
			var read, want []graph.QuadIDs
			n.Row(subject, quad.Subject, predicates, func(r graph.Run) {
				for i, o := range r.Others {
					read = append(read, graph.QuadIDs{Subject: subject, Predicate: r.Predicate, Object: o, Label: r.Labels[i]})
				}
			})
			for _, q := range quads {
				if q.Subject == subject && slices.Contains(predicates, q.Predicate) {
					want = append(want, q)
				}
			}
			require.Equal(t, want, read, "seed %d", seed)
		}
		var matched []graph.QuadIDs
		require.NoError(t, n.Match(ctx, graph.PatternIDs{}, func(q graph.QuadIDs) bool { matched = append(matched, q); return true }))
		require.Equal(t, quads, matched, "seed %d", seed)
		predicates, err := n.Predicates(ctx)
		require.NoError(t, err)
		require.Len(t, predicates, len(want))
		require.True(t, slices.IsSorted(predicates))
		for _, p := range predicates {
			of, err := n.Statistics(ctx, p)
			require.NoError(t, err)
			require.Equal(t, want[p], of, "seed %d, predicate %v", seed, n.Value(p))
			count, err := n.Count(ctx, graph.PatternIDs{Predicate: p})
			require.NoError(t, err)
			require.Equal(t, of.Quads, count)
			scanned := int64(0)
			require.NoError(t, n.Scan(ctx, p, true, func(s, o, l []graph.ID) bool { scanned += int64(len(s)); return true }))
			require.Equal(t, of.Quads, scanned)
		}
		got, err := n.Labels(ctx)
		require.NoError(t, err)
		require.Len(t, got, len(labels))
		for _, l := range got {
			require.True(t, labels[l])
		}
		return nil
	}))
}

// TestNumbersOfClosed asks the state of a closed graph: what has an error to give gives ErrClosed, the rest nothing.
func TestNumbersOfClosed(t *testing.T) {
	ctx := t.Context()
	g := graph.New()
	require.NoError(t, g.Close())
	n := g.Snapshot().Numbers()
	for name, ask := range map[string]func(context.Context) error{
		"IDs":        func(ctx context.Context) error { _, err := n.IDs(ctx, nil); return err },
		"Values":     func(ctx context.Context) error { _, err := n.Values(ctx, nil); return err },
		"Match":      func(ctx context.Context) error { return n.Match(ctx, graph.PatternIDs{}, nil) },
		"Count":      func(ctx context.Context) error { _, err := n.Count(ctx, graph.PatternIDs{}); return err },
		"Expand":     func(ctx context.Context) error { return n.Expand(ctx, nil, quad.Subject, nil, nil) },
		"Columns":    func(ctx context.Context) error { _, err := n.Columns(ctx, quad.Subject, nil); return err },
		"Scan":       func(ctx context.Context) error { return n.Scan(ctx, 1, false, nil) },
		"Predicates": func(ctx context.Context) error { _, err := n.Predicates(ctx); return err },
		"Labels":     func(ctx context.Context) error { _, err := n.Labels(ctx); return err },
		"Statistics": func(ctx context.Context) error { _, err := n.Statistics(ctx, 1); return err },
	} {
		assert.ErrorIs(t, ask(ctx), graph.ErrClosed, name)
		canceled, cancel := context.WithCancel(ctx)
		cancel()
		open := graph.New().Snapshot().Numbers()
		closed := n
		n = open
		assert.ErrorIs(t, ask(canceled), context.Canceled, name)
		n = closed
	}
	assert.Zero(t, n.ID(quad.IRI("a")))
	assert.Nil(t, n.Value(1))
	assert.Equal(t, term.None, n.Kind(1))
	assert.Empty(t, n.Evidence(1))
	assert.Empty(t, n.LabelsOf(nil, 1, 1, 1))
	assert.Equal(t, graph.Unknown, n.Certainty(1))
	n.Row(1, quad.Subject, nil, func(graph.Run) { t.Error("a closed graph has a row") })
	s := g.Snapshot()
	assert.Zero(t, testing.AllocsPerRun(10, func() { s.Numbers() }))
}
